"""A contact's wish to be reminded of a step later."""

from datetime import date, datetime, timedelta

from sqlalchemy import Column
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field

import models.contact
import models.programme
import models.recipient
from models.columns import Table, UtcDateTime, one_of
from models.steps import RecipientStep, Step

SNOOZE = timedelta(days=7)


class Snooze(Table, table=True):
    """No reminder of the step to this contact before `until`, but for the last one before the date."""

    __table_args__ = (one_of("step", Step, "snooze_step_known"),)

    contact_id: int = Field(foreign_key="contact.id", primary_key=True, ondelete="CASCADE")
    programme_id: int = Field(foreign_key="programme.id", primary_key=True)
    recipient_id: int = Field(foreign_key="recipient.id", primary_key=True)
    step: str = Field(primary_key=True)
    until: date
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def put_off_until(due: date | None, today: date) -> date | None:
    """A week from today, but at the latest the day before the date; None where that is no later day."""
    until = today + SNOOZE if due is None else min(today + SNOOZE, due - timedelta(days=1))
    return until if until > today else None


async def snooze_step(session: AsyncSession, of: RecipientStep, contact_id: int, until: date, now: datetime) -> None:
    """Keep a contact's wish; a later wish replaces an earlier one."""
    row = await session.get(Snooze, (contact_id, *of))
    if row is not None:
        row.until, row.asked_at = until, now
        return
    session.add(
        Snooze(
            contact_id=contact_id,
            programme_id=of.programme_id,
            recipient_id=of.recipient_id,
            step=of.step,
            until=until,
            asked_at=now,
        )
    )
