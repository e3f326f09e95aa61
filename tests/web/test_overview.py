"""What the page shows beside the chat."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.web.overview import example_questions, overview
from models.facts import Facts
from models.steps import Step
from models.window import Window

TODAY = date(2026, 11, 24)


def test_the_overview_states_the_newest_grant_and_no_date_that_nobody_has_set(facts: Facts) -> None:
    shown = overview(facts, TODAY)
    assert shown is not None
    assert (shown.year, shown.reference, shown.total) == (2025, "S2025/00122", 1_170_000_000)
    assert (shown.municipalities, shown.rss) == (290, 24)
    assert [step.due for step in shown.steps] == [None, None, None]


def test_a_date_that_is_set_is_shown_with_the_days_left(facts: Facts) -> None:
    grant = facts.newest()
    assert grant is not None
    dated = replace(grant, windows=MappingProxyType({(Step.REQUISITION, None): Window(due=date(2026, 12, 1))}))
    shown = overview(replace(facts, grants=(dated,)), TODAY)
    assert shown is not None
    assert (shown.steps[0].due, shown.steps[0].days) == (date(2026, 12, 1), 7)


def test_the_examples_name_real_recipients_others_each_day(facts: Facts) -> None:
    today, tomorrow = (example_questions(facts, "sv", day) for day in (TODAY, date(2026, 11, 25)))
    named = {place.official_name for place in facts.municipalities}
    assert any(name in today[0] for name in named)
    assert today != tomorrow
    assert len(example_questions(facts, "en", TODAY)) == 4


def test_without_any_grant_nothing_is_shown(facts: Facts) -> None:
    empty = replace(facts, grants=())
    assert overview(empty, TODAY) is None
    assert example_questions(empty, "sv", TODAY) == []
