"""A broadcast: an administrator's updated instructions to everyone whom they concern."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Column
from sqlmodel import CheckConstraint, Field, UniqueConstraint

import models.programme
from models.columns import Table, UtcDateTime, one_of
from models.contact import Language


class BroadcastState(StrEnum):
    """How far a broadcast has come.

    A draft is never changed, only approved or cancelled, so that what was approved is what is
    sent. Paused messages stay queued and are claimed by nobody. Sending ends by itself: a
    broadcast is done when none of its messages is open.
    """

    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Broadcast(Table, table=True):
    """One broadcast. `audience` is the expression that `models.audience` reads.

    `topic` is the answers' topic under which the text is stored as an instruction when it is sent.
    `author` names the administrator as the channel knows them ("cli:anna", "telegram:42").
    """

    __table_args__ = (
        one_of("state", BroadcastState, "broadcast_state_known"),
        CheckConstraint("state NOT IN ('sending', 'paused') OR started_at IS NOT NULL", name="broadcast_started"),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    topic: str
    audience: str
    subject: str
    body: str
    subject_en: str | None = None
    body_en: str | None = None
    author: str
    state: str = BroadcastState.DRAFT
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    started_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class BroadcastApproval(Table, table=True):
    """An administrator's approval of a draft, once each."""

    __tablename__ = "broadcast_approval"
    __table_args__ = (UniqueConstraint("broadcast_id", "administrator", name="broadcast_approval_once"),)

    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcast.id", ondelete="CASCADE")
    administrator: str
    approved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Bilingual(Protocol):
    """What is written in Swedish and perhaps in English: a broadcast, or the instructions it published."""

    @property
    def subject(self) -> str: ...

    @property
    def body(self) -> str: ...

    @property
    def subject_en(self) -> str | None: ...

    @property
    def body_en(self) -> str | None: ...


def text_in(written: Bilingual, language: str) -> tuple[str, str, Language]:
    """Subject, body and the language that they are in: Swedish where there is no English."""
    if language == Language.ENGLISH and written.body_en:
        return written.subject_en or written.subject, written.body_en, Language.ENGLISH
    return written.subject, written.body, Language.SWEDISH


def batch_of(broadcast_id: int) -> str:
    """The batch that a broadcast's messages carry in the outbox."""
    return f"broadcast:{broadcast_id}"


def approvals_missing(author: str, approved_by: set[str], required: int) -> int:
    """How many approvals are missing before a broadcast may be sent.

    The author counts as the first of `required` administrators and can't approve their own draft
    as another one; with `required` 1 the author's word is enough.
    """
    return max(0, required - 1 - len(approved_by - {author}))
