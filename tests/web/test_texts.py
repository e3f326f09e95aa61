"""The tables of words, one per language."""

import re
from typing import Any

import pytest

from bot.answers.answer import Answer
from bot.answers.explanation import reasons
from bot.answers.explanation import words as words_of_why
from bot.understanding.question import Operation, Reason, Tier
from bot.web.rendering import blocks, words


def keys(table: dict[str, Any], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for key, value in table.items():
        found |= keys(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
    return found


def test_both_languages_have_the_same_texts() -> None:
    assert keys(words("sv")) == keys(words("en"))
    assert len(words("sv")["examples"]) == len(words("en")["examples"])


def test_both_languages_fill_in_the_same_values() -> None:
    def values(language: str) -> dict[str, list[str]]:
        flat = {key: look_up(words(language), key) for key in keys(words(language))}
        return {key: sorted(re.findall(r"{\w+}", str(text))) for key, text in flat.items()}

    assert values("sv") == values("en")


def look_up(table: dict[str, Any], key: str) -> Any:
    for part in key.split("."):
        table = table[part]
    return table


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_that_can_be_recognised_has_words(language: str) -> None:
    why = words_of_why(language)
    assert set(why["tiers"]) == {tier.value for tier in Tier}
    assert set(why["reasons"]) == {reason.value for reason in Reason}
    assert set(why["operations"]) == {operation.value for operation in Operation if operation != Operation.NONE}


def test_a_misspelt_name_and_the_topic_are_told_in_plain_words() -> None:
    mention = {"written": "Kirunna", "target": ["Kiruna"], "tier": "spelling", "distance": 1}
    trace = {"topic": "amount", "score": 0.934, "operation": "none", "mentions": [mention], "years": [2024]}
    told = reasons(Answer("", "sv", True, trace=trace), "sv")
    assert told == [
        "”Kirunna” lästes som Kiruna (en bokstav skiljer).",
        "År: 2024.",
        "Frågan lästes som ”Hur mycket får vår kommun?” (93 procent säkert).",
    ]


def test_a_doubtful_name_is_told_with_all_it_may_mean() -> None:
    mention = {"written": "Habbo", "target": ["Habo", "Håbo"], "tier": "spelling", "distance": 1}
    told = reasons(Answer("", "en", False, trace={"mentions": [mention]}), "en")
    assert told == ["“Habbo” may mean Habo or Håbo."]


def test_an_answer_without_a_trace_is_not_explained() -> None:
    assert reasons(Answer("", "sv", False), "sv") == []


def test_an_answers_lines_become_paragraphs_and_lists() -> None:
    found = blocks("Först.\n\n– ett\n– två\nSist.\n")
    assert [(block.items, block.is_list) for block in found] == [
        (("Först.",), False),
        (("ett", "två"), True),
        (("Sist.",), False),
    ]
