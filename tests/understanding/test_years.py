"""The years that a text names."""

import pytest

from bot.understanding.years import year_offset, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("vad fick de 2024?", (2024,)),
        ("2024 och 2025", (2024, 2025)),
        ("för 2026-2028", (2026, 2027, 2028)),
        ("2026–28", (2026, 2027, 2028)),
        ("från 2024 till 2026", (2024, 2025, 2026)),
        ("bidrag 2025 kr", (2025,)),
        ("i år", ()),
        ("150 000 invånare", ()),
        ("2 024 000 kr", ()),
    ],
)
def test_years_are_found_in_order(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize("text", ["S2025/00122", "prop. 2024/25:89", "dnr S2024/02239 alltså"])
def test_a_reference_number_names_no_year(text: str) -> None:
    assert years_in(text) == ()


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("i år", 0),
        ("förra året", -1),
        ("i fjol", -1),
        ("fjolårets belopp", -1),
        ("the previous year", -1),
        ("next year", 1),
        ("this year's", None),
        ("2025", None),
    ],
)
def test_a_year_may_be_said_from_today(text: str, offset: int | None) -> None:
    assert year_offset(text) == offset
