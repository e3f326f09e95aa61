"""Finding recipients in texts: microseconds a question beside a bare pattern, and how often it is right."""

import asyncio
import re
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.understanding.names import NameIndex
from bot.understanding.text import clean
from models.catalogue.programmes import load_catalogue
from models.database import open_database
from models.facts import Facts, FactsCache
from models.prepare import upgrade_and_seed
from tests.understanding.noise import noisy_questions
from tests.understanding.prose import sentences
from tests.understanding.test_names_in_noise import shares

QUESTIONS = 2_000


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The facts as the catalogue seeds them."""
    path: Path = tmp_path_factory.mktemp("names") / "names.db"

    async def load() -> Facts:
        await upgrade_and_seed(f"sqlite:///{path}", load_catalogue())
        opened = open_database(f"sqlite:///{path}")
        try:
            return await FactsCache(opened, load_catalogue()).current()
        finally:
            await opened.close()

    return asyncio.run(load())


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


@pytest.fixture(scope="module")
def misspelt(facts: Facts) -> list[str]:
    return [question.text for question in islice(noisy_questions(facts, each=7, seed=1), QUESTIONS)]


def one_by_one(texts: list[str], find: Callable[[str], object]) -> Callable[[], object]:
    """A call that takes the next text each time."""
    following = cycle(texts)
    return lambda: find(clean(next(following)))


@pytest.mark.benchmark(group="names")
def test_a_bare_pattern_of_all_names(benchmark: BenchmarkFixture, facts: Facts) -> None:
    pattern = re.compile("|".join(re.escape(place.name) for place in facts.places.values()), re.IGNORECASE)
    texts = [f"Hur mycket får {place.name}?" for place in facts.municipalities]
    assert benchmark(one_by_one(texts, pattern.findall))


@pytest.mark.benchmark(group="names")
def test_questions_with_right_names(benchmark: BenchmarkFixture, index: NameIndex, facts: Facts) -> None:
    texts = [f"Hur mycket får {place.name}?" for place in facts.municipalities]
    assert benchmark(one_by_one(texts, index.find))


@pytest.mark.benchmark(group="names")
def test_questions_with_misspelt_names(benchmark: BenchmarkFixture, index: NameIndex, misspelt: list[str]) -> None:
    find = one_by_one(misspelt, index.find)
    for _ in misspelt:
        find()
    benchmark(find)


@pytest.mark.benchmark(group="names")
def test_sentences_that_name_nobody(benchmark: BenchmarkFixture, index: NameIndex) -> None:
    assert benchmark(one_by_one(sentences(), index.find)) == []


@pytest.mark.benchmark(group="long text")
def test_a_hundred_thousand_characters(benchmark: BenchmarkFixture, index: NameIndex) -> None:
    text = " ".join(islice(cycle(sentences()), 2_000))[:100_000]
    benchmark(lambda: index.find(clean(text)))


@pytest.mark.benchmark(group="index")
def test_building_the_index(benchmark: BenchmarkFixture, facts: Facts) -> None:
    assert benchmark(lambda: NameIndex.from_facts(facts)).find("Kiruna")


def test_how_often_a_misspelt_name_is_found(index: NameIndex, facts: Facts) -> None:
    found = shares(index, facts, each=60, seed=3)
    print("\nmisspelt names:", ", ".join(f"{name} {share:.2%}" for name, share in found.items()))
    assert found["wrong"] <= 0.0015
