"""Questions as people write them, each with what a right answer must show (questions.jsonl)."""

import json
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.answers.conftest import Ask
from tests.answers.judge import Verdict, judge

QUESTIONS = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]
RIGHT = 0.97
FEW = 40  # in a smaller group one more or less says nothing


async def judged(ask: Ask, questions: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Verdict]]:
    """Each question with its verdict, in order: a conversation's questions follow one another."""
    chats = uuid.uuid4().hex
    verdicts = []
    for question in questions:
        chat = f"{chats}/{question['conversation']}" if "conversation" in question else None
        verdicts.append((question, judge(question["expect"], await ask(question["text"], conversation=chat))))
    return verdicts


async def test_no_answer_asserts_a_figure_that_was_not_asked_for(ask: Ask) -> None:
    wrong = [(question["text"], verdict.wrong_figures) for question, verdict in await judged(ask, QUESTIONS)]
    assert [each for each in wrong if each[1]] == []


async def test_nearly_all_answers_are_right_overall_and_in_each_group(ask: Ask) -> None:
    asked, right = Counter[str](), Counter[str]()
    failed = []
    for question, verdict in await judged(ask, QUESTIONS):
        for group in (question["category"], "all"):
            asked[group] += 1
            right[group] += not verdict.faults
        if verdict.faults:
            failed.append((question["id"], question["text"], verdict.faults))
    weak = {group: (right[group], asked[group]) for group in asked if asked[group] >= FEW}
    weak = {group: shares for group, shares in weak.items() if shares[0] < RIGHT * shares[1]}
    assert weak == {}, failed


def test_each_question_has_an_id_of_its_own() -> None:
    assert [name for name, times in Counter(question["id"] for question in QUESTIONS).items() if times > 1] == []


@pytest.mark.parametrize("group", ["plain", "conversation", "outside"])
def test_the_questions_are_many_in_the_large_groups(group: str) -> None:
    assert sum(question["category"] == group for question in QUESTIONS) >= FEW
