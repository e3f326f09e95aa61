"""A file of questions with their topics, held against what the classifier makes of them."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.understanding.question import TopicScore
from models.errors import BidragslotsError

OUTSIDE = "out_of_scope"


class TrialError(BidragslotsError):
    """A file of questions that can't be read."""


class Thresholds(Protocol):
    """From which probability on a topic is answered, and from which it is offered."""

    topics: tuple[str, ...]
    answer: float
    suggest: float


@dataclass(frozen=True, slots=True)
class Case:
    """A question on a line of a file; `right` are the topics that it may be taken for."""

    line: int
    text: str
    topic: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a question was taken for; `outcome` is answered, offered or declined by the thresholds."""

    line: int
    text: str
    topic: str
    taken_for: str
    score: float
    is_right: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a topic's questions were taken for another."""

    topic: str
    taken_for: str
    count: int


@dataclass(frozen=True, slots=True)
class Trial:
    """Shares of all questions, 0 to 1; `right_of_answered` is a share of those that were answered."""

    questions: int
    accuracy: float
    answered: float
    right_of_answered: float
    offered: float
    declined: float
    confusions: list[Confusion]
    failures: list[Judged]


def read_cases(path: Path) -> list[Case]:
    """The questions in a file. Raises TrialError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TrialError(f"{path}: can't be read ({error})") from None
    cases = [read_case(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not cases:
        raise TrialError(f'{path}: holds no questions; write lines like {{"text": "...", "topic": "report"}}')
    return cases


def read_case(path: Path, number: int, line: str) -> Case:
    """One line of such a file."""
    try:
        read: dict[str, Any] = json.loads(line)
        text, topic, also = read["text"], read["topic"], read.get("also", [])
        if not (isinstance(text, str) and isinstance(topic, str) and isinstance(also, list)):
            raise TypeError
        return Case(number, text, topic, frozenset([topic, *also]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise TrialError(
            f'{path}, line {number}: is no question; write {{"text": "...", "topic": "report", "also": []}}'
        ) from None


def judged(case: Case, scores: list[TopicScore], thresholds: Thresholds) -> Judged:
    """What became of a question. What lies outside is right when it is not answered, whatever came nearest."""
    best = scores[0]
    if case.topic not in thresholds.topics:
        raise TrialError(f"line {case.line}: there is no topic '{case.topic}'; see: bidragslots topics list")
    outcome = (
        "answered" if best.score >= thresholds.answer else "offered" if best.score >= thresholds.suggest else "declined"
    )
    is_right = best.topic in case.right or (case.topic == OUTSIDE and outcome == "declined")
    return Judged(case.line, case.text, case.topic, best.topic, round(best.score, 3), is_right, outcome)


def summary(judged: list[Judged]) -> Trial:
    """The shares, the confusions by number, and the questions that were taken wrongly."""
    outcomes = Counter(each.outcome for each in judged)
    failures = [each for each in judged if not each.is_right]
    answered = outcomes["answered"]
    wrong = sum(each.outcome == "answered" for each in failures)
    confused = Counter((each.topic, each.taken_for) for each in failures)
    return Trial(
        questions=len(judged),
        accuracy=round(1 - len(failures) / len(judged), 4),
        answered=round(answered / len(judged), 4),
        right_of_answered=round(1 - wrong / answered, 4) if answered else 1.0,
        offered=round(outcomes["offered"] / len(judged), 4),
        declined=round(outcomes["declined"] / len(judged), 4),
        confusions=[Confusion(topic, taken, count) for (topic, taken), count in confused.most_common()],
        failures=failures,
    )
