"""Which topic is chosen, where the words of one question stand in another."""

import pytest

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
