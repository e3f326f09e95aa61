"""How far a recipient has come with a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import CheckConstraint, Field, col, select

import models.programme
import models.recipient
from models.allocation import Allocation
from models.columns import Table, UtcDateTime, one_of
from models.contact import ContactRecipient
from models.deadline import overtake_withdrawal
from models.errors import BidragslotsError
from models.outbox import Item, Message, MessageKind, MessageState
from models.steps import RecipientStep, Step


class ProgressState(StrEnum):
    """Claimed by a contact (a note), or confirmed by the agency (which alone ends the step)."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"


class Progress(Table, table=True):
    """One statement that a recipient has done a step.

    Claims and a confirmation are rows of their own, so that undoing the one leaves the other; a
    confirmation is one, a claim one for each contact that made it. `amount` is whole kronor:
    requisitioned, reported as used for the purpose, or repaid. `said_by` names the source;
    `contact_id` is set when a contact said it.
    """

    __table_args__ = (
        one_of("step", Step, "progress_step_known"),
        one_of("state", ProgressState, "progress_state_known"),
        CheckConstraint("amount >= 0", name="progress_amount_not_negative"),
        # NULL never equals NULL, so "once where no contact said it" needs a value in its place
        Index(
            "progress_once",
            "programme_id",
            "recipient_id",
            "step",
            "state",
            text("coalesce(contact_id, 0)"),
            unique=True,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id")
    recipient_id: int = Field(foreign_key="recipient.id", index=True)
    step: str
    state: str
    amount: int | None = Field(default=None, sa_type=BigInteger)
    on_date: date
    said_by: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL", index=True)
    said_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The agency's confirmation of a step: whole kronor (None is not known), the day, when noted."""

    amount: int | None
    on_date: date
    said_at: datetime


FARTHEST_AHEAD = timedelta(hours=14)  # of UTC, whose clock tells `now`


class ProgressError(BidragslotsError):
    """A step that can't be noted as done, or undone."""


def received_money(requisition: Confirmed | None) -> bool:
    """Whether a recipient has been paid: the agency has confirmed its requisition of any amount.

    A claim is only a note, so it is no payment (decision S2025/00122, paragraph 7).
    """
    return requisition is not None and requisition.amount != 0


def due_back(requisition: Confirmed | None, report: Confirmed | None) -> int | None:
    """Kronor to repay: paid less what was used for the purpose; None while either is unknown.

    What was used otherwise and what was not used are both due back (decision, paragraph 8).
    """
    if requisition is None or report is None or requisition.amount is None or report.amount is None:
        return None
    return max(requisition.amount - report.amount, 0)


def concerns(step: Step, requisition: Confirmed | None, report: Confirmed | None) -> bool:
    """Whether a recipient has to take a step, given what is confirmed of the ones before it."""
    if step == Step.REQUISITION:
        return True
    if not received_money(requisition):
        return False
    return step == Step.REPORT or due_back(requisition, report) != 0


async def statements(session: AsyncSession, of: RecipientStep, state: ProgressState) -> Sequence[Progress]:
    """What is on record of a recipient's step in one state, oldest first."""
    rows = await session.scalars(
        select(Progress)
        .where(
            col(Progress.programme_id) == of.programme_id,
            col(Progress.recipient_id) == of.recipient_id,
            col(Progress.step) == of.step,
            col(Progress.state) == state,
        )
        .order_by(col(Progress.id))
    )
    return rows.all()


async def confirm_step(
    session: AsyncSession, of: RecipientStep, amount: int | None, on_date: date, *, by: str, now: datetime
) -> bool:
    """Note the agency's confirmation; returns False where it stood there just so.

    Raises ProgressError for an amount that can't be right and for a day to come.
    """
    check_day(on_date, now)
    await check_amount(session, of, amount)
    for row in await statements(session, of, ProgressState.CONFIRMED):
        if (row.amount, row.on_date) == (amount, on_date):
            return False
        row.amount, row.on_date, row.said_by, row.said_at = amount, on_date, by, now
        return True
    session.add(
        Progress(**of._asdict(), state=ProgressState.CONFIRMED, amount=amount, on_date=on_date, said_by=by, said_at=now)
    )
    await session.flush()
    return True


async def claim_step(
    session: AsyncSession,
    of: RecipientStep,
    amount: int | None,
    on_date: date,
    *,
    contact_id: int | None,
    by: str,
    now: datetime,
) -> bool:
    """Note that a contact says the step is done; without a contact an administrator notes it for all.

    Returns False where the agency has confirmed the step already or the same claim stands. Raises
    ProgressError for an amount that can't be right, a day to come and a contact of another recipient.
    """
    check_day(on_date, now)
    await check_amount(session, of, amount)
    serves = ContactRecipient, (contact_id, of.recipient_id)
    if contact_id is not None and await session.get(*serves, with_for_update=True) is None:  # one claim at a time
        raise ProgressError("Only a contact of the recipient can say that its step is done; ask an administrator")
    if await statements(session, of, ProgressState.CONFIRMED):
        return False
    for row in await own_claims(session, of, contact_id):
        changed = (row.amount, row.on_date) != (amount, on_date)
        row.amount, row.on_date, row.said_by = amount, on_date, by
        return changed
    session.add(
        Progress(
            **of._asdict(),
            state=ProgressState.CLAIMED,
            amount=amount,
            on_date=on_date,
            said_by=by,
            contact_id=contact_id,
            said_at=now,
        )
    )
    await session.flush()
    return True


async def own_claims(session: AsyncSession, of: RecipientStep, contact_id: int | None) -> list[Progress]:
    """A contact's claim of a step, or with None the one that an administrator noted."""
    claims = await statements(session, of, ProgressState.CLAIMED)
    return [claim for claim in claims if claim.contact_id == contact_id]


async def undo_claim(session: AsyncSession, of: RecipientStep, *, contact_id: int | None) -> bool:
    """Take back a contact's own claim; returns False where there is none."""
    claims = await own_claims(session, of, contact_id)
    for claim in claims:
        await session.delete(claim)
    return bool(claims)


async def undo_step(session: AsyncSession, of: RecipientStep) -> ProgressState:
    """Take back the confirmation of a step, or where there is none, every claim of it.

    Returns what was undone. Raises ProgressError where nothing is on record.
    """
    for state in (ProgressState.CONFIRMED, ProgressState.CLAIMED):
        rows = await statements(session, of, state)
        for row in rows:
            await session.delete(row)
        if rows and state == ProgressState.CONFIRMED and await has_receipt(session, of):
            await overtake_withdrawal(session, of)
        if rows:
            return state
    raise ProgressError(f"Nothing is on record of the {of.step}; see: bidragslots progress list")


async def has_receipt(session: AsyncSession, of: RecipientStep) -> bool:
    """Whether a receipt for the step has gone out, and with it the date's withdrawal from calendars."""
    receipts = (
        select(col(Item.id))
        .join(Message, col(Message.id) == col(Item.message_id))
        .where(
            col(Message.kind) == MessageKind.RECEIPT,
            col(Message.state) != MessageState.CANCELLED,
            col(Item.programme_id) == of.programme_id,
            col(Item.recipient_id) == of.recipient_id,
            col(Item.step) == of.step,
        )
    )
    return await session.scalar(receipts.limit(1)) is not None


def check_day(on_date: date, now: datetime) -> None:
    """Raise ProgressError for a day that has not begun anywhere: what is to come is not done."""
    if on_date > (now + FARTHEST_AHEAD).date():
        raise ProgressError(f"{on_date} is still to come; note the step once it is done", "day_to_come", day=on_date)


async def check_amount(session: AsyncSession, of: RecipientStep, amount: int | None) -> None:
    """Raise ProgressError where no grant is allocated or the amount exceeds what it can be."""
    most, what = await most_amount(session, of)
    if amount is not None and not 0 <= amount <= most:
        message = f"{amount} kr is not between 0 and {most} kr, {what}; correct the amount"
        raise ProgressError(message, "amount_beyond", amount=amount, most=most)


async def most_amount(session: AsyncSession, of: RecipientStep) -> tuple[int, str]:
    """The most that the amount of a step can be, and what that is. Raises ProgressError without an allocation.

    A requisition is at most the allocation; a report or repayment at most what was requisitioned.
    """
    allocated = await session.scalar(
        select(col(Allocation.amount)).where(
            col(Allocation.programme_id) == of.programme_id, col(Allocation.recipient_id) == of.recipient_id
        )
    )
    if allocated is None:
        raise ProgressError("The recipient has no allocation in this grant; check the year", "no_allocation")
    if of.step != Step.REQUISITION:
        paid = await statements(session, of._replace(step=Step.REQUISITION), ProgressState.CONFIRMED)
        if paid and paid[0].amount is not None:
            return paid[0].amount, "what was requisitioned"
    return allocated, "the allocation"
