"""`bidragslots topics`: a maintainer adds phrasings and sees the effect."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.conftest import Run

RIGHT = {"text": "När är sista dag att rekvirera för Kiruna?", "topic": "requisition_deadline"}
WRONG = {"text": "När är sista dag att rekvirera för Håbo?", "topic": "rss"}


def questions(folder: Path, *lines: Mapping[str, object]) -> str:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def test_the_trial_reports_accuracy_and_what_was_taken_for_what(run: Run, tmp_path: Path) -> None:
    done = run("topics", "test", questions(tmp_path, RIGHT, WRONG), "--json")
    trial = json.loads(done.stdout)
    assert done.returncode == 0
    assert (trial["questions"], trial["accuracy"]) == (2, 0.5)
    assert trial["confusions"] == [{"topic": "rss", "taken_for": "requisition_deadline", "count": 1}]
    assert [failure["line"] for failure in trial["failures"]] == [2]


def test_the_trial_for_people_names_the_lines_that_failed(run: Run, tmp_path: Path) -> None:
    printed = run("topics", "test", questions(tmp_path, RIGHT, WRONG)).stdout
    assert "2 questions, 50.0% right" in printed
    assert "2: rss, taken for requisition_deadline" in printed
    assert "Håbo" in printed


def test_a_topic_that_is_right_as_well_counts(run: Run, tmp_path: Path) -> None:
    done = run("topics", "test", questions(tmp_path, {**WRONG, "also": ["requisition_deadline"]}), "--json")
    assert json.loads(done.stdout)["accuracy"] == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [("[]", "line 1"), ('{"text": "Hej"}', "line 1"), ("", "no questions"), ("{", "line 1")],
)
def test_a_file_that_is_none_of_questions_is_refused(run: Run, tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    done = run("topics", "test", str(path))
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_file_and_an_unknown_topic_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("topics", "test", str(tmp_path / "none.jsonl")).returncode == 1
    done = run("topics", "test", questions(tmp_path, {"text": "Hej", "topic": "weather"}))
    assert done.returncode == 1
    assert "no topic 'weather'" in done.stderr


def test_the_list_names_every_topic_with_its_phrasings(run: Run) -> None:
    counts = json.loads(run("topics", "list", "--json").stdout)
    assert counts["report"] >= 50
    assert "report " in run("topics", "list").stdout
