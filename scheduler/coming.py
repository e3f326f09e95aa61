"""The whole plan of the coming days: what each of them would bring if nothing changed meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.plan import plan
from scheduler.planned import MORNING, PlannedMessage
from scheduler.planning_rows import NOTICES, TELLING
from scheduler.situation import Situation, Told
from scheduler.working_days import is_working_day


def coming(situation: Situation, first: date, until: date, zone: ZoneInfo) -> Iterator[PlannedMessage]:
    """Every message of the working days from `first` to `until`, both included, in their order."""
    situation = copied(situation)
    for number in range((until - first).days + 1):
        day = first + timedelta(days=number)
        if is_working_day(day):
            messages = plan(situation, datetime.combine(day, MORNING, zone), zone)
            remember(situation, messages)
            yield from messages


def copied(situation: Situation) -> Situation:
    """A copy whose memory can grow without touching the original's."""
    return replace(
        situation,
        told={of: dict(told) for of, told in situation.told.items()},
        said={of: set(said) for of, said in situation.said.items()},
        keys=set(situation.keys),
    )


def remember(situation: Situation, messages: Iterable[PlannedMessage]) -> None:
    """Note in the situation that these messages are planned, as the outbox would."""
    for message in messages:
        if message.contact_id is None:
            situation.keys.add(message.key)
            continue
        for item in message.items:
            if message.kind in TELLING:
                told = Told(message.as_of, item.due, item.occasion)
                situation.told.setdefault(item.of, {})[message.contact_id, message.channel] = told
            elif message.kind in NOTICES:
                situation.said.setdefault(item.of, set()).add((message.contact_id, message.channel, item.occasion))
