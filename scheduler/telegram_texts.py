"""From claimed rows to messages for Telegram: the content of the mails, in another form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, select

from messages.blocks import Block
from messages.contact_mail import contact_blocks
from messages.content import Contact, ContactMail
from messages.telegram import broadcast_html, from_blocks, reply_html
from models.broadcast import BroadcastState
from models.database import Database
from models.facts import FactsCache
from models.links import Links, Purpose
from models.outbox import MessageKind
from scheduler.broadcast_mails import TEST_SOURCE, content_of
from scheduler.contact_mails import addressee, contact_content
from scheduler.endings import Cancelled, Suppressed
from scheduler.house import House
from scheduler.outbox import Claimed
from scheduler.planning_rows import CHAT
from scheduler.sources import Sources, read_sources

BUTTONS = (Purpose.CLAIM, Purpose.SNOOZE)
NO_PAGES = "https://pages.invalid"  # links become buttons here, so they need no address


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message to a chat: HTML however long, and rows of buttons (what each says, and its data)."""

    key: str
    chat_id: int
    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()


class ChatComposer:
    """Composes claimed messages of the Telegram channel."""

    def __init__(self, facts: FactsCache, house: House) -> None:
        self._facts = facts
        self._house = replace(house, links=house.links or Links(house.secret, NO_PAGES))

    async def prepare(
        self, database: Database, claimed: Sequence[Claimed], now: datetime
    ) -> Callable[[Claimed], ChatMessage]:
        """Read what these messages need; the function returned composes each.

        It raises Cancelled or Suppressed for a message that must not go any longer.
        """
        facts = await self._facts.current()

        def read(connection: Connection) -> tuple[Sources, dict[int, Row[Any]]]:
            return read_sources(connection, claimed, facts, now), read_chats(connection, claimed)

        sources, chats = await database.transact(read, writing=False)
        return partial(compose, house=self._house, sources=sources, chats=chats)


def read_chats(connection: Connection, claimed: Sequence[Claimed]) -> dict[int, Row[Any]]:
    """The chats that messages go to, by their number."""
    wanted = sorted({int(message.address) for message in claimed if message.address.lstrip("-").isdigit()})
    rows = connection.execute(select(CHAT).where(CHAT.c.chat_id.in_(wanted))).all() if wanted else ()
    return {row.chat_id: row for row in rows}


def compose(message: Claimed, house: House, sources: Sources, chats: Mapping[int, Any]) -> ChatMessage:
    """The message as it goes.

    Raises Cancelled where the chat is gone or another's, Suppressed where it has blocked the bot.
    """
    chat = chats.get(int(message.address)) if message.address.lstrip("-").isdigit() else None
    if chat is not None and chat.blocked_at is not None:
        raise Suppressed("The chat has blocked the bot")
    if message.contact_id is not None and (chat is None or chat.contact_id != message.contact_id):
        raise Cancelled("The chat no longer belongs to the contact")
    return COMPOSERS.get(message.kind, to_contact)(message, house, sources)


def to_contact(message: Claimed, house: House, sources: Sources) -> ChatMessage:
    """What the mail of this kind says, its buttons as buttons."""
    contact = reachable(message, house, sources)
    content = without_notes(contact_content(message, contact, house, sources))
    subject, blocks = contact_blocks(template_of(message.kind, content), content)
    rows = tuple(row for block in blocks for row in button_rows(block, len(content.lines) > 1, house, sources))
    return ChatMessage(message.key, int(message.address), from_blocks(subject, blocks), rows)


def without_notes(content: ContactMail) -> ContactMail:
    """The content without the way to a note that the contact has made: /mina takes it back here."""
    return content._replace(
        lines=tuple(line._replace(claim=None) if line.claimed_on else line for line in content.lines)
    )


def template_of(kind: str, content: ContactMail) -> str:
    """The mail's template; a kind that has none for chats raises jinja2.TemplateNotFound."""
    return "reminder_several" if kind == MessageKind.REMINDER and len(content.lines) > 1 else kind


def reachable(message: Claimed, house: House, sources: Sources) -> Row[Any]:
    """The contact, if it may be written to. Raises Cancelled or Suppressed."""
    contact = sources.contacts.get(message.contact_id or 0)
    if contact is None:
        raise Cancelled("The contact has been removed")
    if contact.stopped_at is not None:
        raise Suppressed("The contact has stopped its reminders")
    if not house.guests.allows(contact.email):
        raise Suppressed(f"{contact.email} is not on the guest list MAIL_ONLY_TO")
    return contact


def button_rows(block: Block, several: bool, house: House, sources: Sources) -> list[tuple[tuple[str, str], ...]]:
    """A mail's button for a step as a button of the chat; it names the recipient where there are several."""
    if block.kind != "button" or house.links is None:
        return []
    purpose, token = urlsplit(block.value).path.split("/")[-2:]
    item = house.links.read(Purpose(purpose), token, sources.now).item if purpose in BUTTONS else None
    if item is None:
        return []
    name = f"{sources.places[item.recipient_id].name}: " if several else ""
    return [((name + block.text, f"{purpose}:{item.programme_id}:{item.recipient_id}:{item.step}"),)]


def broadcast(message: Claimed, house: House, sources: Sources) -> ChatMessage:
    """An instruction with its variables filled in. Raises Cancelled where the broadcast is cancelled or gone."""
    payload = message.payload or {}
    found = sources.broadcasts.get(payload.get("broadcast", 0))
    if found is None or found.state == BroadcastState.CANCELLED:
        raise Cancelled("The broadcast was cancelled")
    place = sources.facts.places.get(payload.get("recipient") or "")
    if payload.get("test"):
        names = (place.official_name,) if place else ()
        contact = Contact("", message.language, TEST_SOURCE[message.language], names)
    else:
        contact = addressee(reachable(message, house, sources), message, house, house.links, sources)
    content = content_of(found, place, contact, house, sources)
    html = broadcast_html(content.subject, content.body, content.published, message.language)
    return ChatMessage(message.key, int(message.address), html)


def reply(message: Claimed, _house: House, _sources: Sources) -> ChatMessage:
    """A person's reply to a question that the service could not answer."""
    payload = message.payload or {}
    html = reply_html(payload["subject"], payload["text"], message.language)
    return ChatMessage(message.key, int(message.address), html)


COMPOSERS: Mapping[str, Callable[[Claimed, House, Sources], ChatMessage]] = MappingProxyType(
    {MessageKind.BROADCAST: broadcast, MessageKind.REPLY: reply}
)
