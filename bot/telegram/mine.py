"""A contact's own recipients: how far each has come, and what may be claimed or undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from bot.telegram.sending import Button
from messages.telegram import labels
from models.facts import Facts, Grant, Place
from models.progress import Confirmed, Progress, ProgressState, concerns
from models.steps import RecipientStep, Step
from models.window import days_left

CLAIM, UNDO, SNOOZE = "claim:", "undo:", "snooze:"
MOST_BUTTONS = 40


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a recipient as the chat shows it. Amounts are whole kronor."""

    of: RecipientStep
    step: Step
    due: date | None
    days_left: int | None
    confirmed: Confirmed | None
    claimed: Progress | None
    claimed_by_others: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A recipient with its steps; `amount` is what it may requisition at most."""

    place: Place
    amount: int | None
    steps: tuple[StepLine, ...]


def step_data(of: RecipientStep) -> str:
    """A step as a button holds it."""
    return f"{of.programme_id}:{of.recipient_id}:{of.step}"


def read_step(data: str) -> RecipientStep | None:
    """The step that a button holds; None for anything else."""
    numbers = data.split(":")
    if len(numbers) != 3 or not (numbers[0] + numbers[1]).isdecimal() or numbers[2] not in set(Step):
        return None
    return RecipientStep(int(numbers[0]), int(numbers[1]), Step(numbers[2]))


async def standings(
    session: AsyncSession, facts: Facts, codes: Sequence[str], contact_id: int | None, today: date
) -> list[Standing]:
    """How far these recipients have come with the newest grant."""
    grant = facts.newest()
    if grant is None:
        return []
    places = [facts.places[code] for code in codes]
    rows = await session.scalars(
        select(Progress).where(
            col(Progress.programme_id) == grant.row["id"],
            col(Progress.recipient_id).in_([place.id for place in places]),
        )
    )
    by_place: dict[int, list[Progress]] = {}
    for row in rows:
        by_place.setdefault(row.recipient_id, []).append(row)
    return [standing(grant, place, by_place.get(place.id, []), contact_id, today) for place in places]


def standing(grant: Grant, place: Place, rows: Sequence[Progress], contact_id: int | None, today: date) -> Standing:
    confirmed = {
        row.step: Confirmed(row.amount, row.on_date, row.said_at)
        for row in rows
        if row.state == ProgressState.CONFIRMED
    }
    steps = tuple(
        step_line(grant, place, step, rows, confirmed, contact_id, today)
        for step in Step
        if concerns(step, confirmed.get(Step.REQUISITION), confirmed.get(Step.REPORT)) or step in confirmed
    )
    return Standing(place, grant.amounts.get(place.code), steps if place.code in grant.amounts else ())


def step_line(
    grant: Grant,
    place: Place,
    step: Step,
    rows: Sequence[Progress],
    confirmed: Mapping[str, Confirmed],
    contact_id: int | None,
    today: date,
) -> StepLine:
    due = grant.window(step, place.code).due
    claims = [row for row in rows if row.state == ProgressState.CLAIMED and row.step == step]
    own = next((row for row in claims if contact_id is not None and row.contact_id == contact_id), None)
    return StepLine(
        of=RecipientStep(grant.row["id"], place.id, step),
        step=step,
        due=due,
        days_left=days_left(due, today) if due else None,
        confirmed=confirmed.get(step),
        claimed=own,
        claimed_by_others=own is None and bool(claims),
    )


def acts(found: Sequence[Standing], language: str) -> list[list[Button]]:
    """A button for each step that may be claimed or whose claim may be undone."""
    words = labels(language)
    rows: list[list[Button]] = []
    for each in found:
        for line in each.steps:
            if line.confirmed is not None:
                continue
            if line.claimed is not None:
                said = words[f"undo_{line.step}"]
                rows.append([(f"{each.place.name}: {said}", UNDO + step_data(line.of))])
            else:
                said = words[f"done_{line.step}"]
                rows.append([(f"{each.place.name}: {said}", CLAIM + step_data(line.of))])
    return rows[:MOST_BUTTONS]
