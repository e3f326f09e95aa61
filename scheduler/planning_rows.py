"""The rows that a plan is made from, read in a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from models.allocation import Allocation
from models.contact import Contact, ContactRecipient
from models.deadline import Deadline
from models.outbox import Item, Message, MessageKind, MessageState
from models.programme import Programme
from models.progress import Progress
from models.reminder_schedule import ReminderSchedule
from models.snooze import Snooze
from models.telegram import TelegramChat

TELLING = (MessageKind.REMINDER, MessageKind.NEW_DATE)  # kinds that tell a contact a date
NOTICES = (MessageKind.RECEIPT, MessageKind.CLAIM_NOTICE, MessageKind.FORECAST)
TO_OPERATOR = (MessageKind.WEEKLY_LIST, MessageKind.AUTHORITY_REPORT)

MESSAGE: Table = Message.__table__  # type: ignore[attr-defined]
ITEM: Table = Item.__table__  # type: ignore[attr-defined]
CONTACT: Table = Contact.__table__  # type: ignore[attr-defined]
SERVES: Table = ContactRecipient.__table__  # type: ignore[attr-defined]
CHAT: Table = TelegramChat.__table__  # type: ignore[attr-defined]

ITEM_KEY = (ITEM.c.contact_id, ITEM.c.channel, ITEM.c.programme_id, ITEM.c.recipient_id, ITEM.c.step)
Found = Sequence[Any]


@dataclass(frozen=True, slots=True)
class PlanningRows:
    """Rows as the database gives them.

    `told` holds each contact's newest reminder or new date of each step, `said` all receipts,
    notices and forecast questions, `keys` the messages to the operator, `chats` those linked to a
    contact, the newest last.
    """

    programmes: Found
    allocations: Found
    deadlines: Found
    schedules: Found
    progress: Found
    snoozes: Found
    people: Found
    chats: Found
    serves: Found
    told: Found
    said: Found
    keys: Found


def read_rows(connection: Connection, today: date) -> PlanningRows:
    """Read what a plan of `today` follows from; messages that speak of later days don't count."""
    return PlanningRows(
        programmes=whole(connection, Programme),
        allocations=whole(connection, Allocation),
        deadlines=whole(connection, Deadline),
        schedules=whole(connection, ReminderSchedule),
        progress=whole(connection, Progress),
        snoozes=whole(connection, Snooze),
        people=connection.execute(PEOPLE).all(),
        chats=connection.execute(CHATS).all(),
        serves=connection.execute(SERVING).all(),
        told=connection.execute(told_until(today)).all(),
        said=connection.execute(SAID).all(),
        keys=connection.execute(KEYS).all(),
    )


def whole(connection: Connection, table: type[Any]) -> Found:
    core: Table = table.__table__
    return connection.execute(select(core).order_by(*core.primary_key)).all()


PEOPLE = (
    select(
        CONTACT.c.id,
        CONTACT.c.email,
        CONTACT.c.language,
        CONTACT.c.added_at,
        CONTACT.c.bounced_at.is_not(None).label("bounces"),
    )
    .where(CONTACT.c.stopped_at.is_(None))
    .order_by(CONTACT.c.id)
)
CHATS = (
    select(CHAT.c.contact_id, CHAT.c.chat_id, CHAT.c.delivery)
    .where(CHAT.c.contact_id.is_not(None), CHAT.c.blocked_at.is_(None))
    .order_by(CHAT.c.linked_at, CHAT.c.chat_id)
)
SERVING = (
    select(SERVES.c.contact_id, SERVES.c.recipient_id, SERVES.c.role)
    .where(SERVES.c.wrong_person_at.is_(None))
    .order_by(*SERVES.primary_key)
)
SAID = (
    select(*ITEM_KEY, ITEM.c.occasion)
    .join(MESSAGE, MESSAGE.c.id == ITEM.c.message_id)
    .where(MESSAGE.c.kind.in_(NOTICES), MESSAGE.c.state != MessageState.CANCELLED)
)
KEYS = select(MESSAGE.c.key).where(MESSAGE.c.kind.in_(TO_OPERATOR), MESSAGE.c.state != MessageState.CANCELLED)


def told_until(today: date) -> Select[Any]:
    """Each contact's newest word of each step's date; items are written in the order of time."""
    latest = (
        select(func.max(ITEM.c.id))
        .join(MESSAGE, MESSAGE.c.id == ITEM.c.message_id)
        .where(
            MESSAGE.c.kind.in_(TELLING),
            MESSAGE.c.state != MessageState.CANCELLED,
            MESSAGE.c.as_of <= today,
        )
        .group_by(*ITEM_KEY)
    )
    return (
        select(*ITEM_KEY, ITEM.c.occasion, ITEM.c.due, MESSAGE.c.as_of)
        .join(MESSAGE, MESSAGE.c.id == ITEM.c.message_id)
        .where(ITEM.c.id.in_(latest))
    )
