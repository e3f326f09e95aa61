"""`bidragslots ask` and `chat`, as a person and as a program use them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).parent / "bidragslots"
KEYS = {"id", "text", "language", "answered", "clarify", "suggestions", "amounts", "citations", "trace"}
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, sqlite_url: str) -> Run:
    """Runs the command in a folder of its own, with text on its standard input."""

    def command(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.defpath, "HOME": str(tmp_path), "BIDRAGSLOTS_DATABASE_URL": sqlite_url}
        return subprocess.run(
            [COMMAND, *arguments],
            env=environment,
            cwd=tmp_path,
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return command


def lines(*questions: dict[str, Any]) -> str:
    return "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions)


def read(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_question_is_answered_on_standard_output(run: Run) -> None:
    done = run("ask", "Vad får Arvika?")
    assert done.returncode == 0
    assert "2\u00a0945\u00a0074" in done.stdout
    assert done.stderr == ""


def test_json_has_the_keys_of_the_contract(run: Run) -> None:
    answer = json.loads(run("ask", "--json", "Vad får Arvika?").stdout)
    assert set(answer) == KEYS - {"id"}
    assert answer["amounts"] == [{"recipient": "Arvika", "kind": "kommun", "year": 2025, "kronor": 2_945_074}]


def test_the_trace_is_shown_when_asked_for(run: Run) -> None:
    assert '"tier": "spelling"' in run("ask", "--trace", "vad får Arvkia").stdout


def test_the_language_can_be_chosen(run: Run) -> None:
    assert "at most" in run("ask", "--language", "en", "Vad får Arvika?").stdout


def test_lines_are_answered_in_order_with_their_ids(run: Run) -> None:
    done = run("ask", "--jsonl", given=lines({"id": "b", "text": "Vad får Arvika?"}, {"id": 7, "text": "Hej"}))
    answers = read(done.stdout)
    assert (done.returncode, [answer["id"] for answer in answers]) == (0, ["b", 7])
    assert set(answers[0]) == KEYS


def test_conversations_are_kept_apart(run: Run) -> None:
    done = run(
        "ask",
        "--jsonl",
        given=lines(
            {"id": 1, "conversation": "a", "text": "Vad får Arvika?"},
            {"id": 2, "conversation": "b", "text": "Vad får Säffle?"},
            {"id": 3, "conversation": "a", "text": "och 2024?"},
            {"id": 4, "text": "och 2024?"},
        ),
    )
    answers = read(done.stdout)
    assert [amount["recipient"] for amount in answers[2]["amounts"]] == ["Arvika"]
    assert answers[3]["amounts"] == []


@pytest.mark.parametrize("bad", ["{", "[1]", '"text"', '{"id": "x"}', '{"id": "x", "text": 5}', "\x00"])
def test_a_line_that_is_no_question_does_not_lose_the_others(run: Run, bad: str) -> None:
    good = lines({"id": 1, "text": "Vad får Arvika?"})
    done = run("ask", "--jsonl", given=f"{good}{bad}\n\n{good}")
    answers = read(done.stdout)
    assert done.returncode == 1
    assert [bool(answer.get("amounts")) for answer in answers] == [True, False, True]
    assert answers[1]["error"]
    assert done.stderr.startswith("bidragslots: line 2: ")
    assert len(done.stderr.splitlines()) == 1


def test_an_answer_comes_before_the_next_question_is_written(tmp_path: Path, sqlite_url: str) -> None:
    environment = {"PATH": os.defpath, "HOME": str(tmp_path), "BIDRAGSLOTS_DATABASE_URL": sqlite_url}
    with subprocess.Popen(
        [COMMAND, "ask", "--jsonl"], env=environment, cwd=tmp_path, stdin=-1, stdout=-1, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(lines({"id": number, "text": "Vad får Arvika?"}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("arguments", [(), ("--jsonl", "Vad får Arvika?"), ("--language", "fr", "Vad får Arvika?")])
def test_a_wrong_call_is_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("ask", *arguments).returncode == 2


def test_an_empty_question_gets_help(run: Run) -> None:
    done = run("ask", "")
    assert (done.returncode, "ingen fråga" in done.stdout) == (0, True)


def test_a_piped_chat_is_a_conversation(run: Run) -> None:
    done = run("chat", given="Vad får Arvika?\noch 2024?\n/language en\nand in 2025?\n/quit\nVad får Säffle?\n")
    assert done.returncode == 0
    assert "650\u00a0000" in done.stdout
    assert "at most SEK\u00a02,945,074" in done.stdout
    assert "Säffle" not in done.stdout


def test_a_chat_can_be_made_to_forget_and_to_explain(run: Run) -> None:
    done = run("chat", given="Vad får Arvika?\n/new\noch 2024?\n/trace\nHej\n/help\n")
    assert "650\u00a0000 kronor för 2024" not in done.stdout
    assert '"reason": "greeting"' in done.stdout
    assert "/quit" in done.stdout


def test_nothing_heavy_is_imported_on_the_way_to_an_answer(tmp_path: Path, sqlite_url: str) -> None:
    heavy = ["rich", "numpy", "fastapi", "aiogram", "alembic", "apscheduler", "aiosmtplib", "holidays", "icalendar"]
    code = (
        "import sys; sys.argv = ['bidragslots', 'ask', 'Vad får Arvika?']\n"
        "from bot.commands.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {[*heavy, 'structlog']} if name in sys.modules], file=sys.stderr)"
    )
    environment = {"PATH": os.defpath, "HOME": str(tmp_path), "BIDRAGSLOTS_DATABASE_URL": sqlite_url}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"
