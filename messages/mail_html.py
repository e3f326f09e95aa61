"""Blocks of a mail as HTML: readable without images, in light and dark, on a phone, by a screen reader.

What must look right everywhere is styled in the element itself, since some mail programs drop the
style sheet; the sheet in templates/mail_frame.html adds dark mode and the narrow screen.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import groupby

from messages.blocks import Block
from messages.environment import TEMPLATES

FONT = "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
CELL = "padding:9px 12px 9px 0;border-bottom:1px solid #d5dde0;text-align:left;vertical-align:top"
PRESS = "border-radius:6px;border:2px solid #0d5c75;text-align:center;mso-padding-alt:12px 22px"
PRESSED = "display:block;padding:12px 22px;font-size:16px;line-height:1.5;font-weight:600;text-decoration:none"
# Outlook on Windows knows neither a greatest width nor padding on a link.
OUTLOOK_START = '<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->'
OUTLOOK_END = "<!--[if mso]></td></tr></table><![endif]-->"
STYLES = {
    "outer": f"background:#f4f6f6;{FONT};padding:24px 12px",
    "mail": "max-width:600px;box-sizing:border-box;margin:0 auto;background:#ffffff;border:1px solid #d5dde0;"
    "border-top:6px solid #0d3b4f;border-radius:8px;padding:28px 36px 32px;text-align:left;font-size:16px;"
    "line-height:1.55;color:#17242b;overflow-wrap:anywhere",
    "brand": "margin:0 0 20px;font-size:14px;font-weight:600;letter-spacing:.02em;color:#0d5c75",
    "h1": "margin:0 0 16px;font-size:23px;line-height:1.25;font-weight:700;color:#0d3b4f",
    "h2": "margin:32px 0 12px;font-size:19px;line-height:1.3;font-weight:700;color:#0d3b4f",
    "p": "margin:0 0 16px",
    "notice": "margin:0 0 16px;padding:12px 16px;border-left:4px solid #b7791f;background:#fdf5e0;color:#3d2c05",
    "table": "width:100%;border-collapse:collapse;margin:4px 0 24px;border-top:1px solid #d5dde0",
    "th": f"{CELL};width:38%;font-weight:400;color:#51636c",
    "td": f"{CELL};padding-right:0;font-weight:600;color:#17242b",
    "ul": "margin:0 0 16px;padding-left:22px",
    "li": "margin:0 0 4px",
    "press": "display:inline-table;margin:0 10px 10px 0",
    "button": f"{PRESS};background:#0d5c75",
    "button a": f"{PRESSED};color:#ffffff",
    "quiet": PRESS,
    "quiet a": f"{PRESSED};color:#0d5c75",
    "small": "margin:32px 0 0;padding:16px 0 0;border-top:1px solid #d5dde0;font-size:13px;line-height:1.5;"
    "color:#51636c",
}
LONE_ADDRESS = re.compile(r"https?://\S+|[^\s@<>]+@[^\s@<>]+")
MARKED_ADDRESS = re.compile(r"&lt;(https?://[^\s<>]+?|[^\s@<>;&]+@[^\s@<>;&]+)&gt;")


@cache
def frame() -> tuple[str, str]:
    """What stands around every mail: before its title, and at the end."""
    before, _, after = (TEMPLATES / "mail_frame.html").read_text(encoding="utf-8").partition("<!-- mail -->\n")
    return before, after


def framed(language: str, title: str, body: str, brand: str = "Bidragslots") -> str:
    """A whole HTML document around a mail's body, which is HTML; title and brand are text."""
    before, after = frame()
    return (
        f"{before.replace('LANGUAGE', language, 1)}<title>{escape(title)}</title>\n</head>\n<body>\n"
        f'<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td class="outer" align="center" style="{STYLES["outer"]}">\n{OUTLOOK_START}'
        f'<div class="mail" role="main" lang="{language}" style="{STYLES["mail"]}">\n'
        f"{opened('p', 'brand')}{escape(brand)}</p>\n{body}{after}"
    )


def as_html(language: str, subject: str, blocks: Sequence[Block], brand: str = "Bidragslots") -> str:
    """The HTML part of a mail."""
    main, small = split_small_print(blocks)
    body = body_html(main)
    if small:
        body += f'<div class="small rule" style="{STYLES["small"]}">\n{body_html(small)}</div>\n'
    return framed(language, subject, body, brand)


def split_small_print(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    at = next((place for place, block in enumerate(blocks) if block.kind == "small"), len(blocks))
    return blocks[:at], blocks[at + 1 :]


def body_html(blocks: Sequence[Block]) -> str:
    return "".join(html_of(kind, list(group)) for kind, group in groupby(blocks, key=lambda block: block.kind))


def html_of(kind: str, group: list[Block]) -> str:
    """Neighbouring blocks of one kind as HTML."""
    if kind == "fact":
        return f'<table class="fact" style="{STYLES["table"]}">\n{"".join(map(fact, group))}</table>\n'
    if kind == "button":
        return "".join(button(block, "quiet" if place else "button") for place, block in enumerate(group))
    if kind == "item":
        items = "".join(f"{opened('li')}{inline(block.text)}</li>\n" for block in group)
        return f"{opened('ul')}\n{items}</ul>\n"
    if kind == "link":
        links = " · ".join(f'<a href="{escape(b.value)}">{escape(b.text)}</a>' for b in group)
        return f"{opened('p')}{links}</p>\n"
    if kind in ("h1", "h2"):
        return "".join(f"{opened(kind)}{escape(block.text)}</{kind}>\n" for block in group)
    look = "notice" if kind == "notice" else "p"
    return "".join(f"{opened('p', look)}{inline(block.text)}</p>\n" for block in group)


def opened(tag: str, look: str | None = None) -> str:
    """An opening tag in its look; a look of its own is its class too."""
    marked = f' class="{look}"' if look and look != tag else ""
    return f'<{tag}{marked} style="{STYLES[look or tag]}">'


def fact(block: Block) -> str:
    return (
        f'<tr><th scope="row" style="{STYLES["th"]}">{escape(block.text)}</th>'
        f'<td style="{STYLES["td"]}">{inline(block.value)}</td></tr>\n'
    )


def button(block: Block, look: str) -> str:
    return (
        f'<table role="presentation" class="press" cellspacing="0" cellpadding="0" style="{STYLES["press"]}">'
        f'<tr><td class="{look}" style="{STYLES[look]}">'
        f'<a href="{escape(block.value)}" style="{STYLES[look + " a"]}">{escape(block.text)}</a></td></tr></table>\n'
    )


def inline(text: str) -> str:
    """Text as HTML; an address that stands alone or in angle brackets becomes a link."""
    escaped = escape(text)
    if ("@" in text or "://" in text) and LONE_ADDRESS.fullmatch(text):
        return link(escaped)
    return MARKED_ADDRESS.sub(lambda found: link(found[1]), escaped) if "&lt;" in escaped else escaped


def link(escaped: str) -> str:
    target = escaped if escaped.startswith("http") else f"mailto:{escaped}"
    return f'<a href="{target}">{escaped}</a>'
