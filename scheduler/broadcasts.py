"""Broadcasts from draft to the last message: who gets one, what may be done when, how far it has come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from messages.broadcast import VARIABLES, check_text
from models.audience import parse_audience, recipients_of
from models.broadcast import Broadcast, BroadcastApproval, BroadcastState, approvals_missing, batch_of
from models.contact import Contact, ContactRecipient, email_key
from models.errors import BidragslotsError
from models.facts import Facts, Grant, Place
from models.instruction import Instruction
from models.outbox import ChannelName, Message, MessageKind, MessageState
from models.progress import Progress, ProgressState
from models.steps import Step
from models.telegram import TelegramChat
from scheduler.situation_from import addresses_of

RECIPIENT_VARIABLES = set(VARIABLES) | set(VARIABLES.values())


class BroadcastError(BidragslotsError):
    """A broadcast that can't be found, or that is not in a state for what was asked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an administrator writes. The English pair may be missing."""

    grant: str
    topic: str
    audience: str
    subject: str
    body: str
    author: str
    subject_en: str | None = None
    body_en: str | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """One message to be: a contact by a channel, about one recipient or (None) about none in particular."""

    contact_id: int
    channel: str
    address: str
    language: str
    recipient_code: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """How far a broadcast has come; `counts` are its `messages` by state."""

    id: int
    state: str
    approvals_missing: int
    messages: int
    counts: Mapping[str, int]
    started_at: datetime | None

    @property
    def is_done(self) -> bool:
        return self.state == BroadcastState.SENDING and not self.open

    @property
    def open(self) -> int:
        return self.counts.get(MessageState.QUEUED, 0) + self.counts.get(MessageState.CLAIMED, 0)


async def create(session: AsyncSession, draft: Draft, facts: Facts, now: datetime) -> Broadcast:
    """Store a draft after checking all of it: nothing that can be wrong is left for the sending.

    Raises BroadcastError, BroadcastTextError or AudienceError.
    """
    grant = facts.of_slug(draft.grant)
    if grant is None:
        raise BroadcastError(f"There is no grant '{draft.grant}'; known are {', '.join(g.slug for g in facts.grants)}")
    if not draft.subject.strip() or not draft.body.strip():
        raise BroadcastError("A broadcast needs a subject and a text; write both", "text_missing")
    if any(len(line.strip().splitlines()) != 1 for line in (draft.subject, draft.subject_en) if line is not None):
        raise BroadcastError("A subject is one line; write it without line breaks")
    parse_audience(draft.audience, facts)
    for text, what in texts_of(draft):
        check_text(text, what)
    broadcast = Broadcast(
        programme_id=grant.row["id"],
        topic=draft.topic,
        audience=draft.audience,
        subject=draft.subject.strip(),
        body=draft.body,
        subject_en=draft.subject_en,
        body_en=draft.body_en,
        author=draft.author,
        created_at=now,
    )
    session.add(broadcast)
    await session.flush()
    return broadcast


def texts_of(draft: Draft | Broadcast) -> list[tuple[str, str]]:
    """Each text of a draft with the name that an error gives it."""
    named = [
        (draft.subject, "The subject"),
        (draft.body, "The text"),
        (draft.subject_en, "The English subject"),
        (draft.body_en, "The English text"),
    ]
    return [(text, what) for text, what in named if text]


async def get(session: AsyncSession, broadcast_id: int, *, lock: bool = False) -> Broadcast:
    """A broadcast by its number. Raises BroadcastError where there is none."""
    found = await session.get(Broadcast, broadcast_id, with_for_update=lock)
    if found is None:
        message = f"There is no broadcast {broadcast_id}; see: bidragslots broadcast status"
        raise BroadcastError(message, "no_broadcast", number=broadcast_id)
    return found


