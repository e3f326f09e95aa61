"""Keeping what was asked, in batches behind the answers: an answer never waits for it and never fails by it."""

import asyncio
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.answers.answer import Answer
from bot.understanding.question import Reason
from models.database import Database
from models.masking import mask
from models.question_log import Outcome, add_questions, rate_question
from scheduler.waiting import first_of

LOG = logging.getLogger(__name__)
BATCH = 500  # questions that are stored without waiting for the next second
LONGEST_QUEUE = 10_000  # questions kept in memory while the database does not answer
SECONDS_BETWEEN = 1.0
# Answers that state no facts because none were asked for.
SMALL_TALK = frozenset({Reason.EMPTY, Reason.GREETING, Reason.THANKS, Reason.GOODBYE, Reason.HELP})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came, unmasked; lives for about a second."""

    key: str
    text: str
    answer: Answer
    channel: str
    asked_at: datetime


class QuestionRecorder:
    """A bounded queue of asked questions and ratings, and the long-lived task that stores them masked."""

    name = "questions"

    def __init__(self, database: Database) -> None:
        self.wake = asyncio.Event()
        self._database = database
        self._asked: list[Asked] = []
        self._ratings: dict[str, bool] = {}
        self.dropped = 0

    def record(self, text: str, answer: Answer, *, channel: str, now: datetime) -> str:
        """Queue a question; returns the key by which it can be rated. Drops it where the queue is full."""
        key = secrets.token_urlsafe(12)
        if len(self._asked) >= LONGEST_QUEUE:
            self.dropped += 1
            return key
        self._asked.append(Asked(key, text, answer, channel, now))
        if len(self._asked) >= BATCH:
            self.wake.set()
        return key

    def rate(self, key: str, *, good: bool) -> None:
        """Queue a thumb up or down for the question with this key; the latest one counts."""
        if len(self._ratings) < LONGEST_QUEUE:
            self._ratings[key] = good

    async def run(self, stop: asyncio.Event) -> None:
        """Store what has come, each second or each BATCH, until `stop`; then once more."""
        while not stop.is_set():
            await first_of(stop, self.wake, seconds=SECONDS_BETWEEN)
            await self.flush()

    async def flush(self) -> None:
        """Store everything queued. What the database can't take now stays queued for the next time."""
        asked, self._asked = self._asked, []
        ratings, self._ratings = self._ratings, {}
        self.wake.clear()
        if not asked and not ratings:
            return
        rows = [await row_of(question) for question in asked]
        try:
            async with self._database.writing() as session:
                if rows:
                    await add_questions(session, rows)
                for key, good in ratings.items():
                    await rate_question(session, key, good=good)
        except (SQLAlchemyError, OSError) as error:
            LOG.warning("%d questions could not be stored yet: %s", len(asked), type(error).__name__)
            self._asked = (asked + self._asked)[:LONGEST_QUEUE]
            self._ratings = ratings | self._ratings


async def row_of(asked: Asked) -> dict[str, Any]:
    """The masked row of a question, letting others run in between: a long text takes a millisecond."""
    await asyncio.sleep(0)
    trace = asked.answer.trace or {}
    return {
        "key": asked.key,
        "text": mask(asked.text),
        "topic": trace.get("topic"),
        "score": trace.get("score"),
        "outcome": outcome_of(asked.answer),
        "language": asked.answer.language,
        "channel": asked.channel,
        "asked_at": asked.asked_at,
        "rating": None,
    }


def outcome_of(answer: Answer) -> Outcome:
    """How a question ended; an answer to a greeting is an answer."""
    if answer.clarify:
        return Outcome.CLARIFIED
    small_talk = (answer.trace or {}).get("reason") in SMALL_TALK
    return Outcome.ANSWERED if answer.answered or small_talk else Outcome.DECLINED
