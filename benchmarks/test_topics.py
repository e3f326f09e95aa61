"""Telling topics apart: microseconds a question, and milliseconds to load what ships."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.understanding.topic_trial import read_cases
from bot.understanding.topics import WEIGHTS, TopicClassifier

QUESTIONS = Path(__file__).parents[1] / "tests" / "understanding" / "topic_questions.jsonl"


def one_by_one(texts: list[str], score: Callable[[str], object]) -> Callable[[], object]:
    """A call that takes the next text each time."""
    following = cycle(texts)
    return lambda: score(next(following))


@pytest.mark.benchmark(group="topics")
def test_questions_whose_words_are_known(benchmark: BenchmarkFixture) -> None:
    texts = [case.text for case in read_cases(QUESTIONS)]
    classifier = TopicClassifier.load()
    for text in texts:
        classifier.scores(text)
    assert benchmark(one_by_one(texts, classifier.scores))


@pytest.mark.benchmark(group="topics")
def test_questions_whose_words_are_all_new(benchmark: BenchmarkFixture) -> None:
    texts = iter(cycle(case.text for case in read_cases(QUESTIONS)))
    classifier = TopicClassifier.load()

    def unread() -> tuple[tuple[str], dict[str, object]]:
        classifier.forget()
        return (next(texts),), {}

    assert benchmark.pedantic(classifier.scores, setup=unread, rounds=500)


@pytest.mark.benchmark(group="long text")
def test_a_hundred_thousand_characters_of_topics(benchmark: BenchmarkFixture) -> None:
    text = " ".join(case.text for case in read_cases(QUESTIONS)) * 3
    assert benchmark(TopicClassifier.load().scores, text[:100_000])


@pytest.mark.benchmark(group="loading")
def test_reading_the_bare_file(benchmark: BenchmarkFixture) -> None:
    assert benchmark(WEIGHTS.read_bytes)


@pytest.mark.benchmark(group="loading")
def test_loading_the_classifier(benchmark: BenchmarkFixture) -> None:
    assert benchmark(TopicClassifier.load).topics
