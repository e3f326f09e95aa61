"""What a bounce means for the message that came back and for the contact it went to."""

from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from models.contact import Contact, email_key
from models.errors import BidragslotsError
from models.outbox import ChannelName, Message, MessageState, message_id

MOST_SOFT_BOUNCES = 3
RECENT_MESSAGES = 200


class StillClaimedError(BidragslotsError):
    """A message came back before its worker had noted that it was sent; the bounce has to come again."""

    retry = True


async def note_bounce(session: AsyncSession, number: int, *, hard: bool, reason: str, now: datetime) -> bool:
    """Mark a message as bounced, and its contact after one hard or three soft ones.

    Returns False for a message that is unknown or was marked before: a bounce counts once. Raises
    StillClaimedError where the worker has not yet noted the message as sent.
    """
    message = await session.get(Message, number, with_for_update=True)
    if message is None or message.state not in (MessageState.SENT, MessageState.QUEUED, MessageState.CLAIMED):
        return False
    if message.state == MessageState.CLAIMED:
        raise StillClaimedError(f"Message {number} is still being handed over; try again in a minute")
    if message.state == MessageState.SENT:
        message.state, message.reply = MessageState.BOUNCED, reason
    contact = await session.get(Contact, message.contact_id) if message.contact_id else None
    if contact is not None and contact.email_key == email_key(message.address):
        mark(contact, hard=hard, now=now)
    return True


def mark(contact: Contact, *, hard: bool, now: datetime) -> None:
    """Count a bounce; from the first hard or the third soft one on nothing is sent to the address."""
    contact.soft_bounces += not hard
    if contact.bounced_at is None and (hard or contact.soft_bounces >= MOST_SOFT_BOUNCES):
        contact.bounced_at = now


def mark_refused(connection: Connection, contact_id: int, address: str, now: datetime) -> bool:
    """Mark a contact whose address the server has refused as gone, as a hard bounce would."""
    marked = connection.execute(
        update(Contact)
        .where(
            col(Contact.id) == contact_id,
            col(Contact.email_key) == email_key(address),
            col(Contact.bounced_at).is_(None),
        )
        .values(bounced_at=now)
    )
    return bool(marked.rowcount)


async def returned_message(session: AsyncSession, address: str, original_id: str, domain: str) -> int | None:
    """The message to an address that has this Message-ID; None where there is none among the latest.

    A report can be forged; only who has had the message knows its Message-ID.
    """
    contact = select(col(Contact.id)).where(col(Contact.email_key) == email_key(address)).scalar_subquery()
    sent = (
        select(col(Message.id), col(Message.key))
        .where(col(Message.contact_id) == contact, col(Message.channel) == ChannelName.EMAIL)
        .order_by(col(Message.id).desc())
        .limit(RECENT_MESSAGES)
    )
    rows = (await session.execute(sent)).tuples().all()
    return next((number for number, key in rows if message_id(key, domain) == original_id), None)
