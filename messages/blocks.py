"""From one plain template to a mail's text and its HTML, so that both always say the same.

A mail's template is written as it is read. Its first line is the subject; then, line by line:

    # heading            ## heading of a part
    | label | value      a fact; facts in a row become a table
    > label | url        a button
    ~ label | url        a link in words
    ! text               what must not be missed
    – text               an item of a list
    ? label | hint       a field to fill in, on a page
    !! text              what is wrong with the field above
    #small               from here on: the small print

Other lines are paragraphs, ended by a blank line. An address (https, e-mail) that stands alone as a
value or in angle brackets becomes a link. Values are put in by Jinja2; they can't bring marks of
their own (see `harmless`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment

from messages.environment import environment
from messages.mail import CONTROL

NO_BREAK = "\u00a0"
MARKS = {
    "# ": "h1",
    "## ": "h2",
    "| ": "fact",
    "> ": "button",
    "~ ": "link",
    "! ": "notice",
    "– ": "item",
    "? ": "field",
    "!! ": "problem",
}
SMALL_PRINT = "#small"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a mail: `kind` is h1, h2, fact, button, link, notice, item, field, problem, small or text.

    `value` is a fact's value, a field's hint, or the address of a button or link.
    """

    kind: str
    text: str
    value: str = ""


@cache
def mail_environment(language: str) -> Environment:
    """The strict environment, with values that can't bring marks of their own."""
    return environment(language).overlay(finalize=harmless)


def harmless(value: Any) -> Any:
    """A value put into a template: on one line, and without a mark at its start."""
    if not isinstance(value, str):
        return value
    line = CONTROL.sub(" ", value) if CONTROL.search(value) else value
    return line.lstrip("#|>~!–?") if line.startswith(tuple("#|>~!–?")) else line


def rendered(name: str, language: str, /, **values: Any) -> tuple[str, tuple[Block, ...]]:
    """Subject and blocks of a template such as "mails/trial".

    Raises jinja2.UndefinedError where a value is missing.
    """
    text = mail_environment(language).get_template(f"{name}.txt").render(values)
    subject, _, body = text.lstrip().partition("\n")
    return subject.replace(NO_BREAK, " ").strip(), tuple(blocks(body))


def blocks(body: str) -> Iterator[Block]:
    """The pieces of a template's body, in order."""
    paragraph: list[str] = []
    for raw in [*body.split("\n"), ""]:
        line = raw.strip(" ")
        mark = line[: line.find(" ") + 1]
        if paragraph and (not line or mark in MARKS or line == SMALL_PRINT):
            yield Block("text", " ".join(paragraph))
            paragraph = []
        if mark in MARKS:
            yield marked(MARKS[mark], line[len(mark) :].strip())
        elif line == SMALL_PRINT:
            yield Block("small", "")
        elif line:
            paragraph.append(line)


def marked(kind: str, content: str) -> Block:
    """A block with a mark; facts have their label first, buttons and links their address last."""
    if kind in ("fact", "field"):
        label, _, value = content.partition(" | ")
        return Block(kind, label, value)
    if kind in ("button", "link"):
        label, _, url = content.rpartition(" | ")
        return Block(kind, label, url)
    return Block(kind, content)


def as_text(made: tuple[Block, ...]) -> str:
    """The plain text part, with ordinary spaces throughout, so that a figure can be copied and pasted."""
    groups = groupby(made, key=lambda block: block.kind)
    return "\n\n".join(text_of(kind, list(group)) for kind, group in groups).replace(NO_BREAK, " ") + "\n"


def text_of(kind: str, group: list[Block]) -> str:
    """Neighbouring blocks of one kind as text."""
    if kind in ("h1", "h2"):
        return "\n\n".join(f"{block.text}\n{'-' * len(block.text)}" for block in group)
    if kind in ("fact", "link"):
        return "\n".join(f"{block.text}: {block.value}" for block in group)
    if kind == "button":
        return "\n".join(f"{block.text}:\n{block.value}" for block in group)
    if kind == "item":
        return "\n".join(f"– {block.text}" for block in group)
    if kind == "small":
        return "-- "
    return "\n\n".join(block.text for block in group)
