"""A mail as bytes: headers, text, HTML and calendar entries in the frame that never changes.

Building an `EmailMessage` for each mail would take ten times as long. The frame here is fixed and
only its contents are encoded; tests compare the bytes with an `EmailMessage` built the slow way.
"""

import binascii
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from typing import NamedTuple

from models.errors import BidragslotsError

ENCODED_WORD_BYTES = 39  # in base64 with its frame and the longest header name below the 76 of RFC 2047
PLAIN_HEADER_LENGTH = 60  # what fits on one line after the longest header name used here
# "=_" occurs neither in quoted-printable nor in base64, so no content can hold these lines.
MIXED = "=_bidragslots_mixed"
ALTERNATIVE = "=_bidragslots_alternative"

ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
ADDRESS = re.compile(r"[^\s<>\"(),:;@\\\x00-\x1f\x7f]+@[^\s<>\"(),:;@\\\x00-\x1f\x7f]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
UNFIT_IN_TEXT = bytes(code for code in (*range(32), 127) if chr(code) not in "\t\n")


class BadAddressError(BidragslotsError):
    """An e-mail address can't be written to; trying again changes nothing."""


class Mailbox(NamedTuple):
    """A name, which may be empty, and an e-mail address as its owner writes it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is around a mail's contents. `message_id` has its angle brackets.

    `unsubscribe_url` is the one-click address of RFC 8058; None where links would lead nowhere.
    `in_reply_to` and `references` are Message-IDs of the thread that a reply belongs to.
    """

    sender: Mailbox
    to: Mailbox
    message_id: str
    date: datetime
    reply_to: Mailbox | None = None
    unsubscribe_url: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as attached: `method` is PUBLISH or CANCEL, `content` an iCalendar object."""

    method: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A composed mail; `language` is the language of its text.

    `encoded` are its text and HTML in quoted-printable, where they were encoded with their wording.
    """

    envelope: Envelope
    language: str
    subject: str
    text: str
    html: str | None = None
    calendars: tuple[CalendarFile, ...] = ()
    encoded: tuple[bytes, bytes] | None = field(default=None, repr=False)

    @property
    def sender_address(self) -> str:
        """The sender's address for MAIL FROM."""
        return wire_address(self.envelope.sender.address)

    @property
    def recipient_address(self) -> str:
        """The recipient's address for RCPT TO."""
        return wire_address(self.envelope.to.address)

    @property
    def needs_smtputf8(self) -> bool:
        """Whether an address can be written only with UTF-8 (RFC 6531): the server must offer it."""
        replies = self.envelope.reply_to.address if self.envelope.reply_to else ""
        return not (self.sender_address + self.recipient_address + replies).isascii()

    def as_bytes(self) -> bytes:
        """The whole message, lines ended by CRLF. Raises BadAddressError for an impossible address."""
        headers = header_lines(self.envelope, self.subject, self.language)
        return ("\r\n".join(headers) + "\r\n").encode() + self._body()

    def _body(self) -> bytes:
        if not self.calendars:
            return self._alternative()
        parts = [self._alternative(), *(calendar_part(calendar) for calendar in self.calendars)]
        return multipart("mixed", MIXED, parts)

    def _alternative(self) -> bytes:
        if self.html is None:
            return text_part("plain", quoted_printable(self.text))
        text, html = self.encoded or (quoted_printable(self.text), html_printable(self.html))
        return multipart("alternative", ALTERNATIVE, [text_part("plain", text), text_part("html", html)])


def mailbox(written: str) -> Mailbox:
    """A mailbox as people write it: "Name <address>" or the address alone."""
    name, address = parseaddr(written)
    return Mailbox(name, address)


@lru_cache(maxsize=4096)
def wire_address(address: str) -> str:
    """An address as SMTP and headers carry it: a domain with å, ä, ö in its ASCII form.

    An address with such letters before the @ stays as it is and needs SMTPUTF8. Raises
    BadAddressError where it is none: nothing that ends a header line can pass.
    """
    if not ADDRESS.fullmatch(address):
        raise BadAddressError(f"{address!r} is no e-mail address; correct it with: bidragslots contact change")
    local, _, domain = address.rpartition("@")
    if domain.isascii() or not local.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise BadAddressError(f"{address!r} has an impossible domain; correct it with: contact change") from None


def header_lines(envelope: Envelope, subject: str, language: str) -> list[str]:
    """Every header but those of the contents; each element may hold folded lines."""
    lines = [
        f"From: {mailbox_header(envelope.sender)}",
        f"To: {mailbox_header(envelope.to)}",
        f"Subject: {header_text(subject)}",
        f"Date: {date_header(envelope.date)}",
        f"Message-ID: {one_token(envelope.message_id)}",
        "MIME-Version: 1.0",
        f"Content-Language: {language}",
        f"Auto-Submitted: {'auto-replied' if envelope.in_reply_to else 'auto-generated'}",
        "X-Auto-Response-Suppress: All",
    ]
    if envelope.reply_to:
        lines.append(f"Reply-To: {mailbox_header(envelope.reply_to)}")
    if envelope.unsubscribe_url:
        lines.append(f"List-Unsubscribe: <{one_token(envelope.unsubscribe_url)}>")
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    if envelope.in_reply_to:
        lines.append(f"In-Reply-To: {one_token(envelope.in_reply_to)}")
        lines.append("References: " + "\r\n ".join(one_token(each) for each in envelope.references))
    return lines


def date_header(at: datetime) -> str:
    """The moment as RFC 5322 writes it, in the time zone that it is told in."""
    return written(at, at.utcoffset())


@lru_cache(maxsize=64)
def written(at: datetime, _offset: timedelta | None) -> str:
    """The same, kept; moments told in two time zones are equal, so the offset tells them apart."""
    return format_datetime(at)


@lru_cache(maxsize=4096)
def mailbox_header(box: Mailbox) -> str:
    """A mailbox in a header; the name is quoted or encoded as it needs."""
    address = wire_address(box.address)
    name = one_line(box.name)
    if not name:
        return address
    fits = len(name) <= PLAIN_HEADER_LENGTH and "=?" not in name
    if fits and ATOMS.fullmatch(name):
        written = name
    elif fits and name.isascii():
        written = '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))
    else:
        written = encoded_words(name)
    fold = " " if len(written) + len(address) <= PLAIN_HEADER_LENGTH else "\r\n "
    return f"{written}{fold}<{address}>"


@lru_cache(maxsize=1024)
def header_text(value: str) -> str:
    """Free text in a header: as it is where that is safe, else in encoded words (RFC 2047)."""
    value = one_line(value)
    if len(value) <= PLAIN_HEADER_LENGTH and value.isascii() and "=?" not in value:
        return value
    return encoded_words(value)


def encoded_words(value: str) -> str:
    """UTF-8 in base64 words, one a line, never split inside a character."""
    words: list[bytes] = []
    start, data = 0, value.encode()
    while start < len(data):
        end = min(start + ENCODED_WORD_BYTES, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        words.append(binascii.b2a_base64(data[start:end], newline=False))
        start = end
    return "\r\n ".join(f"=?utf-8?b?{word.decode('ascii')}?=" for word in words)


def one_line(value: str) -> str:
    """The value without anything that ends a line or a header; what it replaces becomes a space."""
    return CONTROL.sub(" ", value).strip()


def one_token(value: str) -> str:
    """An address or an identifier in a header: without white space of any kind."""
    return "".join(CONTROL.sub("", value).split())


def quoted_printable(text: str) -> bytes:
    """UTF-8 text in quoted-printable with CRLF, ended by a line's end."""
    return printable_lines(text if text.endswith(("\n", "\r")) else text + "\n")


def printable_lines(text: str) -> bytes:
    """UTF-8 text in quoted-printable with CRLF, as it ends; what no text may hold is left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    data = lines.encode("utf-8", "replace").translate(None, UNFIT_IN_TEXT)
    encoded = binascii.b2a_qp(data.replace(b"\n", b"\r\n"), istext=True)
    return encoded if b"\n" in data else encoded.replace(b"=\n", b"=\r\n")  # the encoder learns it from the first line


def html_printable(html: str) -> bytes:
    """HTML in quoted-printable. The head with its style sheet is the same in all mails: encoded once."""
    head, style_end, rest = html.partition("</style>\n")
    if not style_end:
        return quoted_printable(html)
    return printable_head(head + style_end) + printable_lines(rest)


@lru_cache(maxsize=16)
def printable_head(head: str) -> bytes:
    return quoted_printable(head)


def text_part(subtype: str, encoded: bytes) -> bytes:
    """Headers and body of a text part that is already quoted-printable."""
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + encoded


@lru_cache(maxsize=1024)
def calendar_part(calendar: CalendarFile) -> bytes:
    head = (
        f"Content-Type: text/calendar; charset=utf-8; method={calendar.method}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{calendar.name}"\r\n\r\n'
    )
    return head.encode() + base64_lines(calendar.content)


def base64_lines(content: bytes) -> bytes:
    """Base64 in lines of 76 characters."""
    pieces = (content[start : start + 57] for start in range(0, len(content), 57))
    return b"".join(binascii.b2a_base64(piece, newline=False) + b"\r\n" for piece in pieces)


def multipart(subtype: str, boundary: str, parts: list[bytes]) -> bytes:
    """Several parts with their boundary around them."""
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode()
    line = f"--{boundary}\r\n".encode()
    return head + b"".join(line + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
