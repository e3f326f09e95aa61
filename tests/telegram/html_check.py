"""Reads a message as Telegram's HTML parse mode does: strict about marks, entities and lengths."""

import re
from html import unescape

ALLOWED = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}
ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
TAG = re.compile(r"<(/?)([a-z-]+)((?:\s+[a-z]+(?:=\"[^\"<>]*\")?)*)\s*>")
LONGEST = 4096


class NotParsed(Exception):
    """What Telegram would answer: can't parse entities, or a length that it refuses."""


def plain(html: str) -> str:
    """The text that a reader sees. Raises NotParsed."""
    opened: list[str] = []
    text, at = "", 0
    while at < len(html):
        if html[at] == "<":
            tag = TAG.match(html, at)
            if tag is None or tag[2] not in ALLOWED:
                raise NotParsed(f"can't parse entities: unsupported start tag at {at}: {html[at : at + 20]!r}")
            if not tag[1]:
                opened.append(tag[2])
            elif not opened or opened.pop() != tag[2]:
                raise NotParsed(f"can't parse entities: unexpected end tag at {at}")
            at = tag.end()
        elif html[at] == "&":
            entity = ENTITY.match(html, at)
            text += unescape(entity[0]) if entity else "&"
            if entity is None:
                raise NotParsed(f"can't parse entities: bare & at {at}")
            at = entity.end()
        else:
            text += html[at]
            at += 1
    if opened:
        raise NotParsed(f"can't parse entities: can't find end tag for {opened[-1]}")
    check_length(text)
    return text


def check_length(text: str) -> None:
    if not text.strip():
        raise NotParsed("message text is empty")
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise NotParsed("message is too long")