async def approve(session: AsyncSession, broadcast_id: int, administrator: str, now: datetime) -> None:
    """Approve a draft. Raises BroadcastError for its author and for anything but a draft."""
    broadcast = await get(session, broadcast_id, lock=True)
    require(broadcast, BroadcastState.DRAFT, "approved")
    if broadcast.author == administrator:
        message = f"Broadcast {broadcast_id} is yours; another administrator must approve it"
        raise BroadcastError(message, "own_broadcast", number=broadcast_id)
    if administrator not in await approved_by(session, broadcast_id):
        session.add(BroadcastApproval(broadcast_id=broadcast_id, administrator=administrator, approved_at=now))


async def approved_by(session: AsyncSession, broadcast_id: int) -> set[str]:
    """The administrators who have approved a draft."""
    chosen = select(col(BroadcastApproval.administrator)).where(col(BroadcastApproval.broadcast_id) == broadcast_id)
    return set(await session.scalars(chosen))


def require(broadcast: Broadcast, state: BroadcastState, done: str) -> None:
    if broadcast.state != state:
        message = f"Broadcast {broadcast.id} is {broadcast.state}; only one that is {state} can be {done}"
        raise BroadcastError(message, "broadcast_state", number=broadcast.id, state=broadcast.state, needed=state)


async def send(
    session: AsyncSession,
    broadcast_id: int,
    facts: Facts,
    required_approvals: int,
    now: datetime,
    *,
    telegram: bool = False,
) -> int:
    """Queue a message to every addressee and publish the text as an instruction; returns how many.

    All of it is one transaction, so that a crash leaves either a draft or a broadcast that the
    workers finish. `telegram` is whether the service has a bot.

    Raises BroadcastError where an approval is missing or nobody is addressed.
    """
    broadcast = await get(session, broadcast_id, lock=True)
    require(broadcast, BroadcastState.DRAFT, "sent")
    missing = approvals_missing(broadcast.author, await approved_by(session, broadcast_id), required_approvals)
    if missing:
        message = f"Broadcast {broadcast_id} needs {missing} more approval by another administrator"
        raise BroadcastError(message, "not_approved", number=broadcast_id)
    people = await addressees(session, broadcast, facts, telegram=telegram)
    if not people:
        message = f"Nobody is addressed by '{broadcast.audience}'; add contacts or change the audience"
        raise BroadcastError(message, "nobody", audience=broadcast.audience)
    broadcast.state, broadcast.started_at = BroadcastState.SENDING, now
    await session.execute(insert(Message), [message_row(broadcast, person, now) for person in people])
    await publish(session, broadcast, now)
    return len(people)


def message_row(broadcast: Broadcast, person: Addressee, now: datetime) -> dict[str, Any]:
    about = person.recipient_code or "all"
    return {
        "key": f"{batch_of(broadcast.id or 0)}:{person.contact_id}:{person.channel}:{about}",
        "channel": person.channel,
        "kind": MessageKind.BROADCAST,
        "contact_id": person.contact_id,
        "address": person.address,
        "language": person.language,
        "state": MessageState.QUEUED,
        "due_at": now,
        "created_at": now,
        "attempts": 0,
        "payload": {"broadcast": broadcast.id, "recipient": person.recipient_code},
        "batch": batch_of(broadcast.id or 0),
    }


async def publish(session: AsyncSession, broadcast: Broadcast, now: datetime) -> None:
    """Store the text as the newest version of the instructions on its topic."""
    newest = select(func.max(col(Instruction.version))).where(
        col(Instruction.programme_id) == broadcast.programme_id, col(Instruction.topic) == broadcast.topic
    )
    version = (await session.scalar(newest) or 0) + 1
    session.add(
        Instruction(
            programme_id=broadcast.programme_id,
            topic=broadcast.topic,
            version=version,
            subject=broadcast.subject,
            body=broadcast.body,
            subject_en=broadcast.subject_en,
            body_en=broadcast.body_en,
            broadcast_id=broadcast.id,
            published_at=now,
        )
    )


