"""Queued messages that have lost their point: what they say has changed, is done, or is said better."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from models.outbox import MessageKind
from models.steps import RecipientStep
from scheduler.occasions import Occasion
from scheduler.plan import claim_name, coming, receipt_name, wanted_occasion
from scheduler.planned import Day
from scheduler.situation import Person, Situation, StepSituation


class QueuedItem(NamedTuple):
    """An item of a message that no worker has claimed yet."""

    message_id: int
    kind: str
    contact_id: int
    of: RecipientStep
    occasion: str
    due: date | None


def stale(queued: Iterable[QueuedItem], situation: Situation, day: Day) -> set[int]:
    """The messages of which an item no longer holds; what still holds of them is planned anew."""
    steps = {step.of: step for step in situation.steps}
    return {
        item.message_id for item in queued if item.of not in steps or not holds(item, steps[item.of], situation, day)
    }


def holds(item: QueuedItem, step: StepSituation, situation: Situation, day: Day) -> bool:
    """Whether an item would still be said today to the same person."""
    people, _ = situation.reached(item.of.recipient_id)
    person = next((person for person in people if person.id == item.contact_id), None)
    if person is None:
        return False
    if item.kind == MessageKind.RECEIPT:
        return step.confirmed is not None and item.occasion == receipt_name(step.confirmed)
    if step.confirmed is not None or not step.concerned:
        return False
    if item.kind == MessageKind.CLAIM_NOTICE:
        return item.occasion in {claim_name(claim) for claim in step.claims}
    if item.kind == MessageKind.FORECAST:
        return item.due == step.use_until
    return item.due == step.window.due and (
        item.kind == MessageKind.NEW_DATE or is_wanted(item, step, person, situation, day)
    )


def is_wanted(item: QueuedItem, step: StepSituation, person: Person, situation: Situation, day: Day) -> bool:
    """Whether a reminder's occasion is still the latest that has come for the person."""
    snooze = situation.snoozes.get(step.of, {}).get(person.id)
    wanted: Occasion | None = wanted_occasion(step, person, coming(step, day), snooze, day)
    return wanted is not None and wanted.name == item.occasion
