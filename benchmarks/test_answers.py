"""Understanding and answering: milliseconds a question, over the project's own questions."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.answers.engine import Engine
from bot.understanding.names import NameIndex
from bot.understanding.topics import TopicClassifier
from bot.understanding.understand import understand
from models.catalogue.programmes import load_catalogue
from models.database import open_database
from models.facts import Facts, FactsCache
from models.prepare import upgrade_and_seed

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # an example day
FILE = Path(__file__).parents[1] / "tests" / "answers" / "questions.jsonl"
QUESTIONS = [json.loads(line)["text"] for line in FILE.read_text("utf-8").splitlines()]
ROUNDS = 3_000


class Open:
    """A seeded database with an event loop of its own."""

    def __init__(self, path: Path) -> None:
        self.loop = asyncio.new_event_loop()
        url, catalogue = f"sqlite:///{path}", load_catalogue()
        self.database = open_database(url)
        self.loop.run_until_complete(upgrade_and_seed(url, catalogue))
        self.cache = FactsCache(self.database, catalogue)

    def facts(self) -> Facts:
        return self.loop.run_until_complete(self.cache.current())

    def close(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    found = Open(tmp_path_factory.mktemp("answers") / "answers.db")
    yield found
    found.close()


def note(benchmark: BenchmarkFixture, goal_median: float) -> None:
    """Median and 99th percentile in milliseconds beside the goal."""
    times = sorted(benchmark.stats.stats.data)
    benchmark.extra_info |= {
        "median_ms": round(times[len(times) // 2] * 1_000, 3),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1_000, 3),
        "goal_median_ms": goal_median,
    }


def test_understanding(benchmark: BenchmarkFixture, opened: Open) -> None:
    names, topics, texts = NameIndex.from_facts(opened.facts()), TopicClassifier.load(), cycle(QUESTIONS)
    benchmark.pedantic(lambda: understand(next(texts), names, topics), rounds=ROUNDS, warmup_rounds=len(QUESTIONS))
    note(benchmark, 0.5)


def test_the_whole_answer(benchmark: BenchmarkFixture, opened: Open) -> None:
    engine, texts = Engine(opened.cache), cycle(QUESTIONS)

    def answer() -> None:
        opened.loop.run_until_complete(engine.ask(next(texts), now=NOW))

    benchmark.pedantic(answer, rounds=ROUNDS, warmup_rounds=len(QUESTIONS))
    note(benchmark, 1.0)


def test_a_second_of_answers_on_one_core(benchmark: BenchmarkFixture, opened: Open) -> None:
    engine = Engine(opened.cache)

    async def all_of_them() -> None:
        for text in QUESTIONS:
            await engine.ask(text, now=NOW)

    benchmark.pedantic(lambda: opened.loop.run_until_complete(all_of_them()), rounds=5, warmup_rounds=1)
    benchmark.extra_info["answers_a_second"] = round(len(QUESTIONS) / benchmark.stats.stats.median)
