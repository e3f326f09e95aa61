"""What a chat remembers from one question to the next."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.understanding.question import (
    AMOUNT,
    ITS_RSS,
    Comparison,
    Group,
    GroupOf,
    Kind,
    Operation,
    Question,
    Target,
)

EXPIRY = timedelta(minutes=30)
MOST_CHATS = 20_000
MOST_RECENT = 6
MOST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What a chat was last about.

    `focus` are the last answer's recipients, `recent` those of several answers, `own` whom "we"
    stood for; `told` are the years of the amounts told last. `limits` are what a group was held against,
    as `comparison` says. `pending` is a question that was answered by asking
    back; `options` what was offered, and `offered` the same after one of them was taken, or whom the answer
    named beside its own ("Menade du RSS Uppsala?").
    """

    language: str | None = None
    focus: tuple[Target, ...] = ()
    recent: tuple[Target, ...] = ()
    own: tuple[Target, ...] = ()
    years: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    topic: str | None = None
    operation: Operation = Operation.NONE
    group: Group | None = None
    count: int | None = None
    per_inhabitant: bool = False
    limits: tuple[int, ...] = ()
    comparison: Comparison | None = None
    pending: Question | None = None
    options: tuple[Target, ...] = ()
    offered: tuple[Target, ...] = ()
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
    told: tuple[int, ...] = (),
    *,
    asks_back: bool = False,
) -> Context:
    """The context after a question was answered.

    `said` are recipients that the answer named of itself, as the largest ones; `told` the years of the
    amounts that it told. With `asks_back` the question waits for a reply.
    """
    context = replace(context, language=question.language, own=own_of(context, question))
    if asks_back:
        return replace(named_beside(context, question), pending=question, options=options_of(question))
    if question.reason is not None or question.topic is None:
        return named_beside(context, question)
    focus = said or question.targets
    named = bool(question.targets)
    offered = context.options or beside(question) or context.offered
    return Context(
        language=question.language,
        focus=focus or (context.focus if question.group is None else ()),
        recent=remembered(context.recent, question.targets),
        own=context.own,
        years=question.years or (() if named else context.years),
        told=(tuple(year for year in context.told if year not in told) + told)[-MOST_YEARS:],
        topic=question.topic,
        operation=question.operation,
        group=group_after(context, question),
        count=question.count,
        per_inhabitant=question.per_inhabitant,
        limits=question.claimed_amounts if question.operation == Operation.COMPARED else (),
        comparison=question.comparison,
        offered=offered if set(focus) <= set(offered) else (),
    )


def group_after(context: Context, question: Question) -> Group | None:
    """Which group was talked about: that of the question, or the one before; those named are told by `focus`."""
    if question.group is not None and question.group.of == GroupOf.MENTIONED:
        return None
    return question.group or group_of_topic(question) or (context.group if is_of(context.group, question) else None)


def is_of(group: Group | None, question: Question) -> bool:
    """Whether an answer stays with a group: it named nobody, or one of the group's own.

    Which county an RSS serves no code tells: whoever keeps the context sees to that.
    """
    if group is None or not question.targets:
        return group is not None
    county = group.within
    if county is not None and group.of == GroupOf.RSS:
        return all(target.kind == Kind.RSS for target in question.targets)
    return county is not None and all(
        target.kind == Kind.MUNICIPALITY and target.code.startswith(county.code) for target in question.targets
    )


def beside(question: Question) -> tuple[Target, ...]:
    """The one recipient of an answer and whom else its name may mean."""
    if len(question.targets) != 1:
        return ()
    sure = [mention for mention in question.mentions if mention.is_sure]
    others = tuple(dict.fromkeys(other for mention in sure for other in mention.alternatives))
    return (*question.targets, *others) if others else ()


def named_beside(context: Context, question: Question) -> Context:
    """Who was surely named in a question that was not answered is talked about all the same."""
    if not question.targets:
        return context
    return replace(
        context, focus=question.targets, recent=remembered(context.recent, question.targets), group=None, offered=()
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
    """After "what is an RSS?", "they" are all RSS; after a county, its municipalities or, if asked for, its RSS."""
    targets = question.targets
    if len(targets) == 1 and targets[0].kind == Kind.COUNTY:
        return Group(GroupOf.RSS if ITS_RSS in question.notes else GroupOf.MUNICIPALITIES, targets[0])
    return Group(GroupOf.RSS) if question.topic == "rss" and not targets else None
