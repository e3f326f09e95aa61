"""How the classifier is trained: the same each time, never tested on what it has seen, from files that are checked."""

from pathlib import Path

import pytest

from bot.understanding.question import TopicScore
from bot.understanding.topic_features import features
from bot.understanding.topic_weights import read_weights
from bot.understanding.topics import TopicClassifier
from bot.understanding.training.phrasing_files import PhrasingFileError, Written, hash_of, read_phrasings
from bot.understanding.training.thresholds import Scored, at_temperature, calibrated
from bot.understanding.training.topics import Example, examples_of, known_phrasings, plain_head, save, trained
from bot.understanding.training.variations import gibberish, variations

TOPICS = {
    "rain": ("Regnar det i {kommun}?", "Blir det regn i morgon?", "regnar det nu", "Ska det regna i {lan}?"),
    "chess": ("Vem vann schackpartiet?", "Spelar man schack i {kommun}?", "schack i kväll", "Kan du spela schack?"),
    "bread": ("Var köper man bröd?", "Finns det färskt bröd i {kommun}?", "bröd tack", "Hur bakar man bröd?"),
}
WRITTEN = [Written(topic, "sv", text) for topic, texts in TOPICS.items() for text in texts]


def folder_with(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_phrasing_is_varied_the_same_way_each_time() -> None:
    assert variations(WRITTEN[0], 5) == variations(WRITTEN[0], 5)
    assert gibberish(3) == gibberish(3)


def test_a_variation_has_no_placeholder_left() -> None:
    assert not [text for written in WRITTEN for text in variations(written, 8) if "{" in text]


def test_all_ways_to_write_a_phrasing_are_on_the_same_side_of_the_validation() -> None:
    folds: dict[int, set[int]] = {}
    for example in examples_of(read_phrasings()):
        if example.phrasing >= 0:
            folds.setdefault(example.phrasing, set()).add(example.fold)
    assert all(len(sides) == 1 for sides in folds.values())


def test_a_trained_model_is_the_same_in_its_file(tmp_path: Path) -> None:
    examples = [Example(text, each.topic, 0, n) for n, each in enumerate(WRITTEN) for text in variations(each, 3)]
    path = tmp_path / "small.bin"
    save(trained(examples), plain_head(WRITTEN), known_phrasings(WRITTEN), path)
    first = path.read_bytes()
    save(trained(examples), plain_head(WRITTEN), known_phrasings(WRITTEN), path)
    assert path.read_bytes() == first
    classifier = TopicClassifier(read_weights(path))
    assert classifier.scores("kommer det regn på lördag")[0].topic == "rain"
    assert classifier.scores("finns bröd att köpa")[0].topic == "bread"


def test_the_features_of_a_word_do_not_depend_on_its_neighbours() -> None:
    assert set(features("redovisning", ())) <= set(features("vår redovisning", ()))


def test_scores_that_promise_too_much_are_calmed() -> None:
    sure = [TopicScore("rain", 0.99), TopicScore("bread", 0.01)]
    scored = [Scored(str(n), "rain" if n % 10 < 6 else "bread", sure) for n in range(100)]
    temperature, answer, suggest = calibrated(scored)
    assert temperature > 1
    assert at_temperature(scored[0], temperature).best.score < 0.95
    assert answer >= suggest


def test_the_hash_changes_with_any_phrasing() -> None:
    assert hash_of(WRITTEN) != hash_of(WRITTEN[1:])
    assert hash_of(WRITTEN) == hash_of(list(reversed(WRITTEN)))


def test_a_phrasing_of_two_topics_is_refused(tmp_path: Path) -> None:
    table = '[phrasings]\nsv = ["Hej du"]\nen = ["Hi"]\n'
    folder_with(tmp_path, one=table, two=table)
    with pytest.raises(PhrasingFileError, match=r"both one\.toml and two\.toml"):
        read_phrasings(tmp_path)


@pytest.mark.parametrize("content", ["[phrasings]\nsv = []\n", "citations = []\n", "[phrasings"])
def test_a_topic_without_phrasings_in_both_languages_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(PhrasingFileError, match=r"one\.toml"):
        read_phrasings(folder_with(tmp_path, one=content))
