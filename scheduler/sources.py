"""What a group of claimed messages is composed from, read in a handful of statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, or_, select

from models.broadcast import Broadcast
from models.contact import Contact, ContactRecipient
from models.facts import Facts, Grant, Place
from models.outbox import Item, MessageKind
from models.progress import Progress
from scheduler.outbox import Claimed

ITEM: Table = Item.__table__  # type: ignore[attr-defined]
CONTACT: Table = Contact.__table__  # type: ignore[attr-defined]
SERVES: Table = ContactRecipient.__table__  # type: ignore[attr-defined]
PROGRESS: Table = Progress.__table__  # type: ignore[attr-defined]
BROADCAST: Table = Broadcast.__table__  # type: ignore[attr-defined]

T = TypeVar("T")
StepKey = tuple[int, int, str]  # programme id, recipient id, step


@dataclass(frozen=True, slots=True)
class Sources:
    """Rows by what they belong to. `progress` has (programme, recipient, step) to its rows.

    `unreachable` are contacts to whom nothing is sent; read only for the weekly list."""

    facts: Facts
    now: datetime
    grants: Mapping[int, Grant]
    places: Mapping[int, Place]
    contacts: Mapping[int, Row[Any]] = field(default_factory=dict)
    serves: Mapping[int, Sequence[Row[Any]]] = field(default_factory=dict)
    items: Mapping[int, Sequence[Row[Any]]] = field(default_factory=dict)
    progress: Mapping[StepKey, Sequence[Row[Any]]] = field(default_factory=dict)
    broadcasts: Mapping[int, Row[Any]] = field(default_factory=dict)
    unreachable: Sequence[Row[Any]] = ()


def read_sources(connection: Connection, claimed: Sequence[Claimed], facts: Facts, now: datetime) -> Sources:
    """Read the contacts, items, progress and broadcasts of these messages."""
    contact_ids = {message.contact_id for message in claimed if message.contact_id is not None}
    payloads = [message.payload for message in claimed if message.payload]
    items = rows(connection, ITEM, ITEM.c.message_id, (message.id for message in claimed))
    progress = rows(connection, PROGRESS, PROGRESS.c.recipient_id, {item.recipient_id for item in items})
    contacts = rows(connection, CONTACT, CONTACT.c.id, contact_ids)
    unreachable = unreachable_contacts(connection) if any(m.kind == MessageKind.WEEKLY_LIST for m in claimed) else ()
    serves = rows(connection, SERVES, SERVES.c.contact_id, {*contact_ids, *(each.id for each in unreachable)})
    broadcast_ids = {payload["broadcast"] for payload in payloads if "broadcast" in payload}
    broadcasts = rows(connection, BROADCAST, BROADCAST.c.id, broadcast_ids)
    return Sources(
        facts=facts,
        now=now,
        grants={grant.row["id"]: grant for grant in facts.grants},
        places={place.id: place for place in facts.places.values()},
        contacts={contact.id: contact for contact in contacts},
        serves=grouped(serves, lambda row: row.contact_id),
        items=grouped(items, lambda row: row.message_id),
        progress=grouped(progress, lambda row: (row.programme_id, row.recipient_id, row.step)),
        unreachable=unreachable,
        broadcasts={broadcast.id: broadcast for broadcast in broadcasts},
    )


def unreachable_contacts(connection: Connection) -> Sequence[Row[Any]]:
    """The contacts to whom nothing is sent, or nothing about one of their recipients."""
    wrong = select(SERVES.c.contact_id).where(SERVES.c.wrong_person_at.is_not(None))
    silent = or_(CONTACT.c.stopped_at.is_not(None), CONTACT.c.bounced_at.is_not(None), CONTACT.c.id.in_(wrong))
    return connection.execute(select(CONTACT).where(silent).order_by(CONTACT.c.name)).all()


def rows(connection: Connection, table: Table, column: Any, values: Iterable[int]) -> Sequence[Row[Any]]:
    """The rows whose column has one of the values; no statement where there are none."""
    wanted = sorted(values)
    if not wanted:
        return ()
    return connection.execute(select(table).where(column.in_(wanted)).order_by(*table.primary_key)).all()


def grouped(found: Iterable[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    groups: dict[Any, list[T]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    return groups
