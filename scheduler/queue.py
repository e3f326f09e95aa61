"""Planned messages into the outbox: each of them once, however often and by whomever it is planned."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.many_rows import execute_many
from models.outbox import Item, Message, MessageState
from scheduler.planned import PlannedItem, PlannedMessage

GROUP = 2000  # messages a transaction: workers get their turn between

MESSAGE: Table = Message.__table__  # type: ignore[attr-defined]
ITEM: Table = Item.__table__  # type: ignore[attr-defined]
ITEM_ONCE = ("contact_id", "channel", "recipient_id", "programme_id", "step", "occasion", "revision")


def queue_messages(connection: Connection, planned: Sequence[PlannedMessage], now: datetime) -> int:
    """Write messages that are not there yet; returns how many of them are queued by this call.

    A message that was cancelled and is planned again is queued again. An item that another message
    says already stays with that one; a message left without any is not written.
    """
    if not planned:
        return 0
    known = states_of(connection, [message.key for message in planned])
    new = [message for message in planned if message.key not in known]
    again = [message for message in planned if known.get(message.key) == MessageState.CANCELLED]
    if again:
        connection.execute(REQUEUE, [requeued(message, now) for message in again])
    if new:
        execute_many(connection, insert_or_ignore(connection, MESSAGE, ("key",)), [row_of(each, now) for each in new])
    ids = ids_of(connection, [message.key for message in (*new, *again)])
    items = [item_row(ids[message.key], message, item) for message in (*new, *again) for item in message.items]
    written = execute_many(connection, take_over_cancelled(connection), items) if items else 0
    if written == len(items):  # the usual case; a driver that can't count says -1
        return len(new) + len(again)
    return len(new) + len(again) - drop_empty(connection, [ids[each.key] for each in (*new, *again) if each.items])


def states_of(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """The states of the messages that exist, by key."""
    rows = connection.execute(select(MESSAGE.c.key, MESSAGE.c.state).where(MESSAGE.c.key.in_(keys)))
    return dict(rows.tuples().all())


def ids_of(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(select(MESSAGE.c.key, MESSAGE.c.id).where(MESSAGE.c.key.in_(keys)))
    return dict(rows.tuples().all())


REQUEUE = (
    update(MESSAGE)
    .where(MESSAGE.c.key == bindparam("which"), MESSAGE.c.state == MessageState.CANCELLED)
    .values(
        state=MessageState.QUEUED,
        as_of=bindparam("day"),
        due_at=bindparam("due"),
        not_after=bindparam("end"),
        created_at=bindparam("at"),
        attempts=0,
        first_attempt_at=None,
        ended_at=None,
        reply=None,
    )
)


def requeued(message: PlannedMessage, now: datetime) -> dict[str, Any]:
    return {
        "which": message.key,
        "day": message.as_of,
        "due": message.due_at,
        "end": message.not_after,
        "at": now,
    }


def row_of(message: PlannedMessage, now: datetime) -> dict[str, Any]:
    return {
        "key": message.key,
        "channel": message.channel,
        "kind": message.kind,
        "contact_id": message.contact_id,
        "address": message.address,
        "language": message.language,
        "state": MessageState.QUEUED.value,
        "due_at": message.due_at,
        "not_after": message.not_after,
        "as_of": message.as_of,
        "payload": message.payload,
        "attempts": 0,
        "created_at": now,
    }


def item_row(message_id: int, message: PlannedMessage, item: PlannedItem) -> dict[str, Any]:
    return {
        "message_id": message_id,
        "contact_id": message.contact_id,
        "channel": message.channel,
        **item.of._asdict(),
        "occasion": item.occasion,
        "revision": item.revision,
        "due": item.due,
    }


def insert_or_ignore(connection: Connection, table: Table, unique: tuple[str, ...]) -> Any:
    return insert_into(connection, table).on_conflict_do_nothing(index_elements=unique)


def take_over_cancelled(connection: Connection) -> Any:
    """Insert items; one that only a cancelled message would have said moves to the new message."""
    statement = insert_into(connection, ITEM)
    cancelled = exists().where(MESSAGE.c.id == ITEM.c.message_id, MESSAGE.c.state == MessageState.CANCELLED)
    return statement.on_conflict_do_update(
        index_elements=ITEM_ONCE,
        set_={"message_id": statement.excluded.message_id, "due": statement.excluded.due},
        where=cancelled,
    )


def insert_into(connection: Connection, table: Table) -> Any:
    """The dialect's own insert, which knows what to do about a row that is there already."""
    on_sqlite = connection.dialect.name == "sqlite"
    return sqlite.insert(table) if on_sqlite else postgresql.insert(table)


def drop_empty(connection: Connection, message_ids: Sequence[int]) -> int:
    """Remove those of these messages that say nothing, because others say all of it; returns how many."""
    removed = connection.execute(
        delete(MESSAGE).where(
            MESSAGE.c.id.in_(message_ids),
            MESSAGE.c.state == MessageState.QUEUED,
            ~exists().where(ITEM.c.message_id == MESSAGE.c.id),
        )
    )
    return int(removed.rowcount)


def cancel_messages(connection: Connection, message_ids: Iterable[int], why: str, now: datetime) -> int:
    """Cancel messages that no worker has claimed; returns how many."""
    wanted = sorted(message_ids)
    cancelled = 0
    for start in range(0, len(wanted), GROUP):
        result = connection.execute(
            update(MESSAGE)
            .where(MESSAGE.c.id.in_(wanted[start : start + GROUP]), MESSAGE.c.state == MessageState.QUEUED)
            .values(state=MessageState.CANCELLED, ended_at=now, reply=why)
        )
        cancelled += int(result.rowcount)
    return cancelled
