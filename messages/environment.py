"""The one strict Jinja2 environment: a variable that is missing is an error, never an empty place.

A template has the same name in both languages and lies in templates/sv and templates/en. The
filters (`kronor`, `number`, `rounded`, `percent`, `date`, `weekday`, `days`, `listing`) write as its language does.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, select_autoescape

from messages import formats

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("sv", "en")
FILTERS: dict[str, Callable[..., str]] = {
    "kronor": formats.kronor,
    "number": formats.number,
    "percent": formats.percent,
    "rounded": formats.rounded,
    "date": formats.date_text,
    "day_month": formats.day_month,
    "weekday": formats.weekday,
    "days": formats.days,
    "listing": formats.listing,
}


@cache
def environment(language: str) -> Environment:
    """The environment of a language: HTML is escaped, text is not. Raises KeyError for any other language."""
    if language not in LANGUAGES:
        raise KeyError(language)
    made = Environment(
        loader=FileSystemLoader(TEMPLATES / language),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.globals["language"] = language
    for name, function in FILTERS.items():
        made.filters[name] = partial(written, function, language)
    return made


def written(function: Callable[..., str], language: str, value: Any, *options: Any, **named: Any) -> str:
    """A value as a filter writes it; a missing one is an error here too. Raises jinja2.UndefinedError."""
    if isinstance(value, Undefined):
        str(value)  # a StrictUndefined says which name is missing
    return function(value, language, *options, **named)


def render(name: str, language: str, **values: Any) -> str:
    """The template as it stands. Raises jinja2.UndefinedError where it uses a value that is not given."""
    return environment(language).get_template(name).render(values)


def render_text(name: str, language: str, **values: Any) -> str:
    """A plain text in paragraphs: lines of the template are joined, as its line breaks mean nothing."""
    return in_paragraphs(render(name, language, **values))


def in_paragraphs(text: str) -> str:
    """Join the lines of each paragraph; a blank line ends one, "– " at a line's start begins a list item."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.strip(" \t")
        if lines and lines[-1] and stripped and not stripped.startswith("– "):
            lines[-1] += " " + stripped
        elif stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).strip()
