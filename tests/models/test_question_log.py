"""Asked questions, requested replies and added phrasings, on each backend."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from models.catalogue.programmes import load_catalogue
from models.database import Database
from models.facts import FactsCache
from models.phrasing import PhrasingError, add_phrasing, phrasing_key
from models.question_log import (
    add_questions,
    delete_old_questions,
    failed_questions,
    latest_questions,
    rate_question,
)
from models.reply_request import ReplyRequest, ReplyRequestError, close_request, waiting_request, waiting_requests

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def row(key: str, **changes: Any) -> dict[str, Any]:
    filled = {"text": key, "topic": None, "score": None, "outcome": "answered", "language": "sv", "channel": "web"}
    return filled | {"key": key, "asked_at": NOW, "rating": None} | changes


async def test_declined_and_disliked_questions_are_found_newest_first(database: Database) -> None:
    async with database.writing() as session:
        await add_questions(session, [row("a", outcome="declined"), row("b"), row("c"), row("d", outcome="clarified")])
        assert await rate_question(session, "b", good=False)
        assert await rate_question(session, "c", good=True)
        assert not await rate_question(session, "unknown", good=True)
    async with database.reading() as session:
        assert [question.text for question in await failed_questions(session, 10)] == ["b", "a"]
        assert [question.text for question in await latest_questions(session, 2)] == ["d", "c"]


async def test_a_question_is_deleted_after_the_set_number_of_days(database: Database) -> None:
    async with database.writing() as session:
        old = NOW - timedelta(days=90)
        await add_questions(session, [row("kept", asked_at=old), row("gone", asked_at=old - timedelta(seconds=1))])
        assert await delete_old_questions(session, NOW, 90) == 1
        assert [question.key for question in await latest_questions(session, 10)] == ["kept"]


async def test_the_database_knows_what_an_outcome_is(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            await add_questions(session, [row("a", outcome="forgotten")])


def request(**changes: Any) -> ReplyRequest:
    filled = {
        "question": "Och momsen?",
        "language": "sv",
        "channel": "email",
        "address": "e@k.example",
        "asked_at": NOW,
    }
    return ReplyRequest(**(filled | changes))


async def test_a_request_waits_with_its_address_and_forgets_it_when_answered(database: Database) -> None:
    async with database.writing() as session:
        session.add(request())
    async with database.writing() as session:
        (waiting,) = await waiting_requests(session)
        assert waiting.address == "e@k.example"
        close_request(await waiting_request(session, waiting.id or 0), "Det står inte.", NOW)
    async with database.reading() as session:
        assert await waiting_requests(session) == []
        with pytest.raises(ReplyRequestError, match="was answered on 2026-11-23"):
            await waiting_request(session, waiting.id or 0)
        with pytest.raises(ReplyRequestError, match="no request number 99"):
            await waiting_request(session, 99)


async def test_an_answered_request_with_an_address_is_refused_by_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            session.add(request(answered_at=NOW, reply="x"))


async def test_an_added_phrasing_is_a_fact_at_once(database: Database) -> None:
    facts = FactsCache(database, load_catalogue())
    assert (await facts.current()).phrasings == {}
    async with database.writing() as session:
        await add_phrasing(session, "purpose", "Vad är  STÅLARNA till för?!", added_by="test", now=NOW)
    assert (await facts.current()).phrasings == {"vad är stålarna till för": "purpose"}


async def test_the_same_phrasing_again_changes_nothing_and_another_topic_may_not_have_it(database: Database) -> None:
    async with database.writing() as session:
        await add_phrasing(session, "purpose", "Vad är stålarna till för?", added_by="test", now=NOW)
        await add_phrasing(session, "purpose", "vad är stålarna till för", added_by="test", now=NOW)
        with pytest.raises(PhrasingError, match="already belongs to the topic purpose"):
            await add_phrasing(session, "joint", "Vad är stålarna till för", added_by="test", now=NOW)
        with pytest.raises(PhrasingError, match="holds no words"):
            await add_phrasing(session, "joint", "?!", added_by="test", now=NOW)


def test_phrasings_are_compared_without_case_signs_and_composition() -> None:
    assert (
        phrasing_key("  Får  ÅRJÄNG-bor det?\n")
        == phrasing_key("får a\u030arja\u0308ng bor det")
        == "får årjäng bor det"
    )
