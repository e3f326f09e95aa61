"""Trains the topic classifier on the topics' phrasings and writes the file that ships (`make topics`).

Development only: needs scikit-learn, scipy and numpy, which the service never imports.
"""

from array import array
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.understanding.phrasings import Shipped, compared, digest
from bot.understanding.topic_features import features, tokens
from bot.understanding.topic_weights import SQUARE_UNIT, ZERO, Head, write_weights
from bot.understanding.topics import WEIGHTS, TopicClassifier
from bot.understanding.training.phrasing_files import Written, hash_of, read_phrasings
from bot.understanding.training.thresholds import Scored, calibrated, write_curve
from bot.understanding.training.variations import gibberish, plainly_filled, variations

Floats = NDArray[np.float64]

VARIATIONS = 2
NONSENSE = ("out_of_scope", 120)
FOLDS = 5
VALIDATION_FOLDS = (0,)  # of the five: enough phrasings for the thresholds
FEWEST_PHRASINGS = 2  # that a feature must occur in
MOST_FEATURES = 36_000
STRENGTH = 40.0  # inverse of the regularisation
ROUGH, FINE = 25, 80  # rounds of the solver to see which features are strong, and to fit; more change little
WORD, PAIR, CONCEPT = 3.0, 2.0, 2.2  # how much more whole words, pairs and concepts count than letters
UNKNOWN = 4.0  # square that an unseen feature of a word adds to the norm


@dataclass(frozen=True, slots=True)
class Example:
    """One way to write a phrasing; `fold` is the same for all ways to write it."""

    text: str
    topic: str
    fold: int
    phrasing: int


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model: its features with their rarity, a row of weights for each, and the biases."""

    topics: list[str]
    names: list[str]
    rarity: Floats
    weights: Floats
    bias: Floats


def examples_of(phrasings: list[Written]) -> list[Example]:
    """All ways to write all phrasings, and nonsense; every fold has its part of each topic."""
    seen: Counter[str] = Counter()
    found = []
    for number, written in enumerate(phrasings):
        fold = seen[written.topic] % FOLDS
        seen[written.topic] += 1
        found += [Example(text, written.topic, fold, number) for text in variations(written, VARIATIONS)]
    topic, count = NONSENSE
    return found + [Example(text, topic, number % FOLDS, -1) for number, text in enumerate(gibberish(count))]


def vocabulary(examples: list[Example]) -> set[str]:
    """The words that more than one phrasing has, as features."""
    phrasings: dict[str, set[int]] = {}
    for example in examples:
        for word in tokens(example.text):
            phrasings.setdefault(f" {word} ", set()).add(example.phrasing)
    return {word for word, numbers in phrasings.items() if len(numbers) >= FEWEST_PHRASINGS}


def emphasis(feature: str) -> float:
    """Concepts begin with @, pairs of words have a space inside, whole words one at both ends."""
    if feature[0] == "@":
        return CONCEPT
    if " " in feature.strip():
        return PAIR
    return WORD if feature[0] == feature[-1] == " " else 1.0


def is_of_word(feature: str) -> bool:
    """Whether a feature belongs to one word: only those add to the norm where they are unknown."""
    return feature[0] != "@" and " " not in feature.strip()


def rarities(examples: list[Example], words: set[str]) -> dict[str, float]:
    """How telling each feature is by the share of texts that it is in; those of a single phrasing are left out."""
    counted: Counter[str] = Counter()
    phrasings: dict[str, set[int]] = {}
    for example in examples:
        for name in set(features(example.text, words)):
            counted[name] += 1
            phrasings.setdefault(name, set()).add(example.phrasing)
    return {
        name: (1 + float(np.log(len(examples) / count))) * emphasis(name)
        for name, count in sorted(counted.items())
        if len(phrasings[name]) >= FEWEST_PHRASINGS
    }


def matrix(texts: list[str], places: dict[str, int], rarity: Floats) -> csr_matrix:
    """The texts' features as the run time sees them: count × rarity, over the norm that unknown ones add to."""
    data, columns, ends = [], [], [0]
    for text in texts:
        counted = Counter(features(text, places))
        known = [(places[name], count) for name, count in counted.items() if name in places]
        unknown = sum(count for name, count in counted.items() if name not in places and is_of_word(name))
        square = UNKNOWN * unknown + sum(count * rarity[place] ** 2 for place, count in known)
        norm = float(np.sqrt(square)) or 1.0
        data += [count * rarity[place] / norm for place, count in known]
        columns += [place for place, _ in known]
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(texts), len(places)), dtype=np.float32)


