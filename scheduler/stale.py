"""Queued messages that have lost their point: what they say has changed, is done, or is said better."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from models.outbox import MessageKind
from models.steps import RecipientStep
from scheduler.occasions import Occasion
from scheduler.plan import claim_name, coming, receipt_name, wanted_occasion
from scheduler.planned import Day
from scheduler.situation import Situation, StepSituation
from scheduler.sources import grouped


class QueuedItem(NamedTuple):
    """An item of a message that no worker has claimed yet."""

    message_id: int
    kind: str
    contact_id: int
    of: RecipientStep
    occasion: str
    due: date | None


def stale(queued: Sequence[QueuedItem], situation: Situation, day: Day) -> set[int]:
    """The messages of which an item no longer holds; what still holds of them is planned anew."""
    steps = {step.of: step for step in situation.steps}
    of_steps = grouped(queued, lambda item: item.of)
    return {item.message_id for of, items in of_steps.items() for item in lost(items, steps.get(of), situation, day)}


def lost(
    items: Sequence[QueuedItem], step: StepSituation | None, situation: Situation, day: Day
) -> Sequence[QueuedItem]:
    """Those of the items about one step that no longer hold; there may be very many contacts."""
    if step is None:
        return items
    reached, usual = set(situation.reached_ids(step.of.recipient_id)), coming(step, day)
    return [item for item in items if item.contact_id not in reached or not holds(item, step, usual, situation, day)]


def holds(item: QueuedItem, step: StepSituation, usual: Occasion | None, situation: Situation, day: Day) -> bool:
    """Whether an item would still be said today to its contact, which is still to be reached."""
    if item.kind == MessageKind.RECEIPT:
        return step.confirmed is not None and item.occasion == receipt_name(step.confirmed)
    if step.confirmed is not None or not step.concerned:
        return False
    if item.kind == MessageKind.CLAIM_NOTICE:
        return item.occasion in {claim_name(claim) for claim in step.claims}
    if item.kind == MessageKind.FORECAST:
        return item.due == step.use_until
    return item.due == step.window.due and (
        item.kind == MessageKind.NEW_DATE or is_wanted(item, step, usual, situation, day)
    )


def is_wanted(item: QueuedItem, step: StepSituation, usual: Occasion | None, situation: Situation, day: Day) -> bool:
    """Whether a reminder's occasion is still the latest that has come for its contact."""
    person = situation.people[item.contact_id]
    snooze = situation.snoozes.get(step.of, {}).get(person.id)
    wanted: Occasion | None = wanted_occasion(step, person, usual, snooze, day)
    return wanted is not None and wanted.name == item.occasion
