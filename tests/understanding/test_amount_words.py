"""Which words say nothing beside a question about an amount, and which may change what is asked."""

import pytest

from bot.understanding.amount_words import PLAIN_WORDS, asks_elsewise, other_words, plain_words
from bot.understanding.beside import beside_words
from bot.understanding.phrases import words_in
from bot.understanding.vocabulary import ASKED
from models.catalogue.places import municipalities


@pytest.mark.parametrize(
    "masked",
    [
        "hur mycket far KOMMUNNAMN",
        "KOMMUNNAMN komun belop",
        "vad blir bidrget för KOMMUNNAMN kommn",
        "amuont KOMMUNNAMN",
    ],
)
def test_a_misspelt_word_of_the_field_is_no_other_word(masked: str) -> None:
    assert other_words(masked) == 0


@pytest.mark.parametrize(
    "masked", ["hur mycket bedrag i KOMMUNNAMN", "hur mycket skola i KOMMUNNAMN", "hur mycket får teatern i KOMMUNNAMN"]
)
def test_a_word_about_something_else_is_counted(masked: str) -> None:
    assert other_words(masked) == 1


@pytest.mark.parametrize(
    "masked",
    [
        "capslocken strular men hur mycket får KOMMUNNAMN",
        "tappade mina anteckningar, vad får KOMMUNNAMN i fördelningen",
        "I lost my glasses and the printout, how much does KOMMUNNAMN get",
        "Need to paste the figure for KOMMUNNAMN into a cell before lunch",
    ],
)
def test_what_the_writer_does_with_a_figure_changes_no_question(masked: str) -> None:
    assert other_words(masked) == 0
    assert not asks_elsewise(masked)


@pytest.mark.parametrize(
    "masked",
    [
        "hur många skärmar har KOMMUNNAMN",
        "vilken mall har KOMMUNNAMN",
        "hur ser KOMMUNNAMN formulär ut",
        "har KOMMUNNAMN fått ett brev",
        "hur mycket får KOMMUNNAMN till sina skärmar",
        "hur mycket bråkar KOMMUNNAMN",
        "vad är trevligt i KOMMUNNAMN",
        "how many emails did KOMMUNNAMN receive",
        "how much does KOMMUNNAMN print",
        "how much does KOMMUNNAMN get for new folders",
    ],
)
def test_a_thing_that_is_only_harmless_beside_a_question_is_not_asked_for(masked: str) -> None:
    assert asks_elsewise(masked)


@pytest.mark.parametrize("masked", ["vad skriver jag för KOMMUNNAMN", "hur mycket får KOMMUNNAMN till mötet"])
def test_what_the_writer_does_is_not_what_the_place_does(masked: str) -> None:
    assert not asks_elsewise(masked)


@pytest.mark.parametrize("masked", ["strular det i KOMMUNNAMN", "funkar wifi i KOMMUNNAMN"])
def test_things_without_a_word_for_money_ask_for_themselves(masked: str) -> None:
    assert other_words(masked) > 0


@pytest.mark.parametrize(
    "masked", ["hur mycket har KOMMUNNAMN reserverat", "how much has KOMMUNNAMN pledged", "vad har KOMMUNNAMN lovat"]
)
def test_what_a_municipality_sets_aside_itself_is_not_what_it_gets(masked: str) -> None:
    assert asks_elsewise(masked)


def test_no_word_stands_in_two_lists_and_none_but_vara_is_a_municipality() -> None:
    words = words_in(PLAIN_WORDS.read_text(encoding="utf-8"))
    names = {place.name.lower() for place in municipalities()}
    assert not words & beside_words()
    assert not ASKED & (words | beside_words())
    assert plain_words() & names == {"vara"}  # where it is the verb, its capital tells the place
