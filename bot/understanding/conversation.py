"""What a chat remembers, and how a short follow-up is completed from it."""

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.understanding.phrases import any_of
from bot.understanding.question import (
    AMOUNT,
    ITS_RSS,
    Group,
    GroupOf,
    Kind,
    Mention,
    Operation,
    Question,
    Reason,
    Target,
    Tier,
)

EXPIRY = timedelta(minutes=30)
MOST_CHATS = 20_000
MOST_RECENT = 6
# Small talk and what was not understood leave what was talked about as it is.
PASSING = frozenset(Reason)
PER_RECIPIENT = (Operation.NONE, Operation.RANK, Operation.SHARE, Operation.PER_INHABITANT)


@dataclass(frozen=True, slots=True)
class Context:
    """What a chat was last about. `focus` are the last answer's recipients, `recent` those of several answers.

    `pending` is a question that was answered by asking back; `options` what was offered.
    """

    language: str | None = None
    focus: tuple[Target, ...] = ()
    recent: tuple[Target, ...] = ()
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
    context: Context, question: Question, options: tuple[Target, ...] = (), *, asks_back: bool = False
) -> Context:
    """The context after `question` was answered, or was answered by asking back with `options`."""
    context = replace(context, language=question.language)
    if asks_back:
        return replace(context, pending=question, options=options)
    if question.reason in PASSING or question.topic is None:
        return context
    focus = question.targets
    return Context(
        language=question.language,
        focus=focus or (context.focus if question.group is None else ()),
        recent=(tuple(target for target in context.recent if target not in focus) + focus)[-MOST_RECENT:],
        years=question.years or (context.years if not focus else ()),
        topic=question.topic,
        operation=question.operation,
        group=question.group or (context.group if not focus else None),
        count=question.count,
        per_inhabitant=question.per_inhabitant,
    )


YES = re.compile(
    r"(?:ja|japp|jo|jajamän|jovisst|precis|exakt|stämmer|just det|det stämmer|korrekt|ja tack|gärna|ok|okej|yes|yep|yeah|right|correct"
    r"|exactly|please|yes please|sure|indeed)[\s,.!]*(?:tack|det menade jag|det|please|that one|den)?",
    re.IGNORECASE,
)
NO = any_of(r"nej; nä; inte; fel; no; not; wrong; nope")
FIRST = any_of(
    r"""
    (?:den |det )?(?:första|förstnämnda|översta|förra); (?:the )?(?:first|former)(?: one)?; 1; etta\w*;
    alternativ 1; option 1
    """
)
SECOND = any_of(
    r"""
    (?:den |det )?(?:andra|sistnämnda|sista); (?:the )?(?:second|latter|last|other)(?: one)?; 2; tvåa\w*;
    alternativ 2; option 2
    """
)
BOTH = any_of(r"båda; bägge; båda två; allihop; alla; both; both of them; all of them")
RSS_WORD = any_of(
    r"""
    rss(?::\w+|en|er|erna|et|s)?; stödstruktur\w*; struktur\w*; regionen; regionala; länet; support structure;
    structure; regional (?:one|body)
    """
)
MUNICIPALITY_WORD = any_of(r"kommun; kommunen; själva kommunen; staden; municipality; the city; town")
REFERRING = any_of(
    r"""
    de; dem; dom; den; det; där; dit; deras; dess; denna; detta; dessa; sådan\w*; samma; they; them; it; their;
    theirs; its; there; that; those; these; båda; bägge; both; tillsammans; together; ihop; two; två; summan;
    skillnaden
    """
)
THE_TWO = any_of(
    r"""
    (?:de|dom|båda|bägge)(?: två)?(?: \w+)? ; båda; bägge; båda två; de två; dom två; both; the two; two of them;
    those two; dem båda
    """
)
FOLLOWING = re.compile(
    r"^(?:(?:ok(?:ej)?|okay|aha|haha|jaha|sorry|förlåt|ursäkta|tack|thanks|bra|great|nej|nä|no|ja|yes|hm+|hej|fint|perfekt)[\s,.!]+)*(?:\w+,? ){0,6}?"
    r"(?:och|men|and|but|what about|how about|hur är det med|hur blir det (?:för|med)|vad gäller (?:för)?|då|samma (?:för|fråga)|same for|också"
    r"|too|as well|även|likaså|istället|i stället|instead|just|bara)(?!\w)",
    re.IGNORECASE,
)


def chosen(text: str, context: Context) -> tuple[Target, ...]:
    """Which of the options offered a short reply takes; none where it takes no one."""
    options = context.options
    if not options or len(text) > 60:
        return ()
    if BOTH.search(text):
        return options
    if RSS_WORD.search(text) and (found := of_kind(options, Kind.RSS)):
        return found
    if MUNICIPALITY_WORD.search(text) and (found := of_kind(options, Kind.MUNICIPALITY)):
        return found
    if len(options) >= 2 and SECOND.search(text):
        return options[1:2]
    if FIRST.search(text) or YES.fullmatch(text.strip(" .!,")):
        return options[:1]
    return ()


def of_kind(targets: tuple[Target, ...], kind: Kind) -> tuple[Target, ...]:
    return tuple(target for target in targets if target.kind == kind)[:1]


