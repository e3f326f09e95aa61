"""Taking messages out of the outbox: claims under a lease, and how each hand-over ended.

Everything here is a conditional update of rows, so any number of workers and processes may do it
at once. Written in Core statements: one message must cost a fraction of a millisecond.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, func, or_, select, update
from sqlalchemy.exc import DBAPIError

from models.broadcast import Broadcast, BroadcastState, batch_of
from models.database import Database
from models.outbox import ChannelName, Message, MessageState

LONGEST_LEASE = timedelta(seconds=60)
WRITE_ATTEMPTS = 5
COMPANY_SECONDS = 0.002

MESSAGE: Table = Message.__table__  # type: ignore[attr-defined]
BROADCAST: Table = Broadcast.__table__  # type: ignore[attr-defined]


class Claimed(NamedTuple):
    """A message that this worker alone may send until its lease ends; see `models.outbox.Message`."""

    id: int
    key: str
    kind: str
    contact_id: int | None
    address: str
    language: str
    due_at: datetime
    not_after: datetime | None
    as_of: date | None
    payload: dict[str, Any] | None
    batch: str | None
    attempts: int
    first_attempt_at: datetime | None
    created_at: datetime
    lease_until: datetime | None = None


CLAIMED_COLUMNS = [MESSAGE.c[name] for name in Claimed._fields]


class Ending(NamedTuple):
    """How a claim ended: an end state, or queued again (for `due_at`, with its attempts so far).

    `lease_until` tells the claim from another of the same message by the same worker.
    """

    id: int
    state: MessageState
    due_at: datetime
    attempts: int
    first_attempt_at: datetime | None
    ended_at: datetime | None
    reply: str | None
    lease_until: datetime | None = None


def claim(
    connection: Connection, channel: ChannelName, worker: str, *, limit: int, now: datetime, lease: timedelta
) -> list[Claimed]:
    """Take up to `limit` due messages, the longest due first, for `lease` from `now`.

    SKIP LOCKED lets others pass by on PostgreSQL; on SQLite the transaction, begun for writing,
    keeps them out. Messages of a paused broadcast stay where they are.
    """
    due = (
        select(MESSAGE.c.id)
        .where(may_be_sent(connection, channel, now))
        .order_by(MESSAGE.c.due_at, MESSAGE.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = (
        update(MESSAGE)
        .where(MESSAGE.c.id.in_(select(due.c.id)), MESSAGE.c.state == MessageState.QUEUED)
        .values(state=MessageState.CLAIMED, claimed_by=worker, lease_until=now + lease)
        .returning(*CLAIMED_COLUMNS)
    )
    rows = connection.execute(taken).all()
    return sorted(map(Claimed._make, rows), key=lambda claimed: (claimed.due_at, claimed.id))


def may_be_sent(connection: Connection, channel: ChannelName, now: datetime) -> ColumnElement[bool]:
    """What makes a message one that may be sent now: due, and of no broadcast that is paused."""
    paused = paused_batches(connection)
    return and_(
        MESSAGE.c.state == MessageState.QUEUED,
        MESSAGE.c.channel == channel,
        MESSAGE.c.due_at <= now,
        or_(MESSAGE.c.batch.is_(None), MESSAGE.c.batch.not_in(paused)),
    )


def paused_batches(connection: Connection) -> list[str]:
    """The batches of broadcasts that an administrator has paused."""
    paused = select(BROADCAST.c.id).where(BROADCAST.c.state == BroadcastState.PAUSED)
    return [batch_of(number) for number in connection.execute(paused).scalars()]


def release(connection: Connection, worker: str) -> None:
    """Give back all claims that the worker holds, as they were."""
    connection.execute(
        update(MESSAGE)
        .where(MESSAGE.c.state == MessageState.CLAIMED, MESSAGE.c.claimed_by == worker)
        .values(state=MessageState.QUEUED, claimed_by=None, lease_until=None)
    )


def return_expired(connection: Connection, now: datetime) -> int:
    """Give back claims whose lease has ended: their worker is gone. Returns how many."""
    returned = connection.execute(
        update(MESSAGE)
        .where(MESSAGE.c.state == MessageState.CLAIMED, MESSAGE.c.lease_until < now)
        .values(state=MessageState.QUEUED, claimed_by=None, lease_until=None)
    )
    return returned.rowcount


# A claim that was lost meanwhile is not overwritten, by the same worker's old one neither, with one
# exception: a message that is back in the queue was sent all the same, and saying so keeps it from
# being sent again.
RECORD = (
    update(MESSAGE)
    .where(
        MESSAGE.c.id == bindparam("of_id"),
        or_(
            (MESSAGE.c.claimed_by == bindparam("of_worker")) & (MESSAGE.c.lease_until == bindparam("of_lease_until")),
            (MESSAGE.c.state == MessageState.QUEUED) & (bindparam("of_state") == MessageState.SENT),
        ),
    )
    .values(
        state=bindparam("of_state"),
        due_at=bindparam("of_due_at"),
        attempts=bindparam("of_attempts"),
        first_attempt_at=bindparam("of_first_attempt_at"),
        ended_at=bindparam("of_ended_at"),
        reply=bindparam("of_reply"),
        claimed_by=None,
        lease_until=None,
    )
)


RECORDED = (*(f"of_{name}" for name in Ending._fields), "of_worker")


async def record(database: Database, worker: str, endings: Sequence[Ending]) -> None:
    """Write how claims ended, all in one transaction."""
    rows = [dict(zip(RECORDED, (*ending, worker), strict=True)) for ending in endings]
    await database.write_many(RECORD, rows)


class Recorder:
    """Commits endings in groups: whatever the connections have reported while the last group was written.

    `ended` returns when its ending is committed, so that no connection begins its next message before.
    """

    def __init__(self, database: Database, worker: str, connections: int = 1) -> None:
        self._database = database
        self._worker = worker
        self._enough = connections
        self._is_enough = asyncio.Event()
        self._waiting: list[tuple[Ending, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def ended(self, ending: Ending) -> None:
        """Have an ending committed. Raises what the database raised when it could not be."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((ending, future))
        if len(self._waiting) >= self._enough:
            self._is_enough.set()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await future

    async def _write(self) -> None:
        while self._waiting:
            await self._company()
            group, self._waiting = self._waiting, []
            try:
                await self._commit([ending for ending, _ in group])
            except Exception as error:  # each connection that waits is told
                for _, future in group:
                    future.set_exception(error)
            else:
                for _, future in group:
                    future.set_result(None)

    async def _company(self) -> None:
        """Wait a moment for more results: a commit costs the same for one as for many."""
        if len(self._waiting) < self._enough:
            self._is_enough.clear()
            timer = asyncio.get_running_loop().call_later(COMPANY_SECONDS, self._is_enough.set)
            await self._is_enough.wait()
            timer.cancel()

    async def _commit(self, endings: list[Ending]) -> None:
        """Commit, again when the database was away for a moment: a sent message must not look unsent."""
        for attempt in range(WRITE_ATTEMPTS):
            with suppress(DBAPIError, sqlite3.Error, OSError):
                return await record(self._database, self._worker, endings)
            await asyncio.sleep(0.2 * 2**attempt)
        return await record(self._database, self._worker, endings)


def count(connection: Connection, condition: ColumnElement[bool]) -> int:
    """How many messages fulfil the condition."""
    return int(connection.execute(select(func.count()).select_from(MESSAGE).where(condition)).scalar_one())


def count_open(connection: Connection, channel: ChannelName, now: datetime) -> int:
    """How many messages of a channel may be sent now or are claimed by anybody."""
    claimed = and_(MESSAGE.c.state == MessageState.CLAIMED, MESSAGE.c.channel == channel)
    return count(connection, or_(may_be_sent(connection, channel, now), claimed))


def count_waiting(connection: Connection, channel: ChannelName) -> int:
    """How many messages of a channel are not at an end, due or not."""
    states = [MessageState.QUEUED, MessageState.CLAIMED]
    return count(connection, and_(MESSAGE.c.state.in_(states), MESSAGE.c.channel == channel))
