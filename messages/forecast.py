"""The question, before the period of use ends, how much is expected to be left over."""

from messages.contact_mail import contact_mail
from messages.content import ContactMail
from messages.mail import Envelope, Mail


def compose_forecast(content: ContactMail, envelope: Envelope) -> Mail:
    """Lines have the period's last day in `use_until` and the repayment's date, if decided, in `due`."""
    return contact_mail("forecast", content, envelope)
