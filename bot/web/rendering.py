"""Pages from templates, and the words on them from one table per language."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.answers.explanation import reasons
from bot.settings import Settings
from bot.web.parts import parts_of
from messages.environment import FILTERS
from messages.mail_html import inline

HERE = Path(__file__).parent
STATIC = HERE / "static"
PATHS = {"sv": "/", "en": "/en"}
SOURCES = ("Källa: ", "Source: ")
MONEY = re.compile(r"[0-9][0-9\u00a0]*\u00a0kronor|SEK\u00a0[0-9][0-9,]*(?<!,)")
SWEDISH_PATHS = ("/", "/new", "/rating", "/reply")  # in English each has /en before it


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer: a paragraph's one line (the last may name the sources), or the items of a list."""

    items: tuple[str, ...]
    is_list: bool

    @property
    def is_source(self) -> bool:
        """Whether it names where the answer's facts stand."""
        return self.items[0].startswith(SOURCES)


@cache
def words(language: str) -> dict[str, Any]:
    """Every text of the pages in a language, by key."""
    return tomllib.loads((HERE / "texts" / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def environment() -> Environment:
    """The environment of the pages: everything is escaped, a missing value is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= FILTERS  # each takes the language
    made.filters["reasons"] = reasons
    made.filters["blocks"] = blocks
    made.filters["with_figures"] = with_figures
    made.filters["inline"] = lambda text: Markup(inline(text))  # noqa: S704 - it escapes
    made.globals["static"] = static_url
    made.globals["paths"] = PATHS
    return made


@cache
def static_url(name: str) -> str:
    """The address of a static file; changes with its content, so that it may be kept for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def blocks(text: str) -> list[Block]:
    """An answer's paragraphs and lists ("– " at a line's start)."""
    found: list[Block] = []
    for line in text.splitlines():
        item = line.startswith("– ")
        if not line.strip():
            continue
        if item and found and found[-1].is_list:
            found[-1] = Block((*found[-1].items, line[2:]), is_list=True)
        else:
            found.append(Block((line[2:] if item else line,), is_list=item))
    return found


def with_figures(text: str) -> Markup:
    """A line with its sums of money set apart, so that the eye finds the figure that was asked for."""
    return Markup(MONEY.sub(r'<b class="figure">\g<0></b>', str(escape(text))))  # noqa: S704 - it escapes


def operator(settings: Settings) -> dict[str, str | None]:
    """Who runs the service, as every page's footer says."""
    return {
        "name": settings.operator_name,
        "email": settings.operator_email,
        "privacy_url": settings.operator_privacy_url,
    }


def render(name: str, language: str, **values: Any) -> str:
    """A template in a language, without a response around it."""
    return environment().get_template(name).render(t=words(language), language=language, **values)


def page(request: Request, name: str, language: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page."""
    content = render(name, language, operator=operator(parts_of(request).settings), **values)
    return HTMLResponse(content, status, {"content-language": language, "vary": "accept-language, bidragslots-part"})


def language_of(request: Request) -> str:
    """The page's language: by its address, else what the browser prefers of the two, else Swedish."""
    path = request.url.path
    if path == "/en" or path.startswith("/en/"):
        return "en"
    if path in SWEDISH_PATHS:
        return "sv"
    accepted = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((language for language in accepted if language in PATHS), "sv")
