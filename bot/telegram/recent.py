"""The latest questions and their answers by key, for the buttons beneath an answer."""

from collections import OrderedDict
from dataclasses import dataclass

from sqlmodel import col, select

from bot.answers.answer import Answer
from models.database import Database
from models.question_log import AskedQuestion

MOST_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was asked and its answer; after a restart only the question, as the log has it."""

    question: str
    answer: Answer | None


class Recent:
    """In memory for the latest; for older ones the question log is asked, which holds them masked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[str, Exchange] = OrderedDict()
        self._requested: OrderedDict[str, None] = OrderedDict()

    def keep(self, key: str, question: str, answer: Answer) -> None:
        self._kept[key] = Exchange(question, answer)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    async def find(self, key: str) -> Exchange | None:
        """The exchange of a key; None where neither memory nor log knows it."""
        if key in self._kept:
            return self._kept[key]
        async with self._database.reading() as session:
            chosen = select(AskedQuestion.text).where(col(AskedQuestion.key) == key)
            text = (await session.scalars(chosen)).first()
        return Exchange(text, None) if text is not None else None

    async def take_request(self, key: str) -> Exchange | None:
        """The same for who wants a person's reply: once for each question."""
        if key in self._requested:
            return None
        self._requested[key] = None
        while len(self._requested) > MOST_KEPT:
            self._requested.popitem(last=False)
        return await self.find(key)
