"""What was asked and how it went, so that a maintainer can see what to add."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import CheckConstraint, Field, col

from models.columns import Table, UtcDateTime, one_of
from models.contact import Language


class Outcome(StrEnum):
    """How a question ended. Greetings and help count as answered: there was nothing to know."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"
    DECLINED = "declined"


class AskedQuestion(Table, table=True):
    """A question, masked (see models.masking). `key` is random and names it in a channel's buttons.

    `score` is the classifier's, 0 to 1. `rating` is 1 for thumbs up, -1 for thumbs down.
    """

    __tablename__ = "asked_question"
    __table_args__ = (
        one_of("outcome", Outcome, "asked_question_outcome_known"),
        one_of("language", Language, "asked_question_language_known"),
        CheckConstraint("rating IN (-1, 1)", name="asked_question_rating_known"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    text: str
    topic: str | None = None
    score: float | None = None
    outcome: str
    language: str
    channel: str
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    rating: int | None = None


async def add_questions(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Store questions in one statement."""
    await session.execute(insert(AskedQuestion), rows)


async def rate_question(session: AsyncSession, key: str, *, good: bool) -> bool:
    """Keep a thumb up or down, the latest if there were several; False where the question is gone."""
    rated = await session.execute(
        update(AskedQuestion).where(col(AskedQuestion.key) == key).values(rating=1 if good else -1)
    )
    return bool(rated.rowcount)  # type: ignore[attr-defined]


async def delete_old_questions(session: AsyncSession, now: datetime, days: int) -> int:
    """Delete the questions that are more than `days` days old; returns how many."""
    limit = now - timedelta(days=days)
    deleted = await session.execute(delete(AskedQuestion).where(col(AskedQuestion.asked_at) < limit))
    return int(deleted.rowcount)  # type: ignore[attr-defined]


async def latest_questions(session: AsyncSession, limit: int) -> Sequence[AskedQuestion]:
    """The latest questions, newest first."""
    found = await session.execute(select(AskedQuestion).order_by(col(AskedQuestion.id).desc()).limit(limit))
    return found.scalars().all()


async def failed_questions(session: AsyncSession, limit: int) -> Sequence[AskedQuestion]:
    """The latest questions that were declined or got a thumb down, newest first."""
    failed = (col(AskedQuestion.outcome) == Outcome.DECLINED) | (col(AskedQuestion.rating) == -1)
    found = await session.execute(
        select(AskedQuestion).where(failed).order_by(col(AskedQuestion.id).desc()).limit(limit)
    )
    return found.scalars().all()
