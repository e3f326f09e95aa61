"""A message as a mail server pipes it in, read so that nothing in it can do harm."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr
from typing import BinaryIO

KEPT = 1_000_000  # bytes that are read of a message; the rest, attachments mostly, is passed over
CHUNK = 1 << 20
LONGEST_HEADER = 2_000  # characters
MOST_REFERENCES = 50
RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was read. `recipients` are all addresses that the message names, the envelope's first."""

    message: Message
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    references: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names this message however often it comes in."""
        return hashlib.sha256(f"{self.sender} {self.message_id}".encode()).hexdigest()[:32]

    @property
    def thread(self) -> tuple[str, ...]:
        """The References of a reply: the thread so far and this message."""
        return (*self.references, self.message_id)


def read_bounded(stream: BinaryIO) -> bytes:
    """The first KEPT bytes; what follows is taken from the pipe too, so that the mail server can finish."""
    kept = stream.read(KEPT)
    while stream.read(CHUNK):
        pass
    return kept


def read_incoming(data: bytes, recipient: str | None = None) -> Incoming | None:
    """The message in `data`; None where it is too broken to say anything. Never raises."""
    try:
        message = message_from_bytes(data)
        parts = [part.get_content_type() for part in message.walk()]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return None  # nested a thousand levels deep, or headers that the standard library trips over
    name, address = parseaddr(header(message, "From"))
    identifier = one_identifier(header(message, "Message-ID"))
    return Incoming(
        message=message,
        sender=address if parts and "@" in address else "",
        sender_name=name,
        recipients=tuple(dict.fromkeys([recipient] if recipient else [])) + tuple(recipients(message)),
        subject=header(message, "Subject"),
        message_id=identifier or f"<{hashlib.sha256(data).hexdigest()[:32]}@unknown.invalid>",
        references=tuple(header(message, "References").split())[-MOST_REFERENCES:],
    )


def recipients(message: Message) -> Iterator[str]:
    for name in RECIPIENT_HEADERS:
        values = [str(value)[:LONGEST_HEADER] for value in message.get_all(name, [])]
        yield from (address for _, address in getaddresses(values) if "@" in address)


def header(message: Message, name: str) -> str:
    """A header's text on one line, decoded as far as that is possible; empty where it is missing."""
    raw = next((readable(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        text = str(make_header(decode_header(raw)))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        text = raw
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def readable(value: object) -> str:
    """A raw header, whose bytes beyond ASCII are UTF-8 (RFC 6532) or, in old programs, Latin-1."""
    data = str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def one_identifier(text: str) -> str:
    """A Message-ID; empty for anything that is not one."""
    text = text.strip()
    fits = text.startswith("<") and text.endswith(">") and " " not in text and len(text) <= 250
    return text if fits and text.isprintable() else ""
