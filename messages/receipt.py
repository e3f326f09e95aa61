"""The receipt for a step that the agency has confirmed."""

from datetime import datetime

from messages.calendar_entry import CANCEL
from messages.contact_mail import contact_mail, dates
from messages.content import ContactMail, Phase
from messages.mail import CalendarFile, Envelope, Mail, Mailbox


def compose_receipt(content: ContactMail, envelope: Envelope) -> Mail:
    """Lines have what is registered in `done` and the step after it in `next_step`.

    The calendar entry of a date that is still to come has lost its point and is withdrawn.
    """
    return contact_mail("receipt", content, envelope, done_dates)


def done_dates(content: ContactMail, sender: Mailbox, hour: datetime) -> tuple[CalendarFile, ...]:
    """The coming dates of the steps that are done, withdrawn as a further revision (RFC 5546, 2.1.4)."""
    coming = (line for line in content.lines if line.due and line.phase != Phase.AFTER)
    further = (line._replace(revision=line.revision + 1) for line in coming)
    return dates(further, CANCEL, content.contact.language, sender, hour)
