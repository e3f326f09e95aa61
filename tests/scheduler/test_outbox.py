"""Claims and results: conditional updates that any number of workers may do at once."""

import asyncio
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, insert, select, update

from models.broadcast import Broadcast
from models.database import Database, open_database
from models.outbox import MessageState
from models.programme import Programme
from scheduler.deliver import deliver_all
from scheduler.outbox import MESSAGE, Claimed, Ending, Recorder, claim, record, release
from scheduler.reconcile import reconcile
from scheduler.workers import Worker
from tests.outbox import NOW, FakeChannel, KeyComposer, message_row, messages, queue, states

LEASE = timedelta(seconds=60)


async def claimed_by(database: Database, worker: str, limit: int = 10, now=NOW, channel="email") -> list[Claimed]:
    return await database.transact(partial(claim, channel=channel, worker=worker, limit=limit, now=now, lease=LEASE))


async def write(database: Database, statement) -> None:
    await database.transact(lambda connection: connection.execute(statement))


def sent(message: Claimed, state: MessageState = MessageState.SENT) -> Ending:
    ended = None if state == MessageState.QUEUED else NOW
    return Ending(message.id, state, message.due_at, 1, NOW, ended, "250 taken", message.lease_until)


async def test_a_message_is_claimed_by_one_worker_however_many_try(database: Database) -> None:
    await queue(database, *(message_row(number) for number in range(60)))
    groups = await asyncio.gather(*(claimed_by(database, f"worker {number}") for number in range(8)))
    taken = [message.key for group in groups for message in group]
    assert len(taken) == len(set(taken)) == 60


async def test_two_processes_never_claim_the_same_message(database_url: str) -> None:
    one, other = open_database(database_url), open_database(database_url)
    try:
        await queue(one, *(message_row(number) for number in range(40)))
        groups = await asyncio.gather(*(claimed_by(each, f"{each}", limit=5) for each in [one, other] * 4))
    finally:
        await one.close()
        await other.close()
    taken = [message.key for group in groups for message in group]
    assert len(taken) == len(set(taken)) == 40


async def test_the_longest_due_message_is_claimed_first(database: Database) -> None:
    await queue(database, message_row(1), message_row(2, due_at=NOW - timedelta(hours=1)), message_row(3))
    assert [message.key for message in await claimed_by(database, "a", limit=2)] == ["reminder:2", "reminder:1"]


async def test_only_what_is_due_in_the_own_channel_is_claimed(database: Database) -> None:
    await queue(
        database,
        message_row(1, due_at=NOW + timedelta(seconds=1)),
        message_row(2, channel="telegram"),
        message_row(3, state="cancelled", ended_at=NOW),
    )
    assert await claimed_by(database, "a") == []
    assert [message.key for message in await claimed_by(database, "a", channel="telegram")] == ["reminder:2"]


async def test_messages_of_a_paused_broadcast_wait_and_nobody_waits_for_them(database: Database) -> None:
    def paused(connection: Connection) -> int:
        grant = connection.execute(select(Programme.__table__.c.id).limit(1)).scalar_one()
        row = {"programme_id": grant, "topic": "report", "audience": "all", "subject": "s", "body": "b"}
        state = {"author": "cli:a", "state": "paused", "created_at": NOW, "started_at": NOW}
        return connection.execute(insert(Broadcast.__table__).values(**row, **state)).inserted_primary_key[0]

    number = await database.transact(paused)
    await queue(database, message_row(1, batch=f"broadcast:{number}"), message_row(2, batch="broadcast:999"))
    channel = FakeChannel()
    worker = Worker(database, channel, KeyComposer(), lambda: NOW)
    await asyncio.wait_for(deliver_all(worker, database, lambda: NOW, asyncio.Event()), 10)
    assert channel.taken == ["reminder:2"]
    assert await states(database) == ["queued", "sent"]


