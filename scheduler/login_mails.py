"""The mail with a login code. Neither the outbox nor the code's row holds the code itself."""

from messages.login_code import compose_login_code
from messages.mail import Mail, Mailbox
from models.login import LIFETIME, code_of
from scheduler.endings import Cancelled
from scheduler.house import House
from scheduler.outbox import Claimed
from scheduler.sources import Sources


def login_code(message: Claimed, house: House, sources: Sources) -> Mail:
    """The code to the contact's address, also where it has stopped its reminders: it has just asked.

    Raises Cancelled where the contact is gone.
    """
    contact = sources.contacts.get(message.contact_id or 0)
    if contact is None:
        raise Cancelled("The contact has been removed")
    code = code_of((message.payload or {})["nonce"], house.secret)
    minutes = int(LIFETIME.total_seconds() // 60)
    envelope = house.envelope(message, Mailbox(contact.name, contact.email), sources.now)
    return compose_login_code(code, minutes, house.operator, message.language, envelope)
