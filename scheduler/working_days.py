"""Swedish working days: not Saturdays, Sundays, public holidays or the eves that nobody works on."""

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def free_days(year: int) -> frozenset[date]:
    """Holidays and eves of a year; the eves are what the library calls de facto holidays."""
    import holidays

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in free_days(day.year)


@lru_cache(maxsize=4096)
def on_or_before(day: date) -> date:
    """The day itself where it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= DAY
    return day


@lru_cache(maxsize=4096)
def on_or_after(day: date) -> date:
    """The day itself where it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += DAY
    return day


@lru_cache(maxsize=1024)
def working_days_before(day: date, count: int) -> date:
    """The working day that lies `count` working days before `day`."""
    for _ in range(count):
        day = on_or_before(day - DAY)
    return day
