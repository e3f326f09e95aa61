"""The answers' templates: the same parts in both languages."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "messages" / "templates"
NAMES = sorted(path.name for path in (TEMPLATES / "sv" / "answers").glob("*.txt"))
PART = re.compile(r"{{\s*([a-z_.]+)|{%\s*(?:if|elif|for)\s+([^%]+?)\s*%}")


def parts(language: str, name: str) -> set[str]:
    """The values and conditions that a template uses."""
    text = (TEMPLATES / language / "answers" / name).read_text(encoding="utf-8")
    return {value or condition for value, condition in PART.findall(text)}


def test_both_languages_have_the_same_templates() -> None:
    assert sorted(path.name for path in (TEMPLATES / "en" / "answers").glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_the_same_in_both_languages(name: str) -> None:
    assert parts("sv", name) == parts("en", name)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_a_figure_of_the_grant(name: str) -> None:
    for language in ("sv", "en"):
        text = (TEMPLATES / language / "answers" / name).read_text(encoding="utf-8")
        assert re.findall(r"\d{3,}|S20\d\d", text) == []
