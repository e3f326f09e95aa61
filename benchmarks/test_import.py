"""Importing a whole decision, and asking for the facts: milliseconds on a seeded SQLite database."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from models.catalogue.programmes import load_catalogue
from models.database import Database, open_database
from models.facts import Facts, FactsCache
from models.importing.checking import check_rows
from models.importing.difference import Difference
from models.importing.file import read_list
from models.importing.names import KnownNames
from models.importing.store import import_list
from models.prepare import upgrade_and_seed

CATALOGUE = load_catalogue()
Await = Callable[[Any], Any]


@pytest.fixture
def awaited() -> Iterator[Await]:
    """Runs coroutines one after the other in one loop, as a service does."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def database(tmp_path: Path, awaited: Await) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'bench.db'}"
    awaited(upgrade_and_seed(url, CATALOGUE))
    opened = open_database(url)
    yield opened
    awaited(opened.close())


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    """The 290 amounts of annex 1 as pasted text, each raised by 100 kronor, with their total."""
    rows = [row for row in CATALOGUE["omstallning-2025"].allocations() if row.recipient.isdecimal()]
    lines = [f"{row.printed_name}\t{row.amount + 100:,}".replace(",", " ") for row in rows]
    total = f"{sum(row.amount + 100 for row in rows):,}".replace(",", " ")
    path = tmp_path / "decision.txt"
    path.write_text("\n".join(["Kommun\tBelopp, kr", *lines, f"\t{total}"]), encoding="utf-8")
    return path


@pytest.mark.benchmark(group="import")
def test_a_whole_decision_is_read_compared_and_rolled_back(
    benchmark: BenchmarkFixture, database: Database, decision: Path, awaited: Await
) -> None:
    facts: Facts = awaited(FactsCache(database, CATALOGUE).current())
    grant = facts.of_slug("omstallning-2025")
    assert grant is not None

    async def compared() -> Difference:
        names = KnownNames(facts)
        return await import_list(database, facts, grant, check_rows(read_list(decision, names), names), dry_run=True)

    found: Difference = benchmark(lambda: awaited(compared()))
    assert (len(found.changed), found.problems) == (290, ())


@pytest.mark.benchmark(group="facts")
def test_facts_that_have_not_changed(benchmark: BenchmarkFixture, database: Database, awaited: Await) -> None:
    cache = FactsCache(database, CATALOGUE)

    async def ask_a_hundred_times() -> Facts:
        for _ in range(100):
            facts = await cache.current()
        return facts

    assert benchmark(lambda: awaited(ask_a_hundred_times())).newest() is not None


@pytest.mark.benchmark(group="facts")
def test_facts_read_anew(benchmark: BenchmarkFixture, database: Database, awaited: Await) -> None:
    assert benchmark(lambda: awaited(FactsCache(database, CATALOGUE).current())).newest() is not None
