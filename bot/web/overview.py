"""What the page shows beside the chat: the newest grant as the database has it, and questions to begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.web.rendering import words
from models.facts import Facts, Grant, Place
from models.steps import Step
from models.window import days_left

CLEAR = 6  # letters: shorter names are often words too (Mark, Eda)


@dataclass(frozen=True, slots=True)
class StepDate:
    """A step with its last day; `days` is how many are left, negative when it has passed, None while undecided."""

    step: str
    due: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The newest grant: its names by language, whole kronor in all (None where not stated), counts, dates."""

    name: dict[str, str]
    year: int
    reference: str | None
    total: int | None
    municipalities: int
    rss: int
    steps: tuple[StepDate, ...]


def overview(facts: Facts, today: date) -> Overview | None:
    """What holds for everybody under the newest grant; None before any import."""
    grant = facts.newest()
    if grant is None:
        return None
    return Overview(
        name={language: str(grant.row[f"short_name_{language}"]) for language in ("sv", "en")},
        year=grant.year,
        reference=grant.row["reference"],
        total=grant.row["stated_total"],
        municipalities=sum(place.code in grant.amounts for place in facts.municipalities),
        rss=sum(place.code in grant.amounts for place in facts.rss),
        steps=tuple(step_date(grant, step, today) for step in Step),
    )


def step_date(grant: Grant, step: Step, today: date) -> StepDate:
    due = grant.window(step).due
    return StepDate(step, due, None if due is None else days_left(due, today))


def example_questions(facts: Facts, language: str, today: date) -> list[str]:
    """Questions to begin with, about recipients that change from day to day."""
    grant = facts.newest()
    if grant is None:
        return []
    named = [each for each in facts.municipalities if each.code in grant.amounts and len(each.name) >= CLEAR]
    values: dict[str, Any] = {"year": grant.year}
    if len(named) >= 3:
        places = enumerate(of_the_day(named, today), 1)
        values |= {f"place{n}": place.official_name if language == "sv" else place.name for n, place in places}
    return [text.format(**values) for text in words(language)["examples"] if "{place" not in text or "place1" in values]


def of_the_day(places: Sequence[Place], today: date) -> list[Place]:
    """Three places far apart in the list, others each day."""
    third = len(places) // 3
    return [places[(today.toordinal() * 7 + third * number) % len(places)] for number in range(3)]
