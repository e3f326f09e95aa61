"""What shells do to the standard streams of a command: close, fill, interrupt, encode otherwise."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "bidragslots"
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path, sqlite_url: str) -> dict[str, str]:
    return {"PATH": f"{COMMAND.parent}:{os.defpath}", "HOME": str(tmp_path), "BIDRAGSLOTS_DATABASE_URL": sqlite_url}


@pytest.fixture
def shell(tmp_path: Path, environment: dict[str, str]) -> Shell:
    """Runs a line as a shell does, with text on its standard input and further environment."""

    def line(command: str, given: str = "", **further: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "-c", command],
            env=environment | further,
            cwd=tmp_path,
            input=given,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return line


@pytest.mark.parametrize("text", ['"\\ud800 Arvika"', '"Arvika", "id": "\\udfff"'])
def test_half_a_character_does_not_lose_the_answers_beside_it(shell: Shell, text: str) -> None:
    good = '{"id": 1, "text": "Vad får Arvika?"}\n'
    done = shell("bidragslots ask --jsonl", f'{good}{{"text": {text}}}\n{good}')
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()][::2] == [1, 1]
    assert (done.returncode, done.stderr) == (0, "")


def test_json_nested_too_deep_is_no_question(shell: Shell) -> None:
    done = shell("bidragslots ask --jsonl", "[" * 100_000 + '\n{"id": 2, "text": "Arvika"}\n')
    assert done.stderr.startswith("bidragslots: line 1: this is no JSON")
    assert json.loads(done.stdout.splitlines()[1])["id"] == 2


def test_a_line_of_10_megabytes_is_refused_once_and_the_next_keeps_its_number(shell: Shell) -> None:
    done = shell(
        "bidragslots ask --jsonl", f'{{"text": "{"Arvika " * 1_500_000}"}}\n{{"id": 2, "text": "Arvika"}}\n[]\n'
    )
    assert [json.loads(line).get("id") for line in done.stdout.splitlines()] == [None, 2, None]
    first, second = done.stderr.splitlines()
    assert first.startswith("bidragslots: line 1: this line is longer than")
    assert second.startswith("bidragslots: line 3: ")


@pytest.mark.parametrize(
    "command", ["ask Arvika >&-", "ask --jsonl <&-", "chat <&-", "inbound <&-", "deliver >&- 2>&-"]
)
def test_a_closed_stream_is_an_empty_one(shell: Shell, command: str) -> None:
    done = shell(f"bidragslots {command}")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_is_named_and_not_taken_for_success(shell: Shell) -> None:
    done = shell("bidragslots export > /dev/full")
    assert done.returncode == 1
    assert "No space left on device); make room and repeat" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_terminal_without_swedish_letters_still_gets_the_figure(shell: Shell) -> None:
    done = shell("bidragslots ask Gällivare", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("G\\xe4llivare kommun")


def test_programs_get_utf_8_whatever_the_terminal_takes(shell: Shell) -> None:
    done = shell("bidragslots ask --json Gällivare", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["amounts"][0]["recipient"] == "Gällivare"


def test_a_reader_that_leaves_early_is_no_trouble(shell: Shell) -> None:
    done = shell("bidragslots export | head -n 1")
    assert done.stdout.startswith("code,recipient")
    assert done.stderr == ""


@pytest.mark.parametrize("command", [["ask", "--jsonl"], ["chat"]])
def test_ctrl_c_ends_a_wait_for_the_next_line_at_once(
    tmp_path: Path, environment: dict[str, str], command: list[str]
) -> None:
    with subprocess.Popen(
        [COMMAND, *command], env=environment, cwd=tmp_path, stdin=-1, stdout=-1, stderr=-1, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write('{"text": "Arvika"}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
        assert process.stderr
        assert process.stderr.read() == ""


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity"])
def test_an_id_that_no_float_holds_is_refused_instead_of_echoed_as_no_json(shell: Shell, number: str) -> None:
    done = shell("bidragslots ask --jsonl", f'{{"id": {number}, "text": "Arvika"}}\n{{"id": 1.5, "text": "Arvika"}}\n')
    assert not re.search(r"NaN|Infinity", done.stdout)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [None, 1.5]
