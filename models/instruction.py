"""What Socialstyrelsen's instructions (anvisningar) say on a topic, as an administrator published it."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import CheckConstraint, Field, UniqueConstraint

import models.broadcast
import models.programme
from models.columns import Table, UtcDateTime


class Instruction(Table, table=True):
    """One version of the instructions on a topic of a grant; the newest that is not withdrawn holds.

    `subject` and `body` are in Swedish, the body in Markdown; the English pair may be missing, and
    then the Swedish one stands in both languages. A new version replaces the one before it.
    """

    __table_args__ = (
        UniqueConstraint("programme_id", "topic", "version", name="instruction_once"),
        CheckConstraint("version >= 1", name="instruction_version_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id")
    topic: str
    version: int
    subject: str
    body: str
    subject_en: str | None = None
    body_en: str | None = None
    broadcast_id: int | None = Field(default=None, foreign_key="broadcast.id", index=True)
    published_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
