"""What a chat remembers from one question to the next."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.understanding.question import (
    AMOUNT,
    Group,
    GroupOf,
    Operation,
    Question,
    Target,
)

EXPIRY = timedelta(minutes=30)
MOST_CHATS = 20_000
MOST_RECENT = 6


@dataclass(frozen=True, slots=True)
class Context:
    """What a chat was last about.

    `focus` are the last answer's recipients, `recent` those of several answers, `own` whom "we"
    stood for. `pending` is a question that was answered by asking back; `options` what was offered.
    """

    language: str | None = None
    focus: tuple[Target, ...] = ()
    recent: tuple[Target, ...] = ()
    own: tuple[Target, ...] = ()
    years: tuple[int, ...] = ()
    topic: str | None = None
    operation: Operation = Operation.NONE
    group: Group | None = None
    count: int | None = None
    per_inhabitant: bool = False
    pending: Question | None = None
    options: tuple[Target, ...] = ()
    at: datetime | None = None


NOTHING = Context()


class Conversations:
    """The contexts of the chats that are going on: at most 20 000, each for 30 minutes after its last message."""

    def __init__(self, expiry: timedelta = EXPIRY, most: int = MOST_CHATS) -> None:
        self._contexts: OrderedDict[str, Context] = OrderedDict()
        self._expiry = expiry
        self._most = most

    def of(self, chat: str | None, now: datetime) -> Context:
        """What the chat remembers at `now`; nothing for a new or an expired one."""
        context = self._contexts.get(chat) if chat is not None else None
        if context is None or context.at is None or now - context.at > self._expiry:
            return NOTHING
        return context

    def keep(self, chat: str | None, context: Context, now: datetime) -> None:
        """Remember the chat's context; the chat that has been silent longest gives way."""
        if chat is None:
            return
        self._contexts[chat] = replace(context, at=now)
        self._contexts.move_to_end(chat)
        while len(self._contexts) > self._most:
            self._contexts.popitem(last=False)

    def forget(self, chat: str) -> None:
        """Forget a chat at once."""
        self._contexts.pop(chat, None)


def after(
    context: Context,
    question: Question,
    said: tuple[Target, ...] = (),
    *,
    asks_back: bool = False,
) -> Context:
    """The context after a question was answered.

    `said` are recipients that the answer named of itself, as the largest ones. With `asks_back` the
    question waits for a reply.
    """
    context = replace(context, language=question.language, own=own_of(context, question))
    if asks_back:
        return replace(context, pending=question, options=options_of(question))
    if question.reason is not None or question.topic is None:
        return context
    focus = question.targets or said
    named = bool(question.targets)
    return Context(
        language=question.language,
        focus=focus or (context.focus if question.group is None else ()),
        recent=remembered(context.recent, question.targets),
        own=context.own,
        years=question.years or (() if named else context.years),
        topic=question.topic,
        operation=question.operation,
        group=question.group or group_of_topic(question) or (None if named else context.group),
        count=question.count,
        per_inhabitant=question.per_inhabitant,
    )


def own_of(context: Context, question: Question) -> tuple[Target, ...]:
    """Whom "we" stand for: who was introduced, or the one of whom an amount of ours was asked."""
    if question.introduced:
        return question.introduced
    asks_ours = question.own and question.topic == AMOUNT and question.operation == Operation.NONE
    return question.targets if asks_ours and len(question.targets) == 1 else context.own


def options_of(question: Question) -> tuple[Target, ...]:
    """Whom the names of a question may mean, each once."""
    return tuple(dict.fromkeys(target for mention in question.mentions for target in mention.targets))


def remembered(recent: tuple[Target, ...], new: tuple[Target, ...]) -> tuple[Target, ...]:
    """The recipients of several answers, those named last at the end, each once."""
    return (tuple(target for target in recent if target not in new) + new)[-MOST_RECENT:]


def group_of_topic(question: Question) -> Group | None:
    """After "what is an RSS?", "they" are all RSS."""
    return Group(GroupOf.RSS) if question.topic == "rss" and not question.targets else None
