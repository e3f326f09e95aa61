"""Questions are stored masked, in batches, behind the answers."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.answers import recording
from bot.answers.answer import Answer
from bot.answers.recording import QuestionRecorder
from bot.answers.similar import grouped
from models.database import Database, open_database
from models.question_log import AskedQuestion, latest_questions

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANSWERED = Answer("x", "sv", True, trace={"topic": "purpose", "score": 0.8})


async def stored(database: Database) -> list[AskedQuestion]:
    async with database.reading() as session:
        return list(await latest_questions(session, 10_000))


async def test_what_is_stored_is_masked_and_says_how_it_went(database: Database) -> None:
    recorder = QuestionRecorder(database)
    key = recorder.record("Får vi mer? Mvh Anna Berg", ANSWERED, channel="web", now=NOW)
    recorder.rate(key, good=False)
    await recorder.flush()
    (question,) = await stored(database)
    assert (question.text, question.topic, question.score) == ("Får vi mer? [underskrift]", "purpose", 0.8)
    assert (question.outcome, question.channel, question.asked_at, question.rating) == ("answered", "web", NOW, -1)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer("", "sv", True), "answered"),
        (Answer("", "sv", False, clarify=("a", "b")), "clarified"),
        (Answer("", "sv", False), "declined"),
        (Answer("", "sv", False, trace={"reason": "outside"}), "declined"),
        (Answer("", "sv", False, trace={"reason": "greeting"}), "answered"),
    ],
)
def test_an_outcome_follows_from_the_answer(answer: Answer, outcome: str) -> None:
    assert recording.outcome_of(answer) == outcome


async def test_a_running_recorder_stores_what_is_left_when_it_is_told_to_stop(sqlite_url: str) -> None:
    database, stop = open_database(sqlite_url), asyncio.Event()
    recorder = QuestionRecorder(database)
    running = asyncio.create_task(recorder.run(stop))
    await asyncio.sleep(0)
    for number in range(recording.BATCH + 7):
        recorder.record(f"fråga {number}", ANSWERED, channel="api", now=NOW)
    stop.set()
    await running
    assert len(await stored(database)) == recording.BATCH + 7
    await database.close()


async def test_a_full_batch_is_stored_without_waiting(sqlite_url: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(recording, "SECONDS_BETWEEN", 3600.0)
    database, stop = open_database(sqlite_url), asyncio.Event()
    recorder, flushed = QuestionRecorder(database), asyncio.Event()
    flush = recorder.flush

    async def flush_and_tell() -> None:
        await flush()
        flushed.set()

    monkeypatch.setattr(recorder, "flush", flush_and_tell)
    running = asyncio.create_task(recorder.run(stop))
    for number in range(recording.BATCH):
        recorder.record(f"fråga {number}", ANSWERED, channel="api", now=NOW)
    async with asyncio.timeout(20):
        await flushed.wait()
    assert len(await stored(database)) == recording.BATCH
    stop.set()
    await running
    await database.close()


async def test_a_database_that_does_not_answer_loses_nothing_and_fails_nobody(sqlite_url: str, caplog: Any) -> None:
    recorder = QuestionRecorder(open_database("postgresql://nobody@127.0.0.1:1/none"))
    recorder.record("kvar", ANSWERED, channel="web", now=NOW)
    await recorder.flush()
    assert "could not be stored yet" in caplog.text
    assert "kvar" not in caplog.text
    recorder._database = open_database(sqlite_url)
    await recorder.flush()
    assert [question.text for question in await stored(recorder._database)] == ["kvar"]
    await recorder._database.close()


async def test_more_questions_than_memory_allows_are_counted_and_dropped(sqlite_url: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(recording, "LONGEST_QUEUE", 3)
    recorder = QuestionRecorder(open_database(sqlite_url))
    for _ in range(5):
        recorder.record("x", ANSWERED, channel="web", now=NOW)
    assert recorder.dropped == 2


def asked(text: str, rating: int | None = None) -> AskedQuestion:
    return AskedQuestion(
        key=text, text=text, outcome="declined", language="sv", channel="web", asked_at=NOW, rating=rating
    )


def test_questions_that_say_nearly_the_same_are_put_together() -> None:
    groups = grouped(
        [
            asked("Vad gäller för momsen?"),
            asked("Får vi hyra lokal?", -1),
            asked("vad gäller för moms"),
            asked("Vad gäller för momsen!"),
        ]
    )
    assert [(group.text, len(group.questions), group.disliked) for group in groups] == [
        ("Vad gäller för momsen?", 3, 0),
        ("Får vi hyra lokal?", 1, 1),
    ]
