"""When a step is due is told from when something happens."""

import pytest

from bot.understanding.step_dates import step_date_asked


@pytest.mark.parametrize(
    "text", ["När ska vi rekvirera?", "Vet du när vi senast måste rekvirera?", "when must we requisition?"]
)
def test_a_question_for_the_day_is_one_for_the_date(text: str) -> None:
    assert step_date_asked(text, "requisition") == "requisition_deadline"


@pytest.mark.parametrize("text", ["Ska vi bifoga en plan när vi rekvirerar?", "What do we attach when we requisition?"])
def test_when_we_do_a_step_asks_for_no_date(text: str) -> None:
    assert step_date_asked(text, "requisition") is None
