"""Wording that many contacts share: rendered and encoded once, then filled for each of them.

Contacts of one recipient get the same mail but for their name and their signed links. Those are
gaps: private characters while the templates are rendered, values afterwards.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from messages.blocks import NO_BREAK
from messages.content import ContactLinks, ContactMail
from messages.mail import CONTROL, html_printable, printable_lines

# The end of Unicode's last plane. The private characters below U+FFFF won't do: fonts and file names use them.
FIRST_GAP, LAST_GAP = 0x10F000, 0x10FFFD
GAPS = re.compile(f"([{chr(FIRST_GAP)}-{chr(LAST_GAP)}])")
LONGEST_LINE = 75  # characters of quoted-printable before the sign of a soft line break


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text with gaps: `texts` stand around them, `encoded` are the same in quoted-printable.

    In quoted-printable a soft line break stands before and after each value.
    """

    texts: tuple[str, ...]
    gaps: tuple[int, ...]
    encoded: tuple[bytes, ...]

    def filled(self, values: Sequence[str]) -> str:
        """The text with its values in."""
        parts = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            parts += (values[gap], text)
        return "".join(parts)

    def printable(self, values: Sequence[bytes]) -> bytes:
        """The same in quoted-printable, from values that are so already."""
        parts = [self.encoded[0]]
        for gap, encoded in zip(self.gaps, self.encoded[1:], strict=True):
            parts += (values[gap], encoded)
        return b"".join(parts)


def pieces(text: str, encode: Callable[[str], bytes] = printable_lines) -> Pieces:
    """Split a rendered text at its gaps; `encode` writes its first piece."""
    split = GAPS.split(text)
    texts = tuple(split[::2])
    last = len(texts) - 1
    encoded = [encode(texts[0]), *(printable_lines(each) for each in texts[1:])]
    return Pieces(
        texts,
        tuple(ord(gap) - FIRST_GAP for gap in split[1::2]),
        tuple(each if place == last else soft_broken(each) for place, each in enumerate(encoded)),
    )


def printable_value(value: str) -> bytes:
    """A gap's value in quoted-printable; a soft line break ends it. An address stands for itself."""
    plain = value.isascii() and value.isprintable() and "=" not in value and len(value) <= LONGEST_LINE
    return soft_broken(value.encode() if plain and not value.endswith(" ") else printable_lines(value))


def soft_broken(encoded: bytes) -> bytes:
    """Quoted-printable, ended so that what follows may begin a line: no line longer than 76 characters."""
    line = len(encoded) - encoded.rfind(b"\n") - 1
    if line > LONGEST_LINE:
        cut = len(encoded) - 4
        cut -= 1 if encoded[cut - 1 : cut] == b"=" else 2 if encoded[cut - 2 : cut - 1] == b"=" else 0
        encoded = encoded[:cut] + b"=\r\n" + encoded[cut:]
    return encoded + b"=\r\n" if line else encoded


@dataclass(frozen=True, slots=True)
class Filled:
    """A text and its HTML with their gaps filled, and the same two in quoted-printable."""

    text: str
    html: str
    encoded: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Wording:
    """A mail with gaps: its subject, and its two parts."""

    subject: str
    text: Pieces
    html: Pieces

    def filled(self, values: Sequence[str]) -> Filled:
        """Both parts with these values, which are plain text on one line."""
        text = [value.replace(NO_BREAK, " ") for value in values]
        html = [escape(value) for value in values]
        in_text = [printable_value(value) for value in text]
        pairs = zip(text, html, in_text, strict=True)
        in_html = [encoded if same == value else printable_value(value) for same, value, encoded in pairs]
        return Filled(
            self.text.filled(text), self.html.filled(html), (self.text.printable(in_text), self.html.printable(in_html))
        )


def wording(subject: str, text: str, html: str) -> Wording:
    """A rendered mail, split at its gaps and encoded."""
    return Wording(subject, pieces(text), pieces(html, html_printable))


def with_gaps(content: ContactMail) -> tuple[ContactMail, tuple[str, ...]]:
    """The content with gaps for what is the contact's alone, and the values of the gaps in order."""
    values: list[str] = []

    def gap(value: str | None) -> str | None:
        if not value:
            return value
        values.append(CONTROL.sub(" ", value))  # what looks like a mark is none once blocks are made
        return chr(FIRST_GAP + len(values) - 1)

    contact = content.contact
    links = contact.links and ContactLinks(gap(contact.links.wrong_person) or "", gap(contact.links.stop) or "")
    shared = contact._replace(name=gap(contact.name) or "", links=links)
    lines = tuple(line._replace(claim=gap(line.claim), snooze=gap(line.snooze)) for line in content.lines)
    return content._replace(contact=shared, lines=lines), tuple(values)
