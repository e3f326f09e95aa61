"""Which words say nothing beside a question about an amount, and which may change what is asked."""

import pytest

from bot.understanding.amount_words import other_words


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
