"""What an administrator writes behind a command: steps, dates, names and amounts in any order that reads."""

from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from bot.commands.arguments import ArgumentError, place_named, read_date
from bot.kronor import read_kronor
from models.facts import Facts, Place
from models.steps import Step

STEP_WORDS = {
    "rekvisition": Step.REQUISITION,
    "rekvisitionen": Step.REQUISITION,
    "requisition": Step.REQUISITION,
    "redovisning": Step.REPORT,
    "redovisningen": Step.REPORT,
    "report": Step.REPORT,
    "återbetalning": Step.REPAYMENT,
    "återbetalningen": Step.REPAYMENT,
    "repayment": Step.REPAYMENT,
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was read; None for what was not there. `amount` is whole kronor."""

    step: Step
    place: Place | None = None
    day: date | None = None
    amount: int | None = None


def read_written(text: str, facts: Facts) -> Written:
    """Read a step and beside it a name, a day like 2026-12-01 and an amount. Raises ArgumentError."""
    words = normalize("NFC", text).split()
    steps = [STEP_WORDS[word.casefold()] for word in words if word.casefold() in STEP_WORDS]
    if len(steps) != 1:
        raise ArgumentError("Write one step: requisition, report or repayment", "one_step")
    rest = [word for word in words if word.casefold() not in STEP_WORDS]
    days = [word for word in rest if word.count("-") == 2 and word[:1].isdigit()]
    rest = [word for word in rest if word not in days]
    name = " ".join(word for word in rest if not is_amount(word))
    figures = " ".join(word for word in rest if is_amount(word))
    return Written(
        step=steps[0],
        place=place_named(facts, name) if name else None,
        day=read_date(days[0]) if days else None,
        amount=read_amount(figures),
    )


def is_amount(word: str) -> bool:
    return word[:1].isdigit() or word.casefold() in ("kr", "kronor", "sek")


def read_amount(figures: str) -> int | None:
    try:
        return read_kronor(figures)
    except ValueError:
        message = f"'{figures[:40]}' is no amount in whole kronor"
        raise ArgumentError(message, "no_amount", written=figures[:40]) from None
