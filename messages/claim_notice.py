"""The notice to a recipient's other contacts that one of them has noted a step as done."""

from messages.contact_mail import contact_mail
from messages.content import ContactMail
from messages.mail import Envelope, Mail


def compose_claim_notice(content: ContactMail, envelope: Envelope) -> Mail:
    """Lines have what was noted in `done`."""
    return contact_mail("claim_notice", content, envelope)
