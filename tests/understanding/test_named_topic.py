"""What is asked of a recipient that is named, where that is no amount."""

import pytest

from bot.understanding.question import AMOUNT
from models.facts import Facts
from tests.understanding.test_understand import Reader


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
