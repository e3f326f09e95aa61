"""Dates in the midst of holidays, lived through day by day; every expected day is from the almanac."""

from datetime import UTC, date, timedelta

import pytest

from models.steps import RecipientStep, Step
from scheduler.planned import PlannedMessage
from tests.scheduler.world import KIRUNA, World, local

REPORT = RecipientStep(1, KIRUNA, Step.REPORT)

# 2026: Good Friday 3 April, Easter Monday 6 April; summer time begins on Sunday 29 March.
EASTER = ("2026-04-07", ["03-06 30", "03-24 14", "03-31 7", "04-02 1", "04-07 0", "04-08 +1", "04-14 +7"])
# National Day is Saturday 6 June, Midsummer Eve Friday 19 June: the day before and the day itself are one mail.
MIDSUMMER = ("2026-06-20", ["05-21 30", "06-05 14", "06-12 7", "06-18 0", "06-22 +1", "06-29 +7"])
# Christmas Eve is a Thursday, New Year's Eve too, and 1 January 2027 a Friday.
NEW_YEAR = ("2026-12-31", ["12-01 30", "12-17 14", "12-23 7", "12-30 0", "01-04 +1", "01-07 +7"])
# All Saints' Day is Saturday 31 October; winter time begins on Sunday 25 October.
AUTUMN = ("2026-11-02", ["10-02 30", "10-19 14", "10-26 7", "10-30 1", "11-02 0", "11-03 +1", "11-09 +7"])


def lived(world: World, due: str) -> list[tuple[PlannedMessage, str]]:
    """Every message around a date with its day and its occasion, by a planner that wakes three times a day."""
    found = []
    day = date.fromisoformat(due) - timedelta(days=40)
    while day <= date.fromisoformat(due) + timedelta(days=20):
        for time in ("07:59", "08:00", "15:00"):
            for message in world.tick(local(day.isoformat(), time)):
                assert time == "08:00"
                found.append((message, f"{day:%m-%d} {message.items[0].occasion}"))
        day += timedelta(days=1)
    return found


def world_with(due: str) -> World:
    world = World(records={})
    world.set_due(due, REPORT)
    return world


@pytest.mark.parametrize(("due", "expected"), [EASTER, MIDSUMMER, NEW_YEAR, AUTUMN])
def test_around_holidays_exactly_the_days_of_the_almanac_bring_a_mail(due: str, expected: list[str]) -> None:
    assert [said for _, said in lived(world_with(due), due)] == expected


@pytest.mark.parametrize(("due", "last"), [(EASTER[0], "04-02 1"), (MIDSUMMER[0], "06-18 1"), (NEW_YEAR[0], "12-30 1")])
def test_who_has_claimed_gets_the_last_reminder_also_where_it_falls_on_the_day_of_another(due: str, last: str) -> None:
    world = world_with(due)
    world.records[REPORT].claims[1] = local(due) - timedelta(days=35)
    assert [said for _, said in lived(world, due)][:1] == [last]


def test_eight_in_the_morning_is_another_hour_of_utc_once_summer_time_has_begun() -> None:
    hours = [message.due_at.astimezone(UTC).hour for message, _ in lived(world_with(EASTER[0]), EASTER[0])]
    assert hours == [7, 7, 6, 6, 6, 6, 6]
