"""The first reminder, from outside: dates, contacts, the plan, the outbox. All dates are examples."""

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).parent / "bidragslots"
AT = "2025-11-24T08:00"


def test_a_date_and_a_contact_become_a_mail_once_however_often_it_is_asked(tmp_path: Path, sqlite_url: str) -> None:
    environment = {"PATH": os.defpath, "HOME": str(tmp_path), "BIDRAGSLOTS_DATABASE_URL": sqlite_url}

    def run(*arguments: str) -> str:
        return subprocess.run(
            [COMMAND, *arguments], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
        ).stdout

    (tmp_path / "contacts.csv").write_text(
        "recipient,name,email,language\nKiruna,Åsa Exempel,asa@kiruna.example,sv\n", encoding="utf-8"
    )
    run("deadline", "set", "2025", "requisition", "2025-12-01")
    assert json.loads(run("contact", "import", "contacts.csv", "--json"))["added"] == 1
    assert json.loads(run("progress", "list", "--json")) == []
    shown, queued, again = (
        json.loads(run("remind", "--at", AT, "--json", *preview)) for preview in (["--preview"], [], [])
    )
    assert [row["queued"] for row in (*shown, *queued, *again)] == [False, True, False]
    assert queued[0]["items"][0] == {
        "recipient": "Kiruna",
        "year": 2025,
        "step": "requisition",
        "due": "2025-12-01",
        "days_left": 7,
    }
    assert json.loads(run("deliver", "--json"))["filed"] == 1
    assert len(list((tmp_path / "var" / "outbox").glob("*.eml"))) == 1
