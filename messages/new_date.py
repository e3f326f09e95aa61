"""The mail that a date has changed, or no longer applies."""

from datetime import datetime

from messages.calendar_entry import CANCEL, PUBLISH
from messages.contact_mail import contact_mail, dates
from messages.content import ContactMail
from messages.mail import CalendarFile, Envelope, Mail, Mailbox


def compose_new_date(content: ContactMail, envelope: Envelope) -> Mail:
    """Lines have their new date in `due` (None: withdrawn) and the `old_due` (None: there was none).

    The calendar entry of the old date is moved to the new one or withdrawn.
    """
    return contact_mail("new_date", content, envelope, changed_dates)


def changed_dates(content: ContactMail, sender: Mailbox, hour: datetime) -> tuple[CalendarFile, ...]:
    """The dates that have moved, and those that are withdrawn."""
    language = content.contact.language
    moved = (line for line in content.lines if line.due)
    withdrawn = (line for line in content.lines if not line.due and line.old_due)
    return dates(moved, PUBLISH, language, sender, hour) + dates(withdrawn, CANCEL, language, sender, hour)
