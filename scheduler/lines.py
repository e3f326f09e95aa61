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
from models.progress import Confirmed, ProgressState, concerns, due_back
from models.steps import RecipientStep, Step
from scheduler.outbox import Claimed
from scheduler.sources import Sources
from scheduler.working_days import DAY, on_or_before

# Mails that ask for something: they have no point once the agency has confirmed the step.
ASKING = {MessageKind.REMINDER, MessageKind.FORECAST}
# Mails that speak of a date: they are wrong once it has changed.
DATED = {MessageKind.REMINDER, MessageKind.NEW_DATE}
# Mails that say what is done: they are wrong once it is undone.
NOTING = {MessageKind.RECEIPT, MessageKind.CLAIM_NOTICE}
STEPS = tuple(Step)
ADMINISTRATOR, CHAT = "administrator", "telegram:"  # how progress names who runs the service


@dataclass(frozen=True, slots=True)
class Speaking:
    """What all lines of one mail have in common; `links` is None where it carries no acting links."""

    message: Claimed
    as_of: date
    domain: str
    links: Links | None


def current_items(message: Claimed, sources: Sources) -> list[Row[Any]]:
    """The items that still hold: date unchanged, contact the right one, step neither done nor undone meanwhile."""
    items = sources.items.get(message.id, ())
    return [item for item in items if still_holds(item, message, sources)]


def still_holds(item: Row[Any], message: Claimed, sources: Sources) -> bool:
    place, grant = sources.places[item.recipient_id], sources.grants[item.programme_id]
    if message.kind in DATED and item.due != grant.window(Step(item.step), place.code).due:
        return False
    serves = sources.serves.get(message.contact_id or 0, ())
    if not any(row.recipient_id == item.recipient_id and row.wrong_person_at is None for row in serves):
        return False
    if message.kind in NOTING and done(item, message, sources) is None:
        return False
    return message.kind not in ASKING or statement(item, ProgressState.CONFIRMED, sources) is None


def statement(item: Row[Any], state: ProgressState, sources: Sources, step: str | None = None) -> Row[Any] | None:
    """What was last said about an item's step (or another step of the same recipient), in this state."""
    return max(statements(item, state, sources, step), key=lambda row: row.said_at, default=None)


def statements(item: Row[Any], state: ProgressState, sources: Sources, step: str | None = None) -> list[Row[Any]]:
    key = (item.programme_id, item.recipient_id, step or item.step)
    return [row for row in sources.progress.get(key, ()) if row.state == state]


def confirmed(item: Row[Any], step: Step, sources: Sources) -> Confirmed | None:
    """The agency's confirmation of a step of the same recipient."""
    row = statement(item, ProgressState.CONFIRMED, sources, step)
    return Confirmed(row.amount, row.on_date, row.said_at) if row else None


def line(item: Row[Any], speaking: Speaking, sources: Sources) -> Line:
    """What a mail says about one item."""
    place, grant = sources.places[item.recipient_id], sources.grants[item.programme_id]
    step = Step(item.step)
    paid, reported = (confirmed(item, each, sources) for each in (Step.REQUISITION, Step.REPORT))
    target = RecipientStep(item.programme_id, item.recipient_id, step)
    claimed_on = own_claim(item, speaking.message, sources)
    asks = claimed_on is None and may_be_put_off(item, speaking.as_of)
    return Line(
        occasion=item.occasion,
        revision=item.revision,
        received=paid.amount if paid else None,
        owed=due_back(paid, reported),
        due=repayment_date(grant, place) if speaking.message.kind == MessageKind.FORECAST else item.due,
        claim=act(Purpose.CLAIM, target, speaking, sources),
        claimed_on=claimed_on,
        snooze=act(Purpose.SNOOZE, target, speaking, sources) if asks else None,
        old_due=old_due(item, speaking.message),
        done=done(item, speaking.message, sources),
        next_step=next_step(item, speaking, sources),
        **of_grant(grant, place, step, speaking),
    )


def repayment_date(grant: Grant, place: Place) -> date | None:
    """The forecast speaks of the repayment; its item of the end of the period of use."""
    return grant.window(Step.REPAYMENT, place.code).due


def own_claim(item: Row[Any], message: Claimed, sources: Sources) -> date | None:
    """The day that the contact itself has named for a step which is not confirmed."""
    claims = statements(item, ProgressState.CLAIMED, sources)
    return next((row.on_date for row in claims if row.contact_id == message.contact_id), None)


def may_be_put_off(item: Row[Any], as_of: date) -> bool:
    """Whether a later reminder can come before the date: not on the last working day before it."""
    return item.due is None or as_of < on_or_before(item.due - DAY)


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
    of = RecipientStep(item.programme_id, item.recipient_id, Step(item.step))
    noted = (message.payload or {}).get("old_due", {}).get(of.key)
    return date.fromisoformat(noted) if noted else None


def done(item: Row[Any], message: Claimed, sources: Sources) -> Done | None:
    """What a receipt or a notice says is done; of several claims the one that the plan tells others of."""
    if message.kind == MessageKind.RECEIPT:
        said = statement(item, ProgressState.CONFIRMED, sources)
        return Done(said.on_date, said.amount, said_by(said)) if said else None
    if message.kind != MessageKind.CLAIM_NOTICE:
        return None
    claims = (row for row in statements(item, ProgressState.CLAIMED, sources) if row.contact_id is not None)
    first = min(claims, key=lambda row: row.said_at, default=None)
    return Done(first.on_date, first.amount, first.said_by) if first else None


def said_by(row: Row[Any]) -> str | None:
    """Whose word it is; None for an administrator, whom a mail does not name."""
    by = str(row.said_by)
    return None if by == ADMINISTRATOR or by.startswith(CHAT) else by


def next_step(item: Row[Any], speaking: Speaking, sources: Sources) -> Line | None:
    """The first step after the one that a receipt is about which is still to be taken, if any."""
    if speaking.message.kind != MessageKind.RECEIPT:
        return None
    paid, reported = (confirmed(item, each, sources) for each in (Step.REQUISITION, Step.REPORT))
    following: Sequence[Step] = STEPS[STEPS.index(Step(item.step)) + 1 :]
    left = (step for step in following if concerns(step, paid, reported) and not confirmed(item, step, sources))
    step = next(left, None)
    if step is None:
        return None
    place, grant = sources.places[item.recipient_id], sources.grants[item.programme_id]
    due = grant.window(step, place.code).due
    return Line(occasion="next", due=due, **of_grant(grant, place, step, speaking))
