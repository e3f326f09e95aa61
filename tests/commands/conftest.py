"""The command line called in this process: what `bidragslots` prints and how it ends, without its start-up."""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.commands.main import main

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder of its own, on a seeded database, with further settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BIDRAGSLOTS_DATABASE_URL", sqlite_url)

    def command(*arguments: str, **settings: str) -> CompletedProcess[str]:
        with monkeypatch.context() as patched:
            for name, value in settings.items():
                patched.setenv(f"BIDRAGSLOTS_{name}", value)
            patched.setattr(sys, "argv", ["bidragslots", *arguments])
            status = exit_status()
        printed = capsys.readouterr()
        return CompletedProcess(arguments, status, printed.out, printed.err)

    return command


def exit_status() -> int:
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0
