"""Ways to put a question that a maintainer has added to a topic after release."""

import unicodedata
from datetime import datetime

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, col

from models.columns import Table, UtcDateTime
from models.errors import BidragslotsError


class PhrasingError(BidragslotsError):
    """A phrasing can't be added."""


class Phrasing(Table, table=True):
    """One phrasing of a topic; `key` is its comparable form, which belongs to one topic only.

    Adding, changing or removing one raises the facts' revision, so that a running service knows.
    """

    id: int | None = Field(default=None, primary_key=True)
    topic: str
    text: str
    key: str = Field(unique=True)
    added_by: str
    added_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def phrasing_key(text: str) -> str:
    """The form by which phrasings are compared: NFC, lower case, words alone, single spaces."""
    words = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in words).split())


async def add_phrasing(session: AsyncSession, topic: str, text: str, *, added_by: str, now: datetime) -> Phrasing:
    """Store a phrasing; the same one again changes nothing. Raises PhrasingError where another topic has it."""
    key = phrasing_key(text)
    if not key:
        raise PhrasingError(f"'{text}' holds no words; write the question as people ask it")
    found = (await session.execute(select(Phrasing).where(col(Phrasing.key) == key))).scalar_one_or_none()
    if found is None:
        found = Phrasing(topic=topic, text=text.strip(), key=key, added_by=added_by, added_at=now)
        session.add(found)
    elif found.topic != topic:
        raise PhrasingError(f"'{text}' already belongs to the topic {found.topic}; a phrasing has one topic")
    return found
