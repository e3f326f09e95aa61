"""The sums of money that a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.amounts import amounts_in, range_in


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("fem miljoner", (5_000_000,)),
        ("2,7 miljoner", (2_700_000,)),
        ("3.5 million kronor", (3_500_000,)),
        ("2 672 587 kr", (2_672_587,)),
        ("2\u00a0672\u00a0587", (2_672_587,)),
        ("SEK 650,000", (650_000,)),
        ("650000 kr", (650_000,)),
        ("en och en halv miljon", (1_500_000,)),
        ("1 170 miljoner", (1_170_000_000,)),
        ("1,2 miljarder", (1_200_000_000,)),
        ("mellan 2 miljoner och 3 miljoner", (2_000_000, 3_000_000)),
        ("23 mnkr", (23_000_000,)),
        ("2025", ()),
        ("S2025/00122", ()),
        ("ett bidrag", ()),
    ],
)
def test_amounts_are_whole_kronor(text: str, amounts: tuple[int, ...]) -> None:
    assert amounts_in(text) == amounts


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("mellan 5 och 6 miljoner", (5_000_000, 6_000_000)),
        ("between three and four million", (3_000_000, 4_000_000)),
        ("mellan 500 tusen och 1,5 miljoner", (500_000, 1_500_000)),
        ("mellan 2 000 000 och 3 000 000 kr", (2_000_000, 3_000_000)),
        ("5–6 miljoner", (5_000_000, 6_000_000)),
        ("fem och sex miljoner", None),
        ("en och en halv miljon", None),
        ("mellan 2024 och 2025", None),
        ("5 miljoner", None),
    ],
)
def test_two_amounts_bound_what_lies_between(text: str, bounds: tuple[int, int] | None) -> None:
    assert range_in(text) == bounds


@given(st.integers(min_value=1_000, max_value=999_999_999))
def test_a_number_with_spaces_is_read_back(amount: int) -> None:
    assert amounts_in(f"{amount:,} kr".replace(",", " ")) == (amount,)


@given(st.text(max_size=300))
def test_no_text_fails(text: str) -> None:
    assert all(isinstance(amount, int) for amount in (*amounts_in(text), *(range_in(text) or ())))
