"""How a question was understood, in plain words, for "Varför detta svar?"."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bot.answers.answer import Answer
from bot.answers.topic import topic_file
from bot.understanding.question import DATES

WORDS = Path(__file__).parent / "words"
CERTAIN = 0.995  # from here on a figure would say less than nothing


@cache
def words(language: str) -> dict[str, Any]:
    """The words of the explanations in a language, by key."""
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def reasons(answer: Answer, language: str) -> list[str]:
    """One line for each thing that was recognised."""
    trace = answer.trace or {}
    texts = words(language)
    lines = [named(mention, texts) for mention in trace.get("mentions", [])]
    lines += [texts["year"].format(years=", ".join(map(str, trace["years"])))] if trace.get("years") else []
    lines += [understood(trace, texts, language)]
    return [line for line in lines if line]


def named(mention: dict[str, Any], texts: dict[str, Any]) -> str:
    """How a name was recognised: "Kirunna" was read as Kiruna (one letter differs)."""
    names = texts["or"].join(mention["target"])
    if not names:
        return ""
    how = texts["several"] if len(mention["target"]) > 1 else texts["tiers"][mention["tier"]]
    letters = texts["letters"].format(count=mention["distance"]) if mention["distance"] > 1 else texts["letter"]
    return str(how.format(written=mention["written"], name=names, letters=letters))


def understood(trace: dict[str, Any], texts: dict[str, Any], language: str) -> str:
    """What was taken as asked for, and how sure that is."""
    if trace.get("reason"):
        return str(texts["reasons"].get(trace["reason"], ""))
    computed = texts["operations"].get(trace.get("operation"))
    if computed:
        return str(texts["computed"].format(what=computed))
    if not trace.get("topic"):
        return ""
    if trace["topic"] == DATES:  # by its words: the classifier knows no such topic
        return str(texts["topic"].format(topic=texts["dates"], sure=""))
    score = trace.get("score")
    sure = "" if score is None or score >= CERTAIN else texts["score"].format(percent=round(score * 100))
    return str(texts["topic"].format(topic=topic_file(trace["topic"]).label[language], sure=sure))
