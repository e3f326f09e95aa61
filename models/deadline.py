"""By which date a step must be done, as Socialstyrelsen decides it."""

from datetime import date, datetime

from sqlalchemy import Column, Index, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import CheckConstraint, Field, col, select

import models.programme
import models.recipient
from models.columns import Table, UtcDateTime, one_of
from models.errors import BidragslotsError
from models.steps import RecipientStep, Step
from models.window import Window, effective_window


class Deadline(Table, table=True):
    """When a step opens and by which day it must have come in; either may be unknown (NULL).

    Without `recipient_id` it holds for the whole grant, with one it is that recipient's extension.
    `revision` rises each time a date changes, so that a reminder of the old date is recognised.
    """

    __table_args__ = (
        one_of("step", Step, "deadline_step_known"),
        CheckConstraint("due >= opens", name="deadline_in_order"),
        CheckConstraint("revision >= 1", name="deadline_revision_positive"),
        # NULL never equals NULL, so "once for the whole grant" needs a value in its place
        Index("deadline_once", "programme_id", "step", text("coalesce(recipient_id, 0)"), unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id")
    step: str
    recipient_id: int | None = Field(default=None, foreign_key="recipient.id", index=True)
    opens: date | None = None
    due: date | None = None
    revision: int = 1
    set_by: str
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class DeadlineError(BidragslotsError):
    """A date that can't be set or cleared."""


async def find_deadline(
    session: AsyncSession, programme_id: int, step: Step, recipient_id: int | None
) -> Deadline | None:
    """The row of a grant's step, or of one recipient's extension; None where none was ever set."""
    own = col(Deadline.recipient_id)
    rows = await session.scalars(
        select(Deadline).where(
            col(Deadline.programme_id) == programme_id,
            col(Deadline.step) == step,
            own.is_(None) if recipient_id is None else own == recipient_id,
        )
    )
    return rows.first()


async def set_deadline(
    session: AsyncSession,
    programme_id: int,
    step: Step,
    recipient_id: int | None,
    window: Window,
    *,
    by: str,
    now: datetime,
) -> Deadline:
    """Set the dates of a step; an unknown `opens` keeps the one that is there.

    The revision rises only where a date really changes. Raises DeadlineError where the step would
    open after its last day.
    """
    row = await find_deadline(session, programme_id, step, recipient_id)
    for_all = await find_deadline(session, programme_id, step, None)
    window = Window(window.opens or (row.opens if row else None), window.due)
    check_order(effective_window(Window(for_all.opens, for_all.due) if for_all else None, window))
    if row is None:
        row = Deadline(programme_id=programme_id, step=step, recipient_id=recipient_id, set_by=by, set_at=now)
        row.opens, row.due = window.opens, window.due
        session.add(row)
    elif (row.opens, row.due) != (window.opens, window.due):
        change(row, window, by, now)
    return row


async def clear_deadline(
    session: AsyncSession, programme_id: int, step: Step, recipient_id: int | None, *, by: str, now: datetime
) -> Deadline:
    """Withdraw the dates of a step; the row stays, so that those who know the date are told.

    Raises DeadlineError where there is no date.
    """
    row = await find_deadline(session, programme_id, step, recipient_id)
    if row is None or (row.opens is None and row.due is None):
        raise DeadlineError(f"There is no date for the {step} to clear; see: bidragslots deadline list")
    change(row, Window(), by, now)
    return row


def change(row: Deadline, window: Window, by: str, now: datetime) -> None:
    """Write other dates into a row: that is a new revision."""
    row.opens, row.due = window.opens, window.due
    row.revision += 1
    row.set_by, row.set_at = by, now


def check_order(window: Window) -> None:
    """Raise DeadlineError where a step would open after its last day."""
    if window.opens and window.due and window.opens > window.due:
        raise DeadlineError(
            f"The step would open on {window.opens}, after its last day {window.due}; "
            "change one of them with: bidragslots deadline set … --opens DATE"
        )


async def overtake_withdrawal(session: AsyncSession, of: RecipientStep) -> None:
    """Let a step's dates count as newer than the calendar entry that a receipt has withdrawn.

    The receipt's withdrawal is one revision further than the date's, and that one has to be overtaken.
    """
    row = await find_deadline(session, of.programme_id, of.step, of.recipient_id)
    for_all = await find_deadline(session, of.programme_id, of.step, None)
    if row is None and for_all is not None:
        row = Deadline(**of._asdict(), revision=0, set_by=for_all.set_by, set_at=for_all.set_at)
        session.add(row)
    if row is not None:
        row.revision += 2
