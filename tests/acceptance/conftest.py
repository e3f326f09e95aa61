"""The service from outside: the installed command in a process of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "bidragslots"


@dataclass
class Served:
    """A running `bidragslots serve`: its address and what it printed at the start."""

    process: subprocess.Popen[str]
    url: str
    said: str
    folder: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send the signal; returns the exit status and what was logged."""
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode, (self.folder / "log").read_text(encoding="utf-8")


@contextmanager
def served(folder: Path, url: str | None = None, *arguments: str, **settings: str) -> Iterator[Served]:
    """Serve on a free port until the block ends."""
    environment = {"PATH": os.defpath, "HOME": str(folder)} | {f"BIDRAGSLOTS_{k}": v for k, v in settings.items()}
    if url:
        environment["BIDRAGSLOTS_DATABASE_URL"] = url
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", "0", *arguments],
            env=environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Served(process, *first_words(process, folder), folder)
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=30)
            if process.stdout:
                process.stdout.close()


def first_words(process: subprocess.Popen[str], folder: Path) -> tuple[str, str]:
    """The address that the service printed, and everything up to it."""
    said = ""
    assert process.stdout
    while line := process.stdout.readline():
        said += line
        found = re.search(r"the page +(http://\S+)", said)
        if found and line.startswith("Stop it"):
            return found[1], said
    raise AssertionError(f"The service did not start: {said} {(folder / 'log').read_text(encoding='utf-8')}")


@pytest.fixture
def service(tmp_path: Path, sqlite_url: str) -> Iterator[Served]:
    """The service on a seeded database."""
    with served(tmp_path, sqlite_url) as running:
        yield running


@pytest.fixture(scope="session")
def standing_service(tmp_path_factory: pytest.TempPathFactory, prepared_sqlite: Path) -> Iterator[Served]:
    """One service for all tests that only ask: chats are apart by their cookies."""
    folder = tmp_path_factory.mktemp("standing")
    shutil.copy(prepared_sqlite, folder / "one.db")
    with served(folder, f"sqlite:///{folder / 'one.db'}") as running:
        yield running


@pytest.fixture
def starting() -> Callable[..., AbstractContextManager[Served]]:
    """Starts a service in a folder, on a database or on its own, with settings."""
    return served
