"""The one path from a text to its answer, for every channel."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers.answer import Answer
from bot.answers.answering import answer
from bot.answers.trace import trace_of
from bot.understanding.conversation import Context, Conversations, after
from bot.understanding.names import NameIndex
from bot.understanding.question import Question, Target
from bot.understanding.structures import with_structures
from bot.understanding.topics import TopicClassifier
from bot.understanding.understand import understand
from models.facts import Facts, FactsCache

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
        self.conversations.keep(conversation, following(context, question, answered), now)
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


def following(context: Context, question: Question, answered: Answer) -> Context:
    """The chat's context after this answer; where it asked back, with what it offered."""
    return after(context, question, options_of(question) if answered.clarify else (), asks_back=bool(answered.clarify))


def options_of(question: Question) -> tuple[Target, ...]:
    """Whom the doubtful names of a question may mean."""
    return tuple(dict.fromkeys(target for mention in question.mentions for target in mention.targets))
