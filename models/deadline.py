"""By which date a step must be done, as Socialstyrelsen decides it."""

from datetime import date, datetime

from sqlalchemy import Column, Index, text
from sqlmodel import CheckConstraint, Field

from models.columns import Table, UtcDateTime, one_of
from models.steps import Step


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