async def test_a_claim_has_a_lease_of_at_most_a_minute(database: Database) -> None:
    await queue(database, message_row(1))
    await claimed_by(database, "a")
    [row] = await messages(database)
    assert (row.state, row.claimed_by, row.lease_until) == ("claimed", "a", NOW + LEASE)


async def test_a_claim_whose_worker_is_gone_goes_back_when_its_lease_ends(database: Database) -> None:
    await queue(database, message_row(1))
    await claimed_by(database, "gone")
    assert await reconcile(database, NOW + LEASE) == 0
    assert await claimed_by(database, "b", now=NOW + LEASE) == []
    assert await reconcile(database, NOW + LEASE + timedelta(seconds=1)) == 1
    assert [message.key for message in await claimed_by(database, "b")] == ["reminder:1"]


async def test_a_worker_gives_back_only_its_own_claims(database: Database) -> None:
    await queue(database, message_row(1), message_row(2))
    await claimed_by(database, "a", limit=1)
    await claimed_by(database, "b", limit=1)
    await database.transact(partial(release, worker="a"))
    assert await states(database) == ["queued", "claimed"]


async def test_a_result_is_recorded_with_what_the_server_said(database: Database) -> None:
    await queue(database, message_row(1))
    [message] = await claimed_by(database, "a")
    await Recorder(database, "a").ended(sent(message))
    [row] = await messages(database)
    assert (row.state, row.reply, row.attempts, row.ended_at) == ("sent", "250 taken", 1, NOW)
    assert (row.claimed_by, row.lease_until) == (None, None)


async def test_a_result_does_not_overwrite_the_claim_of_another_worker(database: Database) -> None:
    await queue(database, message_row(1))
    [message] = await claimed_by(database, "slow")
    await reconcile(database, NOW + timedelta(minutes=2))
    await claimed_by(database, "b")
    await record(database, "slow", [sent(message, MessageState.QUEUED)])
    [row] = await messages(database)
    assert (row.state, row.claimed_by) == ("claimed", "b")


async def test_a_result_of_an_old_claim_does_not_end_the_same_workers_new_one(database: Database) -> None:
    await queue(database, message_row(1))
    [old] = await claimed_by(database, "a")
    later = NOW + timedelta(minutes=2)
    await reconcile(database, later)
    [new] = await claimed_by(database, "a", now=later)
    await record(database, "a", [sent(old, MessageState.QUEUED)])
    assert await states(database) == ["claimed"]
    await record(database, "a", [sent(new)])
    assert await states(database) == ["sent"]


async def test_what_was_sent_after_its_lease_is_not_sent_again(database: Database) -> None:
    await queue(database, message_row(1))
    [message] = await claimed_by(database, "slow")
    await reconcile(database, NOW + timedelta(minutes=2))
    await record(database, "slow", [sent(message)])
    assert await states(database) == ["sent"]


async def test_a_cancelled_message_stays_cancelled_when_its_worker_gives_it_back(database: Database) -> None:
    await queue(database, message_row(1))
    [message] = await claimed_by(database, "a")
    cancelled = {"state": "cancelled", "ended_at": NOW, "claimed_by": None, "lease_until": None}
    await write(database, update(MESSAGE).values(**cancelled))
    await record(database, "a", [sent(message, MessageState.QUEUED)])
    assert await states(database) == ["cancelled"]


async def test_results_of_many_connections_are_committed_together(database: Database) -> None:
    await queue(database, *(message_row(number) for number in range(20)))
    claimed = await claimed_by(database, "a", limit=20)
    recorder, transactions = Recorder(database, "a"), []
    write_many = database.write_many
    database.write_many = lambda *rows: transactions.append(rows) or write_many(*rows)  # type: ignore[method-assign]
    await asyncio.gather(*(recorder.ended(sent(message)) for message in claimed))
    assert await states(database) == ["sent"] * 20
    assert len(transactions) <= 2
