"""What becomes of a message that comes in: a bounce is noted, a question answered or passed on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.answers.answer import Answer
from bot.answers.asking import Standing
from bot.answers.standing import load_standings
from bot.mail.automatic import why_automatic
from bot.mail.bounces import Bounce, read_bounce
from bot.mail.incoming import Incoming
from bot.mail.question_text import is_thanks, question_text, whole_text
from messages.mail import BadAddressError, wire_address
from models.bounces import note_bounce, returned_message
from models.contact import Contact, ContactRecipient, email_key
from models.database import Database
from models.outbox import Message, MessageKind
from models.recipient import Recipient
from scheduler.guests import GuestList

MOST_REPLIES = ((timedelta(hours=1), 6), (timedelta(days=1), 20))  # to one address
LONGEST_PASSED_ON = 10_000  # characters
REPLY = re.compile(r"(?:re|sv|aw|vs): ?", re.IGNORECASE)


class Answering(Protocol):
    """What turns a text into an answer.

    `own` are codes of the recipients that the asker serves, `standings` the steps that they have done.
    """

    async def ask(
        self, text: str, *, now: datetime, own: Sequence[str] = (), standings: Sequence[Standing] = ()
    ) -> Answer: ...


class Recording(Protocol):
    """What keeps a question for learning, masked."""

    def record(self, text: str, answer: Answer, *, channel: str, now: datetime) -> str: ...


@dataclass(frozen=True, slots=True)
class Handled:
    """What was done: bounced, answered, passed_on or ignored, and why."""

    done: str
    why: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Handles messages. `own` are the service's addresses, to which nothing is ever answered."""

    database: Database
    engine: Answering
    recorder: Recording
    secret: str
    domain: str
    own: frozenset[str]
    operator: str | None
    guests: GuestList
    zone: ZoneInfo

    async def handle(self, incoming: Incoming, now: datetime) -> Handled:
        """Do what the message calls for; the same message a second time changes nothing."""
        bounce = read_bounce(incoming, self.secret)
        if bounce is not None:
            return await self._note(bounce, now)
        why = why_automatic(incoming, self.own) or self._why_unreachable(incoming.sender)
        if why is not None:
            return Handled("ignored", why)
        text = question_text(incoming.message) or subject_of_its_own(incoming)
        if not text:
            return Handled("ignored", "it is empty")
        if is_thanks(text):
            return Handled("ignored", "it says thank you and nothing else")
        return await self._answer(incoming, text, now)

    async def _note(self, bounce: Bounce, now: datetime) -> Handled:
        async with self.database.writing() as session:
            number = bounce.message
            if number is None and bounce.address and bounce.original_id:
                number = await returned_message(session, bounce.address, bounce.original_id, self.domain)
            if number is None:
                return Handled("ignored", "a bounce of no message of ours")
            noted = await note_bounce(session, number, hard=bounce.hard, reason=bounce.reason, now=now)
        kind = "hard" if bounce.hard else "soft"
        return Handled("bounced", f"message {number}, {kind}" if noted else f"message {number}, known before")

    def _why_unreachable(self, address: str) -> str | None:
        try:
            wire_address(address)
        except BadAddressError:
            return "its sender's address can't be written to"
        return None if self.guests.allows(address) else "its sender is not on the guest list MAIL_ONLY_TO"

    async def _answer(self, incoming: Incoming, text: str, now: datetime) -> Handled:
        async with self.database.reading() as session:
            own = await codes_served(session, incoming.sender)
            standings = await load_standings(session, own) if own else []
        answer = await self.engine.ask(text, now=now, own=own, standings=standings)
        subject = subject_of_its_own(incoming)
        if not (answer.answered or answer.clarify) and subject and text != subject:
            by_subject = await self.engine.ask(subject, now=now, own=own, standings=standings)
            answer = by_subject if by_subject.answered else answer
        passed_on = not (answer.answered or answer.clarify) and self.operator is not None
        async with self.database.writing() as session:
            if why := await why_not_reply(session, incoming, now):
                return Handled("ignored", why)
            session.add(reply_row(incoming, answer, now, passed_on=passed_on))
            if passed_on:
                session.add(passed_on_row(incoming, str(self.operator), now.astimezone(self.zone), now))
        self.recorder.record(text, answer, channel="email", now=now)
        return Handled("passed_on" if passed_on else "answered", f"a reply to {incoming.sender} is queued")


def subject_of_its_own(incoming: Incoming) -> str:
    """The subject, where its sender has written it; the subject of a reply is ours."""
    return "" if incoming.references or REPLY.match(incoming.subject) else incoming.subject


async def codes_served(session: AsyncSession, address: str) -> list[str]:
    """The codes of the recipients that the contact of an address serves; none for a stranger."""
    link = ContactRecipient
    rows = await session.scalars(
        select(col(Recipient.code))
        .join(link, col(link.recipient_id) == col(Recipient.id))
        .join(Contact, col(Contact.id) == col(link.contact_id))
        .where(col(Contact.email_key) == email_key(address), col(link.wrong_person_at).is_(None))
        .order_by(col(Recipient.id))
    )
    return list(rows.all())


async def why_not_reply(session: AsyncSession, incoming: Incoming, now: datetime) -> str | None:
    """Why no reply is queued: there is one already, or the address has had its share."""
    if await session.scalar(select(col(Message.id)).where(col(Message.key) == f"inbound:{incoming.key}")):
        return "it has been answered before"
    for period, most in MOST_REPLIES:
        queued = select(func.count()).where(
            col(Message.kind) == MessageKind.REPLY,
            func.lower(col(Message.address)) == incoming.sender.lower(),
            col(Message.created_at) > now - period,
        )
        if (await session.scalar(queued) or 0) >= most:
            return f"its sender has had {most} replies within {period}"
    return None


def thread(incoming: Incoming) -> dict[str, Any]:
    """What lets a mail appear in the thread of the message."""
    return {
        "subject": incoming.subject,
        "in_reply_to": incoming.message_id,
        "references": list(incoming.thread),
    }


def reply_row(incoming: Incoming, answer: Answer, now: datetime, *, passed_on: bool) -> Message:
    """The answer as a message of the outbox; what it asks back is a list to choose from."""
    options = "".join(f"\n– {option}" for option in answer.clarify)
    return Message(
        key=f"inbound:{incoming.key}",
        kind=MessageKind.REPLY,
        address=incoming.sender,
        language=answer.language,
        due_at=now,
        created_at=now,
        payload={
            **thread(incoming),
            "name": incoming.sender_name[:200],
            "text": f"{answer.text}\n{options}" if options else answer.text,
            "passed_on": passed_on,
        },
    )


def passed_on_row(incoming: Incoming, operator: str, received: datetime, now: datetime) -> Message:
    """The question as a message to those who run the service, with the thread that it quotes."""
    return Message(
        key=f"inbound:{incoming.key}:passed-on",
        kind=MessageKind.PASSED_ON,
        address=operator,
        due_at=now,
        created_at=now,
        payload={
            **thread(incoming),
            "asked_by": incoming.sender,
            "received": f"{received:%Y-%m-%d %H:%M}",
            "paragraphs": whole_text(incoming.message)[:LONGEST_PASSED_ON].splitlines(),
        },
    )
