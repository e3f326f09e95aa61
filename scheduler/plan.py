"""The plan: what is due to whom on a day, as a pure function of the situation and the time.

What is entered during a day is told from the next working morning on, so that a slip of the pen
can be corrected before anyone reads of it, and so that the plan does not depend on how often it
is asked.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from models.outbox import MessageKind
from models.window import Window
from scheduler.occasions import (
    CLAIM,
    FORECAST,
    NEW_DATE,
    OPEN,
    RECEIPT,
    Occasion,
    last_reminder,
    latest_due,
    occasions,
    snoozed,
)
from scheduler.operator_plan import to_operator
from scheduler.planned import Day, PlannedItem, PlannedMessage, end_of_point, planned_day
from scheduler.situation import Event, Person, Situation, StepSituation, Told


class Saying(NamedTuple):
    """One thing to say of a step: `due` is the date that it speaks of, `old_due` the one before a new one."""

    kind: MessageKind
    occasion: str
    due: date | None
    old_due: date | None = None


class Entry(NamedTuple):
    """One item for one person by one channel, before items are gathered into messages."""

    saying: Saying
    person: Person
    channel: str
    address: str
    acting_links: bool
    step: StepSituation


def plan(situation: Situation, now: datetime, zone: ZoneInfo) -> list[PlannedMessage]:
    """What is to be sent at `now` and has not been planned before, one message for what belongs together."""
    day = planned_day(now, zone)
    if day is None:
        return []
    gathered: dict[tuple[str, int, str, bool], list[Entry]] = {}
    for step in situation.steps:
        for entry in entries_of(step, situation, day):
            group = (entry.saying.kind, entry.person.id, entry.channel, entry.acting_links)
            gathered.setdefault(group, []).append(entry)
    messages = [message_of(gathered[group], day) for group in sorted(gathered, key=lambda group: group[1:])]
    return [*messages, *to_operator(situation, day)]


def entries_of(step: StepSituation, situation: Situation, day: Day) -> Iterator[Entry]:
    """Everything to be said today of one recipient's step, and to whom."""
    told, said = situation.told.get(step.of, {}), situation.said.get(step.of, set())
    snoozes = situation.snoozes.get(step.of, {})
    usual = coming(step, day)
    if usual is None and is_quiet(step, day) and not told and not snoozes:
        return
    people, acting = situation.reached(step.of.recipient_id)
    for person in people:
        if person.since > day.today:
            continue
        for channel, address in person.addresses:
            last = told.get((person.id, channel))
            wanted = wanted_occasion(step, person, usual, snoozes.get(person.id), day)
            for saying in sayings(step, person, last, wanted, acting, day):
                if (person.id, channel, saying.occasion) not in said:
                    yield Entry(saying, person, channel, address, acting, step)


def is_quiet(step: StepSituation, day: Day) -> bool:
    """Whether no event of a step is to be told today."""
    if step.confirmed is not None:
        return not day.holds(step.confirmed)
    return not asks_forecast(step, day) and not any(day.holds(claim) for claim in step.claims)


def asks_forecast(step: StepSituation, day: Day) -> bool:
    """Whether it is time to ask what will not be used of the money."""
    if step.forecast_on is None or step.use_until is None:
        return False
    return day.oldest <= step.forecast_on <= day.today <= step.use_until


def coming(step: StepSituation, day: Day) -> Occasion | None:
    """The latest occasion of a step for those who neither claimed nor snoozed it; None once it is confirmed."""
    if step.confirmed is not None or not step.concerned:
        return None
    return latest_due(occasions(step.window, step.schedule), step.window.due, day.today, day.oldest)


def sayings(
    step: StepSituation, person: Person, told: Told | None, wanted: Occasion | None, acting: bool, day: Day
) -> Iterator[Saying]:
    """What a person is to be told today of a step, by one channel."""
    if step.confirmed is not None:
        if day.holds(step.confirmed) and person.added_at <= step.confirmed.at:
            yield Saying(MessageKind.RECEIPT, receipt_name(step.confirmed), step.window.due)
        return
    if step.concerned and step.since <= day.today:
        yield from of_date(step, told, wanted, day)
    claim = others_claim(step, person)
    if claim is not None and acting and day.holds(claim):
        yield Saying(MessageKind.CLAIM_NOTICE, claim_name(claim), step.window.due)
    if asks_forecast(step, day):
        yield Saying(MessageKind.FORECAST, f"{FORECAST} {step.use_until}", step.use_until)