async def addressees(
    session: AsyncSession, broadcast: Broadcast, facts: Facts, *, telegram: bool = False
) -> list[Addressee]:
    """Everyone whom a broadcast reaches by the ways that they have chosen (`telegram`: there is a bot).

    It is one message a contact and way, or one a recipient too where the text names it.
    """
    audience = parse_audience(broadcast.audience, facts)
    confirmed = await confirmed_codes(session, broadcast.programme_id, audience.pending, facts)
    codes = {place.id: place.code for place in recipients_of(audience, facts, confirmed)}
    serving = await session.execute(
        select(Contact, col(ContactRecipient.recipient_id))
        .join(ContactRecipient, col(ContactRecipient.contact_id) == col(Contact.id))
        .where(col(Contact.stopped_at).is_(None))
        .order_by(col(Contact.id), col(ContactRecipient.recipient_id))
    )
    pairs = [(contact, codes[recipient]) for contact, recipient in serving.tuples() if recipient in codes]
    chats = await linked_chats(session) if telegram else {}
    return distinct(pairs, chats, per_recipient=names_recipient(broadcast))


async def linked_chats(session: AsyncSession) -> dict[int, TelegramChat]:
    """The chats of contacts, but for those whose owner has blocked the bot."""
    chosen = select(TelegramChat).where(
        col(TelegramChat.contact_id).is_not(None), col(TelegramChat.blocked_at).is_(None)
    )
    return {chat.contact_id or 0: chat for chat in await session.scalars(chosen)}


def names_recipient(broadcast: Broadcast) -> bool:
    """Whether the text speaks of one recipient, so that each of a contact's recipients needs its own."""
    return any(check_text(text, what) & RECIPIENT_VARIABLES for text, what in texts_of(broadcast))


def distinct(
    pairs: Sequence[tuple[Contact, str]], chats: Mapping[int, TelegramChat], *, per_recipient: bool
) -> list[Addressee]:
    people = [
        Addressee(contact.id or 0, channel, address, contact.language, code if per_recipient else None)
        for contact, code in pairs
        for channel, address in addresses_of(contact.email, contact.bounced_at is not None, chats.get(contact.id or 0))
    ]
    return list(dict.fromkeys(people))


def by_channel(people: Sequence[Addressee]) -> dict[str, int]:
    """How many messages go by each channel."""
    return dict(Counter(person.channel for person in people))


def example_place(broadcast: Broadcast, facts: Facts) -> Place:
    """A recipient of the audience to show the text with: the first in the order of codes."""
    return recipients_of(parse_audience(broadcast.audience, facts), facts, ())[0]


async def queue_test(
    session: AsyncSession,
    broadcast_id: int,
    address: str,
    code: str | None,
    facts: Facts,
    now: datetime,
    channel: ChannelName = ChannelName.EMAIL,
) -> None:
    """Queue one copy to an administrator's address or chat, outside the broadcast's counts."""
    broadcast = await get(session, broadcast_id)
    place = code or example_place(broadcast, facts).code
    session.add(
        Message(
            key=f"test:{batch_of(broadcast_id)}:{email_key(address)}:{now.isoformat()}",
            channel=channel,
            kind=MessageKind.BROADCAST,
            address=address,
            due_at=now,
            created_at=now,
            payload={"broadcast": broadcast_id, "recipient": place, "test": True},
        )
    )


async def numbers(session: AsyncSession) -> list[int]:
    """The numbers of all broadcasts, the newest first."""
    return list(await session.scalars(select(col(Broadcast.id)).order_by(col(Broadcast.id).desc())))


