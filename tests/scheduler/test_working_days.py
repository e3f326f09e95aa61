"""Swedish working days, checked against dates known from the almanac."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.working_days import is_working_day, on_or_after, on_or_before, working_days_before

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 12, 24),  # Christmas Eve is no public holiday, and nobody works
        date(2025, 12, 25),
        date(2025, 12, 31),  # New Year's Eve likewise
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 5, 14),  # Ascension Day
        date(2026, 6, 19),  # Midsummer Eve
        date(2025, 6, 6),
        date(2025, 11, 22),  # a Saturday
        date(2025, 11, 23),
    ],
)
def test_nobody_is_written_to_on_a_holiday_an_eve_or_a_weekend(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2025, 11, 24), date(2026, 1, 2), date(2026, 4, 30), date(2026, 5, 15)])
def test_days_between_holidays_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_before_christmas_is_the_23rd_and_after_it_the_29th_in_2025() -> None:
    assert on_or_before(date(2025, 12, 28)) == date(2025, 12, 23)
    assert on_or_after(date(2025, 12, 24)) == date(2025, 12, 29)


def test_the_new_year_of_2026_is_crossed_over_its_eve_and_its_first_day() -> None:
    assert on_or_before(date(2026, 1, 1)) == date(2025, 12, 30)
    assert on_or_after(date(2025, 12, 31)) == date(2026, 1, 2)


def test_ten_working_days_before_epiphany_week_lie_before_christmas() -> None:
    # back from 8 January: 7, 5, 2 January, 30, 29, 23, 22, 19, 18, 17 December
    assert working_days_before(date(2026, 1, 8), 10) == date(2025, 12, 17)


@given(DAYS)
def test_the_day_found_is_a_working_day_on_the_right_side_with_none_between(day: date) -> None:
    before, after = on_or_before(day), on_or_after(day)
    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    assert (before == day) == (after == day) == is_working_day(day)
