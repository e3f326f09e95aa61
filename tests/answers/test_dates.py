"""The next last day, whichever step it belongs to."""

import re
from datetime import date

import pytest

from bot.answers.explanation import reasons
from models.facts import Facts
from models.steps import Step
from models.window import Window
from tests.answers.conftest import NOW, Ask
from tests.answers.judge import plain
from tests.answers.test_engine import with_windows


@pytest.mark.parametrize(
    "text",
    ["När är nästa sista dag?", "Vilken är nästa deadline?", "what is the next deadline?", "What are the dates?"],
)
async def test_the_next_last_day_is_not_yet_decided_for_any_step(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert answer.answered
    assert len(re.findall("inte beslutat ännu|not yet decided", answer.text)) == 3


async def test_the_next_last_day_is_the_first_that_has_not_passed_and_the_recipients_own(facts: Facts) -> None:
    windows = {
        (Step.REQUISITION, None): Window(due=date(2026, 2, 1)),
        (Step.REPORT, None): Window(due=date(2026, 10, 1)),
        (Step.REPORT, "0331"): Window(due=date(2026, 3, 12)),
        (Step.REPAYMENT, None): Window(due=date(2026, 4, 1)),
    }
    engine = with_windows(facts, windows)
    for_all = await engine.ask("När är nästa sista dag?", now=NOW)
    assert plain(for_all.text).startswith("Nästa sista dag gäller återbetalning: onsdag 1 april 2026.")
    assert "datumet har passerat" in for_all.text
    own = await engine.ask("What is the next deadline for Heby?", now=NOW)
    assert plain(own.text).startswith(
        "The next last day for Heby is for the report: Thursday 12 March 2026. 10 days left."
    )


@pytest.mark.parametrize(
    ("text", "label"), [("Vilken är nästa deadline?", "sista dag"), ("What are the dates?", "last day")]
)
async def test_why_the_next_last_day_was_told_can_be_explained(ask: Ask, text: str, label: str) -> None:
    answer = await ask(text)
    assert any(label in line for line in reasons(answer, answer.language))


async def test_the_next_last_day_after_a_recipients_amount_is_that_recipients(ask: Ask) -> None:
    await ask("Vad får Heby?", conversation="next day")
    assert "för Heby" in (await ask("När är nästa sista dag?", conversation="next day")).text


@pytest.mark.parametrize(
    "text", ["Vilken är nästa deadline i Premier League?", "När är nästa sista dag för deklarationen?"]
)
async def test_the_next_last_day_of_another_matter_is_declined(ask: Ask, text: str) -> None:
    assert not (await ask(text)).answered
