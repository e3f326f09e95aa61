"""Wording that many contacts share: rendered and encoded once, then filled for each of them.

Contacts of one recipient get the same mail but for their name and their signed links. Those are
gaps: private characters while the templates are rendered, values afterwards.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from messages.blocks import NO_BREAK
from messages.content import ContactLinks, ContactMail
from messages.mail import CONTROL, html_printable, printable_lines

FIRST_GAP, LAST_GAP = 0xE000, 0xF8FF  # Unicode's private use area: no name or address has its characters
GAPS = re.compile(f"([{chr(FIRST_GAP)}-{chr(LAST_GAP)}])")
LONGEST_LINE = 75  # characters of quoted-printable before the sign of a soft line break


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text with gaps: `texts` stand around them, `encoded` are the same in quoted-printable."""

    texts: tuple[str, ...]
    gaps: tuple[int, ...]
    encoded: tuple[bytes, ...]

    def filled(self, values: Sequence[str]) -> str:
        """The text with its values in."""
        parts = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            parts += (values[gap], text)
        return "".join(parts)

    def printable(self, values: Sequence[str]) -> bytes:
        """The same in quoted-printable; a soft line break stands before and after each value."""
        parts = [self.encoded[0]]
        for gap, encoded in zip(self.gaps, self.encoded[1:], strict=True):
            parts += (soft_broken(printable_lines(values[gap])), encoded)
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


def soft_broken(encoded: bytes) -> bytes:
    """Quoted-printable, ended so that what follows may begin a line: no line longer than 76 characters."""
    line = len(encoded) - encoded.rfind(b"\n") - 1
    if line > LONGEST_LINE:
        cut = len(encoded) - 4
        cut -= 1 if encoded[cut - 1 : cut] == b"=" else 2 if encoded[cut - 2 : cut - 1] == b"=" else 0
        encoded = encoded[:cut] + b"=\r\n" + encoded[cut:]
    return encoded + b"=\r\n" if line else encoded


@dataclass(frozen=True, slots=True)
class Wording:
    """A mail with gaps: its subject, and its two parts."""

    subject: str
    text: Pieces
    html: Pieces


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
    shared = replace(contact, name=gap(contact.name) or "", links=links)
    lines = tuple(replace(line, claim=gap(line.claim), snooze=gap(line.snooze)) for line in content.lines)
    return replace(content, contact=shared, lines=lines), tuple(values)


def text_values(values: Sequence[str]) -> list[str]:
    """Values as they stand in the text part."""
    return [value.replace(NO_BREAK, " ") for value in values]


def html_values(values: Sequence[str]) -> list[str]:
    """Values as they stand in HTML, in text and in attributes."""
    return [escape(value) for value in values]
