"""`bidragslots remind` and `calendar`, from outside. All dates are examples."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from models.database import Database
from scheduler.planned import PlannedMessage
from scheduler.planner import store
from scheduler.reminding import plan_at

Run = Callable[..., CompletedProcess[str]]
AT = "2025-11-24T08:00"


@pytest.fixture
def kiruna(run: Run) -> Run:
    """The command, with a contact of Kiruna and Gällivare and a requisition by Monday 1 December 2025."""
    run("deadline", "set", "2025", "requisition", "2025-12-01")
    run("contact", "add", "Åsa Exempel", "asa@kiruna.example", "--recipient", "Kiruna", "--recipient", "Gällivare")
    return run


def test_a_reminder_is_shown_queued_once_and_written_to_a_file(kiruna: Run, tmp_path: Path) -> None:
    shown = json.loads(kiruna("remind", "--at", AT, "--preview", "--json").stdout)
    queued = json.loads(kiruna("remind", "--at", AT, "--json").stdout)
    again = json.loads(kiruna("remind", "--at", AT, "--json").stdout)
    assert [row["queued"] for row in (*shown, *queued, *again)] == [False, True, False]
    assert {key: queued[0][key] for key in ("contact", "email")} == {
        "contact": "Åsa Exempel",
        "email": "asa@kiruna.example",
    }
    assert queued[0]["items"] == [
        {"recipient": name, "year": 2025, "step": "requisition", "due": "2025-12-01", "days_left": 7}
        for name in ("Gällivare", "Kiruna")
    ]
    assert "7 dagar kvar" in queued[0]["subject"]
    assert json.loads(kiruna("deliver", "--json").stdout)["filed"] == 1
    assert len(list((tmp_path / "var" / "outbox").glob("*.eml"))) == 1


def test_what_another_process_has_queued_meanwhile_is_shown_once_and_as_not_queued(
    kiruna: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def overtaken(database: Database, *plan: Any) -> list[PlannedMessage]:
        planned = await plan_at(database, *plan)
        now: datetime = plan[-1]
        await store(database, planned, now - timedelta(seconds=1))
        return planned

    monkeypatch.setattr("bot.commands.remind.plan_at", overtaken)
    assert [row["queued"] for row in json.loads(kiruna("remind", "--at", AT, "--json").stdout)] == [False]


def test_what_has_changed_before_delivery_is_not_sent_and_the_new_date_is(kiruna: Run) -> None:
    kiruna("remind", "--at", AT)
    kiruna("deadline", "set", "2025", "requisition", "2025-12-15")
    subject = json.loads(kiruna("remind", "--at", "2025-11-25", "--json").stdout)[0]["subject"]
    assert "nytt datum" in subject
    assert "15 december" in subject
    assert json.loads(kiruna("deliver", "--json").stdout)["filed"] == 1


def test_a_confirmed_recipient_gets_a_receipt_and_no_reminder(run: Run) -> None:
    run("deadline", "set", "2025", "requisition", "2025-12-01")
    run("contact", "add", "Åsa Exempel", "asa@kiruna.example", "--recipient", "Kiruna")
    run("progress", "set", "2025", "Kiruna", "requisition", "--amount", "2672587")
    rows = json.loads(run("remind", "--at", AT, "--json").stdout)
    assert len(rows) == 1
    assert "registrerad" in rows[0]["subject"]
    assert json.loads(run("remind", "--at", "2025-11-28", "--json").stdout) == []


def test_nothing_is_sent_on_a_saturday_and_why_is_said(kiruna: Run) -> None:
    result = kiruna("remind", "--at", "2025-11-22T08:00", "--json")
    assert (result.returncode, json.loads(result.stdout)) == (0, [])
    assert "working days" in result.stderr


@pytest.mark.parametrize("at", ["tomorrow", "2025-11-31T08:00", "2025-11-24T25:00", ""])
def test_a_time_that_cannot_be_read_is_one_clear_line(run: Run, at: str) -> None:
    result = run("remind", "--at", at)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "write it like 2025-11-2" in result.stderr or "write it like 2025-12-01" in result.stderr


def test_a_real_server_gets_no_mail_of_another_day_without_force(kiruna: Run) -> None:
    smtp = "smtp://mail.agency.example:25"
    refused = kiruna("remind", "--at", AT, SMTP_URL=smtp)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "--force" in refused.stderr
    assert len(json.loads(kiruna("remind", "--at", AT, "--preview", "--json", SMTP_URL=smtp).stdout)) == 1
    assert kiruna("remind", "--at", AT, "--force", SMTP_URL=smtp).returncode == 0


def test_the_calendar_lists_the_whole_plan(kiruna: Run) -> None:
    rows = json.loads(kiruna("calendar", "--from", "2025-09-01", "--until", "2026-01-31", "--json").stdout)
    assert [(row["day"], row["items"][0]["occasion"]) for row in rows] == [
        ("2025-10-02", "60"),
        ("2025-10-31", "30"),
        ("2025-11-17", "14"),
        ("2025-11-24", "7"),
        ("2025-11-28", "1"),
        ("2025-12-01", "0"),
        ("2025-12-02", "+1"),
        ("2025-12-08", "+7"),
    ]
    assert kiruna("calendar", "--until", "2020-01-01").returncode == 1


def test_the_administrators_are_told_whom_no_mail_reaches(run: Run) -> None:
    run("deadline", "set", "2025", "requisition", "2025-12-01")
    rows = json.loads(run("remind", "--at", AT, "--json", OPERATOR_EMAIL="drift@agency.example").stdout)
    assert [(row["contact"], row["email"], len(row["items"])) for row in rows] == [
        ("administrators", "drift@agency.example", 314)
    ]
    assert "314 mottagare" in rows[0]["subject"]
