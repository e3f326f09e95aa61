"""Planning for a chosen time, and showing the mails that it brings (`bidragslots remind --at`)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from messages.mail import Mail
from models.catalogue.programmes import ProgrammeData
from models.database import Database
from models.facts import Facts
from models.outbox import MessageState
from models.steps import RecipientStep, Step
from scheduler.composing import COMPOSERS
from scheduler.effective import Clock
from scheduler.house import House
from scheduler.outbox import Claimed
from scheduler.plan import plan
from scheduler.planned import PlannedItem, PlannedMessage
from scheduler.planner import load_situation
from scheduler.planning_rows import ITEM, MESSAGE, NOTICES, TELLING, TO_OPERATOR
from scheduler.situation import Ways
from scheduler.sources import PROGRESS, Sources, grouped, read_sources, rows


async def plan_at(
    database: Database,
    catalogue: Mapping[str, ProgrammeData],
    at: datetime,
    zone: ZoneInfo,
    ways: Ways,
    now: datetime,
) -> list[PlannedMessage]:
    """What would be due at `at` if all that is in the database had been entered by then.

    It may be sent from `now` on, and no end of its point is set: the time is not the real one.
    """
    situation = await load_situation(database, catalogue, Clock(at, zone, at_once=True), ways)
    messages = await asyncio.to_thread(plan, situation, at, zone)
    return [message._replace(due_at=now, not_after=None) for message in messages]


def existing(connection: Connection, as_of: date) -> list[PlannedMessage]:
    """The planned messages of a day that are in the outbox already."""
    chosen = (
        select(MESSAGE)
        .where(
            MESSAGE.c.as_of == as_of,
            MESSAGE.c.kind.in_((*TELLING, *NOTICES, *TO_OPERATOR)),
            MESSAGE.c.state != MessageState.CANCELLED,
        )
        .order_by(MESSAGE.c.id)
    )
    found = connection.execute(chosen).all()
    said = connection.execute(
        select(ITEM)
        .join(MESSAGE, MESSAGE.c.id == ITEM.c.message_id)
        .where(MESSAGE.c.as_of == as_of)
        .order_by(ITEM.c.id)
    ).all()
    items = grouped(said, lambda row: row.message_id)
    return [message_from(row, items.get(row.id, ())) for row in found]


def queued_at(connection: Connection, now: datetime) -> set[str]:
    """The keys of the messages that one call, which took `now`, has put into the outbox."""
    return set(connection.scalars(select(MESSAGE.c.key).where(MESSAGE.c.created_at == now)))


def message_from(row: Any, items: Sequence[Any]) -> PlannedMessage:
    return PlannedMessage(
        key=row.key,
        channel=row.channel,
        kind=row.kind,
        contact_id=row.contact_id,
        address=row.address,
        language=row.language,
        as_of=row.as_of,
        due_at=row.due_at,
        not_after=row.not_after,
        items=tuple(
            PlannedItem(
                RecipientStep(item.programme_id, item.recipient_id, Step(item.step)),
                item.occasion,
                item.revision,
                item.due,
            )
            for item in items
        ),
        payload=row.payload,
    )


async def composed(
    database: Database, messages: Sequence[PlannedMessage], facts: Facts, house: House, now: datetime
) -> list[Mail]:
    """The mails of these messages as they would be sent."""
    claimed = [claimed_as(number, message, now) for number, message in enumerate(messages)]
    sources = await database.transact(
        partial(sources_of, claimed=claimed, messages=messages, facts=facts, now=now), writing=False
    )
    return await asyncio.to_thread(lambda: [COMPOSERS[message.kind](message, house, sources) for message in claimed])


async def subjects(
    database: Database, messages: Sequence[PlannedMessage], facts: Facts, house: House, now: datetime
) -> list[str]:
    """The subjects of these messages; what says the same in the same language is composed once."""
    alike: dict[object, PlannedMessage] = {}
    for message in messages:
        alike.setdefault(substance(message), message)
    mails = await composed(database, list(alike.values()), facts, house, now)
    found = {key: mail.subject for key, mail in zip(alike, mails, strict=True)}
    return [found[substance(message)] for message in messages]


def substance(message: PlannedMessage) -> object:
    """What the subject of a message depends on."""
    return message.kind, message.language, message.as_of, message.items, str(message.payload)


def claimed_as(number: int, message: PlannedMessage, now: datetime) -> Claimed:
    """The message as a worker would hold it; `number` stands for the row's id."""
    return Claimed(
        id=-1 - number,
        key=message.key,
        kind=message.kind,
        contact_id=message.contact_id,
        address=message.address,
        language=message.language,
        due_at=message.due_at,
        not_after=message.not_after,
        as_of=message.as_of,
        payload=message.payload,
        batch=None,
        attempts=0,
        first_attempt_at=None,
        created_at=now,
    )


def sources_of(
    connection: Connection,
    claimed: Sequence[Claimed],
    messages: Sequence[PlannedMessage],
    facts: Facts,
    now: datetime,
) -> Sources:
    """What the mails are composed from, with the items that are planned in place of stored ones."""
    sources = read_sources(connection, claimed, facts, now)
    recipients = {item.of.recipient_id for message in messages for item in message.items}
    progress = rows(connection, PROGRESS, PROGRESS.c.recipient_id, recipients)
    return replace(
        sources,
        items={
            held.id: [as_row(item) for item in message.items] for held, message in zip(claimed, messages, strict=True)
        },
        progress=grouped(progress, lambda row: (row.programme_id, row.recipient_id, row.step)),
    )


def as_row(item: PlannedItem) -> Any:
    """A planned item with the names that a stored one has."""
    return SimpleNamespace(**item.of._asdict(), occasion=item.occasion, revision=item.revision, due=item.due)
