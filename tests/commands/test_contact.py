"""`bidragslots contact` as an administrator types it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., CompletedProcess[str]]


def test_a_contact_is_added_changed_and_removed(run: Run) -> None:
    added = run("contact", "add", "Åsa Exempel", "asa@kiruna.example", "--recipient", "Kiruna", "--recipient", "2523")
    assert (added.returncode, added.stdout) == (0, "Added Åsa Exempel <asa@kiruna.example>\n")
    again = run("contact", "add", "Åsa", "ASA@Kiruna.example", "--recipient", "Kiruna")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "is a contact already" in again.stderr
    changed = run(
        "contact",
        "change",
        "asa@kiruna.example",
        "--email",
        "åsa@räksmörgås.example",
        "--without",
        "Gällivare",
        "--stop",
    )
    assert changed.returncode == 0
    listed = json.loads(run("contact", "list", "--recipient", "Kiruna", "--json").stdout)
    assert [(row["email"], row["stopped"]) for row in listed] == [("åsa@räksmörgås.example", True)]
    assert [each["recipient"] for each in listed[0]["recipients"]] == ["Kiruna"]
    assert run("contact", "remove", "åsa@räksmörgås.example").returncode == 0
    assert json.loads(run("contact", "list", "--json").stdout) == []
    assert "There is no contact with the address" in run("contact", "remove", "nobody@kiruna.example").stderr


def test_a_change_leaves_the_role_alone_unless_one_is_given(run: Run) -> None:
    add = ("contact", "add", "Exempel", "e@kiruna.example", "--recipient", "Kiruna", "--recipient", "Pajala")
    row = json.loads(run(*add, "--role", "economist", "--json").stdout)
    assert {each["role"] for each in row["recipients"]} == {"economist"}
    change = ("contact", "change", "e@kiruna.example", "--json")
    kept = json.loads(run(*change, "--recipient", "Kiruna", "--recipient", "Habo").stdout)
    assert {each["recipient"]: each["role"] for each in kept["recipients"]} == {
        "Kiruna": "economist",
        "Pajala": "economist",
        "Habo": "other",
    }
    changed = json.loads(run(*change, "--role", "registrar").stdout)
    assert {each["role"] for each in changed["recipients"]} == {"registrar"}
    assert json.loads(run("contact", "remove", "e@kiruna.example", "--json").stdout) == changed


def test_a_change_of_nothing_is_a_wrong_call(run: Run) -> None:
    run("contact", "add", "Exempel", "e@kiruna.example", "--recipient", "Kiruna")
    assert run("contact", "change", "e@kiruna.example").returncode == 2
    assert "no contacts for Habo" in run("contact", "list", "--recipient", "Habo").stdout


def test_a_list_as_excel_saves_it_is_imported_and_once_more_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(
        "\ufeffMottagare;Namn;E-post;Språk;Roll\r\n"
        'Kiruna;"Exempel, Åsa";asa@norr.example;sv;ekonom\r\n'
        "\r\n"
        "2523;Exempel, Åsa;ASA@norr.example;sv;\r\n".replace("2523;Exempel, Åsa", '2523;"Exempel, Åsa"')
        + "RSS Fyrbodal;Bo Exempel;bo@fyrbodal.example;engelska;registrator\r\n",
        encoding="utf-8",
    )
    first = run("contact", "import", "contacts.csv", "--json")
    assert json.loads(first.stdout) == {"added": 2, "updated": 0, "errors": []}
    assert json.loads(run("contact", "import", "contacts.csv", "--json").stdout)["updated"] == 0
    served = {row["name"]: row["recipients"] for row in json.loads(run("contact", "list", "--json").stdout)}
    assert [(each["recipient"], each["role"]) for each in served["Exempel, Åsa"]] == [
        ("Gällivare", "other"),
        ("Kiruna", "economist"),
    ]
    assert served["Bo Exempel"][0]["role"] == "registrar"


def test_a_row_with_too_many_cells_hides_no_other_and_empty_ones_are_none(run: Run, tmp_path: Path) -> None:
    rows = "recipient,name,email\nKirunna,A,a@kiruna.example\nKiruna,A,b@kiruna.example,x\nHabo,A,c@habo.example,,\n"
    (tmp_path / "contacts.csv").write_text(rows, encoding="utf-8")
    found = json.loads(run("contact", "import", "contacts.csv", "--json").stdout)
    assert [(row["line"], row["error"].partition(";")[0]) for row in found["errors"]] == [
        (2, "'Kirunna' is no recipient"),
        (3, "4 columns, but the header names 3"),
    ]


def test_every_wrong_line_is_named_and_nothing_is_stored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(
        "recipient,name,email,language,role\n"
        "Kiruna,Exempel,a@kiruna.example,sv,ombud\n"
        "Kirunna,Exempel,b@kiruna.example,sv,ombud\n"
        "Kiruna,=HYPERLINK(1),c@kiruna.example,sv,ombud\n"
        "Kiruna,Exempel,d@kiruna,sv,ombud\n"
        'Kiruna,Exempel,"e@kiruna.example\nBcc: f@evil.example",sv,ombud\n'
        "Kiruna,Exempel,g@kiruna.example,fi,ombud\n"
        "Kiruna,Exempel,h@kiruna.example,sv,boss\n"
        "Habo,Another,a@kiruna.example,sv,ombud\n"
        "Stockholms län,Exempel,i@lan.example,sv,ombud\n",
        encoding="utf-8",
    )
    result = run("contact", "import", "contacts.csv", "--json")
    errors = json.loads(result.stdout)["errors"]
    assert result.returncode == 1
    assert [error["line"] for error in errors] == [3, 4, 5, 6, 8, 9, 10, 11]
    assert "did you mean Kiruna?" in errors[0]["error"]
    assert "8 lines can't be used, so nothing was stored" in result.stderr
    assert json.loads(run("contact", "list", "--json").stdout) == []


def test_a_file_that_is_no_list_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    files = {
        "empty.csv": b"",
        "header.csv": b"recipient,name,email\n",
        "other.csv": b"name,email\nExempel,a@kiruna.example\n",
        "latin.csv": "recipient,name,email\nKiruna,Åsa,a@kiruna.example\n".encode("latin-1"),
        "binary.csv": b"PK\x03\x04\x00\x00\x00",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        result = run("contact", "import", name)
        assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1), name
    assert "line 2: not UTF-8" in run("contact", "import", "latin.csv").stderr
