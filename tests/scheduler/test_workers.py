"""Workers over a fake channel and real databases: nothing lost, nothing doubled, nothing held up."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest

from messages.channel import Dropped, Permanent, ServerDown, Temporary, TooManyConnections
from models.database import Database
from scheduler import workers
from scheduler.deliver import deliver_all
from scheduler.workers import Worker
from tests.outbox import NOW, FakeChannel, KeyComposer, message_row, messages, queue, states


def worker_for(database: Database, channel: FakeChannel, composer=None, patience: float | None = 0) -> Worker:
    return Worker(database, channel, composer or KeyComposer(), lambda: NOW, patience)


async def deliver(database: Database, channel: FakeChannel, composer=None) -> Worker:
    worker = worker_for(database, channel, composer)
    async with asyncio.timeout(20):
        await worker.deliver(asyncio.Event())
    return worker


async def test_all_that_is_due_is_sent_once(database: Database) -> None:
    await queue(database, *(message_row(number) for number in range(50)))
    channel = FakeChannel(connections=4)
    worker = await deliver(database, channel)
    assert sorted(channel.taken) == sorted(f"reminder:{number}" for number in range(50))
    assert await states(database) == ["sent"] * 50
    assert worker.tally == {"sent": 50}


@pytest.mark.parametrize("count", [2, 4])
async def test_workers_share_the_outbox_and_double_nothing(database: Database, count: int) -> None:
    await queue(database, *(message_row(number) for number in range(80)))
    channels = [FakeChannel(connections=2) for _ in range(count)]
    await asyncio.gather(*(deliver(database, channel) for channel in channels))
    taken = [key for channel in channels for key in channel.taken]
    assert len(taken) == len(set(taken)) == 80


async def test_a_message_that_cannot_be_composed_holds_up_no_other(sqlite_database: Database) -> None:
    class Broken(KeyComposer):
        async def prepare(self, database, claimed, now) -> Callable:
            return lambda message: 1 / 0 if message.key == "reminder:2" else message.key

    await queue(sqlite_database, *(message_row(number) for number in (1, 2, 3)))
    channel = FakeChannel()
    await deliver(sqlite_database, channel, Broken())
    rows = await messages(sqlite_database)
    assert channel.taken == ["reminder:1", "reminder:3"]
    assert [row.state for row in rows] == ["sent", "queued", "sent"]
    assert rows[1].due_at > NOW
    assert "ZeroDivisionError" in rows[1].reply


async def test_a_refused_message_holds_up_no_other(sqlite_database: Database) -> None:
    class Picky(FakeChannel):
        async def answer(self, content: str) -> None:
            match content:
                case "reminder:1":
                    raise Permanent("550 no such user")
                case "reminder:2":
                    raise Temporary("451 later")
                case "reminder:3":
                    raise ValueError("a mistake of ours")

    await queue(sqlite_database, *(message_row(number) for number in (1, 2, 3, 4)))
    await deliver(sqlite_database, Picky())
    rows = await messages(sqlite_database)
    assert [row.state for row in rows] == ["failed", "queued", "queued", "sent"]
    assert rows[0].reply == "550 no such user"


async def test_a_connection_begins_its_next_message_when_the_last_result_is_committed(database: Database) -> None:
    class Watching(FakeChannel):
        async def answer(self, content: str) -> None:
            assert (await states(database)).count("sent") >= len(self.taken) - (self.connections - 1)

    await queue(database, *(message_row(number) for number in range(30)))
    worker = await deliver(database, Watching(connections=3))
    assert worker.tally == {"sent": 30}


async def test_a_dead_server_costs_nobody_an_attempt(database: Database) -> None:
    class Dead(FakeChannel):
        async def connect(self) -> FakeChannel:
            raise ServerDown("no answer")

    await queue(database, *(message_row(number) for number in range(5)))
    worker = await deliver(database, Dead(connections=2))
    rows = await messages(database)
    assert [(row.state, row.attempts, row.due_at) for row in rows] == [("queued", 0, NOW)] * 5
    assert str(worker.given_up) == "no answer"


async def test_delivery_resumes_by_itself_when_the_server_is_back(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.health.FIRST_PAUSE", 0.01)

    class Recovering(FakeChannel):
        failures = 3

        async def connect(self) -> FakeChannel:
            self.failures -= 1
            if self.failures >= 0:
                raise ServerDown("no answer")
            return self

    await queue(sqlite_database, message_row(1), message_row(2))
    worker = worker_for(sqlite_database, Recovering(), patience=None)
    await asyncio.wait_for(worker.deliver(asyncio.Event()), 10)
    assert [(row.state, row.attempts) for row in await messages(sqlite_database)] == [("sent", 1)] * 2


async def test_a_server_that_dies_between_two_messages_costs_no_attempt(sqlite_database: Database) -> None:
    class Dying(FakeChannel):
        dead = False

        async def connect(self) -> FakeChannel:
            if self.dead:
                raise ServerDown("no answer")
            self.is_open = True
            return self

        async def answer(self, content: str) -> None:
            if self.taken:
                self.dead, self.is_open = True, False
                raise Dropped("closed the connection")

    await queue(sqlite_database, message_row(1), message_row(2), message_row(3))
    await deliver(sqlite_database, Dying())
    rows = await messages(sqlite_database)
    assert [(row.state, row.attempts) for row in rows] == [("sent", 1), ("queued", 0), ("queued", 0)]


async def test_a_server_that_takes_two_connections_gets_two_and_everything_arrives(sqlite_database: Database) -> None:
    class Narrow(FakeChannel):
        open = most = 0

        async def connect(self) -> FakeChannel:
            if self.open >= 2:
                raise TooManyConnections("421 too many connections")
            self.open += 1
            self.most = max(self.most, self.open)
            return self

        async def close(self) -> None:
            self.open -= 1

    await queue(sqlite_database, *(message_row(number) for number in range(40)))
    channel = Narrow(connections=4)
    await deliver(sqlite_database, channel)
    assert await states(sqlite_database) == ["sent"] * 40
    assert {row.attempts for row in await messages(sqlite_database)} == {1}
    assert channel.most == 2
    assert channel.open == 0


async def test_a_stopped_worker_finishes_what_is_under_way_and_gives_back_the_rest(database: Database) -> None:
    stop = asyncio.Event()

    class Slow(FakeChannel):
        async def answer(self, content: str) -> None:
            stop.set()
            await asyncio.sleep(0.05)

    await queue(database, *(message_row(number) for number in range(20)))
    channel = Slow(connections=2)
    await asyncio.wait_for(worker_for(database, channel).deliver(stop), 10)
    found = await states(database)
    assert found.count("sent") == len(channel.taken) in (1, 2)
    assert found.count("queued") == 20 - len(channel.taken)


async def test_a_worker_that_runs_is_woken_and_stops_when_told(sqlite_database: Database) -> None:
    stop, channel = asyncio.Event(), FakeChannel()
    worker = worker_for(sqlite_database, channel, patience=None)
    running = asyncio.create_task(worker.run(stop))
    await asyncio.sleep(0)
    await queue(sqlite_database, message_row(1))
    while not channel.taken:
        worker.wake.set()
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 10)
    assert await states(sqlite_database) == ["sent"]


async def test_a_database_that_takes_no_results_stops_no_worker(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, say: what was sent and not noted is sent again, under the same Message-ID."""
    monkeypatch.setattr("scheduler.outbox.WRITE_ATTEMPTS", 0)
    monkeypatch.setattr(workers, "POLL_SECONDS", 0.01)
    write_many, full = sqlite_database.write_many, iter([True, True])

    async def failing(*arguments) -> None:
        if next(full, False):
            raise sqlite3.OperationalError("database or disk is full")
        await write_many(*arguments)

    monkeypatch.setattr(sqlite_database, "write_many", failing)
    await queue(sqlite_database, message_row(1))
    stop, channel = asyncio.Event(), FakeChannel()
    running = asyncio.create_task(worker_for(sqlite_database, channel, patience=None).run(stop))
    async with asyncio.timeout(20):
        while await states(sqlite_database) != ["sent"]:  # noqa: ASYNC110 - a worker tells nobody
            await asyncio.sleep(0.01)
    stop.set()
    await running
    assert channel.taken == ["reminder:1"] * 3


