"""The receipt for a step that the agency has confirmed."""

from datetime import datetime

from messages.calendar_entry import CANCEL
from messages.contact_mail import contact_mail, dates
from messages.content import ContactMail
from messages.mail import CalendarFile, Envelope, Mail


def compose_receipt(content: ContactMail, envelope: Envelope) -> Mail:
    """Lines have what is registered in `done` and the step after it in `next_step`.

    The calendar entry of a date that is still to come has lost its point and is withdrawn.
    """
    return contact_mail("receipt", content, envelope, done_dates)


def done_dates(content: ContactMail, hour: datetime) -> tuple[CalendarFile, ...]:
    """The dates of the steps that are done, to be withdrawn."""
    dated = (line for line in content.lines if line.due)
    return dates(dated, CANCEL, content.contact.language, hour)
