"""Updates between Telegram and their handlers: stored before they are acknowledged, handled once.

Knows nothing of aiogram, so that updates can be taken while it still loads.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from models.database import Database
from models.telegram import TelegramUpdate, UpdateState

UPDATE: Table = TelegramUpdate.__table__  # type: ignore[attr-defined]
EARLIER = UPDATE.alias("earlier")
LEASE = timedelta(seconds=20)  # kept alive while an update is in hand, so short after a crash
BEAT_SECONDS = 5.0  # how often
KEPT = timedelta(days=3)  # how long a handled update's number is known: Telegram repeats for a day
CLAIMING = 0x42494452  # the number of PostgreSQL's lock on claiming


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update that this process alone may handle until its lease ends."""

    update_id: int
    chat_id: int | None
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """Updates that are handled, and what is to be kept with them, in the same transaction."""

    update_ids: Sequence[int]
    keep: Callable[[Connection], object] = lambda _connection: None


NOTHING_DONE = Done(())


def chat_of(raw: Mapping[str, Any]) -> int | None:
    """The chat that an update belongs to; None where it has none."""
    for part in raw.values():
        if isinstance(part, Mapping):
            chat = part.get("chat") or (part.get("message") or {}).get("chat")
            if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
                return int(chat["id"])
            if isinstance(part.get("from"), Mapping):
                return int(part["from"]["id"])
    return None


async def store(database: Database, updates: Sequence[Mapping[str, Any]], now: datetime) -> int:
    """Store updates that are new; one that has come before changes nothing. Returns how many were new."""
    rows = [row_of(raw, now) for raw in updates]
    return await database.transact(lambda connection: insert_new(connection, rows)) if rows else 0


def row_of(raw: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "update_id": int(raw["update_id"]),
        "chat_id": chat_of(raw),
        "raw": dict(raw),
        "state": UpdateState.NEW,
        "received_at": now,
    }


class Storing:
    """Stores updates that come one by one: those that come during a commit go with the next, all of them by one.

    `store` returns when its update is stored.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def store(self, raw: Mapping[str, Any], now: datetime) -> None:
        """Store an update, if it is new. Raises what the database raises."""
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((row_of(raw, now), stored))
        if self._task is None:
            self._task = asyncio.create_task(self._commit())
        await stored

    async def _commit(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            rows, failed = [row for row, _ in waiting], None
            try:
                await self._database.transact(partial(insert_new, rows=rows))
            except Exception as error:  # each who waits for it gets it
                failed = error
            for _, stored in waiting:
                if not stored.done():  # who waited may have gone
                    stored.set_result(None) if failed is None else stored.set_exception(failed)
        self._task = None


def insert_new(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    """Insert what is not there yet."""
    if connection.dialect.name == "sqlite":
        statement: Any = insert(UPDATE).prefix_with("OR IGNORE")
    else:
        statement = postgresql_insert(UPDATE).on_conflict_do_nothing()
    return len(connection.execute(statement.returning(UPDATE.c.update_id), rows).all())


async def claim(
    database: Database, worker: str, now: datetime, limit: int, done: Done = NOTHING_DONE
) -> list[StoredUpdate]:
    """Take open updates, the oldest first, and of each chat none before an earlier one is handled.

    What is `done` is noted before, in the same transaction: one commit for both.
    """

    def work(connection: Connection) -> list[StoredUpdate]:
        note(connection, done)
        return claim_open(connection, worker, now, limit)

    return await database.transact(work)


def note(connection: Connection, done: Done) -> None:
    """Note that updates are handled, and forget what they said and whose they were."""
    if done.update_ids:
        values = {"state": UpdateState.HANDLED, "chat_id": None, "raw": None, "claimed_by": None, "lease_until": None}
        connection.execute(update(UPDATE).where(UPDATE.c.update_id.in_(done.update_ids)).values(**values))
        done.keep(connection)


def claim_open(connection: Connection, worker: str, now: datetime, limit: int) -> list[StoredUpdate]:
    """The claim in one transaction. Claims come one after the other (on SQLite anyway), because two
    at once could each take an update of the same chat.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(CLAIMING)))
    held_elsewhere = exists().where(
        EARLIER.c.chat_id == UPDATE.c.chat_id,
        EARLIER.c.update_id < UPDATE.c.update_id,
        EARLIER.c.state == UpdateState.CLAIMED,
        EARLIER.c.lease_until >= now,
    )
    is_open = or_(
        UPDATE.c.state == UpdateState.NEW, and_(UPDATE.c.state == UpdateState.CLAIMED, UPDATE.c.lease_until < now)
    )
    chosen = (
        select(UPDATE.c.update_id)
        .where(is_open, ~held_elsewhere)
        .order_by(UPDATE.c.update_id)
        .limit(limit)
        .cte("chosen")
    )
    taken = (
        update(UPDATE)
        .where(UPDATE.c.update_id.in_(select(chosen.c.update_id)))
        .values(state=UpdateState.CLAIMED, claimed_by=worker, lease_until=now + LEASE)
        .returning(UPDATE.c.update_id, UPDATE.c.chat_id, UPDATE.c.raw)
    )
    return sorted((StoredUpdate(*row) for row in connection.execute(taken)), key=lambda stored: stored.update_id)


async def handled(database: Database, done: Done) -> None:
    """Note what is done, and take nothing."""
    await database.transact(lambda connection: note(connection, done))


async def release(database: Database, worker: str) -> None:
    """Give back what this process has claimed and not begun, at its end."""

    def give_back(connection: Connection) -> None:
        connection.execute(
            update(UPDATE)
            .where(UPDATE.c.claimed_by == worker, UPDATE.c.state == UpdateState.CLAIMED)
            .values(state=UpdateState.NEW, claimed_by=None, lease_until=None)
        )

    await database.transact(give_back)


async def extend(database: Database, worker: str, now: datetime) -> None:
    """Keep what this process has in hand for another lease."""

    def keep(connection: Connection) -> None:
        connection.execute(
            update(UPDATE)
            .where(UPDATE.c.claimed_by == worker, UPDATE.c.state == UpdateState.CLAIMED)
            .values(lease_until=now + LEASE)
        )

    await database.transact(keep)


async def forget_handled(database: Database, now: datetime) -> int:
    """Delete what Telegram can't repeat any longer; returns how many."""

    def forget(connection: Connection) -> int:
        old = delete(UPDATE).where(UPDATE.c.state == UpdateState.HANDLED, UPDATE.c.received_at < now - KEPT)
        return connection.execute(old).rowcount

    return await database.transact(forget)