async def confirmed_codes(session: AsyncSession, programme_id: int, step: Step | None, facts: Facts) -> set[str]:
    """The codes of recipients whose step the agency has confirmed; none where no step is asked for."""
    if step is None:
        return set()
    rows = await session.scalars(
        select(col(Progress.recipient_id)).where(
            col(Progress.programme_id) == programme_id,
            col(Progress.step) == step,
            col(Progress.state) == ProgressState.CONFIRMED,
        )
    )
    by_id = {place.id: code for code, place in facts.places.items()}
    return {by_id[recipient] for recipient in rows}


async def pause(session: AsyncSession, broadcast_id: int) -> None:
    """Let no worker claim another message of a broadcast; what is under way is finished."""
    await move(session, broadcast_id, BroadcastState.SENDING, BroadcastState.PAUSED, "paused")


async def resume(session: AsyncSession, broadcast_id: int) -> None:
    """Let workers claim the rest of a paused broadcast."""
    await move(session, broadcast_id, BroadcastState.PAUSED, BroadcastState.SENDING, "resumed")


async def move(
    session: AsyncSession, broadcast_id: int, before: BroadcastState, after: BroadcastState, done: str
) -> None:
    broadcast = await get(session, broadcast_id, lock=True)
    require(broadcast, before, done)
    broadcast.state = after


async def cancel(session: AsyncSession, broadcast_id: int, now: datetime) -> int:
    """End a broadcast for good; returns how many messages were not sent. Its instruction is withdrawn too."""
    broadcast = await get(session, broadcast_id, lock=True)
    if broadcast.state == BroadcastState.CANCELLED:
        message = f"Broadcast {broadcast_id} is cancelled already"
        raise BroadcastError(message, "cancelled_before", number=broadcast_id)
    broadcast.state = BroadcastState.CANCELLED
    stopped = await session.execute(
        update(Message)
        .where(col(Message.batch) == batch_of(broadcast_id), col(Message.state) == MessageState.QUEUED)
        .values(state=MessageState.CANCELLED, ended_at=now, reply="The broadcast was cancelled")
    )
    await withdraw(session, broadcast_id, now)
    return int(stopped.rowcount)  # type: ignore[attr-defined]


async def resend(session: AsyncSession, broadcast_id: int, now: datetime) -> int:
    """Queue the failed messages of a broadcast anew, under the same Message-ID; returns how many."""
    await get(session, broadcast_id, lock=True)
    renewed = await session.execute(
        update(Message)
        .where(col(Message.batch) == batch_of(broadcast_id), col(Message.state) == MessageState.FAILED)
        .values(state=MessageState.QUEUED, ended_at=None, due_at=now, attempts=0, first_attempt_at=None)
    )
    return int(renewed.rowcount)  # type: ignore[attr-defined]


async def withdraw(session: AsyncSession, broadcast_id: int, now: datetime) -> bool:
    """Let no answer quote a broadcast's instruction any longer; returns whether there was one."""
    await get(session, broadcast_id)
    withdrawn = await session.execute(
        update(Instruction)
        .where(col(Instruction.broadcast_id) == broadcast_id, col(Instruction.withdrawn_at).is_(None))
        .values(withdrawn_at=now)
    )
    return bool(withdrawn.rowcount)  # type: ignore[attr-defined]


async def status(session: AsyncSession, broadcast_id: int, required_approvals: int) -> Status:
    """How far a broadcast has come, counted from its messages."""
    broadcast = await get(session, broadcast_id)
    rows = await session.execute(
        select(col(Message.state), func.count())
        .where(col(Message.batch) == batch_of(broadcast_id))
        .group_by(col(Message.state))
    )
    counts = {state: int(count) for state, count in rows.all()}
    missing = approvals_missing(broadcast.author, await approved_by(session, broadcast_id), required_approvals)
    return Status(broadcast_id, broadcast.state, missing, sum(counts.values()), counts, broadcast.started_at)


def grant_of(broadcast: Broadcast, facts: Facts) -> Grant:
    """The grant that a broadcast is about."""
    return next(grant for grant in facts.grants if grant.row["id"] == broadcast.programme_id)
