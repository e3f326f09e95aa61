"""Which reminders exist for a step: on which days before and after its date contacts are written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.steps import Step
from models.window import Window
from scheduler.working_days import on_or_after, on_or_before

OPEN, FORECAST, NEW_DATE, RECEIPT, CLAIM = "open", "forecast", "new_date", "receipt", "claim"
SNOOZED = "snoozed"  # followed by the day: "snoozed 2025-11-20"


class When(StrEnum):
    """Whether an occasion belongs to the days up to a step's date or to those after it."""

    UNTIL_DUE = "until_due"
    AFTER_DUE = "after_due"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days before a step's date (0 is the day itself) and after it, longest first.

    `forecast` days before the period of use ends, contacts are asked what they will not use.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    forecast: int = 42


DEFAULT_SCHEDULES = {
    Step.REQUISITION: Schedule((60, 30, 14, 7, 1, 0), (7, 1)),
    Step.REPORT: Schedule((30, 14, 7, 1, 0), (7, 1)),
    Step.REPAYMENT: Schedule((30, 14, 7, 1, 0), (7, 1)),
}


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """A reason to write, on a working day. Of two on one day the more urgent one is written about.

    `name` is what the outbox calls it: "open", days before ("14", "0"), days after ("+7").
    """

    day: date
    urgency: int
    name: str
    when: When


def occasions(window: Window, schedule: Schedule) -> tuple[Occasion, ...]:
    """Every occasion of a step in the order of time.

    Reminders move to the working day before, so that nobody learns of a date too late; what speaks
    of something that has happened (the window is open, the date has passed) to the one after.
    """
    found: list[Occasion] = []
    if window.opens is not None:
        found.append(Occasion(on_or_after(window.opens), -1000, OPEN, When.UNTIL_DUE))
    if window.due is not None:
        due = window.due
        found += [before(due, days) for days in schedule.before]
        found += [
            Occasion(on_or_after(due + timedelta(days=days)), days, f"+{days}", When.AFTER_DUE)
            for days in schedule.after
        ]
    return tuple(sorted(found))


def before(due: date, days: int) -> Occasion:
    return Occasion(on_or_before(due - timedelta(days=days)), -days, str(days), When.UNTIL_DUE)


def last_reminder(window: Window, schedule: Schedule) -> Occasion | None:
    """The last reminder before the date, which goes out whatever was claimed or snoozed.

    It is the one with the fewest days left, the day itself not counted unless there is no other.
    """
    if window.due is None or not schedule.before:
        return None
    return before(window.due, min((days for days in schedule.before if days > 0), default=0))


def snoozed(until: date) -> Occasion:
    """The reminder that a contact asked for instead of those before it."""
    return Occasion(on_or_before(until), -999, f"{SNOOZED} {until}", When.UNTIL_DUE)


def latest_due(candidates: Iterable[Occasion], due: date | None, today: date, oldest: date) -> Occasion | None:
    """The latest occasion that has come and still makes sense today; None where there is none.

    After the date no reminder makes sense, and nothing that came before `oldest` is made up for.
    """
    passed = due is not None and due < today
    wanted = When.AFTER_DUE if passed else When.UNTIL_DUE
    coming = (each for each in candidates if oldest <= each.day <= today and each.when == wanted)
    return max(coming, default=None)


def forecast_day(use_until: date, schedule: Schedule) -> date:
    """The working day on which contacts are asked how much they expect not to use."""
    return on_or_before(use_until - timedelta(days=schedule.forecast))
