"""`bidragslots questions` as a maintainer uses it."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot.answers.answer import Answer
from bot.answers.recording import QuestionRecorder
from models.database import Database, open_database
from models.outbox import Message
from models.reply_request import ReplyRequest

COMMAND = Path(sys.executable).parent / "bidragslots"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def questions(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"BIDRAGSLOTS_DATABASE_URL": url, "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [COMMAND, "questions", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


async def fill(database: Database) -> None:
    recorder = QuestionRecorder(database)
    for text in ("Vad gäller för momsen?", "vad gäller för moms", "Får vi hyra lokal?"):
        recorder.record(text, Answer("", "sv", False), channel="web", now=NOW)
    recorder.record("Vad är syftet?", Answer("", "sv", True, trace={"topic": "purpose"}), channel="web", now=NOW)
    await recorder.flush()
    async with database.writing() as session:
        session.add(
            ReplyRequest(question="Och momsen?", language="sv", channel="email", address="e@k.example", asked_at=NOW)
        )


def with_database(url: str, work: Any) -> Any:
    async def opened() -> Any:
        database = open_database(url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(opened())


def test_what_could_not_be_answered_is_grouped_and_who_waits_is_named(sqlite_url: str) -> None:
    with_database(sqlite_url, fill)
    shown = json.loads(questions(sqlite_url, "unanswered", "--json").stdout)
    assert [(group["times"], group["texts"]) for group in shown["groups"]] == [
        (2, ["vad gäller för moms", "Vad gäller för momsen?"]),
        (1, ["Får vi hyra lokal?"]),
    ]
    assert [request["question"] for request in shown["waiting"]] == ["Och momsen?"]
    listed = questions(sqlite_url, "list", "--limit", "1")
    assert "purpose  Vad är syftet?" in listed.stdout


def test_a_reply_is_queued_once_and_the_address_forgotten(sqlite_url: str) -> None:
    with_database(sqlite_url, fill)
    assert questions(sqlite_url, "answer", "1", "Beslutet säger inget om moms.").returncode == 0
    again = questions(sqlite_url, "answer", "1", "En gång till.")
    assert again.returncode == 1
    assert "was answered on" in again.stderr
    assert len(again.stderr.splitlines()) == 1

    async def look(database: Database) -> tuple[Any, Any]:
        async with database.reading() as session:
            (message,) = (await session.execute(select(Message))).scalars().all()
            (request,) = (await session.execute(select(ReplyRequest))).scalars().all()
            return message, request

    message, request = with_database(sqlite_url, look)
    assert (message.kind, message.address, message.payload["text"]) == (
        "reply",
        "e@k.example",
        "Beslutet säger inget om moms.",
    )
    assert request.address is None


def test_a_phrasing_is_added_to_a_topic_that_exists(sqlite_url: str) -> None:
    added = questions(sqlite_url, "add", "purpose", "Vad ska stålarna räcka till?", "--json")
    assert json.loads(added.stdout) == {"topic": "purpose", "phrasing": "Vad ska stålarna räcka till?"}
    wrong = questions(sqlite_url, "add", "ändamålet", "Vad ska stålarna räcka till?")
    assert wrong.returncode == 1
    assert "the topics are" in wrong.stderr
    assert "purpose" in wrong.stderr
