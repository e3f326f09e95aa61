"""Which topic is chosen, where the words of one question stand in another."""

import pytest

from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Target
from models.facts import Facts
from tests.understanding.test_understand import Reader


@pytest.fixture(scope="module")
def read(facts: Facts) -> Reader:
    return Reader(facts)


@pytest.mark.parametrize(
    "text",
    [
        "How come the big cities end up with the most?",
        "Varför får storstäderna mest?",
        "Hur kommer det sig att Luleå får mest?",
        "Why does Luleå get the most?",
    ],
)
def test_why_somebody_gets_the_most_asks_for_the_rule_and_not_for_the_ranking(read: Reader, text: str) -> None:
    assert read(text).topic == "formula"


@pytest.mark.parametrize(
    "text", ["Hur mycket får kommunerna i RSS Skaraborg?", "How much do the municipalities in RSS Skaraborg get?"]
)
def test_the_municipalities_of_a_structure_are_not_the_structure(read: Reader, text: str) -> None:
    question = read(text)
    assert question.operation == Operation.GROUP_SUM
    assert question.group == Group(GroupOf.MUNICIPALITIES, Target(Kind.RSS, "rss-skaraborg"))


def test_the_structure_of_municipalities_is_not_the_municipalities(read: Reader) -> None:
    question = read("Vad får stödstrukturen för kommunerna i Skaraborg?")
    assert (question.topic, question.operation) == (AMOUNT, Operation.NONE)
