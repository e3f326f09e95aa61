"""Who "we" are by the writer's own words."""

import pytest

from bot.understanding.names import NameIndex
from bot.understanding.own import introduced
from bot.understanding.text import clean
from models.facts import Facts


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


def writers(index: NameIndex, text: str) -> list[str]:
    return [target.code for target in introduced(clean(text), index.find(clean(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Vi i Kiruna kommun undrar vilket diarienummer man anger",
        "Vad ska vi på socialkontoret göra? Vi här i Kiruna alltså.",
        "Which number do we in Kiruna quote?",
        "Jag sitter med redovisningen för Kiruna, vad ska stå i den?",
        "Håller på att fylla i rekvisitionen åt Kiruna",
        "We are preparing the requisition for Kiruna",
    ],
)
def test_who_acts_or_speaks_for_a_recipient_belongs_there(index: NameIndex, text: str) -> None:
    assert writers(index, text) == ["2584"]


@pytest.mark.parametrize(
    "text",
    [
        "När ska Kiruna redovisa?",
        "Vem fyller i rekvisitionen för Kiruna?",
        "Får vi samarbeta med Kiruna?",
        "Måste länet göra redovisningen för Kiruna?",
        "Hur mycket får vi från Kiruna?",
    ],
)
def test_who_asks_about_a_recipient_need_not_belong_there(index: NameIndex, text: str) -> None:
    assert writers(index, text) == []
