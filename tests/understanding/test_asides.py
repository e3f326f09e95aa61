"""What follow-ups say beside what they ask: who wrote the wrong name, what is only an example, whose neighbour."""

import pytest

from bot.understanding.asides import last_clause
from bot.understanding.conversation import NOTHING, after
from bot.understanding.follow_up import complete
from bot.understanding.question import AMOUNT, Kind, Operation, Target
from tests.understanding.test_follow_ups import BODEN, KALIX, named, question, told

LULEÅ = Target(Kind.MUNICIPALITY, "2580")


@pytest.mark.parametrize(
    "text",
    [
        "hoppsan, fel kommun! KOMMUNNAMN ska det vara",
        "skrev fel ort. Det är KOMMUNNAMN jag är ute efter",
        "Ursäkta, slant på tangenterna – KOMMUNNAMN avses",
        "Glöm det, jag tänkte på KOMMUNNAMN",
        "I mixed up the names. KOMMUNNAMN is the one",
        "oops, a typo: it should be KOMMUNNAMN",
        "det skulle ha stått KOMMUNNAMN",
    ],
)
def test_a_name_put_right_asks_the_amount_of_the_right_one(text: str) -> None:
    asked = question(topic="repayment", mentions=named(BODEN))
    completed = complete(asked, text, told(LULEÅ))
    assert (completed.topic, completed.targets) == (AMOUNT, (BODEN,))


@pytest.mark.parametrize(
    "text", ["fel kommun! när ska KOMMUNNAMN betala?", "vad blev fel? KOMMUNNAMN har ju betalat tillbaka"]
)
def test_a_name_put_right_beside_another_question_is_no_amount(text: str) -> None:
    asked = question(topic="repayment", mentions=named(BODEN))
    assert complete(asked, text, told(LULEÅ)).topic == "repayment"


@pytest.mark.parametrize("text", ["2025 då, säg KOMMUNNAMN?", "hur är det 2025, exempelvis i KOMMUNNAMN?"])
def test_an_example_after_talk_of_a_year_is_asked_for_its_amount(text: str) -> None:
    asked = question(mentions=named(BODEN), years=(2025,))
    assert complete(asked, text, after(NOTHING, question(topic="year_2024"))).topic == AMOUNT


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("våra grannar i KOMMUNNAMN?", AMOUNT),
        ("grannkommunen KOMMUNNAMN då?", AMOUNT),
        ("grannarna till KOMMUNNAMN?", None),
        ("KOMMUNNAMN grannkommuner?", None),
    ],
)
def test_a_neighbour_is_who_is_named_and_never_whose_neighbour_it_is(text: str, topic: str | None) -> None:
    assert complete(question(mentions=named(BODEN)), text, told(LULEÅ)).topic == topic


@pytest.mark.parametrize("text", ["och båda gemensamt?", "Alla tre sammanräknat", "what is the total for all of them?"])
def test_a_sum_in_a_few_words_is_of_those_told(text: str) -> None:
    completed = complete(question(topic="joint"), text, told(LULEÅ, BODEN, KALIX))
    assert completed.operation == Operation.SUM


def test_what_is_said_of_a_countys_municipalities_before_a_few_words_is_heard() -> None:
    assert last_clause("hela länets kommuner menade jag, summan") == "hela länets kommuner menade jag, summan"
    assert last_clause("nu ringer telefonen, summan").strip() == "summan"


@pytest.mark.parametrize("text", ["och vilken dag pratar vi om då?", "vad är det för dag?", "by which date?"])
def test_which_day_asks_for_the_date_of_the_step_talked_about(text: str) -> None:
    asked = question(own=True)
    assert complete(asked, text, after(NOTHING, question(topic="report"))).topic == "report_deadline"


@pytest.mark.parametrize(
    "text",
    [
        "I typed KOMMUNNAMN but it's KOMMUNNAMN",
        "det blev KOMMUNNAMN men ska vara KOMMUNNAMN",
        "inte KOMMUNNAMN , KOMMUNNAMN",
    ],
)
def test_of_two_names_the_one_typed_for_the_other_is_not_meant(text: str) -> None:
    completed = complete(question(mentions=named(LULEÅ, BODEN)), text, told(LULEÅ))
    assert (completed.topic, completed.targets) == (AMOUNT, (BODEN,))


def test_a_year_alone_asks_for_that_year_whatever_the_classifier_takes_it_for() -> None:
    asked = question(topic="requisition_deadline", years=(2025,))
    completed = complete(asked, "and this time, 2025?", told(LULEÅ, year=2024))
    assert (completed.topic, completed.targets, completed.years) == (AMOUNT, (LULEÅ,), (2025,))
