"""The snapshot that answers are made from: always what the database holds now."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from models.catalogue.programmes import load_catalogue
from models.database import Database, open_database
from models.deadline import Deadline
from models.facts import Facts, FactsCache
from models.steps import Step
from models.window import Window, days_left, effective_window

CATALOGUE = load_catalogue()
CHANGES = {
    "an amount": "UPDATE allocation SET amount = amount + 1 WHERE position = 1",
    "a grant": "UPDATE programme SET case_number = '1.2-3' WHERE year = 2025",
    "a name": "UPDATE recipient SET official_name = 'X' WHERE code = '2584'",
    "a population": "UPDATE population SET inhabitants = inhabitants + 1 WHERE year = 2024",
    "a date": "INSERT INTO deadline (programme_id, step, due, revision, set_by, set_at) "
    "VALUES (1, 'report', '2025-12-01', 1, 'x', '2025-01-01 00:00:00+00')",
    "a removal": "DELETE FROM allocation WHERE position = 1",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES.keys())
async def test_a_change_by_another_process_is_seen_at_once(
    statement: str, database: Database, database_url: str
) -> None:
    cache = FactsCache(database, CATALOGUE)
    before = await cache.current()
    other = open_database(database_url)
    async with other.writing() as session:
        await session.execute(text(statement))
    await other.close()
    after = await cache.current()
    assert after.revision > before.revision
    assert after != before


async def test_nothing_changed_means_the_same_snapshot(database: Database) -> None:
    cache = FactsCache(database, CATALOGUE)
    assert await cache.current() is await cache.current()


async def test_many_tasks_at_once_share_one_snapshot(database: Database) -> None:
    cache = FactsCache(database, CATALOGUE)
    found = await asyncio.gather(*(cache.current() for _ in range(50)))
    assert len({id(facts) for facts in found}) == 1


async def test_a_change_that_is_not_committed_is_not_seen(database: Database, database_url: str) -> None:
    cache = FactsCache(database, CATALOGUE)
    before = await cache.current()
    other = open_database(database_url)
    async with other.writing() as session:
        await session.execute(text("UPDATE allocation SET amount = 0"))
        assert await cache.current() is before
    assert (await cache.current()).revision > before.revision
    await other.close()


async def test_a_snapshot_never_mixes_two_states(database: Database, database_url: str) -> None:
    """A writer raises every amount and the total together; no reader may see one without the other."""
    other = open_database(database_url)
    cache = FactsCache(database, CATALOGUE)

    async def write() -> None:
        for _ in range(10):
            async with other.writing() as session:
                await session.execute(text("UPDATE allocation SET amount = amount + 1"))
                await session.execute(text("UPDATE programme SET stated_total = stated_total + 1"))

    start = sums(await cache.current())
    writing = asyncio.create_task(write())
    while not writing.done():
        amount, total = sums(await cache.current())
        assert amount - start[0] == total - start[1]
    await writing
    assert sums(await cache.current()) == (start[0] + 10, start[1] + 10)
    await other.close()


def sums(facts: Facts) -> tuple[int, int]:
    grant = facts.of_slug("omstallning-2025")
    assert grant is not None
    return grant.amounts["2584"], int(grant.row["stated_total"])


async def test_fields_come_with_their_types_on_each_backend(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(
            text("UPDATE programme SET use_from = '2025-01-01', repayment_invoiced = (1 = 1) WHERE year = 2025")
            if database.is_sqlite
            else text("UPDATE programme SET use_from = DATE '2025-01-01', repayment_invoiced = TRUE WHERE year = 2025")
        )
        session.add(
            Deadline(
                programme_id=2,
                step=Step.REQUISITION,
                opens=date(2025, 9, 1),
                due=date(2025, 12, 1),
                set_by="a test",
                set_at=datetime(2025, 3, 1, tzinfo=UTC),
            )
        )
    grant = (await FactsCache(database, CATALOGUE).current()).of_slug("omstallning-2025")
    assert grant is not None
    assert (grant.row["use_from"], grant.row["use_until"]) == (date(2025, 1, 1), None)
    assert grant.row["repayment_invoiced"] is True
    windows = {window for found in [grant.windows] for window in found.values()}
    assert windows <= {Window(date(2025, 9, 1), date(2025, 12, 1))}


def test_the_newest_grant_with_amounts_is_meant_without_a_year(facts: Facts) -> None:
    newest, announced = facts.newest(), facts.of_year(2027)
    assert newest is not None
    assert announced is not None
    assert (newest.year, announced.slug, announced.is_decided) == (2025, "omstallning-2026-2028", False)
    assert facts.of_year(2023) is None


def test_places_are_known_by_county(facts: Facts) -> None:
    assert [place.name for place in facts.rss_of_county("14")] == [
        "RSS Fyrbodal",
        "RSS Skaraborg",
        "RSS Boråsregionen",
        "RSS Göteborgsregionen",
    ]
    assert len(facts.municipalities_of_county("25")) == 14
    assert facts.counties["25"] == "Norrbottens län"


def test_an_own_date_replaces_the_grants_and_the_other_one_stays() -> None:
    for_all = Window(date(2025, 9, 1), date(2025, 12, 1))
    assert effective_window(for_all, Window(due=date(2026, 1, 15))) == Window(date(2025, 9, 1), date(2026, 1, 15))
    assert effective_window(for_all, None) == for_all
    assert effective_window(None, None) == Window()


def test_days_left_are_zero_on_the_last_day() -> None:
    due = date(2025, 12, 1)
    assert [days_left(due, day) for day in (date(2025, 11, 24), due, date(2025, 12, 2))] == [7, 0, -1]
