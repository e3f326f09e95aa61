"""An administrator's Markdown in the three forms that channels carry: plain text, HTML, Telegram's HTML.

Raw HTML in the source is text, never markup. Headings, emphasis, links and lists are kept;
everything else comes out as its text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token


@cache
def parser() -> MarkdownIt:
    """CommonMark without raw HTML and images; links only where they lead out on the web or to mail."""
    made = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])
    made.validateLink = is_safe_link  # type: ignore[method-assign]
    return made


def is_safe_link(url: str) -> bool:
    """Whether a link may be followed from a mail: http, https or mailto, nothing that runs code."""
    return url.lower().startswith(("https://", "http://", "mailto:"))


def to_html(markdown: str) -> str:
    """HTML for mails and pages."""
    return str(parser().render(markdown)).strip()


@dataclass(frozen=True, slots=True)
class Style:
    """How one form writes what stands in a line: text, and what opens and closes around it."""

    text: Callable[[str], str]
    marks: dict[str, str]
    link: Callable[[str], tuple[str, str]]


PLAIN = Style(text=str, marks={}, link=lambda url: ("", f" ({url})"))
TELEGRAM = Style(
    text=lambda text: escape(text, quote=False),
    marks={
        "strong_open": "<b>",
        "strong_close": "</b>",
        "em_open": "<i>",
        "em_close": "</i>",
    },
    link=lambda url: (f'<a href="{escape(url)}">', "</a>"),
)


def to_text(markdown: str) -> str:
    """Plain text: paragraphs with a blank line between, list items on lines that begin with "– "."""
    return written(markdown, PLAIN)


def to_telegram(markdown: str) -> str:
    """The little HTML that Telegram's parse mode knows; headings are bold, list items lines."""
    return written(markdown, TELEGRAM)


def written(markdown: str, style: Style) -> str:
    blocks = [block for block in blocks_of(parser().parse(markdown), style) if block.strip()]
    text = ""
    for block in blocks:
        in_list = is_item(block) and is_item(text.rpartition("\n")[2])
        text += ("\n" if in_list else "\n\n") + block
    return text.strip()


def is_item(line: str) -> bool:
    """Whether a line is one of a list."""
    return line.lstrip().startswith("– ")


def blocks_of(tokens: Sequence[Token], style: Style) -> Iterable[str]:
    """The text of each paragraph, heading, list item and code block, in order."""
    heading, lists, item = False, 0, False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "list_item_open":
            item = True
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline":
            line = inline(token.children or [], style)
            if heading:
                line = style.marks.get("strong_open", "") + line + style.marks.get("strong_close", "")
            lead = "   " * (lists - 1) + ("– " if item else "  ") if lists else ""
            item = False
            yield lead + line
        elif token.type in ("fence", "code_block"):
            yield style.text(token.content.rstrip("\n"))


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
            parts.append("\n" if token.type == "hardbreak" else " ")
        elif token.content:
            parts.append(style.text(token.content))
        else:
            parts.append(style.marks.get(token.type, ""))
    return "".join(parts)
