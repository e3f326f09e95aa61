"""The one path from a text to its answer, for every channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.answer import Answer
from bot.answers.answering import answer as answer_to
from bot.answers.asking import Asking, Standing
from bot.answers.trace import trace_of
from bot.understanding.conversation import Context, Conversations, after
from bot.understanding.names import NameIndex, mask
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Question, Target, Tier
from bot.understanding.recalled import from_context
from bot.understanding.structures import of_structures, with_structures
from bot.understanding.topics import TopicClassifier
from bot.understanding.understand import understand
from bot.understanding.whose_money import names_somebody_unknown
from messages.topics import Operator
from models.facts import Facts, FactsCache

SAYS_WHO = {Operation.HIGHEST, Operation.LOWEST, Operation.EXTREMES}
Recorder = Callable[[Question, Answer], None]


@dataclass(frozen=True, slots=True)
class Knowing:
    """The names and topics of one revision of the facts."""

    revision: int
    names: NameIndex
    topics: TopicClassifier


class Engine:
    """Answers texts: keeps the names and topics of the newest facts, and the chats' contexts.

    `record` is called with every question and its answer; it must not wait.
    """

    def __init__(self, facts: FactsCache, operator: Operator | None = None, record: Recorder | None = None) -> None:
        self._facts = facts
        self._operator = operator or Operator("Bidragslots")
        self._record = record
        self._knowing: Knowing | None = None
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
        standings: Sequence[Standing] = (),
    ) -> Answer:
        """The answer to `text` at `now` (aware), by the facts as the database has them.

        `conversation` names the chat whose context completes follow-ups. `language` is taken instead
        of the text's own. `own` are the codes of the recipients that a known contact serves,
        `standings` the steps that they have done.
        """
        return self.answer(
            text,
            await self.facts(),
            now=now,
            conversation=conversation,
            language=language,
            own=own,
            standings=standings,
        )

    async def facts(self) -> Facts:
        """The facts as the database has them now."""
        return await self._facts.current()

    def answer(
        self,
        text: str,
        facts: Facts,
        *,
        now: datetime,
        conversation: str | None = None,
        language: str | None = None,
        own: Sequence[str] = (),
        standings: Sequence[Standing] = (),
    ) -> Answer:
        """The same by these facts, for who asks much at once. Takes about a millisecond."""
        knowing = self._known(facts)
        context = self.conversations.of(conversation, now)
        question = understand(text, knowing.names, knowing.topics, context)
        question = with_year_before(question, context, now)
        question = with_own_recipients(with_structures(question, facts), facts, own)
        if language is not None:
            question = replace(question, language=language)
        asking = Asking(question, facts, now, tuple(own), tuple(standings), self._operator)
        answered = answer_to(asking)
        answered = replace(answered, trace=trace_of(question, answered, facts))
        self.conversations.keep(conversation, following(context, question, answered, facts), now)
        if self._record is not None:
            self._record(question, answered)
        return answered

    def begin(self, conversation: str, language: str, now: datetime) -> None:
        """Start a chat in a language: it is answered in where a text alone does not tell ("Kiruna")."""
        self.conversations.keep(conversation, Context(language=language), now)

    def _known(self, facts: Facts) -> Knowing:
        """The names and topics of these facts; built anew when the facts have changed."""
        if self._knowing is None or self._knowing.revision != facts.revision:
            self._classifier = self._classifier or TopicClassifier.load()
            self._knowing = knowing_of(facts, self._classifier)
        return self._knowing


def knowing_of(facts: Facts, classifier: TopicClassifier) -> Knowing:
    """What the facts make known: their recipients' names, and the phrasings that maintainers added."""
    names = NameIndex.from_facts(facts)
    added: dict[str, list[str]] = {}
    for phrasing, topic in facts.phrasings.items():
        added.setdefault(topic, []).append(mask(phrasing, names.find(phrasing)))
    return Knowing(facts.revision, names, classifier.with_phrasings(added) if added else classifier)


def with_year_before(question: Question, context: Context, now: datetime) -> Question:
    """ "Och förra året?" after that very year's amount asks for the year before."""
    told = context.told[-1:]
    if question.year_offset != -1 or question.years or told != (now.year - 1,):
        return question
    again = bool(question.targets) and set(question.targets) <= set(context.focus)
    return replace(question, years=(told[0] - 1,)) if again else question


def with_own_recipients(question: Question, facts: Facts, own: Sequence[str]) -> Question:
    """ "Hur mycket får vi?" of a known contact is about the recipients that it serves."""
    carried_over = question.own and all(mention.tier == Tier.CONTEXT for mention in question.mentions)
    if question.topic != AMOUNT or question.group is not None or (question.mentions and not carried_over):
        return question
    if not question.own and names_somebody_unknown(question.asked):
        return question
    targets = tuple(Target(Kind(facts.places[code].kind.value), code) for code in own if code in facts.places)
    return replace(question, mentions=from_context(targets)) if targets else question


def following(context: Context, question: Question, answered: Answer, facts: Facts) -> Context:
    """The chat's context after this answer; a structure that was told is what is talked about then."""
    question = of_structures(question, facts)
    said = targets_said(answered, facts) if question.operation in SAYS_WHO else ()
    told = tuple(dict.fromkeys(amount.year for amount in answered.amounts))
    if leaves_structures(context.group, question, facts):
        context = replace(context, group=None)
    return after(context, question, said, told, asks_back=bool(answered.clarify))


def leaves_structures(group: Group | None, question: Question, facts: Facts) -> bool:
    """Whether a question names somebody else than the RSS of the county that was talked about."""
    if group is None or group.of != GroupOf.RSS or group.within is None:
        return False
    own = {place.code for place in facts.rss_of_county(group.within.code)}
    return not own.issuperset(target.code for target in question.targets)


def targets_said(answered: Answer, facts: Facts) -> tuple[Target, ...]:
    """Whom an answer named of itself, as the five largest."""
    codes = {place.name: place.code for place in facts.places.values()}
    return tuple(Target(Kind(amount.kind), codes[amount.recipient]) for amount in answered.amounts)
