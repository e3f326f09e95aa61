"""What points to a person is taken out of a question; what it is about stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.masking import LONGEST_KEPT, mask

AMOUNTS = [
    "Får Kiruna 2 672 587 kr enligt S2025/00122?",
    "Summan 1 145 499 999 mot 1 145 500 000 kronor, rad 290",
    "Senast 2026-12-01 klockan 08:00, dvs. 20261201",
    "prop. 2024/25:89 och S2024/02239",
    "650000 kronor x 290 kommuner = 188500000",
    "Är 86,6138136 kr per invånare rätt för 100 000 invånare?",
    "Upplands Väsby 5 086 774 Vallentuna 3 769 811 Österåker 5 041 908",
]


@pytest.mark.parametrize("text", AMOUNTS)
def test_amounts_dates_and_references_stay(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "number",
    [
        "811218-9876",
        "19811218-9876",
        "811218+9876",
        "8112189876",
        "198112189876",
        "811218 9876",
        "19811218 - 9876",
        "701063-2391",
        "197010632391",
        "700191-2391",
        "811218-T876",
    ],
)
def test_personal_and_coordination_numbers_are_masked(number: str) -> None:
    assert mask(f"Jag har {number}, vad gäller?") == "Jag har [personnummer], vad gäller?"


@pytest.mark.parametrize(
    "number",
    [
        "070-123 45 67",
        "0739876543",
        "+46 70 123 45 67",
        "0046701234567",
        "08-123 456 78",
        "0980/701 00",
        "+46(0)701234567",
    ],
)
def test_phone_numbers_are_masked(number: str) -> None:
    assert mask(f"Ring mig på {number}!") == "Ring mig på [telefon]!"


def test_addresses_are_masked() -> None:
    assert mask("Svara anna.berg@kiruna.example tack") == "Svara [e-post] tack"
    assert mask("Vi sitter på Storgatan 12 B, 981 85 Kiruna") == "Vi sitter på [adress], [adress] Kiruna"


@pytest.mark.parametrize(
    "end",
    [
        "\n\nMed vänliga hälsningar\nAnna Berg\nEkonom, 0980-701 00",
        " Mvh Anna Berg",
        "\nHälsningar Anna",
        "\n-- \nAnna Berg",
        " /Anna Berg",
        "\nBest regards,\nAnn Berg",
        "\nVänligen\nAnna Berg",
    ],
)
def test_a_signature_goes_with_all_that_follows(end: str) -> None:
    assert mask(f"Hur mycket får vi?{end}") == "Hur mycket får vi? [underskrift]"


def test_a_stated_name_is_masked_and_a_greeting_at_the_start_closes_nothing() -> None:
    assert mask("Jag heter Anna Berg och undrar en sak") == "Jag heter [namn] och undrar en sak"
    assert mask("Hälsningar från norr! Hur mycket får Berg?") == "Hälsningar från norr! Hur mycket får Berg?"


def test_what_a_database_refuses_is_left_out() -> None:
    assert mask("a\0b\ud800c") == "ab?c"


@given(st.text(alphabet="0123456789 -+./@abcåÅ\n", max_size=300))
def test_any_text_is_masked_without_error_and_within_its_length(text: str) -> None:
    assert len(mask(text)) <= LONGEST_KEPT


@pytest.mark.parametrize("part", ["0 ", "Med vänliga hälsningar ", "a@", "19811218", "/ A", "+46 (", "vägen 1 "])
def test_masking_takes_time_linear_in_the_text(part: str) -> None:
    def seconds(times: int) -> float:
        text, started = part * times, time.perf_counter()
        mask("x" + text)
        return time.perf_counter() - started

    seconds(100)
    assert seconds(2_000) < 100 * max(seconds(200), 0.001)