async def test_a_message_whose_check_has_grown_old_is_checked_anew_before_it_goes(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[list[str]] = []

    class Counting(KeyComposer):
        async def prepare(self, database, claimed, now) -> Callable:
            prepared.append([message.key for message in claimed])
            return lambda message: message.key

    class Slow(FakeChannel):
        async def answer(self, content: str) -> None:
            await asyncio.sleep(0.1)

    monkeypatch.setattr(workers, "FRESH_SECONDS", 0.15)
    await queue(sqlite_database, *(message_row(number) for number in range(5)))
    channel = Slow()
    worker = worker_for(sqlite_database, channel, Counting())
    await asyncio.wait_for(deliver_all(worker, sqlite_database, lambda: NOW, asyncio.Event()), 10)
    assert sorted(channel.taken) == [f"reminder:{number}" for number in range(5)]
    assert sum("reminder:3" in group for group in prepared) > 1


async def test_a_mail_whose_point_is_past_is_not_sent(sqlite_database: Database) -> None:
    await queue(sqlite_database, message_row(1, not_after=NOW), message_row(2, not_after=NOW + timedelta(minutes=1)))
    channel = FakeChannel()
    await deliver(sqlite_database, channel)
    assert channel.taken == ["reminder:2"]
    assert await states(sqlite_database) == ["cancelled", "sent"]


async def test_delivering_waits_for_the_claims_of_others_to_end(database: Database) -> None:
    claim = {"state": "claimed", "claimed_by": "gone"}
    await queue(database, message_row(1, **claim, lease_until=NOW + timedelta(seconds=1)))
    seconds = iter(range(1000))
    worker = worker_for(database, channel := FakeChannel())
    clock = lambda: NOW + timedelta(seconds=next(seconds))  # noqa: E731
    await asyncio.wait_for(deliver_all(worker, database, clock, asyncio.Event()), 10)
    assert channel.taken == ["reminder:1"]


async def test_delivering_leaves_what_is_to_be_tried_again_later(database: Database) -> None:
    class Later(FakeChannel):
        async def answer(self, content: str) -> None:
            raise Temporary("451 later")

    await queue(database, message_row(1))
    worker = worker_for(database, Later())
    await asyncio.wait_for(deliver_all(worker, database, lambda: NOW, asyncio.Event()), 10)
    assert await states(database) == ["queued"]
