"""Money, numbers and dates as each language writes them, by Babel."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

NO_BREAK = "\u00a0"
MILLION, BILLION = 1_000_000, 1_000_000_000
# British English: "30 September 2026", not "September 30, 2026".
LOCALES = {"sv": Locale("sv", "SE"), "en": Locale("en", "GB")}


def kronor(amount: int, language: str) -> str:
    """Whole kronor that never break over two lines: "2 672 587 kronor", "SEK 2,672,587"."""
    number_text = number(amount, language)
    return f"SEK{NO_BREAK}{number_text}" if language == "en" else f"{number_text}{NO_BREAK}kronor"


@lru_cache(maxsize=4096)
def number(value: float, language: str, decimals: int = 0) -> str:
    """A number with grouped thousands and at most `decimals` decimals: "86,61", "86.61"."""
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=LOCALES[language])


def rounded(amount: int, language: str) -> str:
    """Millions or billions as they are said aloud, to one decimal: "1,2 miljarder", "200 million"."""
    words = {"sv": ("miljoner", "miljarder"), "en": ("million", "billion")}[language]
    large = amount >= BILLION
    value = number(amount / (BILLION if large else MILLION), language, decimals=1)
    return f"{value}{NO_BREAK}{words[large]}"


def percent(share: float, language: str, decimals: int = 1) -> str:
    """A share of one as per cent, zeros kept since they tell how exact it is: "3,0 procent", "12.5 per cent"."""
    word = "per cent" if language == "en" else "procent"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{format_decimal(share * 100, pattern, locale=LOCALES[language])}{NO_BREAK}{word}"


@lru_cache(maxsize=4096)
def date_text(value: date | str, language: str) -> str:
    """A date in words, "30 september 2026"; a month alone is written "2025-01", "januari 2025"."""
    if isinstance(value, str):
        year, month = value.split("-")
        return format_date(date(int(year), int(month), 1), "MMMM y", locale=LOCALES[language])
    return format_date(value, "d MMMM y", locale=LOCALES[language]).replace(" ", NO_BREAK, 1)


@lru_cache(maxsize=4096)
def day_month(value: date, language: str) -> str:
    """A date without its year, where that is plain: "30 september", "30 September"."""
    return format_date(value, "d MMMM", locale=LOCALES[language]).replace(" ", NO_BREAK, 1)


@lru_cache(maxsize=4096)
def weekday(value: date, language: str) -> str:
    """The day of the week in words: "onsdag", "Wednesday"."""
    return format_date(value, "EEEE", locale=LOCALES[language])


def listing(parts: Iterable[object], language: str) -> str:
    """Several things in a row: "2024, 2025 och 2026", "2024, 2025 and 2026"."""
    *first, last = map(str, parts)
    return f"{', '.join(first)} {'and' if language == 'en' else 'och'} {last}" if first else last


def days(count: int, language: str) -> str:
    """A number of days in words: "1 dag", "7 dagar", "1 day", "7 days"."""
    one, many = ("day", "days") if language == "en" else ("dag", "dagar")
    return f"{number(count, language)}{NO_BREAK}{one if count == 1 else many}"
