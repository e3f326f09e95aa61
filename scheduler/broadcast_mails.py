"""A broadcast's mail to one contact, and the copy that an administrator sends to themselves."""

from typing import Any

from sqlalchemy import Row

from messages.broadcast import fill, values_for
from messages.broadcast_mail import BroadcastContent, compose_broadcast
from messages.content import Contact
from messages.mail import Mail, Mailbox
from models.broadcast import BroadcastState, text_in
from models.contact import ContactRole
from models.facts import Place
from models.links import LinkTarget, Purpose
from scheduler.contact_mails import addressee, contact_of
from scheduler.endings import Cancelled
from scheduler.house import House
from scheduler.outbox import Claimed
from scheduler.sources import Sources

TEST_SOURCE = {"sv": "dig själv: det här är ett prov", "en": "yourself: this is a test"}


def broadcast_mail(message: Claimed, house: House, sources: Sources) -> Mail:
    """The mail with its variables filled in. Raises Cancelled where the broadcast is cancelled or gone."""
    payload = message.payload or {}
    broadcast = sources.broadcasts.get(payload.get("broadcast", 0))
    if broadcast is None or broadcast.state == BroadcastState.CANCELLED:
        raise Cancelled("The broadcast was cancelled")
    place = sources.facts.places.get(payload.get("recipient") or "")
    if payload.get("test"):
        return test_mail(message, broadcast, place, house, sources)
    contact = contact_of(message, sources)
    links = None if is_registrar(contact, place, sources) else house.links
    unsubscribe = links.url(Purpose.UNSUBSCRIBE, LinkTarget(contact.id), sources.now) if links else None
    envelope = house.envelope(message, Mailbox(contact.name, contact.email), sources.now, unsubscribe)
    content = content_of(broadcast, place, addressee(contact, message, house, links, sources), house, sources)
    return compose_broadcast(content, envelope)


def test_mail(message: Claimed, broadcast: Row[Any], place: Place | None, house: House, sources: Sources) -> Mail:
    """The copy to an administrator, as the recipient would read it."""
    names = (place.official_name,) if place else ()
    contact = Contact("", message.language, TEST_SOURCE[message.language], names)
    envelope = house.envelope(message, Mailbox("", message.address), sources.now)
    return compose_broadcast(content_of(broadcast, place, contact, house, sources), envelope)


def is_registrar(contact: Row[Any], place: Place | None, sources: Sources) -> bool:
    """Whether the mail goes to a registrar: it becomes a public record then."""
    rows = sources.serves.get(contact.id, ())
    return any(row.role == ContactRole.REGISTRAR for row in rows if place is None or row.recipient_id == place.id)


def content_of(
    broadcast: Row[Any], place: Place | None, contact: Contact, house: House, sources: Sources
) -> BroadcastContent:
    """Subject and body in the contact's language, Swedish where there is no English."""
    subject, body, language = text_in(broadcast, contact.language)
    values = values_for(sources.grants[broadcast.programme_id], broadcast.topic, place, language)
    return BroadcastContent(
        contact=contact,
        operator=house.operator,
        subject=fill(subject, values, language),
        body=fill(body, values, language),
        published=(broadcast.started_at or sources.now).astimezone(house.zone).date(),
    )
