"""Texts as Telegram's HTML: escaped, within its limits, never cut inside a mark.

Templates lie in templates/sv/telegram and templates/en/telegram; their values are escaped as they
are put in. `labels.txt` holds the words of the buttons.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

from messages.blocks import Block
from messages.environment import environment, in_paragraphs
from messages.markdown import to_telegram

LONGEST = 4000  # UTF-16 units with all marks; Telegram takes 4 096 after reading them
SPARE = 40  # room for a mark that is closed at a cut
PIECE = re.compile(r"<[^>]*>|&[#\w]+;|\s+|[^<&\s]+|[<&]")
TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")


def telegram_text(name: str, language: str, /, **values: Any) -> str:
    """The template telegram/NAME.html in paragraphs. Raises jinja2.UndefinedError where a value is missing."""
    return in_paragraphs(environment(language).get_template(f"telegram/{name}.html").render(values))


@cache
def labels(language: str) -> Mapping[str, str]:
    """The words of buttons, commands and short notes by their key."""
    source = environment(language).get_template("telegram/labels.txt").render()
    pairs = (line.partition("|") for line in source.splitlines() if "|" in line)
    return MappingProxyType({key.strip(): words.strip() for key, _, words in pairs})


def escaped(text: str) -> str:
    """Plain text as HTML; quotation marks may stand outside marks."""
    return escape(text, quote=False)


def length(html: str) -> int:
    """The length as Telegram counts: in UTF-16 units."""
    return len(html) if html.isascii() else len(html.encode("utf-16-le", "surrogatepass")) // 2


def parts(html: str, longest: int = LONGEST) -> list[str]:
    """The messages that a text makes: split between paragraphs, a long paragraph between words.

    No part is longer than `longest`; marks that are open at a cut are closed and opened again.
    """
    made: list[str] = []
    for paragraph in paragraphs(html, longest):
        if made and length(made[-1]) + 2 + length(paragraph) <= longest:
            made[-1] += f"\n\n{paragraph}"
        else:
            made.append(paragraph)
    return made


def paragraphs(html: str, longest: int) -> Iterator[str]:
    for paragraph in html.split("\n\n"):
        if length(paragraph) <= longest:
            if paragraph.strip():
                yield paragraph.strip("\n")
        else:
            yield from cut(paragraph, longest)


def cut(paragraph: str, longest: int) -> Iterator[str]:
    """Pieces of one long paragraph."""
    opened: list[str] = []
    text = ""
    for token in tokens(paragraph, longest // 2):
        closing = "".join(f"</{name_of(tag)}>" for tag in reversed(opened))
        if length(text) + length(token) + length(closing) + SPARE > longest and text.strip():
            yield text.strip() + closing
            text = "".join(opened)
        text += token
        tag = TAG.fullmatch(token)
        if tag and tag[1]:
            opened = opened[:-1]
        elif tag:
            opened.append(token)
    if text.strip():
        yield text.strip()


def tokens(paragraph: str, longest: int) -> Iterator[str]:
    """Marks, entities, spaces and words; a word too long for a message in halves."""
    for token in PIECE.findall(paragraph):
        if token.startswith("<") or length(token) <= longest:
            yield token
        else:
            yield from (token[start : start + longest // 2] for start in range(0, len(token), longest // 2))


def name_of(tag: str) -> str:
    found = TAG.fullmatch(tag)
    return found[2] if found else ""


def from_blocks(subject: str, blocks: tuple[Block, ...]) -> str:
    """A mail's content as a message: its subject in bold, then its text without buttons, links and small print."""
    html, before = f"<b>{escaped(subject)}</b>", ""
    for block in blocks:
        if block.kind == "small":
            break
        line = line_of(block)
        if line:
            close = block.kind == before and block.kind in ("item", "fact")
            html, before = f"{html}{chr(10) if close else chr(10) * 2}{line}", block.kind
    return html


def line_of(block: Block) -> str:
    """A block as HTML; empty where it is not part of the text."""
    text = escaped(block.text)
    match block.kind:
        case "h2" | "notice":
            return f"<b>{text}</b>"
        case "fact":
            return f"{text}: <b>{escaped(block.value)}</b>"
        case "item":
            return f"– {text}"
        case "text":
            return text
    return ""


def broadcast_html(subject: str, markdown: str, published: date, language: str) -> str:
    """An instruction: its subject, whose it is and of which day, and its text with its marks."""
    heading = telegram_text("broadcast", language, subject=subject, published=published)
    return f"{heading}\n\n{to_telegram(markdown)}"


def reply_html(question: str, text: str, language: str) -> str:
    """A person's reply beneath the question that it answers."""
    return f"{telegram_text('reply', language, question=question)}\n\n{escaped(text)}"
