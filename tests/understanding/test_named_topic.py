"""What is asked of a recipient that is named, where that is no amount."""

import pytest

from bot.understanding.question import AMOUNT, DATES
from models.facts import Facts
from tests.understanding.test_understand import Reader, codes


@pytest.fixture(scope="module")
def read(facts: Facts) -> Reader:
    return Reader(facts)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Måste Härnösand ansöka?", "requisition"),
        ("Ska Ljusdal söka eller rekvirera?", "requisition"),
        ("Kan Ljusdal söka?", "requisition"),
        ("Hur ansöker Ljusdal?", "requisition"),
        ("Does Härnösand have to apply?", "requisition"),
        ("Must we in Eda apply for the money?", "requisition"),
        ("Can Vansbro hire a coordinator?", "purpose"),
        ("Får Vansbro anställa en samordnare?", "purpose"),
        ("Får Orsa utbilda personal?", "purpose"),
        ("May Orsa pay for training with it?", "purpose"),
    ],
)
def test_how_a_municipality_gets_its_money_and_uses_it_asks_for_no_amount(read: Reader, text: str, topic: str) -> None:
    assert read(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "Kan Kiruna söka pengar till en ny idrottshall?",
        "Kan jag söka jobb i Härnösand?",
        "Kan Orsa anställa vikarier till skolan?",
        "Söker Vansbro en samordnare?",
    ],
)
def test_an_application_or_a_post_for_something_else_is_no_question_about_the_grant(read: Reader, text: str) -> None:
    assert read(text).topic is None


@pytest.mark.parametrize(
    "text",
    [
        "Får Mora behålla pengarna till 2026?",
        "Får Mora föra över pengarna till nästa år?",
        "Can Mora keep the money until 2026?",
        "Can Mora use the money in 2026?",
    ],
)
def test_keeping_money_for_a_later_year_is_not_the_money_of_that_year(read: Reader, text: str) -> None:
    assert read(text).topic == "not_stated"


def test_the_money_of_a_later_year_is_no_question_about_keeping_it(read: Reader) -> None:
    assert read("Får Mora pengar 2026 också?").topic == AMOUNT


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("Måste Orsa ansöka, och hur mycket får de?", "requisition"),
        ("Vad får Orsa använda pengarna till och hur mycket får de?", "purpose"),
        ("What can Orsa use the money for and how much do they get?", "purpose"),
        ("Vad får Orsa, och senast när ska pengarna redovisas?", "report_deadline"),
        ("How much does Orsa get and by when must it be requisitioned?", "requisition_deadline"),
        ("Beloppet för Orsa och datumet för rekvisition tack", "requisition_deadline"),
        ("Vad får Orsa? Vilken är nästa deadline?", DATES),
        ("Vad får Orsa, och får de spara till 2026?", "not_stated"),
    ],
)
def test_the_amount_and_what_is_asked_beside_it_are_both_told(read: Reader, text: str, also: str) -> None:
    question = read(text)
    assert (question.topic, question.also, question.years) == (AMOUNT, also, ())
    assert codes(question) == ["2034"]


def test_who_is_named_in_the_other_clause_is_not_told_an_amount_beside(read: Reader) -> None:
    question = read("Får Orsa anställa en samordnare, och hur mycket får Mora?")
    assert (question.topic, question.also, codes(question)) == (AMOUNT, "purpose", ["2062"])
