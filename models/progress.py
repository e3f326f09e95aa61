"""How far a recipient has come with a step."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, text
from sqlmodel import CheckConstraint, Field

from models.columns import Table, UtcDateTime, one_of
from models.steps import Step


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
