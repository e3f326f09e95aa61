"""The outbox: what is to be said to whom, and how far each message has come.

The database is the only truth about a message. A row is written once (its key is unique), claimed
by one worker at a time under a lease, and ends in exactly one state.
"""

from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import CheckConstraint, Field, Index, UniqueConstraint

import models.programme
import models.recipient
from models.columns import Table, UtcDateTime, one_of
from models.contact import Language
from models.steps import Step


class ChannelName(StrEnum):
    """By which way a message goes."""

    EMAIL = "email"
    TELEGRAM = "telegram"


class MessageKind(StrEnum):
    """What a message is: each kind has one function that composes it."""

    REMINDER = "reminder"
    NEW_DATE = "new_date"
    RECEIPT = "receipt"
    CLAIM_NOTICE = "claim_notice"
    FORECAST = "forecast"
    WEEKLY_LIST = "weekly_list"
    AUTHORITY_REPORT = "authority_report"
    BROADCAST = "broadcast"
    REPLY = "reply"
    PASSED_ON = "passed_on"
    LOGIN_CODE = "login_code"


class MessageState(StrEnum):
    """How far a message has come.

    Queued and claimed are open; the rest are ends. Filed: written to a file because no mail server
    is set. Failed: the server refused it for good, or nobody could take it in time. Bounced:
    accepted, and returned later. Suppressed: its contact wants or may have no mail. Cancelled: it
    lost its point before it was sent (the date changed, a broadcast was stopped).
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FILED = "filed"
    FAILED = "failed"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"


class Message(Table, table=True):
    """One message to one address.

    `key` names what it says to whom; the same key is the same message, however often it is planned
    or handed over. `address` is an e-mail address or a chat's number. `due_at` is when it may be
    sent, and moves when an attempt has to be repeated; `first_attempt_at` does not. After
    `not_after` it has lost its point. `as_of` is the local date that its text speaks of ("7 days
    left"). `payload` is what its composer needs beside the items; `batch` gathers messages that
    are counted, paused and cancelled together ("broadcast:12"). `claimed_by` names the worker that
    holds it until `lease_until`. `reply` is what the server said last, or why it ended.
    """

    __table_args__ = (
        one_of("channel", ChannelName, "message_channel_known"),
        one_of("state", MessageState, "message_state_known"),
        one_of("language", Language, "message_language_known"),
        CheckConstraint("attempts >= 0", name="message_attempts_not_negative"),
        CheckConstraint(
            "(state = 'claimed') = (claimed_by IS NOT NULL AND lease_until IS NOT NULL)",
            name="message_claimed_has_lease",
        ),
        CheckConstraint(
            "(state IN ('queued', 'claimed')) = (ended_at IS NULL)",
            name="message_ended_has_time",
        ),
        Index("message_claiming", "state", "channel", "due_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    channel: str = ChannelName.EMAIL
    kind: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL", index=True)
    address: str
    language: str = Language.SWEDISH
    state: str = MessageState.QUEUED
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    not_after: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    as_of: date | None = None
    payload: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    batch: str | None = Field(default=None, index=True)
    attempts: int = 0
    first_attempt_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    claimed_by: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    reply: str | None = None


class Item(Table, table=True):
    """One thing that a message says: a step of a recipient, on an occasion ("14", "open", "+7").

    Said once to each contact by each channel: a message gathers a contact's items of one day, and
    an item of another `revision` of the date is another item. `due` is the date that it speaks of.
    """

    __table_args__ = (
        one_of("channel", ChannelName, "item_channel_known"),
        one_of("step", Step, "item_step_known"),
        UniqueConstraint(
            "contact_id",
            "channel",
            "recipient_id",
            "programme_id",
            "step",
            "occasion",
            "revision",
            name="item_once",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    channel: str = ChannelName.EMAIL
    programme_id: int = Field(foreign_key="programme.id", index=True)
    recipient_id: int = Field(foreign_key="recipient.id", index=True)
    step: str
    occasion: str
    revision: int
    due: date | None = None


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a message, with its angle brackets: the same for every hand-over of one key.

    So the one copy that a crash or a lost final reply can double is recognised as the same message.
    """
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
