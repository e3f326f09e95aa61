"""Texts in Telegram's HTML: within the limits, marks whole, the same in both languages."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.environment import TEMPLATES
from messages.markdown import to_telegram
from messages.telegram import LONGEST, escaped, labels, length, parts
from tests.telegram.html_check import plain

NAMES = sorted(path.name for path in (TEMPLATES / "sv" / "telegram").iterdir())
STATE = re.compile(r'(?:state|problem) == "(\w+)"')


def test_both_languages_have_the_same_templates_and_labels() -> None:
    assert sorted(path.name for path in (TEMPLATES / "en" / "telegram").iterdir()) == NAMES
    assert labels("sv").keys() == labels("en").keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_the_same_parts_in_both_languages(name: str) -> None:
    swedish, english = (read(language, name) for language in ("sv", "en"))
    assert STATE.findall(swedish) == STATE.findall(english)
    assert swedish.count("<b>") == english.count("<b>")


def test_every_error_with_a_name_has_its_words_in_swedish() -> None:
    rooms = [TEMPLATES.parents[1] / room for room in ("models", "messages", "scheduler", "bot")]
    code = "".join(path.read_text(encoding="utf-8") for room in rooms for path in room.rglob("*.py"))
    names = set(re.findall(r'raise \w+\(\s*(?:message|f?"[^\n]*?"), "(\w+)"', code))
    assert len(names) > 20
    assert set(re.findall(r'error.name == "(\w+)"', read("sv", "refused.html"))) == names


def read(language: str, name: str) -> str:
    return Path(TEMPLATES / language / "telegram" / name).read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("a<>&\"' \n😀å")), st.integers(200, 900))
def test_any_text_is_cut_into_parts_that_telegram_takes_and_loses_nothing(text: str, longest: int) -> None:
    made = parts(escaped(text), longest)
    assert all(length(part) <= longest for part in made)
    assert squeezed("".join(plain(part) for part in made)) == squeezed(text)


def test_marks_that_are_open_at_a_cut_are_closed_and_opened_again() -> None:
    words = "ord & tecken " * 600
    made = parts(to_telegram(f"Början **{words}** och [länk {words}](https://socialstyrelsen.example/?a=1&b=2)."))
    assert len(made) > 2
    assert all(length(part) <= LONGEST for part in made)
    assert squeezed(plain(made[0]))[:6] == "Början"
    assert "".join(squeezed(plain(part)) for part in made).count("tecken") == 1200


def test_a_short_text_is_one_message_with_its_paragraphs() -> None:
    assert parts("Ett.\n\nTvå &amp; <b>tre</b>.") == ["Ett.\n\nTvå &amp; <b>tre</b>."]
