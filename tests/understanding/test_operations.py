"""What is to be computed, by the words of both languages; names are masked."""

import pytest

from bot.understanding.operations import count_in, operation_of
from bot.understanding.question import Comparison, Operation

NAME = "KOMMUNNAMN"


@pytest.mark.parametrize(
    ("text", "mentioned", "operation"),
    [
        (f"hur mycket får {NAME}", 1, Operation.NONE),
        (f"hur mycket kan {NAME} som mest rekvirera", 1, Operation.NONE),
        (f"{NAME} och {NAME} tillsammans", 2, Operation.SUM),
        (f"{NAME} + {NAME}", 2, Operation.SUM),
        (f"summan för {NAME}", 1, Operation.NONE),
        ("vad får de ihop", 0, Operation.SUM),
        (f"är {NAME} större än {NAME}", 2, Operation.DIFFERENCE),
        (f"vem får mest, {NAME} eller {NAME}", 2, Operation.DIFFERENCE),
        (f"is that more than {NAME}", 1, Operation.DIFFERENCE),
        ("vilken kommun får mest", 0, Operation.HIGHEST),
        ("who gets the least", 0, Operation.LOWEST),
        ("vem får mest och vem får minst", 0, Operation.EXTREMES),
        ("topp tio", 0, Operation.HIGHEST),
        (f"vilken plats har {NAME} i rangordningen", 1, Operation.RANK),
        (f"where does {NAME} rank", 1, Operation.RANK),
        (f"vilket nummer har {NAME} på listan", 1, Operation.RANK),
        (f"vilket nummer anger vi i {NAME} på rekvisitionen", 1, Operation.NONE),
        (f"which number should {NAME} quote", 1, Operation.NONE),
        ("rangordna kommunerna", 0, Operation.HIGHEST),
        ("genomsnittet per kommun", 0, Operation.MEAN),
        ("the median amount", 0, Operation.MEDIAN),
        (f"hur stor andel får {NAME}", 1, Operation.SHARE),
        (f"per capita i {NAME}", 1, Operation.PER_INHABITANT),
        ("alla kommuner i LÄNSNAMN sammanlagt", 1, Operation.GROUP_SUM),
        ("lista kommunerna i LÄNSNAMN", 1, Operation.GROUP_LIST),
        ("vilka kommuner får mer än 5 miljoner", 0, Operation.COMPARED),
    ],
)
def test_the_words_tell_what_to_compute(text: str, mentioned: int, operation: Operation) -> None:
    assert operation_of(text, mentioned).operation == operation


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("de fem som får mest", 5),
        ("top ten municipalities", 10),
        ("which three municipalities get the least", 3),
        ("3-i-topp", 3),
        ("vilken får mest", None),
        ("de 290 kommuner som får mest", None),
        ("mest av kommuner med 100 000 invånare", None),
    ],
)
def test_how_many_are_asked_for(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("hur många kommuner får över 2 miljoner", Comparison.ABOVE),
        ("which municipalities get less than 1 million", Comparison.BELOW),
        ("vilken kommun får exakt 956 334 kronor", Comparison.EXACTLY),
        ("vilka rss får inte exakt en miljon", Comparison.NOT),
        ("vilka kommuner får inte mer än en miljon", Comparison.AT_MOST),
        ("vilka rss får minst en miljon", Comparison.AT_LEAST),
    ],
)
def test_how_amounts_are_held_against_a_stated_one(text: str, comparison: Comparison) -> None:
    assert operation_of(text).comparison == comparison


@pytest.mark.parametrize("text", ["vem står allra sist?", "vilken kommun är sist på listan", "who comes last?"])
def test_the_last_receives_the_least(text: str) -> None:
    assert operation_of(text, 0).operation == Operation.LOWEST
