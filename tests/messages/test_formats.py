"""Money, numbers and dates in both languages."""

from datetime import date

import pytest
from jinja2 import UndefinedError

from messages import formats
from messages.environment import environment, in_paragraphs


def plain(text: str) -> str:
    return text.replace(formats.NO_BREAK, "_")


def test_kronor_never_break_over_two_lines() -> None:
    assert plain(formats.kronor(2_672_587, "sv")) == "2_672_587_kronor"
    assert plain(formats.kronor(2_672_587, "en")) == "SEK_2,672,587"


def test_a_number_shows_as_many_decimals_as_asked_for() -> None:
    assert formats.number(86.6138136, "sv", decimals=2) == "86,61"
    assert formats.number(86.6138136, "en", decimals=2) == "86.61"
    assert plain(formats.number(100_000, "sv")) == "100_000"


def test_a_share_that_rounds_to_a_whole_number_keeps_its_zeros() -> None:
    assert formats.percent(0.029977, "sv", decimals=2) == "3,00\N{NO-BREAK SPACE}procent"
    assert formats.percent(0.125, "en") == "12.5\N{NO-BREAK SPACE}per cent"


def test_a_date_is_written_in_words() -> None:
    assert plain(formats.date_text(date(2026, 9, 30), "sv")) == "30_september 2026"
    assert plain(formats.date_text(date(2026, 9, 30), "en")) == "30_September 2026"


def test_a_month_without_a_day_stays_without_one() -> None:
    assert formats.date_text("2025-01", "sv") == "januari 2025"
    assert formats.date_text("2025-01", "en") == "January 2025"


def test_one_day_is_singular() -> None:
    assert plain(formats.days(1, "sv")) == "1_dag"
    assert plain(formats.days(7, "en")) == "7_days"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_missing_value_is_an_error_and_never_an_empty_place(language: str) -> None:
    with pytest.raises(UndefinedError):
        environment(language).from_string("{{ amount | kronor }}").render()


def test_line_breaks_of_a_template_mean_nothing_but_blank_lines_and_list_items_do() -> None:
    written = "\nOne line\n  and its rest.\n\n\nA list:\n– first\n  item\n– second\n"
    assert in_paragraphs(written) == "One line and its rest.\n\nA list:\n– first item\n– second"
