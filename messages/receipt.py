"""The receipt for a step that the agency has confirmed."""

from messages.calendar_entry import CANCEL
from messages.contact_mail import contact_mail, dates
from messages.content import ContactMail
from messages.mail import Envelope, Mail


def compose_receipt(content: ContactMail, envelope: Envelope) -> Mail:
    """Lines have what is registered in `done` and the step after it in `next_step`.

    The calendar entry of a date that is still to come has lost its point and is withdrawn.
    """
    dated = (line for line in content.lines if line.due)
    return contact_mail("receipt", content, envelope, dates(dated, CANCEL, content, envelope))
