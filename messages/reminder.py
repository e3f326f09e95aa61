"""The reminder: which recipient, which step, how much at most, by when, and whom to ask."""

from datetime import datetime

from messages.calendar_entry import PUBLISH
from messages.contact_mail import contact_mail, dates
from messages.content import ContactMail, Phase
from messages.mail import CalendarFile, Envelope, Mail, Mailbox


def compose_reminder(content: ContactMail, envelope: Envelope) -> Mail:
    """One mail for all steps that are due to a contact on a day; coming dates go along as a calendar."""
    name = "reminder" if len(content.lines) == 1 else "reminder_several"
    return contact_mail(name, content, envelope, coming_dates)


def coming_dates(content: ContactMail, sender: Mailbox, hour: datetime) -> tuple[CalendarFile, ...]:
    """The dates that have not passed."""
    coming = (line for line in content.lines if line.due and line.phase != Phase.AFTER)
    return dates(coming, PUBLISH, content.contact.language, sender, hour)
