"""The questions that the page offers to begin with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.answers.engine import Engine
from bot.web.overview import example_questions
from models.catalogue.programmes import load_catalogue
from models.database import Database, open_database
from models.facts import Facts, FactsCache

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_whatever_the_page_offers_is_answered_in_its_language(sqlite_url: str, language: str) -> None:
    async with closing_database(sqlite_url) as database:
        facts = FactsCache(database, load_catalogue())
        engine, known = Engine(facts), await facts.current()
        answers = {question: await engine.ask(question, now=NOW) for question in offered(known, language)}
    assert len(answers) > 100
    assert [question for question, answer in answers.items() if not answer.answered] == []
    assert {answer.language for answer in answers.values()} == {language}


@asynccontextmanager
async def closing_database(url: str) -> AsyncIterator[Database]:
    database = open_database(url)
    try:
        yield database
    finally:
        await database.close()


def offered(facts: Facts, language: str) -> list[str]:
    """Everything that is offered within a year."""
    days = (date(2026, 1, 1) + timedelta(days=day) for day in range(365))
    return sorted({question for day in days for question in example_questions(facts, language, day)})
