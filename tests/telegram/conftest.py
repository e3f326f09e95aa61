"""A bot at work against the stand-in, in this process: the real dispatcher, real updates, a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest

from bot.answers.engine import Engine
from bot.answers.recording import QuestionRecorder
from bot.outgoing import house
from bot.settings import Settings
from bot.telegram.limits import Limits
from bot.telegram.parts import TelegramParts
from bot.telegram.running import Running
from models.catalogue.programmes import load_catalogue
from models.database import Database
from models.facts import FactsCache
from tests.telegram.stand_in import TOKEN, StandIn, stand_in

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ADMIN, SECOND_ADMIN = 900, 901
CHAT_SPACING = 0.1  # seconds, a tenth of the real one, so that a test need not wait


class Working(Protocol):
    """Starts a bot on a database until the block ends."""

    def __call__(self, database: Database, **settings: Any) -> AbstractAsyncContextManager[Running]: ...


@pytest.fixture
async def telegram() -> AsyncIterator[StandIn]:
    """The stand-in; at the end it must not have been given anything that Telegram refuses."""
    async with stand_in() as server:
        server.chat_seconds = CHAT_SPACING * 0.9
        yield server
        assert server.violations == []


def parts_for(database: Database, api: str, **settings: Any) -> TelegramParts:
    made = Settings(
        **{
            "telegram_token": TOKEN,
            "telegram_api_url": api,
            "telegram_admins": (ADMIN, SECOND_ADMIN),
            "secret_key": "a key for tests alone",
            **settings,
        }
    )
    facts = FactsCache(database, load_catalogue())
    recorder = QuestionRecorder(database)
    return TelegramParts(made, database, facts, Engine(facts), recorder, house(made), lambda: datetime.now(UTC))


@pytest.fixture
def working(telegram: StandIn) -> Working:
    """A bot that polls the stand-in."""

    limits = Limits(chat_spacing=CHAT_SPACING)  # a restart takes longer than Telegram's second between two messages

    @asynccontextmanager
    async def run(database: Database, **settings: Any) -> AsyncIterator[Running]:
        running = Running(parts_for(database, telegram.url, **settings), limits, asyncio.Event())
        stop = asyncio.Event()
        task = asyncio.create_task(running.run(stop))
        try:
            yield running
        finally:
            stop.set()
            await asyncio.wait_for(task, 20)

    return run
