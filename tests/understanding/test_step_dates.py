"""When a step is due is told from when something happens."""

import pytest

from bot.understanding.conversation import Context
from bot.understanding.follow_up import complete
from bot.understanding.question import Question
from bot.understanding.step_dates import step_date_asked


@pytest.mark.parametrize(
    "text", ["När ska vi rekvirera?", "Vet du när vi senast måste rekvirera?", "when must we requisition?"]
)
def test_a_question_for_the_day_is_one_for_the_date(text: str) -> None:
    assert step_date_asked(text, "requisition") == "requisition_deadline"


@pytest.mark.parametrize("text", ["Ska vi bifoga en plan när vi rekvirerar?", "What do we attach when we requisition?"])
def test_when_we_do_a_step_asks_for_no_date(text: str) -> None:
    assert step_date_asked(text, "requisition") is None


@pytest.mark.parametrize("classified", [None, "requisition_deadline"])
def test_a_date_asked_after_a_step_is_that_steps_whatever_the_classifier_has_it_for(classified: str | None) -> None:
    context = Context(topic="repayment")
    asked = Question(text="", language="sv", topic=classified)
    assert complete(asked, "vilket datum snackar vi om?", context).topic == "repayment_deadline"


def test_a_date_asked_with_its_step_is_that_steps_whatever_was_talked_about() -> None:
    asked = Question(text="", language="sv", topic="requisition_deadline")
    assert complete(asked, "och när ska vi rekvirera?", Context(topic="repayment")).topic == "requisition_deadline"


def test_a_step_in_a_few_words_after_anothers_date_asks_for_its_own() -> None:
    asked = Question(text="", language="sv", topic="step_status")
    assert complete(asked, "och betalat tillbaka?", Context(topic="report_deadline")).topic == "repayment_deadline"
