"""An administrator's Markdown in the forms that channels carry: plain text, a mail's blocks, Telegram's HTML.

Raw HTML in the source is text, never markup. Headings, emphasis, links and lists are kept where the
form knows them; everything else comes out as its text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from messages.blocks import Block


@dataclass(frozen=True, slots=True)
class Style:
    """How a form writes what stands in a line: its text, emphasis, and what stands around a link."""

    text: Callable[[str], str]
    marks: dict[str, str]
    link: Callable[[str], tuple[str, str]]


PLAIN = Style(text=str, marks={}, link=lambda url: ("", f" <{url}>"))
TELEGRAM = Style(
    text=lambda text: escape(text, quote=False),
    marks={"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"},
    link=lambda url: (f'<a href="{escape(url)}">', "</a>"),
)


@cache
def parser() -> MarkdownIt:
    """CommonMark without raw HTML and images; links only where they lead out on the web or to mail."""
    made = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])
    made.validateLink = is_safe_link  # type: ignore[method-assign]
    return made


def is_safe_link(url: str) -> bool:
    """Whether a link may be followed from a mail: http, https or mailto, nothing that runs code."""
    return url.lower().startswith(("https://", "http://", "mailto:"))


def to_blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a mail: headings, paragraphs and list items, a link's address behind its text."""
    return tuple(blocks_of(markdown, PLAIN))


def to_text(markdown: str) -> str:
    """Plain text as answers carry it: a blank line between paragraphs, "– " before list items."""
    return written(blocks_of(markdown, PLAIN), lambda text: text)


def to_telegram(markdown: str) -> str:
    """The little HTML that Telegram's parse mode knows; headings are bold."""
    return written(blocks_of(markdown, TELEGRAM), lambda text: f"<b>{text}</b>")


def written(blocks: Iterator[Block], heading: Callable[[str], str]) -> str:
    text, before = "", ""
    for block in blocks:
        between = "\n" if block.kind == before == "item" else "\n\n"
        line = {"item": f"– {block.text}", "h2": heading(block.text)}.get(block.kind, block.text)
        text, before = text + between + line, block.kind
    return text.strip()


def blocks_of(markdown: str, style: Style) -> Iterator[Block]:
    """Each heading, paragraph and list item in order, in the style's writing."""
    kinds = ["text"]
    for token in parser().parse(markdown):
        if token.type in ("heading_open", "list_item_open"):
            kinds.append("h2" if token.type == "heading_open" else "item")
        elif token.type in ("heading_close", "list_item_close"):
            kinds.pop()
        elif token.type == "inline" and token.content.strip():
            yield Block(kinds[-1], inline(token.children or [], style))
        elif token.type in ("fence", "code_block"):
            yield Block(kinds[-1], style.text(token.content.strip()))


def inline(tokens: Sequence[Token], style: Style) -> str:
    """The text of one line with its emphasis and links."""
    parts: list[str] = []
    closing: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            before, after = style.link(str(token.attrGet("href")))
            parts.append(before)
            closing.append(after)
        elif token.type == "link_close":
            parts.append(closing.pop())
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.content:
            parts.append(style.text(token.content))
        else:
            parts.append(style.marks.get(token.type, ""))
    return "".join(parts)
