"""Showing who one is in a chat: a code of six digits goes to the contact's address and is typed back.

Nothing here tells whether an address is known: for one that is not, everything happens but the mail.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, delete, func, or_, select

from models.contact import Contact, ContactRecipient, ContactRole, email_key
from models.outbox import Message, MessageKind
from models.telegram import LoginCode

LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5
PAUSE = timedelta(hours=1)
MOST_MAILS = 5  # to one contact in that time, from whatever chats
DIGITS = 6


class CodeCheck(StrEnum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    PAUSED = "paused"


def code_of(nonce: str, secret: str) -> str:
    """The code that belongs to a nonce: so that the outbox need not hold the code itself."""
    digest = hmac.digest(secret.encode(), f"login code {nonce}".encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def code_hash(code: str, chat_id: int, secret: str) -> str:
    return hmac.new(secret.encode(), f"login {chat_id} {code}".encode(), hashlib.sha256).hexdigest()


async def send_code(session: AsyncSession, chat_id: int, email: str, nonce: str, secret: str, now: datetime) -> bool:
    """Send a code to an address, if it is a contact's; False while the chat is paused after wrong codes.

    `nonce` is random and used once.
    """
    row = await session.get(LoginCode, chat_id) or LoginCode(chat_id=chat_id)
    if row.paused_until is not None and now < row.paused_until:
        return False
    contact = await eligible(session, email)
    if contact is not None and await mails_since(session, contact, now - PAUSE) >= MOST_MAILS:
        contact = None  # a code that nobody gets is nobody's: from however many chats it is guessed at
    row.contact_id = contact.id if contact else None
    row.code_hash = code_hash(code_of(nonce, secret), chat_id, secret)
    row.expires_at, row.paused_until = now + LIFETIME, None
    session.add(row)
    if contact is not None:
        session.add(code_message(contact, nonce, now))
    return True


async def eligible(session: AsyncSession, email: str) -> Contact | None:
    """The contact of an address; none where it is only a registrar's, whose mail is a public record."""
    serves = ContactRecipient
    acting = select(serves.contact_id).where(
        col(serves.role) != ContactRole.REGISTRAR, col(serves.wrong_person_at).is_(None)
    )
    chosen = select(Contact).where(col(Contact.email_key) == email_key(email), col(Contact.id).in_(acting))
    return (await session.scalars(chosen)).first()


async def mails_since(session: AsyncSession, contact: Contact, since: datetime) -> int:
    sent = select(func.count()).where(
        col(Message.contact_id) == contact.id,
        col(Message.kind) == MessageKind.LOGIN_CODE,
        col(Message.created_at) >= since,
    )
    return int(await session.scalar(sent) or 0)


def code_message(contact: Contact, nonce: str, now: datetime) -> Message:
    """The mail with the code. Nothing in it names the chat: that mail outlives the chat's erasure."""
    return Message(
        key=f"login:{nonce}",
        kind=MessageKind.LOGIN_CODE,
        contact_id=contact.id,
        address=contact.email,
        language=contact.language,
        due_at=now,
        not_after=now + LIFETIME,
        created_at=now,
        payload={"nonce": nonce},
    )


async def check_code(
    session: AsyncSession, chat_id: int, code: str, secret: str, now: datetime
) -> tuple[CodeCheck, int | None]:
    """What a typed code is worth, and whose it is where it is right. Five wrong ones bring a pause."""
    row = await session.get(LoginCode, chat_id, with_for_update=True)
    if row is None or (row.code_hash is None and row.paused_until is None):
        return CodeCheck.EXPIRED, None
    if row.paused_until is not None and now < row.paused_until:
        return CodeCheck.PAUSED, None
    if row.code_hash is None or row.expires_at is None or now >= row.expires_at:
        return CodeCheck.EXPIRED, None
    right = hmac.compare_digest(code_hash(code, chat_id, secret), row.code_hash)
    if right and row.contact_id is not None:
        await session.delete(row)
        return CodeCheck.RIGHT, row.contact_id
    row.tries += 1
    if row.tries < MOST_TRIES:
        return CodeCheck.WRONG, None
    row.tries, row.code_hash, row.paused_until = 0, None, now + PAUSE
    return CodeCheck.PAUSED, None


async def forget_old_codes(session: AsyncSession, now: datetime) -> int:
    """Delete codes whose time is over and whose chat is not paused; returns how many."""
    paused_until = col(LoginCode.paused_until)
    over = (or_(paused_until.is_(None), paused_until <= now), col(LoginCode.expires_at) <= now - PAUSE)
    deleted = await session.execute(delete(LoginCode).where(*over))
    return int(deleted.rowcount)  # type: ignore[attr-defined]