def of_date(step: StepSituation, told: Told | None, wanted: Occasion | None, day: Day) -> Iterator[Saying]:
    """The reminder or the new date, never both: a new date says all that a reminder would."""
    if told is not None and is_new(step.window, told, day.today):
        yield Saying(MessageKind.NEW_DATE, NEW_DATE, step.window.due, told.due)
        return
    if wanted is not None and (told is None or told.as_of < wanted.day):
        yield Saying(MessageKind.REMINDER, wanted.name, step.window.due)


def is_new(window: Window, told: Told, today: date) -> bool:
    """Whether what a person was told is no longer so, and still matters.

    A date that lies behind is no news, nor is one that was withdrawn when it lay behind.
    """
    if told.due == window.due:
        return told.occasion == OPEN and window.opens is not None and window.opens > today
    if window.due is None:
        return told.due is not None and told.due >= today
    return window.due >= today


def wanted_occasion(
    step: StepSituation, person: Person, usual: Occasion | None, snooze: date | None, day: Day
) -> Occasion | None:
    """The latest occasion that has come for this person; `usual` is everyone's.

    Who has claimed the step gets only the last reminder before the date; who has snoozed it gets
    that one, the one asked for and those after it. A claim without a contact is everyone's.
    """
    if snooze is None and not step.claims:
        return usual
    if any(claim.contact_id in (None, person.id) for claim in step.claims):
        candidates = last_one(step)
    elif snooze is not None:
        asked = min([snoozed(snooze), *last_one(step)])
        candidates = [asked, *(each for each in occasions(step.window, step.schedule) if each.day >= asked.day)]
    else:
        return usual
    return latest_due(candidates, step.window.due, day.today, day.oldest)


def last_one(step: StepSituation) -> list[Occasion]:
    last = last_reminder(step.window, step.schedule)
    return [] if last is None else [last]


def others_claim(step: StepSituation, person: Person) -> Event | None:
    """The first contact's claim, which those who have not claimed themselves are told of."""
    if not step.claims:
        return None
    claims = [claim for claim in step.claims if claim.contact_id is not None]
    if any(claim.contact_id == person.id for claim in claims):
        return None
    return min(claims, key=lambda claim: claim.at, default=None)


def receipt_name(event: Event) -> str:
    """The occasion of a receipt: another confirmation, after one was undone, is another occasion."""
    return f"{RECEIPT} {event.stamp}"


def claim_name(event: Event) -> str:
    return f"{CLAIM} {event.stamp}"


def message_of(entries: list[Entry], day: Day) -> PlannedMessage:
    """One message that says all of one person's entries of a kind."""
    first = entries[0]
    items = tuple(
        [PlannedItem(entry.step.of, entry.saying.occasion, entry.step.revision, entry.saying.due) for entry in entries]
    )
    return PlannedMessage(
        key=key_of(first, items),
        channel=first.channel,
        kind=first.saying.kind,
        contact_id=first.person.id,
        address=first.address,
        language=first.person.language,
        as_of=day.today,
        due_at=day.morning,
        not_after=end_of_point(items, day),
        items=items,
        payload=old_dates(entries) if first.saying.kind == MessageKind.NEW_DATE else None,
        acting_links=first.acting_links,
    )


def key_of(first: Entry, items: tuple[PlannedItem, ...]) -> str:
    """What names a message: whom it is for and what it says."""
    return f"{first.saying.kind}:{first.channel}:{first.person.id}:{digest_of(items)}"


@lru_cache(maxsize=4096)
def digest_of(items: tuple[PlannedItem, ...]) -> str:
    """What names the items of a message: the same for all contacts of a recipient."""
    said = sorted(f"{item.of[0]} {item.of[1]} {item.of[2]} {item.occasion} {item.revision}" for item in items)
    return sha256("\n".join(said).encode()).hexdigest()[:20]


def old_dates(entries: Iterable[Entry]) -> dict[str, Any] | None:
    """The dates before new ones by the step that they were of; a date that is the first has none before."""
    old = {entry.step.of.key: entry.saying.old_due.isoformat() for entry in entries if entry.saying.old_due}
    return {"old_due": old} if old else None
