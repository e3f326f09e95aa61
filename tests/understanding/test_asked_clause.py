"""Clauses that ask for an amount, whatever stands around them."""

import pytest

from bot.understanding.asked_clause import asks_amount_in_clause, clauses_of


@pytest.mark.parametrize(
    "masked",
    [
        "Regnet slår mot rutan: vad tilldelas KOMMUNNAMN ?",
        "Pelle Ek heter jag, undrar vad KOMMUNNAMN har tilldelats",
        "sitter på tåget till mötet, ge mig KOMMUNNAMN 2025 i kr",
        "Mitt mål före lunch är att ha KOMMUNNAMN belopp på papper",
        "Just curious about KOMMUNNAMN share, what is it?",
        "Those of us who are new here wonder what KOMMUNNAMN has been awarded.",
    ],
)
def test_what_stands_before_a_plain_clause_does_not_matter(masked: str) -> None:
    assert asks_amount_in_clause(masked)


@pytest.mark.parametrize(
    "masked",
    [
        "Skolmiljarden delas ut igen, vad får KOMMUNNAMN ?",
        "Min syster jobbar i förskolan, hur mycket får hon i KOMMUNNAMN ?",
        "Jag är lärare, vad får KOMMUNNAMN i bidrag för mindre klasser?",
        "Branden i går: vad får KOMMUNNAMN betala?",
        "Vi vill bygga en lekplats, hur mycket kan KOMMUNNAMN bidra med?",
        "Jag funderar på att flytta, vad ger KOMMUNNAMN mig för stöd?",
        "Hur mycket får KOMMUNNAMN ?",
    ],
)
def test_other_money_or_another_matter_in_the_clause_does(masked: str) -> None:
    assert not asks_amount_in_clause(masked)


def test_a_question_in_two_parts_is_parted() -> None:
    assert clauses_of("Hur mycket får KOMMUNNAMN och vad får vi använda pengarna till?") == [
        "Hur mycket får KOMMUNNAMN",
        "vad får vi använda pengarna till?",
    ]
