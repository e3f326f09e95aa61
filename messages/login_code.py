"""The mail with the code by which a contact shows in a chat who they are."""

from messages.content import Operator
from messages.mail import Envelope, Mail
from messages.operator_mails import operator_mail


def compose_login_code(code: str, minutes: int, operator: Operator, language: str, envelope: Envelope) -> Mail:
    """The code, and for how many minutes it holds."""
    return operator_mail("login_code", operator, language, envelope, code=code, minutes=minutes)
