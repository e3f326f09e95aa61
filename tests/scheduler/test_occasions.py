"""Which reminders exist for a step."""

from datetime import date

from models.steps import Step
from models.window import Window
from scheduler.occasions import DEFAULT_SCHEDULES, Schedule, forecast_day, last_reminder, latest_due, occasions

REQUISITION = DEFAULT_SCHEDULES[Step.REQUISITION]
REPORT = DEFAULT_SCHEDULES[Step.REPORT]
LONG_AGO = date(2000, 1, 1)


def named(window: Window, schedule: Schedule = REQUISITION) -> dict[str, date]:
    return {occasion.name: occasion.day for occasion in occasions(window, schedule)}


def test_a_requisition_by_monday_1_december_2025_is_reminded_of_on_these_days() -> None:
    assert named(Window(date(2025, 10, 1), date(2025, 12, 1))) == {
        "open": date(2025, 10, 1),
        "60": date(2025, 10, 2),
        "30": date(2025, 10, 31),  # 1 November is a Saturday
        "14": date(2025, 11, 17),
        "7": date(2025, 11, 24),
        "1": date(2025, 11, 28),  # the day before is a Sunday
        "0": date(2025, 12, 1),
        "+1": date(2025, 12, 2),
        "+7": date(2025, 12, 8),
    }


def test_only_a_requisition_is_spoken_of_60_days_before() -> None:
    assert "60" not in named(Window(due=date(2026, 3, 2)), REPORT)


def test_now_open_is_never_said_before_the_window_is_open() -> None:
    assert named(Window(opens=date(2025, 11, 22))) == {"open": date(2025, 11, 24)}


def test_what_is_said_after_the_date_moves_to_the_working_day_after() -> None:
    days = named(Window(due=date(2025, 12, 30)))
    assert days["+1"] == date(2026, 1, 2)
    assert days["+7"] == date(2026, 1, 7)  # 6 January is Epiphany


def test_of_two_on_one_day_the_more_urgent_is_the_latest() -> None:
    window = Window(due=date(2025, 11, 29))  # a Saturday: the day itself and the day before are both Friday
    found = latest_due(occasions(window, REQUISITION), window.due, date(2025, 11, 28), LONG_AGO)
    assert found is not None
    assert found.name == "0"


def test_nothing_before_the_date_is_made_up_for_after_it() -> None:
    window = Window(due=date(2025, 12, 1))
    assert latest_due(occasions(window, Schedule((7, 0), ())), window.due, date(2025, 12, 2), LONG_AGO) is None


def test_what_came_before_the_oldest_day_is_not_made_up_for() -> None:
    window = Window(due=date(2025, 12, 1))
    found = latest_due(occasions(window, REQUISITION), window.due, date(2025, 10, 20), date(2025, 10, 6))
    assert found is None


def test_the_last_reminder_before_the_date_is_the_one_a_day_before() -> None:
    last = last_reminder(Window(due=date(2025, 12, 1)), REQUISITION)
    assert last is not None
    assert (last.name, last.day) == ("1", date(2025, 11, 28))


def test_where_only_the_day_itself_is_reminded_of_it_is_the_last_reminder() -> None:
    last = last_reminder(Window(due=date(2025, 12, 1)), Schedule((0,), ()))
    assert last is not None
    assert last.name == "0"


def test_the_forecast_is_asked_six_weeks_before_the_period_of_use_ends() -> None:
    assert forecast_day(date(2025, 12, 31), REPORT) == date(2025, 11, 19)
