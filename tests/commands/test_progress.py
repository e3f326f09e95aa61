"""`bidragslots progress` as an administrator types it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., CompletedProcess[str]]


def test_a_step_is_claimed_confirmed_and_undone(run: Run) -> None:
    run("contact", "add", "Åsa Exempel", "asa@kiruna.example", "--recipient", "Kiruna")
    claimed = run("progress", "set", "2025", "Kiruna", "requisition", "--claimed", "--contact", "asa@kiruna.example")
    assert claimed.returncode == 0
    confirmed = run(
        "progress", "set", "2025", "2584", "requisition", "--amount", "2672587", "--on", "2025-11-20", "--json"
    )
    assert json.loads(confirmed.stdout) == {"updated": 1, "errors": []}
    listed = json.loads(run("progress", "list", "2025", "--json").stdout)
    assert [(row["state"], row["amount"], row["by"]) for row in listed] == [
        ("claimed", None, "Åsa Exempel"),
        ("confirmed", 2_672_587, "administrator"),
    ]
    assert "no longer confirmed" in run("progress", "undo", "2025", "Kiruna", "requisition").stdout
    assert "no longer claimed" in run("progress", "undo", "2025", "Kiruna", "requisition").stdout
    nothing = run("progress", "undo", "2025", "Kiruna", "requisition")
    assert (nothing.returncode, nothing.stderr.count("\n")) == (1, 1)


def test_more_than_the_allocation_is_refused(run: Run) -> None:
    result = run("progress", "set", "2025", "Kiruna", "requisition", "--amount", "2672588")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "2672588 kr is not between 0 and 2672587 kr" in result.stderr
    assert run("progress", "set", "2025", "Kiruna", "requisition", "--amount", "-1").returncode == 1


def test_more_than_was_requisitioned_cannot_have_been_used(run: Run) -> None:
    run("progress", "set", "2025", "Kiruna", "requisition", "--amount", "1000000")
    result = run("progress", "set", "2025", "Kiruna", "report", "--amount", "1000001")
    assert "what was requisitioned" in result.stderr


def test_a_contact_of_another_recipient_cannot_claim(run: Run) -> None:
    run("contact", "add", "Bo Exempel", "bo@habo.example", "--recipient", "Habo")
    result = run("progress", "set", "2025", "Kiruna", "requisition", "--claimed", "--contact", "bo@habo.example")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)


def test_a_list_is_stored_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text(
        "år;mottagare;steg;belopp;datum\n2025;Kiruna;rekvisition;2 672 587;2025-11-20\n"
        "2025;Habo;rekvisition;99 999 999;2025-11-20\n2025;Habbo;rekvisition;;\n2025;Habo;ansökan;;\n",
        encoding="utf-8",
    )
    result = run("progress", "import", "wrong.csv", "--json")
    assert (result.returncode, json.loads(result.stdout)["updated"]) == (1, 0)
    assert [error["line"] for error in json.loads(result.stdout)["errors"]] == [3, 4, 5]
    assert json.loads(run("progress", "list", "--json").stdout) == []
    (tmp_path / "right.csv").write_text(
        "recipient,step,amount,date\nKiruna,requisition,2672587,2025-11-20\nRSS Fyrbodal,requisition,,\n",
        encoding="utf-8",
    )
    assert json.loads(run("progress", "import", "right.csv", "--json").stdout) == {"updated": 2, "errors": []}
    assert json.loads(run("progress", "import", "right.csv", "--json").stdout)["updated"] == 0
