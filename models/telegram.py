"""What the service keeps about Telegram: updates until they are handled, chats, conversations, codes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import CheckConstraint, Field, col

import models.contact
from models.columns import Table, UtcDateTime, one_of


class UpdateState(StrEnum):
    """New, claimed by a process under a lease, or handled (whatever came of it)."""

    NEW = "new"
    CLAIMED = "claimed"
    HANDLED = "handled"


class Delivery(StrEnum):
    """By which way a contact with a linked chat is reminded."""

    EMAIL = "email"
    TELEGRAM = "telegram"
    BOTH = "both"


class TelegramUpdate(Table, table=True):
    """An update as Telegram sent it, stored before it is acknowledged, so that a crash loses none.

    `update_id` is Telegram's, so that an update that comes twice is handled once. `chat_id` keeps a
    chat's updates in their order. It and `raw` are emptied when the update is handled: what people
    write, and who they are, is kept no longer than needed.
    """

    __tablename__ = "telegram_update"
    __table_args__ = (
        one_of("state", UpdateState, "telegram_update_state_known"),
        CheckConstraint(
            "(state = 'claimed') = (claimed_by IS NOT NULL AND lease_until IS NOT NULL)",
            name="telegram_update_claimed_has_lease",
        ),
    )

    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    chat_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    raw: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    state: str = Field(default=UpdateState.NEW, index=True)
    claimed_by: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    received_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class TelegramChat(Table, table=True):
    """A private chat. `contact_id` is set once its owner has shown who they are; `language` once chosen.

    `blocked_at` is when the owner blocked the bot: nothing is sent there until they write again.
    """

    __tablename__ = "telegram_chat"
    __table_args__ = (
        one_of("delivery", Delivery, "telegram_chat_delivery_known"),
        CheckConstraint("language IS NULL OR language IN ('sv', 'en')", name="telegram_chat_language_known"),
    )

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL", index=True)
    language: str | None = None
    delivery: str = Delivery.BOTH
    linked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    blocked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class TelegramState(Table, table=True):
    """Where a chat stands in a conversation of several steps (aiogram's FSM), and what it was last about."""

    __tablename__ = "telegram_state"

    key: str = Field(primary_key=True)
    state: str | None = None
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class LoginCode(Table, table=True):
    """A code sent by e-mail to somebody who says in a chat who they are.

    `contact_id` is NULL where nobody has the address: the chat is told the same either way. Only a
    keyed hash of the code is kept. `tries` counts wrong codes; `paused_until` ends the pause after
    too many.
    """

    __tablename__ = "login_code"
    __table_args__ = (CheckConstraint("tries >= 0", name="login_code_tries_not_negative"),)

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="CASCADE")
    code_hash: str | None = None
    expires_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    tries: int = 0
    paused_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class UsedLink(Table, table=True):
    """A deep link that has been used: each works once."""

    __tablename__ = "used_link"

    nonce: str = Field(primary_key=True)
    used_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


async def link_chat(session: AsyncSession, chat_id: int, contact_id: int, now: datetime) -> None:
    """Let a chat belong to a contact. A contact has one chat: an earlier one is a stranger's from now on."""
    await session.execute(
        update(TelegramChat)
        .where(col(TelegramChat.contact_id) == contact_id, col(TelegramChat.chat_id) != chat_id)
        .values(contact_id=None, linked_at=None)
    )
    row = await session.get(TelegramChat, chat_id) or TelegramChat(chat_id=chat_id)
    row.contact_id, row.linked_at, row.blocked_at = contact_id, now, None
    session.add(row)


async def unlink_chat(session: AsyncSession, chat_id: int) -> None:
    """Let a chat belong to nobody; its language stays."""
    await session.execute(
        update(TelegramChat).where(col(TelegramChat.chat_id) == chat_id).values(contact_id=None, linked_at=None)
    )
