"""A contact's wish to be reminded of a step later."""

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field

import models.contact
import models.programme
import models.recipient
from models.columns import Table, UtcDateTime, one_of
from models.steps import Step


class Snooze(Table, table=True):
    """No reminder of the step to this contact before `until`, but for the last one before the date."""

    __table_args__ = (one_of("step", Step, "snooze_step_known"),)

    contact_id: int = Field(foreign_key="contact.id", primary_key=True, ondelete="CASCADE")
    programme_id: int = Field(foreign_key="programme.id", primary_key=True)
    recipient_id: int = Field(foreign_key="recipient.id", primary_key=True)
    step: str = Field(primary_key=True)
    until: date
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
