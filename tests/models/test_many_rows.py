"""Many rows by the short way are the same rows as by the ordinary one."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import StatementError

from models.database import Database
from models.many_rows import execute_many
from models.outbox import Message, MessageState

MESSAGE: Table = Message.__table__  # type: ignore[attr-defined]
NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)


def row(number: int, **values: Any) -> dict[str, Any]:
    fixed = {"channel": "email", "kind": "reminder", "address": "x@kommun.example", "language": "sv", "attempts": 0}
    times = {"due_at": NOON, "as_of": NOON.date(), "created_at": NOON.replace(microsecond=number)}
    return fixed | times | {"key": f"message {number}", "state": MessageState.QUEUED, "payload": None} | values


def both_ways(connection: Connection, rows: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The rows as they come back, but for their numbers: by the ordinary way, by the short one."""
    chosen = select(*(column for column in MESSAGE.c if column.name != "id")).order_by(MESSAGE.c.id)
    connection.execute(insert(MESSAGE), rows)
    ordinary = list(connection.execute(chosen))
    connection.execute(MESSAGE.delete())
    execute_many(connection, insert(MESSAGE), rows)
    return ordinary, list(connection.execute(chosen))


async def test_rows_by_the_short_way_come_back_as_by_the_ordinary_one(database: Database) -> None:
    rows = [
        row(1),
        row(2, payload={"old_due": {"1": "2025-12-01"}}),
        row(3, as_of=None),
        row(4, as_of=date(2026, 1, 1)),
    ]
    ordinary, short = await database.transact(partial(both_ways, rows=rows))
    assert len(short) == 4
    assert short == ordinary


async def test_a_time_without_a_zone_is_refused_by_the_short_way_too(database: Database) -> None:
    naive = row(1, due_at=datetime(2025, 11, 24, 12))  # noqa: DTZ001 -- that is what is tried
    with pytest.raises((ValueError, StatementError), match="has no time zone"):
        await database.transact(lambda connection: execute_many(connection, insert(MESSAGE), [naive]))