def from_context(targets: tuple[Target, ...]) -> tuple[Mention, ...]:
    """Mentions that were not written but carried over."""
    return tuple(Mention("", 0, 0, (target,), Tier.CONTEXT) for target in targets)


def continues(text: str, names: int) -> bool:
    """Whether a text reads as the continuation of what was said: "och Gällivare?", "Lund då?"."""
    return bool(FOLLOWING.search(text)) or len(text.split()) <= names + 2


def together(context: Context, masked: str) -> tuple[Target, ...]:
    """Whom "tillsammans", "båda två" or "the two of them" means."""
    if len(context.focus) >= 2:
        return context.focus
    if THE_TWO.search(masked):
        return context.recent[-2:]
    return context.recent


def complete(question: Question, masked: str, context: Context) -> Question:
    """Fill what a follow-up leaves out (recipients, year, operation, topic) from the chat's context."""
    if context is NOTHING or question.reason is not None:
        return question
    question = settle_pending(question, masked, context)
    if question.mentions:
        return continue_with_names(question, masked, context)
    return continue_without_names(question, masked, context)


def settle_pending(question: Question, masked: str, context: Context) -> Question:
    """Where something was asked back, the reply completes the pending question."""
    pending = context.pending
    if pending is None:
        return question
    picked = question.targets or chosen(masked, context)
    short = len(masked.split()) <= 8
    if not picked or not short or question.operation != Operation.NONE or question.years:
        return question
    return replace(
        pending,
        text=question.text,
        language=question.language,
        mentions=question.mentions or from_context(picked),
        notes=("reply to a question back",),
    )


def continue_with_names(question: Question, masked: str, context: Context) -> Question:
    """ "och Gällivare?" asks about Gällivare what was asked before; "är det mer än Varberg?" compares."""
    targets = question.targets
    if question.operation == Operation.DIFFERENCE and len(targets) == 1 and context.focus:
        others = tuple(target for target in context.focus[-1:] if target not in targets)
        return replace(question, mentions=from_context(others) + question.mentions, topic=AMOUNT)
    if not continues(masked, len(question.mentions)) or question.operation != Operation.NONE:
        return question
    if question.years == () and question.year_offset is None:
        question = replace(question, years=context.years)
    if context.topic == AMOUNT and context.group is not None and has_county(targets):
        return with_group_of(question, context)
    if context.operation in PER_RECIPIENT and context.focus:
        question = replace(question, operation=context.operation, per_inhabitant=context.per_inhabitant)
    return question


def has_county(targets: tuple[Target, ...]) -> bool:
    return any(target.kind == Kind.COUNTY for target in targets)


def with_group_of(question: Question, context: Context) -> Question:
    """ "och Västerbotten?" after a sum over Norrbotten's municipalities is a sum over Västerbotten's."""
    group = context.group
    if group is None or group.of != GroupOf.MUNICIPALITIES or context.operation == Operation.NONE:
        return question
    county = next(target for target in question.targets if target.kind == Kind.COUNTY)
    return replace(
        question, operation=context.operation, group=Group(GroupOf.MUNICIPALITIES, county), count=context.count
    )


def continue_without_names(question: Question, masked: str, context: Context) -> Question:
    """ "och 2024?", "vilken av dem får mest?", "vad får de tillsammans", "och RSS:en?"."""
    if RSS_WORD.search(masked) and question.topic in (None, AMOUNT) and question.operation == Operation.NONE:
        return its_structure(question, context)
    if question.operation in (Operation.SUM, Operation.DIFFERENCE):
        return over_those_named(question, masked, context)
    if question.operation in (
        Operation.HIGHEST,
        Operation.LOWEST,
        Operation.EXTREMES,
        Operation.MEAN,
        Operation.MEDIAN,
    ):
        return over_the_group(question, masked, context)
    return question


def its_structure(question: Question, context: Context) -> Question:
    """ "och RSS:en?" is the structure of the municipality or the county talked about."""
    within = context.group.within if context.group else None
    target = context.focus[-1:] or ((within,) if within else ())
    if not target:
        return question
    mentions = from_context(target)
    return replace(question, mentions=mentions, topic=AMOUNT, notes=(*question.notes, ITS_RSS), years=context.years)


def over_those_named(question: Question, masked: str, context: Context) -> Question:
    """A sum or a difference without names is over those named before, or over the group talked about."""
    if context.group is not None and len(context.focus) < 2:
        operation = Operation.GROUP_SUM if question.operation == Operation.SUM else question.operation
        return replace(question, operation=operation, group=context.group, topic=AMOUNT)
    targets = together(context, masked)
    if len(targets) < 2:
        return question
    return replace(question, mentions=from_context(targets), topic=AMOUNT, years=question.years or context.years)


def over_the_group(question: Question, masked: str, context: Context) -> Question:
    """A ranking without a group of its own is over the group or the recipients talked about."""
    if question.group is not None and question.group.within is not None:
        return question
    if context.group is not None and (question.group is None or context.group.of == question.group.of):
        return replace(question, group=context.group, count=question.count or context.count, topic=AMOUNT)
    if REFERRING.search(masked) and len(targets := together(context, masked)) >= 2:
        return replace(question, mentions=from_context(targets), operation=Operation.DIFFERENCE, topic=AMOUNT)
    return question
