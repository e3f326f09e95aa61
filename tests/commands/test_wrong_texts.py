"""Texts that would break a subject or a sentence are refused when they are entered."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
NAMES = ("--name-sv", "Exempelbidraget", "--name-en", "the example grant")


def refused(result: CompletedProcess[str], said: str) -> bool:
    return (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1) and said in result.stderr


@pytest.mark.parametrize("subject", ["Nytt\nBcc: x@y.example", "Nytt\u2028igen"])
def test_a_broadcasts_subject_is_one_line(run: Run, tmp_path: Path, subject: str) -> None:
    (tmp_path / "text.md").write_text("Hej", encoding="utf-8")
    create = ("broadcast", "create", "text.md", "--topic", "report", "--to", "all")
    assert refused(run(*create, "--subject", subject), "A subject is one line")
    assert refused(run(*create, "--subject", "Nytt", "--english-subject", subject), "A subject is one line")


@pytest.mark.parametrize("name", ["", " ", "två\nrader"])
def test_a_grant_without_a_name_of_one_line_is_refused(run: Run, name: str) -> None:
    assert refused(
        run("programme", "add", "exempel", "--year", "2030", *NAMES, "--short-name-sv", name), "one line"
    ) == bool(name)
    assert refused(
        run("programme", "add", "prov", "--year", "2031", *NAMES, "--name-sv", name), "name-sv must be one line"
    )
    assert refused(run("programme", "set", "2025", "--case-number", name), "case-number must be one line")


def test_a_number_that_no_broadcast_can_have_is_a_wrong_call(run: Run) -> None:
    assert run("broadcast", "preview", "9" * 30).returncode == 2
