"""When what was entered takes effect: on the first working morning after it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.planned import MORNING
from scheduler.situation import Event
from scheduler.working_days import on_or_after

STAMPS_FROM = datetime(2025, 1, 1, tzinfo=UTC)


class Clock:
    """Tells the mornings for a plan at `now`.

    With `at_once` everything that has been entered counts, as in a plan for another time than
    today's: what is entered now is part of it, whenever it is.
    """

    def __init__(self, now: datetime, zone: ZoneInfo, *, at_once: bool = False) -> None:
        self.today = now.astimezone(zone).date()
        self._now, self._zone, self._at_once = now, zone, at_once
        self._mornings: dict[datetime, date] = {}

    def morning(self, entered: datetime) -> date:
        """The working day on whose 08:00 something entered then takes effect.

        What is dated later than `now` was entered by another clock, and counts at once.
        """
        if self._at_once or entered > self._now:
            return self.today
        if entered not in self._mornings:  # what was imported together has one time
            self._mornings[entered] = self._morning_after(entered)
        return self._mornings[entered]

    def _morning_after(self, entered: datetime) -> date:
        local = entered.astimezone(self._zone)
        return on_or_after(local.date() if local.time() <= MORNING else local.date() + timedelta(days=1))

    def event(self, entered: datetime, contact_id: int | None = None) -> Event:
        """A claim or confirmation with its stamp: seconds since 2025."""
        stamp = int((entered - STAMPS_FROM).total_seconds())
        return Event(entered, self.morning(entered), stamp, contact_id)
