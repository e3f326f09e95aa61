"""`bidragslots inbound` as a mail server runs it: a pipe, an exit status, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mail.messages import message, report

BIDRAGSLOTS = Path(sys.executable).with_name("bidragslots")


@pytest.fixture
def pipe(sqlite_url: str, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Runs the command on a message; settings can be added."""

    def run(data: bytes, *arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
        env = {name: value for name, value in os.environ.items() if not name.startswith("BIDRAGSLOTS_")}
        env |= {"BIDRAGSLOTS_DATABASE_URL": sqlite_url}
        env |= {f"BIDRAGSLOTS_{name}": value for name, value in settings.items()}
        return subprocess.run(
            [BIDRAGSLOTS, "inbound", *arguments],
            input=data,
            env=env,
            cwd=tmp_path,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return run


def test_a_question_is_answered_by_the_same_engine_as_the_chat(pipe) -> None:  # type: ignore[no-untyped-def]
    done = pipe(message("Hej!\n\nHur mycket kan Gällivare rekvirera?\n\nHälsningar Anna Berg"), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["done"] == "answered"


def test_garbage_of_every_kind_is_done_with_and_leaves_no_traceback(pipe) -> None:  # type: ignore[no-untyped-def]
    garbage = [
        b"",
        b"\0\xff\xfe" * 500,
        message() + b"x" * 50_000_000,
        report("ekonom@kiruna.example")[:900],
    ]
    for data in garbage:
        done = pipe(data)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        {"DATABASE_URL": "sqlite:////proc/none/x.db"},
        {"TIMEZONE": "Mars/Olympus"},
    ],
)
def test_what_may_be_better_later_is_left_to_the_mail_server(pipe, settings: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    done = pipe(message(), **settings)
    assert done.returncode == 75
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
