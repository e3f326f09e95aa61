"""Keeping the queue true: cancels what has lost its point, lets what waited speak of today."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, update

from models.outbox import MessageState
from models.steps import RecipientStep, Step
from scheduler.planned import Day
from scheduler.planning_rows import ITEM, MESSAGE, NOTICES, TELLING
from scheduler.queue import GROUP, cancel_messages
from scheduler.stale import QueuedItem

LOST_ITS_POINT = "What it was about has changed, is done, or is said by a newer message"


def read_queued(connection: Connection, day: Day) -> list[QueuedItem]:
    """The items of planned messages that wait to be claimed.

    Those planned for another day than the one they were written on (`remind --at`) are left alone.
    """
    chosen = (
        select(
            MESSAGE.c.id,
            MESSAGE.c.kind,
            MESSAGE.c.contact_id,
            MESSAGE.c.as_of,
            MESSAGE.c.created_at,
            ITEM.c.programme_id,
            ITEM.c.recipient_id,
            ITEM.c.step,
            ITEM.c.occasion,
            ITEM.c.due,
        )
        .join(ITEM, ITEM.c.message_id == MESSAGE.c.id)
        .where(
            MESSAGE.c.state == MessageState.QUEUED,
            MESSAGE.c.kind.in_((*TELLING, *NOTICES)),
            MESSAGE.c.contact_id.is_not(None),
            MESSAGE.c.as_of <= day.today,
        )
    )
    return [
        QueuedItem(
            row.id,
            row.kind,
            row.contact_id,
            RecipientStep(row.programme_id, row.recipient_id, Step(row.step)),
            row.occasion,
            row.due,
        )
        for row in connection.execute(chosen).all()
        if is_live(row.created_at, row.as_of, day.zone)
    ]


def is_live(created_at: datetime, as_of: date, zone: ZoneInfo) -> bool:
    """Whether a message speaks of the day that it was written on, or of a later day that has come."""
    return created_at.astimezone(zone).date() <= as_of


def tidy(connection: Connection, queued: list[QueuedItem], lost: set[int], day: Day, now: datetime) -> int:
    """Cancel the messages in `lost`; the others of `queued` speak of today from now on."""
    cancelled = cancel_messages(connection, lost, LOST_ITS_POINT, now)
    kept = sorted({item.message_id for item in queued} - lost)
    for start in range(0, len(kept), GROUP):
        connection.execute(
            update(MESSAGE)
            .where(
                MESSAGE.c.id.in_(kept[start : start + GROUP]),
                MESSAGE.c.state == MessageState.QUEUED,
                MESSAGE.c.as_of < day.today,
            )
            .values(as_of=day.today)
        )
    return cancelled
