"""From a message's items to the lines that its mail says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from messages.content import Done, Line
from models.facts import Grant, Place
from models.links import Links, LinkTarget, Purpose
from models.outbox import MessageKind
from models.progress import ProgressState
from models.steps import RecipientStep, Step
from scheduler.outbox import Claimed
from scheduler.sources import Sources

# Mails that ask for something: they have no point once the agency has confirmed the step.
ASKING = {MessageKind.REMINDER, MessageKind.FORECAST}
# Mails that speak of a date: they are wrong once it has changed.
DATED = {MessageKind.REMINDER, MessageKind.NEW_DATE}
STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Speaking:
    """What all lines of one mail have in common; `links` is None where it carries no acting links."""

    message: Claimed
    as_of: date
    domain: str
    links: Links | None


def current_items(message: Claimed, sources: Sources) -> list[Row[Any]]:
    """The items that still hold: date unchanged, contact still the right one, step not confirmed meanwhile."""
    items = sources.items.get(message.id, ())
    return [item for item in items if still_holds(item, message, sources)]


def still_holds(item: Row[Any], message: Claimed, sources: Sources) -> bool:
    place, grant = sources.places[item.recipient_id], sources.grants[item.programme_id]
    if message.kind in DATED and item.due != grant.window(Step(item.step), place.code).due:
        return False
    serves = sources.serves.get(message.contact_id or 0, ())
    if not any(row.recipient_id == item.recipient_id and row.wrong_person_at is None for row in serves):
        return False
    return message.kind not in ASKING or statement(item, ProgressState.CONFIRMED, sources) is None


def statement(item: Row[Any], state: ProgressState, sources: Sources, step: str | None = None) -> Row[Any] | None:
    """What was last said about an item's step (or another step of the same recipient), in this state."""
    key = (item.programme_id, item.recipient_id, step or item.step)
    said = [row for row in sources.progress.get(key, ()) if row.state == state]
    return max(said, key=lambda row: row.said_at, default=None)


def line(item: Row[Any], speaking: Speaking, sources: Sources) -> Line:
    """What a mail says about one item."""
    place, grant = sources.places[item.recipient_id], sources.grants[item.programme_id]
    step = Step(item.step)
    paid = statement(item, ProgressState.CONFIRMED, sources, Step.REQUISITION)
    target = RecipientStep(item.programme_id, item.recipient_id, step)
    return Line(
        occasion=item.occasion,
        revision=item.revision,
        received=paid.amount if paid else None,
        due=item.due,
        claim=act(Purpose.CLAIM, target, speaking, sources),
        snooze=act(Purpose.SNOOZE, target, speaking, sources),
        old_due=old_due(item, speaking.message),
        done=done(item, speaking.message, sources),
        next_step=next_step(item, speaking, sources),
        **of_grant(grant, place, step, speaking),
    )


def of_grant(grant: Grant, place: Place, step: Step, speaking: Speaking) -> dict[str, Any]:
    """What holds for the step of a recipient whatever the occasion."""
    row = grant.row
    return {
        "official_name": place.official_name,
        "programme": row[f"short_name_{speaking.message.language}"],
        "year": grant.year,
        "step": step,
        "as_of": speaking.as_of,
        "uid": f"{grant.slug}-{step}-{place.code}@{speaking.domain}",
        "amount": grant.amounts.get(place.code),
        "opens": grant.window(step, place.code).opens,
        "reference": row["reference"],
        "case_number": row["case_number"],
        "eservice_url": row["eservice_url"],
        "officer_email": row["officer_email"],
        "invoiced": bool(row["repayment_invoiced"]),
        "use_until": row["use_until"],
    }


def act(purpose: Purpose, item: RecipientStep, speaking: Speaking, sources: Sources) -> str | None:
    """The address of the page that acts on the step for the contact."""
    contact_id = speaking.message.contact_id
    if speaking.links is None or contact_id is None or speaking.message.kind not in ASKING:
        return None
    return speaking.links.url(purpose, LinkTarget(contact_id, item), sources.now)


def old_due(item: Row[Any], message: Claimed) -> date | None:
    """The date before a new one, as the planner noted it for the item's occasion."""
    noted = (message.payload or {}).get("old_due", {}).get(str(item.recipient_id))
    return date.fromisoformat(noted) if noted else None


def done(item: Row[Any], message: Claimed, sources: Sources) -> Done | None:
    """What a receipt or a notice says is done."""
    states = {MessageKind.RECEIPT: ProgressState.CONFIRMED, MessageKind.CLAIM_NOTICE: ProgressState.CLAIMED}
    state = states.get(MessageKind(message.kind))
    said = statement(item, state, sources) if state else None
    return Done(said.on_date, said.amount, said.said_by) if said else None


def next_step(item: Row[Any], speaking: Speaking, sources: Sources) -> Line | None:
    """The step after the one that a receipt is about."""
    following: Sequence[Step] = STEPS[STEPS.index(Step(item.step)) + 1 :]
    if speaking.message.kind != MessageKind.RECEIPT or not following:
        return None
    place, grant = sources.places[item.recipient_id], sources.grants[item.programme_id]
    due = grant.window(following[0], place.code).due
    return Line(occasion="next", due=due, **of_grant(grant, place, following[0], speaking))
