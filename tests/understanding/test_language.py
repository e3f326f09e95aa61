"""Swedish or English, by the words of the question."""

import pytest

from bot.understanding.language import language_of


@pytest.mark.parametrize(
    "text", ["hur mycket får KOMMUNNAMN", "KOMMUNNAMN belopp tack", "När är sista dag?", "deadline rapport"]
)
def test_swedish_words_make_a_swedish_question(text: str) -> None:
    assert language_of(text) == "sv"


@pytest.mark.parametrize(
    "text",
    ["how much for KOMMUNNAMN", "what about LÄNSNAMN", "When is the deadline?", "budget line?", "I love KOMMUNNAMN."],
)
def test_english_words_make_an_english_question(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(("before", "language"), [("en", "en"), ("sv", "sv"), (None, "sv")])
def test_a_bare_name_keeps_the_conversations_language(before: str | None, language: str) -> None:
    assert language_of("KOMMUNNAMN?", before) == language


def test_a_wish_goes_before_the_words() -> None:
    assert language_of("Kan du svara på engelska?") == "en"
    assert language_of("Could you say that in Swedish?") == "sv"


def test_the_names_mask_is_no_swedish_word() -> None:
    assert language_of("LÄNSNAMN please") == "en"
