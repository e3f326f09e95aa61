"""Files named on the command line, and databases of other versions."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("command", [("import", "--programme", "2025"), ("contact", "import"), ("progress", "import")])
def test_a_file_that_may_not_be_read_is_bad_input_and_no_wrong_call(
    command: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file = Path.open

    def refused(path: Path, *mode: str, **options: Any) -> Any:
        if path.name == "list.csv":
            raise PermissionError(13, "Permission denied")
        return open_file(path, *mode, **options)

    (tmp_path / "list.csv").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(Path, "open", refused)
    done = run(*command, "list.csv")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "list.csv can't be read (Permission denied)" in done.stderr


def test_the_status_of_a_newer_database_does_not_advise_an_upgrade(run: Run, sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    done = run("db", "status")
    assert done.returncode == 1
    assert "install the version that made it" in done.stdout
    assert "db upgrade" not in done.stdout
