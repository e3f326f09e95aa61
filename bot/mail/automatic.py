"""Which messages no person wrote: they are never answered, or two machines would write for ever."""

import re
from collections.abc import Collection
from email.message import Message

from bot.mail.incoming import Incoming, header
from models.contact import email_key

SUBJECTS = re.compile(
    r"^(?:(?:sv|re|aw|vs): ?)?\[?(?:auto(?:matisk\w*|matic)?[ -]?(?:svar|reply|response|replied)|frånvaro"
    r"|out of (?:the )?office|ej på kontoret|frånvarande"
    r"|tjänsteledig|föräldraledig|sjukskriven|semester|.*\b(?:är )?inte på kontoret\b"
    r"|.*\bis out of (?:the )?office\b|.*\(auto(?:svar|reply)\)"
    r"|mottagnings(?:bekräftelse|kvitto)|ärende\W.*\d.*\b(?:mottaget|registrerat|skapat)|.*\bhar tagits emot$"
    r"|undeliver|mail delivery|delivery (?:status|failure)|returned mail)",
    re.IGNORECASE,
)
SENDERS = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|noreply\S*|svara-?ej|bounces?)(?:[+=-].*)?@", re.IGNORECASE
)
PRECEDENCES = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
# Present means automatic, whatever they say (RFC 2919, 2369; Exchange; older answering machines).
TELLTALES = (
    "List-Id",
    "List-Unsubscribe",
    "List-Post",
    "X-Auto-Response-Suppress",
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Reply-From",
    "X-Loop",
    "X-Ms-Exchange-Inbox-Rules-Loop",
    "Feedback-ID",
)


def why_automatic(incoming: Incoming, own: Collection[str]) -> str | None:
    """Why a message must not be answered; None for one that a person seems to have written."""
    if not incoming.sender:
        return "it has no sender"
    if email_key(incoming.sender) in own:
        return "it comes from our own address"
    if SENDERS.match(incoming.sender) or header(incoming.message, "Return-Path") == "<>":
        return "its sender takes no replies"
    if SUBJECTS.match(incoming.subject):
        return "its subject is that of an automatic reply"
    return automatic_kind(incoming.message) or automatic_header(incoming.message)


def automatic_kind(message: Message) -> str | None:
    """The kind of content that only programs send: a report of delivery or reading, an answer to an invitation."""
    if message.get_content_type() == "multipart/report":
        return "it is a report"
    kinds = ((part.get_content_type(), str(part.get_param("method", "")).upper()) for part in message.walk())
    answers = ("REPLY", "COUNTER")
    return "it answers an invitation" if any(k == "text/calendar" and m in answers for k, m in kinds) else None


def automatic_header(message: Message) -> str | None:
    """The header by which a message says that a machine wrote it; None where there is none."""
    submitted = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted not in ("", "no"):
        return f"Auto-Submitted: {submitted[:40]}"
    precedence = header(message, "Precedence").lower()
    if precedence in PRECEDENCES:
        return f"Precedence: {precedence}"
    if header(message, "X-Spam-Flag").lower() == "yes":
        return "it is marked as spam"
    return next((f"it has the header {name}" for name in TELLTALES if name in message), None)