def fitted(examples: list[Example], rarity: dict[str, float], rounds: int = FINE) -> Model:
    """A multinomial logistic regression on these features."""
    names = list(rarity)
    values = np.array(list(rarity.values()))
    seen = matrix([example.text for example in examples], {name: place for place, name in enumerate(names)}, values)
    regression = LogisticRegression(C=STRENGTH, max_iter=rounds, tol=1e-3, class_weight=topic_weights(examples))
    with catch_warnings():
        simplefilter("ignore", ConvergenceWarning)  # it is stopped on purpose
        regression.fit(seen, [example.topic for example in examples])
    return Model(list(regression.classes_), names, values, regression.coef_.T.astype(float), regression.intercept_)


def topic_weights(examples: list[Example]) -> dict[str, float]:
    """What an example counts by its topic: half-way between all examples alike and all topics alike.

    Were all topics alike, what lies outside the grant, written down in the most ways, would hardly be learned.
    """
    counted = Counter(example.topic for example in examples)
    mean = len(examples) / len(counted)
    return {topic: (mean / count) ** 0.5 for topic, count in counted.items()}


def trained(examples: list[Example]) -> Model:
    """Fit on all features, keep the strongest, fit on those."""
    words = vocabulary(examples)
    rarity = rarities(examples, words)
    if len(rarity) > MOST_FEATURES:
        first = fitted(examples, rarity, ROUGH)
        strength = np.abs(first.weights).max(axis=1) * first.rarity
        strongest = np.argsort(-strength, kind="stable")[:MOST_FEATURES]
        kept = words | {first.names[place] for place in strongest}
        rarity = {name: value for name, value in rarity.items() if name in kept}
    return fitted(examples, rarity)


def save(model: Model, head: Head, known: dict[str, str], path: Path) -> Head:
    """Write the model in whole numbers: squares in 1/256, weights times rarity in steps of `scale`.

    `known` are the phrasings to be looked up, as compared words, each with its topic.
    """
    products = model.weights * model.rarity[:, None]
    scale = float(np.quantile(np.abs(products), 0.9999)) / (ZERO - 1)
    steps = np.clip(np.rint(products / scale), 1 - ZERO, ZERO - 1).astype(int) + ZERO
    squares = [min(round(float(value) ** 2 * SQUARE_UNIT), 65_535) for value in model.rarity]
    bias = [round(float(value), 4) for value in model.bias]
    shipped = shipped_of(known, model.topics)
    full = replace(
        head, bias=bias, scale=scale, topics=model.topics, features=len(model.names), shipped=len(shipped.digests)
    )
    write_weights(path, full, shipped, model.names, squares, steps.astype(np.uint8).tobytes())
    return full


def known_phrasings(phrasings: list[Written]) -> dict[str, str]:
    """Every phrasing as compared words, with its topic."""
    return {compared(plainly_filled(written)): written.topic for written in phrasings}


def shipped_of(known: dict[str, str], topics: list[str]) -> Shipped:
    """The phrasings as the file has them."""
    ordered = sorted((digest(key), topics.index(topic)) for key, topic in known.items())
    return Shipped(array("Q", [each for each, _ in ordered]), bytes(number for _, number in ordered))


def plain_head(phrasings: list[Written]) -> Head:
    """A head without thresholds."""
    return Head([], [], 1.0, 1.0, UNKNOWN, 0.5, 0.2, hash_of(phrasings), 0, 0)


def validated(examples: list[Example], head: Head) -> list[Scored]:
    """Every held-out example scored by a model that has seen no way to write its phrasing."""
    found = []
    for fold in VALIDATION_FOLDS:
        classifier = as_shipped(trained([example for example in examples if example.fold != fold]), head)
        held_out = [example for example in examples if example.fold == fold]
        found += [Scored(example.text, example.topic, classifier.scores(example.text)) for example in held_out]
    return found


def as_shipped(model: Model, head: Head) -> TopicClassifier:
    """The model as it is after having been rounded into a file, without phrasings to look up."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "topics.bin"
        save(model, head, {}, path)
        return TopicClassifier.load(path)


def main() -> None:
    """Train, choose temperature and thresholds on held-out phrasings, write the file and the curve."""
    phrasings = read_phrasings()
    examples = examples_of(phrasings)
    head = plain_head(phrasings)
    scored = validated(examples, head)
    temperature, answer, suggest = calibrated(scored)
    head = replace(head, temperature=temperature, answer=answer, suggest=suggest)
    head = save(trained(examples), head, known_phrasings(phrasings), WEIGHTS)
    write_curve(scored, head, len(phrasings), WEIGHTS.stat().st_size)
    print(f"{len(phrasings)} phrasings, {head.features} features, {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
