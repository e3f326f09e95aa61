"""A broadcast as a mail to one contact."""

from dataclasses import dataclass, replace
from datetime import date

from messages.blocks import as_text, rendered
from messages.content import Contact, Operator
from messages.mail import Envelope, Mail
from messages.mail_html import as_html
from messages.markdown import to_blocks


@dataclass(frozen=True, slots=True)
class BroadcastContent:
    """What is said to whom: `subject` and the Markdown `body` with their variables filled in.

    `published` is the local day from which the instructions hold.
    """

    contact: Contact
    operator: Operator
    subject: str
    body: str
    published: date


def compose_broadcast(content: BroadcastContent, envelope: Envelope) -> Mail:
    """The mail; a registrar's has no acting links, in its headers either."""
    contact, operator = content.contact, content.operator
    if contact.links is None:
        envelope = replace(envelope, unsubscribe_url=None)
    subject, made = rendered(
        "mails/broadcast",
        contact.language,
        contact=contact,
        operator=operator,
        subject=content.subject,
        published=content.published,
    )
    small = next(place for place, block in enumerate(made) if block.kind == "small")
    whole = (*made[:small], *to_blocks(content.body), *made[small:])
    html = as_html(contact.language, subject, whole, operator.name)
    return Mail(envelope, contact.language, subject, as_text(whole), html)
