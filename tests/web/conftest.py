"""The web application behind a real socket, with a six-line engine in place of the real one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.answers.answer import Amount, Answer, Citation
from bot.answers.recording import QuestionRecorder
from bot.lifecycle import serve_until, web_server
from bot.listening import listen, url_of
from bot.settings import Settings
from bot.web.app import create_web
from bot.web.flood import FloodLimit
from bot.web.parts import WebParts
from models.catalogue.programmes import load_catalogue
from models.database import Database, open_database
from models.facts import FactsCache

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class SmallEngine:
    """Answers what the web tests need, and keeps how it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.begun: list[tuple[str, str]] = []

    def begin(self, conversation: str, language: str, now: datetime) -> None:
        self.begun.append((conversation, language))

    async def ask(self, text: str, **arguments: Any) -> Answer:
        self.asked.append({"text": text, **arguments})
        if text == "broken":
            raise RuntimeError("a secret in a traceback")
        if text == "doubt":
            return Answer("Habo eller Håbo?", "sv", False, clarify=("Habo kommun", "Håbo kommun"))
        if text == "no idea":
            return Answer("Det vet jag inte.", "sv", False, trace={"reason": "outside", "mentions": []})
        return Answer(
            text=f"Du skrev {text}\n\nKiruna får högst 2 672 587 kronor.\n\n– ett\n– två\n\nKälla: Beslutet, Bilaga 1.",
            language=arguments.get("language") or "sv",
            answered=True,
            suggestions=("Och sedan?",),
            amounts=(Amount("Kiruna", "kommun", 2025, 2_672_587),),
            citations=(Citation("Regeringens beslut S2025/00122", "Bilaga 1"),),
            trace={"topic": "amount", "score": 0.9, "mentions": []},
        )


@dataclass
class Web:
    """A running server: `url`, what it is made of, and a client that keeps cookies."""

    url: str
    parts: WebParts
    engine: SmallEngine
    database: Database
    client: aiohttp.ClientSession
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **arguments: Any) -> tuple[int, str]:
        async with self.client.get(self.url + path, **arguments) as response:
            return response.status, await response.text()

    async def post(self, path: str, **arguments: Any) -> tuple[int, str]:
        async with self.client.post(self.url + path, **arguments) as response:
            return response.status, await response.text()


@asynccontextmanager
async def running(database_url: str, **settings: Any) -> AsyncIterator[Web]:
    """Serve the application in this loop until the block ends."""
    used = Settings(database_url=database_url, operator_name="Exempelmyndigheten", **settings)
    database, engine = open_database(database_url), SmallEngine()
    parts = WebParts(
        settings=used,
        engine=engine,
        recorder=QuestionRecorder(database),
        facts=FactsCache(database, load_catalogue()),
        database=database,
        clock=lambda: NOW,
        flood=FloodLimit(used.questions_per_minute),
    )
    stop, ready, listening = asyncio.Event(), asyncio.Event(), listen("127.0.0.1", 0)
    url = url_of(listening)
    server = web_server(create_web(parts), used.trusted_proxies)
    serving = asyncio.create_task(serve_until(stop, server, listening, [], ready.set))
    await ready.wait()
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
            yield Web(url, parts, engine, database, client)
    finally:
        stop.set()
        await serving
        await database.close()


@pytest.fixture
async def web(sqlite_url: str) -> AsyncIterator[Web]:
    """A running server on a seeded SQLite database."""
    async with running(sqlite_url) as made:
        yield made
