"""What a plan consists of: messages, the items that they say, and the day that it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from models.steps import RecipientStep
from scheduler.situation import Event
from scheduler.working_days import is_working_day, working_days_before

MORNING = time(8)
OLDEST_WORKING_DAYS = 10
POINTLESS_AFTER = timedelta(days=14)  # for a mail whose point does not end with a date


class PlannedItem(NamedTuple):
    """One thing to say of a recipient's step; `due` is the date that it speaks of."""

    of: RecipientStep
    occasion: str
    revision: int
    due: date | None


class PlannedMessage(NamedTuple):
    """One message to one address; the same `key` is the same message, however often it is planned.

    `as_of` is the local day that it speaks of. `acting_links` is false for a registrar.
    """

    key: str
    channel: str
    kind: str
    contact_id: int | None
    address: str
    language: str
    as_of: date
    due_at: datetime
    not_after: datetime | None
    items: tuple[PlannedItem, ...] = ()
    payload: dict[str, Any] | None = None
    acting_links: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is planned; what came before `oldest` is not made up for."""

    today: date
    oldest: date
    zone: ZoneInfo

    @property
    def morning(self) -> datetime:
        """When its messages are due."""
        return morning_of(self.today, self.zone)

    def holds(self, event: Event) -> bool:
        """Whether others are to be told of an event by now, and it is not too old for that."""
        return self.oldest <= event.morning <= self.today


def planned_day(now: datetime, zone: ZoneInfo) -> Day | None:
    """The day to plan at `now`: a working day from 08:00 on, else None."""
    local = now.astimezone(zone)
    if local.time() < MORNING or not is_working_day(local.date()):
        return None
    return Day(local.date(), working_days_before(local.date(), OLDEST_WORKING_DAYS), zone)


def end_of_point(items: Iterable[PlannedItem], day: Day) -> datetime:
    """When a message has lost its point: at the end of the first date that it speaks of."""
    coming_dates = [item.due for item in items if item.due is not None and item.due >= day.today]
    return end_of(min(coming_dates, default=day.today + POINTLESS_AFTER), day.zone)


@lru_cache(maxsize=64)
def end_of(last: date, zone: ZoneInfo) -> datetime:
    """The last second of a local day."""
    return datetime.combine(last, time(23, 59, 59), zone)


@lru_cache(maxsize=64)
def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """The local time at which a day's messages are due."""
    return datetime.combine(day, MORNING, zone)
