"""Reading bounces: by RFC 3464 where the mail server follows it, else by what flufl.bounce knows of others."""

import logging
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from email.utils import parseaddr

from flufl.bounce import all_failures

from bot.mail.incoming import Incoming, header, one_identifier
from bot.mail.question_text import whole_text
from models.bounce_severity import hard_by_report, hard_by_words
from models.links import read_bounce_address

LOG = logging.getLogger(__name__)
SENDERS = re.compile(r"^(?:mailer-daemon|postmaster)@", re.IGNORECASE)
RETURNED = {"message/rfc822", "message/global", "message/global-headers"}  # RFC 3462, 6533
LONGEST_REASON = 300  # characters


@dataclass(frozen=True, slots=True)
class Bounce:
    """That a message came back. `hard`: the address does not exist; soft: it may work another day.

    `message` is ours by its signed return address; else `address` and `original_id`, the returned
    message's Message-ID, tell. `reason` is what the server said.
    """

    hard: bool
    reason: str
    message: int | None = None
    address: str | None = None
    original_id: str | None = None


def read_bounce(incoming: Incoming, secret: str) -> Bounce | None:
    """The bounce that a message is; None for anything else, a mere delay included."""
    ours = next(filter(None, (read_bounce_address(each, secret) for each in incoming.recipients)), None)
    if report := delivery_report(incoming.message):
        return bounce_of(report, incoming.message, ours)
    return by_heuristics(incoming.message, ours) if may_be_bounce(incoming, ours) else None


def may_be_bounce(incoming: Incoming, ours: int | None) -> bool:
    """Whether a message without a report is worth searching: absence replies go to return addresses too."""
    if header(incoming.message, "Auto-Submitted").lower().startswith("auto-replied"):
        return False
    from_server = SENDERS.match(incoming.sender) or header(incoming.message, "Return-Path") == "<>"
    return ours is not None or bool(from_server)


def delivery_report(message: Message) -> list[Message]:
    """The recipients' blocks of a delivery status notification (RFC 3464), under whatever name it comes.

    Not those of a report that a person has attached: only parts of the message itself count.
    """
    parts = message.get_payload()
    if not message.is_multipart() or not isinstance(parts, list):
        return []
    return [block for part in parts if isinstance(part, Message) for block in blocks_of(part) if "Action" in block]


def blocks_of(part: Message) -> list[Message]:
    """The blocks of a part with delivery statuses; none in any other part."""
    payload = part.get_payload()
    found = [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    if part.get_content_type() == "message/delivery-status":
        return found
    if part.get_content_type() != "message/global-delivery-status":
        return []
    # the standard library takes the kind for addresses beyond ASCII (RFC 6533) for one message with a body
    text = "\n".join(each.as_bytes().decode("utf-8", "replace") for each in found)
    return [HeaderParser().parsestr(block) for block in re.split(r"\n\s*\n", text)]


def bounce_of(report: list[Message], message: Message, ours: int | None) -> Bounce | None:
    """What a report says of the first recipient that failed."""
    failed = next((block for block in report if header(block, "Action").lower() == "failed"), None)
    if failed is None:
        return None
    status = header(failed, "Status")[:20]
    said = header(failed, "Diagnostic-Code")
    recipient = header(failed, "Original-Recipient") or header(failed, "Final-Recipient")
    return Bounce(
        hard=hard_by_report(status, said),
        reason=f"{status} {said}".strip()[:LONGEST_REASON],
        message=ours,
        address=recipient.rpartition(";")[2].strip() or None,
        original_id=original_id(message),
    )


def original_id(message: Message) -> str | None:
    """The Message-ID of the message that is returned, whole or by its headers."""
    for part in message.walk():
        payload = part.get_payload()
        if part.get_content_type() in RETURNED and isinstance(payload, list):
            return next((found for each in payload if isinstance(each, Message) and (found := own_id(each))), None)
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            headers = text.decode("utf-8", "replace") if isinstance(text, bytes) else ""
            return own_id(HeaderParser().parsestr(headers))
    return None


def own_id(message: Message) -> str | None:
    return one_identifier(header(message, "Message-ID")) or None


def by_heuristics(message: Message, ours: int | None) -> Bounce | None:
    """What flufl.bounce finds, and of our signed address what says that nobody is there. Delays are no bounces."""
    try:
        _, failed = all_failures(message)
    except Exception:  # a detector that trips over a broken message must not cost the message
        LOG.exception("flufl.bounce failed on a message")
        return None
    address = min(failed).decode("utf-8", "replace") if failed else ""
    hard = hard_by_words(whole_text(message), address)
    if not failed and not (hard and ours is not None and SENDERS.match(parseaddr(header(message, "From"))[1])):
        return None
    return Bounce(hard, "returned by the mail server", ours, address or None, original_id(message))
