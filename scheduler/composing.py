"""From claimed rows to mails as bytes: the glue between the outbox and the room that words them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from messages.claim_notice import compose_claim_notice
from messages.content import Contact, ContactLinks, ContactMail, Operator
from messages.forecast import compose_forecast
from messages.mail import Envelope, Mail, Mailbox
from messages.new_date import compose_new_date
from messages.receipt import compose_receipt
from messages.reminder import compose_reminder
from messages.smtp import ReadyMail
from models.contact import ContactRole
from models.database import Database
from models.errors import BidragslotsError
from models.facts import FactsCache
from models.links import Links, LinkTarget, Purpose, bounce_address
from models.outbox import MessageKind, message_id
from scheduler.endings import Cancelled, Suppressed
from scheduler.guests import GuestList
from scheduler.lines import Speaking, current_items, line
from scheduler.outbox import Claimed
from scheduler.sources import Sources, read_sources


class UnknownKindError(BidragslotsError):
    """A message of a kind that no function composes; a newer version of the service may have queued it."""

    retry = True


@dataclass(frozen=True, slots=True)
class House:
    """Who writes: the same for every mail.

    `domain` is the service's own, in Message-IDs and calendar entries. `links` is None where a link
    would lead nowhere. `secret` signs return addresses.
    """

    sender: Mailbox
    domain: str
    operator: Operator
    links: Links | None
    secret: str
    guests: GuestList
    zone: ZoneInfo
    reply_to: Mailbox | None = None


CONTACT_MAILS: Mapping[str, Callable[[ContactMail, Envelope], Mail]] = MappingProxyType(
    {
        MessageKind.REMINDER: compose_reminder,
        MessageKind.NEW_DATE: compose_new_date,
        MessageKind.RECEIPT: compose_receipt,
        MessageKind.CLAIM_NOTICE: compose_claim_notice,
        MessageKind.FORECAST: compose_forecast,
    }
)


class MailComposer:
    """Composes claimed messages of the e-mail channel."""

    def __init__(self, facts: FactsCache, house: House) -> None:
        self._facts = facts
        self._house = house

    async def prepare(
        self, database: Database, claimed: Sequence[Claimed], now: datetime
    ) -> Callable[[Claimed], ReadyMail]:
        """Read what these messages need; the function returned composes each.

        It raises Cancelled or Suppressed for a message that must not go any longer, and what
        composing raises.
        """
        facts = await self._facts.current()
        sources = await database.transact(
            lambda connection: read_sources(connection, claimed, facts, now), writing=False
        )
        return lambda message: self._compose(message, sources)

    def _compose(self, message: Claimed, sources: Sources) -> ReadyMail:
        compose = CONTACT_MAILS.get(message.kind)
        if compose is None:
            raise UnknownKindError(f"Message {message.key} is of the unknown kind '{message.kind}'; update the service")
        contact = contact_of(message, sources)
        content = contact_content(message, contact, self._house, sources)
        return ready(compose(content, envelope_to(contact, message, self._house, sources)), message, self._house)


def contact_of(message: Claimed, sources: Sources) -> Row[Any]:
    """The contact that is written to. Raises Cancelled where it is gone, Suppressed where it wants no mail."""
    contact = sources.contacts.get(message.contact_id or 0)
    if contact is None:
        raise Cancelled("The contact has been removed")
    if contact.stopped_at is not None:
        raise Suppressed("The contact has stopped its reminders")
    if contact.bounced_at is not None:
        raise Suppressed("Mails to this address have come back")
    return contact


def contact_content(message: Claimed, contact: Row[Any], house: House, sources: Sources) -> ContactMail:
    """What the mail says. Raises Cancelled where nothing of it holds any longer."""
    items = current_items(message, sources)
    if not items:
        raise Cancelled("What it was about has changed or is done")
    links = None if is_registrar(items, contact, sources) else house.links
    as_of = message.as_of or sources.now.astimezone(house.zone).date()
    speaking = Speaking(message, as_of, house.domain, links)
    addressee = Contact(
        name=contact.name,
        language=message.language,
        source=contact.source,
        recipients=tuple(sources.places[row.recipient_id].official_name for row in sources.serves[contact.id]),
        is_registrar=links is None and house.links is not None,
        links=contact_links(contact.id, links, sources.now),
    )
    return ContactMail(addressee, house.operator, tuple(line(item, speaking, sources) for item in items))


def is_registrar(items: Sequence[Row[Any]], contact: Row[Any], sources: Sources) -> bool:
    """Whether the mail goes to a registrar for any of its items: it becomes a public record then."""
    about = {item.recipient_id for item in items}
    serves = sources.serves.get(contact.id, ())
    return any(row.role == ContactRole.REGISTRAR for row in serves if row.recipient_id in about)


def contact_links(contact_id: int, links: Links | None, now: datetime) -> ContactLinks | None:
    if links is None:
        return None
    target = LinkTarget(contact_id)
    return ContactLinks(links.url(Purpose.WRONG_PERSON, target, now), links.url(Purpose.STOP, target, now))


def envelope_to(contact: Row[Any], message: Claimed, house: House, sources: Sources) -> Envelope:
    """The headers around a mail to a contact, at the address that it has now."""
    unsubscribe = house.links.url(Purpose.UNSUBSCRIBE, LinkTarget(contact.id), sources.now) if house.links else None
    return Envelope(
        sender=house.sender,
        to=Mailbox(contact.name, contact.email),
        message_id=message_id(message.key, house.domain),
        date=sources.now.astimezone(house.zone),
        reply_to=house.reply_to,
        unsubscribe_url=unsubscribe,
    )


def ready(mail: Mail, message: Claimed, house: House) -> ReadyMail:
    """The mail as bytes, returned to an address of its own. Raises Suppressed for who is no guest."""
    if not house.guests.allows(mail.envelope.to.address):
        raise Suppressed(f"{mail.envelope.to.address} is not on the guest list MAIL_ONLY_TO")
    return ReadyMail(
        sender=bounce_address(mail.sender_address, message.id, house.secret),
        recipient=mail.recipient_address,
        data=mail.as_bytes(),
        message_id=mail.envelope.message_id,
        utf8=mail.needs_smtputf8,
    )
