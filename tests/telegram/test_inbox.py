"""Updates are stored before they are acknowledged, handed out once, and each chat's in their order."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.telegram.inbox import KEPT, LEASE, Done, Storing, claim, extend, forget_handled, handled, release, store
from models.database import Database
from tests.telegram.conftest import Working
from tests.telegram.stand_in import StandIn, message

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def update(number: int, chat: int = 7) -> dict[str, Any]:
    return {"update_id": number, "message": message(chat, text=f"text {number}")}


async def taken(database: Database, worker: str, now: datetime = NOW, limit: int = 50) -> list[int]:
    return [stored.update_id for stored in await claim(database, worker, now, limit)]


async def test_an_update_that_comes_twice_is_stored_and_handed_out_once(database: Database) -> None:
    assert await store(database, [update(2), update(1), update(2)], NOW) == 2
    assert await taken(database, "a") == [1, 2]
    await handled(database, Done([1, 2]))
    assert await store(database, [update(2)], NOW) == 0
    assert await taken(database, "b") == []


async def test_a_chats_next_update_waits_for_the_one_before(database: Database) -> None:
    await store(database, [update(1), update(2), update(3, chat=8)], NOW)
    assert await taken(database, "a", limit=1) == [1]
    assert await taken(database, "b") == [3]
    await handled(database, Done([1]))
    assert await taken(database, "b") == [2]


async def test_what_a_crash_left_is_handed_out_when_its_lease_is_over(database: Database) -> None:
    await store(database, [update(1)], NOW)
    await taken(database, "a")
    await extend(database, "a", NOW + LEASE / 2)
    assert await taken(database, "b", NOW + LEASE) == []
    assert await taken(database, "b", NOW + LEASE * 2) == [1]


async def test_what_was_not_begun_goes_back_at_the_end(database: Database) -> None:
    await store(database, [update(1)], NOW)
    await taken(database, "a")
    await release(database, "a")
    assert await taken(database, "b") == [1]


async def test_what_people_wrote_and_who_they_are_is_forgotten_at_once_and_the_number_after_days(
    database: Database,
) -> None:
    await store(database, [update(1)], NOW)
    await handled(database, Done([1]))
    assert [tuple(row) for row in await database.glance("SELECT chat_id, raw FROM telegram_update")] == [(None, None)]
    assert await forget_handled(database, NOW + KEPT) == 0
    assert await forget_handled(database, NOW + KEPT + timedelta(seconds=1)) == 1


async def test_doubled_and_disordered_updates_are_answered_once_each(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    one, two = {"update_id": 11, "message": message(7, text="Hej")}, update(10, chat=8)
    async with working(sqlite_database):
        for each in (one, one, two, one, two):
            telegram.give(each)
        await telegram.answer_to(7)
        await telegram.answer_to(8)
        telegram.give(one)
        telegram.write(9, "Hej")
        await telegram.answer_to(9)
    assert [len(telegram.to(chat)) for chat in (7, 8, 9)] == [1, 1, 1]


async def test_updates_that_come_at_once_are_each_stored_before_they_are_acknowledged(database: Database) -> None:
    storing, commits = Storing(database), []
    transact = database.transact

    async def counted(work: Any, **named: Any) -> Any:
        commits.append(work)
        return await transact(work, **named)

    database.transact = counted  # type: ignore[method-assign]

    async def stored(number: int) -> bool:
        await storing.store(update(number), NOW)
        return len(await database.glance(f"SELECT 1 FROM telegram_update WHERE update_id = {number}")) == 1

    assert all(await asyncio.gather(*(stored(number) for number in (*range(50), *range(50)))))
    assert len(commits) < 5
    assert await taken(database, "a", limit=100) == list(range(50))


async def test_who_goes_away_while_updates_are_stored_takes_no_other_update_along(sqlite_database: Database) -> None:
    storing = Storing(sqlite_database)
    going, *staying = [asyncio.create_task(storing.store(update(number), NOW)) for number in range(3)]
    await asyncio.sleep(0)
    going.cancel()
    await asyncio.gather(*staying)
    assert len(await taken(sqlite_database, "a")) == 3


async def test_a_failed_commit_is_told_to_all_who_wait_for_it_and_the_next_one_is_stored(
    sqlite_database: Database,
) -> None:
    storing, transact = Storing(sqlite_database), sqlite_database.transact

    async def broken(work: Any, **named: Any) -> Any:
        raise OSError("the disk is full")

    sqlite_database.transact = broken  # type: ignore[method-assign]
    told = await asyncio.gather(*(storing.store(update(number), NOW) for number in range(3)), return_exceptions=True)
    assert [str(error) for error in told] == ["the disk is full"] * 3
    sqlite_database.transact = transact  # type: ignore[method-assign]
    await storing.store(update(9), NOW)
    assert await taken(sqlite_database, "a") == [9]
