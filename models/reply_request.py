"""Somebody whose question was declined and who wants a person's reply."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import CheckConstraint, Field, col

from models.columns import Table, UtcDateTime, one_of
from models.contact import Language
from models.errors import BidragslotsError
from models.outbox import ChannelName, Message, MessageKind

LONGEST_SUBJECT = 80  # characters


class ReplyRequestError(BidragslotsError):
    """A requested reply can't be given."""


class ReplyRequest(Table, table=True):
    """A question that waits for a reply: `address` is where, on `channel` (email, telegram).

    Kept until it is answered, however old; then the address is erased and the reply kept.
    """

    __tablename__ = "reply_request"
    __table_args__ = (
        one_of("language", Language, "reply_request_language_known"),
        one_of("channel", ChannelName, "reply_request_channel_known"),
        CheckConstraint(
            "(answered_at IS NULL) = (address IS NOT NULL) AND (answered_at IS NULL) = (reply IS NULL)",
            name="reply_request_address_until_answered",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    question: str
    language: str
    channel: str
    address: str | None = None
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    reply: str | None = None
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


async def waiting_requests(session: AsyncSession) -> Sequence[ReplyRequest]:
    """Every request that has no reply yet, oldest first."""
    waiting = select(ReplyRequest).where(col(ReplyRequest.answered_at).is_(None)).order_by(col(ReplyRequest.id))
    return (await session.execute(waiting)).scalars().all()


async def waiting_request(session: AsyncSession, number: int) -> ReplyRequest:
    """The request with this number. Raises ReplyRequestError where there is none or it has its reply."""
    found = await session.get(ReplyRequest, number)
    if found is None:
        message = f"There is no request number {number}; see: bidragslots questions unanswered"
        raise ReplyRequestError(message, "no_request", number=number)
    if found.answered_at is not None:
        message = f"Request {number} was answered on {found.answered_at:%Y-%m-%d}; nothing was sent"
        raise ReplyRequestError(message, "answered_before", number=number)
    return found


def close_request(request: ReplyRequest, reply: str, now: datetime) -> None:
    """Keep the reply and forget where it went."""
    request.reply, request.answered_at, request.address = reply, now, None


def reply_message(request: ReplyRequest, text: str, now: datetime) -> Message:
    """The reply as a message; its key lets it be said once however often this runs."""
    line = " ".join(request.question.split())
    return Message(
        key=f"reply-request:{request.id}",
        channel=request.channel,
        kind=MessageKind.REPLY,
        address=str(request.address),
        language=request.language,
        due_at=now,
        created_at=now,
        payload={
            "subject": line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…",
            "text": text,
            "by_person": True,
        },
    )
