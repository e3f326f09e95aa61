"""`bidragslots import` and the commands around it, as an operator types them."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.catalogue import places
from models.catalogue.programmes import load_catalogue

COMMAND = Path(sys.executable).parent / "bidragslots"
Run = Callable[..., subprocess.CompletedProcess[str]]
ROWS = load_catalogue()["omstallning-2025"].allocations()


@pytest.fixture
def run(tmp_path: Path, sqlite_url: str) -> Run:
    """Runs the command in a folder of its own, on a seeded database unless another is named."""

    def command(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.defpath, "HOME": str(tmp_path), "BIDRAGSLOTS_DATABASE_URL": sqlite_url}
        environment |= {f"BIDRAGSLOTS_{name}": value for name, value in settings.items()}
        return subprocess.run(
            [COMMAND, *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return command


def printed(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def whole_decision() -> str:
    """All 314 amounts in the shape of a decision: two annexes, blank lines within, counties above their RSS."""
    amounts = {row.recipient: row.amount for row in ROWS}
    lines = ["Ett beslut (exempel)", "", "Bilaga 1", "", "Kommun\tBelopp, kr"]
    for number, row in enumerate(row for row in ROWS if row.recipient.isdecimal()):
        lines += ["", "\f"] if number % 41 == 40 else []
        lines.append(f"{row.printed_name}\t{printed(row.amount)}")
    lines += ["\t<hr/>", "\t1 145 500 000", "", "Bilaga 2", "", "Län/RSS\tBelopp, kr"]
    for code, county in places.counties().items():
        members = [row for row in places.rss() if row.county_code == code]
        lines.append(f"{county}\t{printed(sum(amounts[row.code] for row in members))}")
        lines += [f"{row.name}\t{printed(amounts[row.code])}" for row in members]
    return "\n".join([*lines, "<hr/>\t", "Samtliga\t23 000 000", ""])


def written(folder: Path, name: str, content: str | bytes) -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """The only line on standard error of a command that ended with status 1."""
    assert result.returncode == 1, result
    (line,) = result.stderr.splitlines()
    return line


def test_the_whole_decision_is_what_the_database_has_already(run: Run, tmp_path: Path) -> None:
    result = run("import", written(tmp_path, "decision.txt", whole_decision()), "--programme", "omstallning-2025")
    assert (result.returncode, result.stderr) == (0, "")
    assert "New: 0, changed: 0, gone: 0" in result.stdout
    assert "Sum of 290 municipalities: 1 145 499 999 kr" in result.stdout
    assert "stated in the list: 1 145 500 000 kr (1 kr apart)" in result.stdout


def test_next_years_decision_goes_from_dry_run_to_an_answerable_amount(run: Run, tmp_path: Path) -> None:
    added = run("programme", "add", "exempel-2030", "--year", "2030", "--name-sv", "ett bidrag", "--name-en", "a grant")
    assert added.returncode == 0, added.stderr
    file = written(tmp_path, "next.txt", whole_decision())
    preview = json.loads(run("import", file, "--programme", "exempel-2030", "--dry-run", "--json").stdout)
    assert [len(preview[key]) for key in ("new", "changed", "gone", "errors")] == [314, 0, 0, 0]
    assert (preview["sum"], preview["stated_sum"]) == (1_168_499_999, 1_168_500_000)
    assert {"recipient": "Kiruna", "code": "2584", "kind": "kommun", "amount": 2_672_587} in preview["new"]
    assert json.loads(run("programme", "show", "2030", "--json").stdout)["sums"] == []

    assert "counts as decided" in run("import", file, "--programme", "2030").stdout
    shown = json.loads(run("programme", "show", "2030", "--json").stdout)
    assert (shown["status"], shown["stated_municipalities"]) == ("decided", 1_145_500_000)
    assert [(found["rows"], found["apart"], found["rounding"]) for found in shown["sums"]] == [
        (290, 1, True),
        (24, 0, True),
    ]

    changed = whole_decision().replace("Kiruna\t2 672 587", "Kiruna\t2 672 588")
    result = json.loads(run("import", written(tmp_path, "c.txt", changed), "--programme", "2030", "--json").stdout)
    assert result["changed"] == [
        {"recipient": "Kiruna", "code": "2584", "kind": "kommun", "from": 2_672_587, "to": 2_672_588}
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Kiruna\t2", "Kirunna\t2", "'Kirunna' is no municipality or RSS; did you mean Kiruna?"),
        ("Kiruna\t2 672 587", "Kiruna\t2 673 587", "999 kr apart, which rounding of 290 rows does not explain"),
        ("RSS Fyrbodal\t419 657", "RSS Fyrbodal\t419 660", "Västra Götalands län: the 4 rows sum to"),
    ],
)
def test_one_wrong_row_is_named_with_its_line_and_nothing_is_stored(
    *, old: str, new: str, says: str, run: Run, tmp_path: Path, sqlite_url: str
) -> None:
    text = whole_decision().replace(old, new)
    before = database_dump(sqlite_url)
    line = one_line(run("import", written(tmp_path, "wrong.txt", text), "--programme", "2025"))
    assert line.startswith("bidragslots: wrong.txt, line ")
    assert says in line
    assert line.endswith("(nothing was stored)")
    assert database_dump(sqlite_url) == before


def test_several_wrong_rows_are_a_line_each_and_a_last_one(run: Run, tmp_path: Path) -> None:
    result = run("import", written(tmp_path, "l.csv", "kommun;belopp\nKirunna;5\nHabo;-5\n"), "--programme", "2026")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "bidragslots: l.csv, line 2: 'Kirunna' is no municipality or RSS; did you mean Kiruna?",
        "bidragslots: l.csv, line 3: Habo: the amount -5 is negative",
        "bidragslots: l.csv: nothing was stored; mend the list and import it again",
    ]


def database_dump(url: str) -> list[str]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("latin.csv", "kommun;belopp\nHåbo;5\n".encode("latin-1"), "latin.csv, line 2: is not text in UTF-8"),
        ("noise.bin", bytes(range(256)) * 9, "noise.bin is a binary file"),
    ],
)
def test_a_file_that_is_no_list_is_one_line(name: str, content: bytes, says: str, run: Run, tmp_path: Path) -> None:
    assert says in one_line(run("import", written(tmp_path, name, content), "--programme", "2025"))


def test_a_missing_file_a_folder_and_an_unknown_grant_are_one_line_each(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "list.csv", "kommun;belopp\nKiruna;5\n")
    assert "can't be read" in one_line(run("import", "missing.csv", "--programme", "2025"))
    assert "can't be read" in one_line(run("import", ".", "--programme", "2025"))
    assert "no such can't be read" in one_line(run("import", "no\nsuch", "--programme", "2025"))
    assert "omstallning-2025" in one_line(run("import", file, "--programme", "omstallning-2019"))


def test_a_pipe_is_refused_instead_of_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "a pipe or a device, no file" in one_line(run("import", "pipe", "--programme", "2025"))
    assert "a pipe or a device, no file" in one_line(run("contact", "import", "pipe"))


def test_errors_are_json_too(run: Run, tmp_path: Path) -> None:
    result = run("import", written(tmp_path, "l.csv", "kommun;belopp\nKirunna;5\n"), "--programme", "2026", "--json")
    assert result.returncode == 1
    assert json.loads(result.stdout)["errors"] == [
        {"line": 2, "error": "'Kirunna' is no municipality or RSS; did you mean Kiruna?"}
    ]
    missing = run("import", "missing.csv", "--programme", "2026", "--json")
    assert missing.returncode == 1
    assert json.loads(missing.stdout)["errors"][0]["line"] is None


def test_a_wrong_call_ends_with_status_2(run: Run) -> None:
    assert run("import").returncode == 2
    assert run("import", "list.csv", "--programme", " ").returncode == 2
    assert run("programme", "set", "2025").returncode == 2
    assert run("programme", "set", "2025", "--clear", "name").returncode == 2


def test_an_administrators_fields_are_set_shown_and_cleared(run: Run) -> None:
    fields = {
        "--case-number": "1.2-3/2025",
        "--eservice-url": "https://e.example/ansok",
        "--officer-email": "fraga@myndighet.example",
        "--use-from": "2025-01-01",
        "--use-until": "2025-12-31",
    }
    given = [part for pair in fields.items() for part in pair]
    found = json.loads(run("programme", "set", "2025", *given, "--invoiced", "--json").stdout)
    assert [found[name.removeprefix("--").replace("-", "_")] for name in fields] == list(fields.values())
    assert found["repayment_invoiced"] is True
    found = json.loads(
        run("programme", "set", "2025", "--clear", "case-number", "--clear", "invoiced", "--json").stdout
    )
    assert (found["case_number"], found["repayment_invoiced"]) == (None, None)
    assert found["use_until"] == "2025-12-31"
    assert "is no web address" in one_line(run("programme", "set", "2025", "--eservice-url", "javascript:alert(1)"))
    assert "before 2025-01-01" in one_line(run("programme", "set", "2025", "--use-until", "2024-12-31"))


def test_export_can_be_imported_back_and_holds_no_formulas(run: Run, tmp_path: Path, sqlite_url: str) -> None:
    assert run("export", "2025", "--output", "out.csv").returncode == 0
    result = json.loads(run("import", "out.csv", "--programme", "2025", "--dry-run", "--json").stdout)
    assert (result["new"], result["changed"], result["gone"], result["sum"]) == ([], [], [], 1_168_499_999)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("UPDATE recipient SET name = '=HYPERLINK(1)' WHERE code = '2584'")
    assert "\n2584,'=HYPERLINK(1),kommun," in run("export", "2025").stdout
    assert json.loads(run("export", "2025", "--json").stdout)[0]["requisition_due"] is None
    assert "can't be written" in one_line(run("export", "2025", "--output", "no/such/folder.csv"))


def test_the_database_is_looked_at_copied_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    status = json.loads(run("db", "status", "--json").stdout)
    assert (status["backend"], status["schema"] == status["newest"], status["counts"]["recipient"]) == (
        "sqlite",
        True,
        314,
    )
    assert run("db", "backup", "copy.db").returncode == 0
    assert "exists already" in one_line(run("db", "backup", "copy.db"))
    copied = run("ask", "Kiruna", DATABASE_URL=f"sqlite:///{tmp_path / 'copy.db'}")
    assert copied.returncode == 0
    assert "run: bidragslots db upgrade" in run("db", "status", DATABASE_URL="sqlite:///nothing.db").stdout


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///.",
        "sqlite:////dev/null/x.db",
        "sqlite:///noise.db",
        "mysql://h/n",
        "postgresql://u:word@127.0.0.1:1/n",
    ],
)
def test_a_database_that_cannot_be_used_is_one_line_without_a_password(url: str, run: Run, tmp_path: Path) -> None:
    written(tmp_path, "noise.db", b"no database at all" * 99)
    line = one_line(run("ask", "Kiruna", DATABASE_URL=url))
    assert line.startswith("bidragslots: ")
    assert "DATABASE_URL" in line
    assert "word" not in line


def test_doctor_says_what_is_wrong_and_ends_with_status_1(run: Run) -> None:
    assert run("doctor").returncode == 0
    result = run(
        "doctor",
        "--json",
        SMTP_URL="gopher://mail.example",
        PUBLIC_URL="https://bidrag.example",
        CATALOGUE="missing",
        DATABASE_URL="sqlite:///.",
    )
    assert result.returncode == 1
    wrong = {found["check"] for found in json.loads(result.stdout) if not found["ok"]}
    assert wrong == {"database", "catalogue", "mail", "sender", "operator"}
