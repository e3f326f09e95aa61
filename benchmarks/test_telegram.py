"""Questions through the dispatcher, beside a bare aiogram echo bot in the same run: updates fed, answers captured."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendChatAction, SendMessage, TelegramMethod
from aiogram.types import Chat, Message

from bot.answers.engine import Engine
from bot.answers.recording import QuestionRecorder
from bot.outgoing import house
from bot.settings import Settings
from bot.telegram.chats import Chats
from bot.telegram.dispatching import make_dispatcher
from bot.telegram.handling import Handling
from bot.telegram.inbox import store
from bot.telegram.parts import TelegramParts
from models.catalogue.programmes import load_catalogue
from models.database import Database, open_database
from models.facts import FactsCache
from models.prepare import upgrade_and_seed

TOKEN = "42:AAFakeTokenForTestsOnly_0123456789abcdef"
UPDATES = 1_500
ROUNDS = 3
GOAL = 0.6
PLACES = ("Kiruna", "Gällivare", "Habo", "Luleå", "Mora", "Ystad")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Captured(BaseSession):
    """Takes every call and answers at once, as the fastest network would."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram names it
        if isinstance(method, SendMessage):
            self.sent.append(method.text)
            return Message(message_id=1, date=NOW, chat=Chat(id=int(method.chat_id), type="private"))
        return isinstance(method, SendChatAction)

    async def stream_content(self, *args: Any, **named: Any) -> AsyncGenerator[bytes, None]:
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


def updates(first: int) -> list[dict[str, Any]]:
    """Questions of many users, none of whom asks too much."""
    return [
        {
            "update_id": first + number,
            "message": {
                "message_id": number,
                "date": 1,
                "chat": {"id": number % 500 + 1, "type": "private", "first_name": "Kim"},
                "from": {"id": number % 500 + 1, "is_bot": False, "first_name": "Kim", "language_code": "sv"},
                "text": f"Hur mycket får {PLACES[number % len(PLACES)]}?",
            },
        }
        for number in range(UPDATES)
    ]


def echo_bot() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    return dispatcher


async def rate(feed: Callable[[dict[str, Any]], Awaitable[object]], given: list[dict[str, Any]]) -> float:
    """Updates a second, one after the other."""
    began = time.perf_counter()
    for update in given:
        await feed(update)
    return len(given) / (time.perf_counter() - began)


async def by_hundreds(dispatcher: Dispatcher, bot: Bot, chats: Chats, given: list[dict[str, Any]]) -> float:
    """Updates a second, their chats read a hundred at a time, as from an inbox in memory."""
    began = time.perf_counter()
    for start in range(0, len(given), 100):
        taken = given[start : start + 100]
        await chats.load([update["message"]["chat"]["id"] for update in taken])
        for update in taken:
            await dispatcher.feed_raw_update(bot, update)
            chats.forget(update["message"]["chat"]["id"])
    return len(given) / (time.perf_counter() - began)


async def inbox_rate(database: Database, running: Callable[[dict[str, Any]], Awaitable[object]], chats: Chats) -> float:
    """Updates a second through the stored inbox: stored a hundred at a time, claimed, handled, noted."""
    stop, left = asyncio.Event(), UPDATES

    async def handle(raw: dict[str, Any]) -> None:
        nonlocal left
        await running(raw)
        left -= 1
        if not left:
            stop.set()

    wake = asyncio.Event()
    handling = Handling(database, lambda: datetime.now(UTC), handle, chats, wake)
    began = time.perf_counter()
    working = asyncio.create_task(handling.run(stop))
    given = updates(1_000_000)
    for start in range(0, UPDATES, 100):
        await store(database, given[start : start + 100], datetime.now(UTC))
        wake.set()
    await working
    return UPDATES / (time.perf_counter() - began)


def test_questions_through_the_dispatcher_beside_an_echo_bot(tmp_path: Path) -> None:
    asyncio.run(compare(f"sqlite:///{tmp_path / 'bench.db'}"))


async def compare(url: str) -> None:
    await upgrade_and_seed(url, load_catalogue())
    database = open_database(url)
    settings = Settings(telegram_token=TOKEN, secret_key="a key for tests alone", database_url=url)  # type: ignore[arg-type]
    facts = FactsCache(database, load_catalogue())
    parts = TelegramParts(
        settings, database, facts, Engine(facts), QuestionRecorder(database), house(settings), lambda: NOW
    )
    chats = Chats(database, parts.engine.conversations)
    session, echoed = Captured(), Captured()
    bot, echo = Bot(TOKEN, session=session), Bot(TOKEN, session=echoed)
    ours, bare = make_dispatcher(parts, chats), echo_bot()
    await by_hundreds(ours, bot, chats, updates(0)[:300])  # loads the classifier
    pairs = []
    for round_number in range(ROUNDS):
        given = updates(10_000 * (round_number + 1))
        pairs.append(
            (
                await rate(lambda update: bare.feed_raw_update(echo, update), given),
                await by_hundreds(ours, bot, chats, given),
            )
        )
        await parts.recorder.flush()
    stored = await inbox_rate(database, lambda raw: ours.feed_raw_update(bot, raw), chats)
    assert session.sent[-1]
    assert "kronor" in session.sent[-1]
    echo_best, ours_best = max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    ratio = sorted(pair[1] / pair[0] for pair in pairs)[ROUNDS // 2]
    print(
        f"\ntelegram: echo bot {echo_best:.0f}/s, questions {ours_best:.0f}/s (ratio {ratio:.2f}, goal {GOAL}), "
        f"through the stored inbox {stored:.0f}/s"
    )
    await database.close()
