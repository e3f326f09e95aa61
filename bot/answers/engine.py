"""The one path from a text to its answer, for every channel."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers.answer import Answer
from bot.answers.answering import answer
from bot.answers.trace import trace_of
from bot.understanding.conversation import Context, Conversations, after
from bot.understanding.names import NameIndex
from bot.understanding.question import Kind, Operation, Question, Target
from bot.understanding.structures import with_structures
from bot.understanding.topics import TopicClassifier
from bot.understanding.understand import understand
from models.facts import Facts, FactsCache

SAYS_WHO = {Operation.HIGHEST, Operation.LOWEST, Operation.EXTREMES}
Recorder = Callable[[Question, Answer], None]


class Engine:
    """Answers texts: keeps the names' index of the newest facts, the classifier and the chats' contexts.

    `record` is called with every question and its answer; it must not wait.
    """

    def __init__(self, facts: FactsCache, record: Recorder | None = None) -> None:
        self._facts = facts
        self._record = record
        self._index: tuple[int, NameIndex] | None = None
        self._classifier: TopicClassifier | None = None
        self.conversations = Conversations()

    async def ask(
        self,
        text: str,
        *,
        now: datetime,
        conversation: str | None = None,
        language: str | None = None,
        own: Sequence[str] = (),
    ) -> Answer:
        """The answer to `text` at `now` (aware).

        `conversation` names the chat whose context completes follow-ups. `language` is taken instead
        of the text's own. `own` are the codes of the recipients that a known contact serves.
        """
        facts = await self._facts.current()
        context = self.conversations.of(conversation, now)
        question = understand(text, self._index_of(facts), self._topics(), context)
        question = with_structures(question, facts)
        if language is not None:
            question = replace(question, language=language)
        answered = answer(question, facts, now, tuple(own))
        answered = replace(answered, trace=trace_of(question, answered, facts))
        self.conversations.keep(conversation, following(context, question, answered, facts), now)
        if self._record is not None:
            self._record(question, answered)
        return answered

    def _index_of(self, facts: Facts) -> NameIndex:
        if self._index is None or self._index[0] != facts.revision:
            self._index = (facts.revision, NameIndex.from_facts(facts))
        return self._index[1]

    def _topics(self) -> TopicClassifier:
        if self._classifier is None:
            self._classifier = TopicClassifier.load()
        return self._classifier


def following(context: Context, question: Question, answered: Answer, facts: Facts) -> Context:
    """The chat's context after this answer."""
    said = targets_said(answered, facts) if question.operation in SAYS_WHO else ()
    return after(context, question, said, asks_back=bool(answered.clarify))


def targets_said(answered: Answer, facts: Facts) -> tuple[Target, ...]:
    """Whom an answer named of itself, as the five largest."""
    codes = {place.name: place.code for place in facts.places.values()}
    return tuple(Target(Kind(amount.kind), codes[amount.recipient]) for amount in answered.amounts)
