"""Mails to those who run the service."""

from datetime import date
from typing import Any

from sqlalchemy import Row

from messages.mail import Envelope, Mail, Mailbox
from messages.operator_mails import (
    AuthorityReport,
    Unreachable,
    WeeklyList,
    compose_authority_report,
    compose_weekly_list,
)
from scheduler.endings import Cancelled
from scheduler.house import House
from scheduler.lines import Speaking, line
from scheduler.outbox import Claimed
from scheduler.sources import Sources


def weekly_list(message: Claimed, house: House, sources: Sources) -> Mail:
    """Whom our reminders do not reach: recipients without a contact, contacts without a working address."""
    speaking = Speaking(message, as_of(message, house, sources), house.domain, None)
    missing = tuple(line(item, speaking, sources) for item in sources.items.get(message.id, ()))
    content = WeeklyList(missing, tuple(unreachable(contact, sources) for contact in sources.unreachable))
    return compose_weekly_list(content, house.operator, message.language, envelope(message, house, sources))


def unreachable(contact: Row[Any], sources: Sources) -> Unreachable:
    """A contact to whom nothing is sent, and why."""
    why = "stopped" if contact.stopped_at else "bounced" if contact.bounced_at else "wrong_person"
    serves = sources.serves.get(contact.id, ())
    names = tuple(sources.places[row.recipient_id].official_name for row in serves)
    return Unreachable(contact.name, contact.email, names, why)


def authority_report(message: Claimed, house: House, sources: Sources) -> Mail:
    """The reminder of the agency's own report. Raises Cancelled where the grant has none."""
    payload = message.payload or {}
    grant = sources.grants.get(payload.get("programme", 0))
    if grant is None or grant.data is None:
        raise Cancelled("The grant that it was about is gone")
    report = AuthorityReport(
        programme=grant.row[f"short_name_{message.language}"],
        agency=grant.data.names["agency"],
        receiver=grant.data.names["report_receiver"],
        due=date.fromisoformat(payload["due"]),
        as_of=as_of(message, house, sources),
        reference=grant.row["reference"],
    )
    return compose_authority_report(report, house.operator, message.language, envelope(message, house, sources))


def as_of(message: Claimed, house: House, sources: Sources) -> date:
    """The local day that the mail speaks of."""
    return message.as_of or sources.now.astimezone(house.zone).date()


def envelope(message: Claimed, house: House, sources: Sources) -> Envelope:
    return house.envelope(message, Mailbox(house.operator.name, message.address), sources.now)
