"""Holds an answer against what a right one must show.

An expectation names what must hold: `answered`, `clarify` (whether it asks back), `language`, the
`amounts` that it must assert, those that it may (`amounts_also_ok`), and patterns that its text `must`
and `must_not` show. What is not named is free. An amount that is neither expected nor allowed is wrong.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.answers.answer import Answer

SPACES = "\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an answer; `wrong_figures` are amounts that it must not assert."""

    faults: tuple[str, ...]
    wrong_figures: tuple[tuple[str, int, int], ...]


def plain(text: str) -> str:
    """Every space an ordinary one, and none within a number, nor a comma."""
    for space in SPACES:
        text = text.replace(space, " ")
    return re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", "", text)


def judge(expected: dict[str, Any], answer: Answer) -> Verdict:
    """What is wrong with `answer`, by what is expected of it."""
    faults = [*flags(expected, answer), *patterns(expected, plain(answer.text))]
    if "amounts" not in expected:
        return Verdict(tuple(faults), ())
    said = {(amount.recipient, amount.year, amount.kronor) for amount in answer.amounts}
    wanted = listed(expected["amounts"])
    wrong = tuple(sorted(said - wanted - listed(expected.get("amounts_also_ok", []))))
    faults += [f"lacks {amount}" for amount in wanted - said] + [f"wrong figure {amount}" for amount in wrong]
    return Verdict(tuple(faults), wrong)


def listed(amounts: list[list[Any]]) -> set[tuple[str, int, int]]:
    return {(str(name), int(year), int(kronor)) for name, year, kronor in amounts}


def flags(expected: dict[str, Any], answer: Answer) -> list[str]:
    shown = {"answered": answer.answered, "clarify": bool(answer.clarify), "language": answer.language}
    return [f"{name} is {value}" for name, value in shown.items() if expected.get(name) not in (None, value)]


def patterns(expected: dict[str, Any], text: str) -> list[str]:
    lacking = [f"lacks {each}" for each in expected.get("must", []) if not shows(each, text)]
    return lacking + [f"shows {each}" for each in expected.get("must_not", []) if shows(each, text)]


def shows(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None
