"""What the routes work with; the composition root hands it over when it makes the web application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast

from fastapi import Request

from bot.answers.answer import Answer
from bot.answers.recording import QuestionRecorder
from bot.settings import Settings
from bot.web.conversations import Conversations
from bot.web.counts import Counts
from bot.web.flood import FloodLimit
from models.database import Database
from models.facts import FactsCache


class Answering(Protocol):
    """What turns a text into an answer. `conversation` is any text that stays the same in one chat."""

    async def ask(
        self, text: str, *, conversation: str | None = None, language: str | None = None, now: datetime
    ) -> Answer: ...

    def begin(self, conversation: str, language: str, now: datetime) -> None:
        """Start a chat in the language of the page it is held on."""


@dataclass(frozen=True, slots=True)
class WebParts:
    """Everything that a route may need. `clock` gives the present, aware."""

    settings: Settings
    engine: Answering
    recorder: QuestionRecorder
    facts: FactsCache
    database: Database
    clock: Callable[[], datetime]
    flood: FloodLimit
    conversations: Conversations = field(default_factory=Conversations)
    counts: Counts = field(default_factory=Counts)

    async def answer(
        self, text: str, *, conversation: str | None, language: str | None, channel: str
    ) -> tuple[str, Answer]:
        """Ask, count and record; returns the key by which the question can be rated, and the answer."""
        now = self.clock()
        answer = await self.engine.ask(text, conversation=conversation, language=language, now=now)
        self.counts.question(channel, answer)
        return self.recorder.record(text, answer, channel=channel, now=now), answer


def parts_of(request: Request) -> WebParts:
    """The parts of the application that this request came to."""
    return cast("WebParts", request.app.state.parts)
