"""`bidragslots deadline` as an administrator types it. All dates are examples."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def test_a_date_is_set_extended_for_one_recipient_listed_and_withdrawn(run: Run) -> None:
    first = run("deadline", "set", "2025", "requisition", "2026-12-01", "--opens", "2026-10-01", "--json")
    assert json.loads(first.stdout) == [
        {"year": 2025, "step": "requisition", "recipient": None, "opens": "2026-10-01", "due": "2026-12-01"}
    ]
    run("deadline", "set", "omstallning-2025", "requisition", "2026-12-15", "--recipient", "Kiruna kommun")
    listed = json.loads(run("deadline", "list", "--json").stdout)
    assert [(row["recipient"], row["due"]) for row in listed] == [(None, "2026-12-01"), ("Kiruna", "2026-12-15")]
    assert run("deadline", "clear", "2025", "requisition").returncode == 0
    listed = json.loads(run("deadline", "list", "2025", "--json").stdout)
    assert [(row["recipient"], row["due"]) for row in listed] == [("Kiruna", "2026-12-15")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "2025", "report", "2026-02-30"), "'2026-02-30' is no date; write it like 2025-12-01"),
        (("set", "2025", "report", "1 december"), "'1 december' is no date"),
        (("set", "2025", "report", "12026-02-01"), "is no date"),
        (("set", "2025", "report", "2026-03-01", "--opens", "2026-04-01"), "after its last day 2026-03-01"),
        (("set", "1999", "report", "2026-03-01"), "There is no grant '1999'; known are"),
        (("set", "2025", "report", "2026-03-01", "--recipient", "Kirunna"), "did you mean Kiruna?"),
        (("clear", "2025", "report"), "There is no date for the report to clear"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_status_1(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("deadline", *arguments)
    assert (result.returncode, result.stdout) == (1, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [("set", "2025", "report", "2027-03-01"), ("clear", "2025", "report")])
def test_an_empty_recipient_is_not_taken_for_everybody(run: Run, command: tuple[str, ...]) -> None:
    run("deadline", "set", "2025", "report", "2027-02-01")
    result = run("deadline", *command, "--recipient", "")
    assert (result.returncode, result.stderr) == (1, "bidragslots: '' is no recipient; write its name or code\n")
    assert "2027-02-01" in run("deadline", "list").stdout


def test_an_unknown_step_is_a_wrong_call(run: Run) -> None:
    assert run("deadline", "set", "2025", "application", "2026-12-01").returncode == 2


def test_a_grants_own_reminder_days_are_kept_and_used(run: Run) -> None:
    run("deadline", "set", "2025", "requisition", "2026-12-01")
    run("contact", "add", "Exempel", "e@kiruna.example", "--recipient", "Kiruna")
    assert run("deadline", "schedule", "2025", "requisition", "--before", "10,0", "--after", "").returncode == 0
    rows = json.loads(run("calendar", "--from", "2026-09-01", "--until", "2027-01-31", "--json").stdout)
    assert [(row["day"], row["items"][0]["occasion"]) for row in rows] == [("2026-11-20", "10"), ("2026-12-01", "0")]
    wrong = run("deadline", "schedule", "2025", "requisition", "--before", "ten")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
