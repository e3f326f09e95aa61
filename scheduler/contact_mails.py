"""Mails to contacts: a last look at whether they may still go, then their content."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from messages.content import Contact, ContactLinks, ContactMail
from messages.mail import Envelope, Mail, Mailbox
from models.contact import ContactRole
from models.links import Links, LinkTarget, Purpose
from scheduler.endings import Cancelled, Suppressed
from scheduler.house import House
from scheduler.lines import Speaking, current_items, line
from scheduler.outbox import Claimed
from scheduler.sources import Sources

Compose = Callable[[Claimed, House, Sources], Mail]


def to_contact(compose: Callable[[ContactMail, Envelope], Mail]) -> Compose:
    """The composer of a kind of mail to contacts, from the function that words it."""

    def composed(message: Claimed, house: House, sources: Sources) -> Mail:
        contact = contact_of(message, sources)
        content = contact_content(message, contact, house, sources)
        unsubscribe = house.links.url(Purpose.UNSUBSCRIBE, LinkTarget(contact.id), sources.now) if house.links else None
        to = Mailbox(contact.name, contact.email)  # the address that it has now
        return compose(content, house.envelope(message, to, sources.now, unsubscribe))

    return composed


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
    lines = tuple(line(item, speaking, sources) for item in items)
    to = addressee(contact, message, house, links, sources)
    if to.is_registrar:  # there may be others for its other recipients
        to = to._replace(recipients=tuple(dict.fromkeys(line.official_name for line in lines)))
    return ContactMail(to, house.operator, lines)


def addressee(contact: Row[Any], message: Claimed, house: House, links: Links | None, sources: Sources) -> Contact:
    """The contact as a mail speaks to it; without links where the mail becomes a public record.

    Raises Cancelled where it serves nobody any longer.
    """
    serves = [row for row in sources.serves.get(contact.id, ()) if row.wrong_person_at is None]
    if not serves:
        raise Cancelled("The contact serves no recipient any longer")
    return Contact(
        name=contact.name,
        language=message.language,
        source=contact.source,
        recipients=tuple(sources.places[row.recipient_id].official_name for row in serves),
        is_registrar=links is None and house.links is not None,
        links=contact_links(contact.id, links, sources.now),
    )


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
