"""The kind and the county carried from one question to the next: an RSS after an RSS, "länets kommuner"."""

from dataclasses import replace

from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import MUNICIPALITY_WORD, THE_COUNTY, THE_MUNICIPALITIES
from bot.understanding.question import (
    AGAINST_MEAN,
    AMOUNT,
    ITS_RSS,
    Group,
    GroupOf,
    Kind,
    Mention,
    Operation,
    Question,
    Target,
)
from bot.understanding.sureness import COMPUTED

THEIR_AMOUNTS = {None, *COMPUTED, "recipients", "totals"}


def of_the_kind_before(question: Question, masked: str, context: Context) -> Question:
    """ "och i Kalmar?" after RSS Blekinge is RSS Kalmar, not the municipality, unless that is said."""
    of_rss = context.focus[-1].kind == Kind.RSS if context.focus else context.group == Group(GroupOf.RSS)
    if not of_rss or MUNICIPALITY_WORD.search(masked):
        return question
    question = replace(question, mentions=tuple(as_structure(mention) for mention in question.mentions))
    if all(target.kind == Kind.COUNTY for target in question.targets):
        return replace(question, notes=(*question.notes, ITS_RSS))
    return question


def as_structure(mention: Mention) -> Mention:
    """A municipality's name that an RSS has too, read as the RSS."""
    structure = next((target for target in mention.alternatives if target.kind == Kind.RSS), None)
    is_kommun = "kommun" in mention.written.lower() or not mention.is_sure
    if structure is None or is_kommun or mention.targets[0].kind != Kind.MUNICIPALITY:
        return mention
    return replace(mention, targets=(structure,), alternatives=mention.targets)


def in_the_county(question: Question, masked: str, context: Context) -> Question:
    """ "Alla kommuner i länet" are those of the county talked about; where none is, it is asked which.

    "Och kommunerna?" after an RSS or a county are those that belong to it, taken together.
    """
    if question.topic not in THEIR_AMOUNTS:
        return question  # "länets kommuner vill gå ihop om en utbildning" asks for no amount
    is_theirs = THE_MUNICIPALITIES.search(masked) and not question.mentions
    after_its_own = is_theirs and bool(context.focus) and context.focus[-1].kind != Kind.MUNICIPALITY
    group, operation = question.group, question.operation
    if group is None and operation == Operation.NONE and is_theirs:
        group, operation = Group(GroupOf.MUNICIPALITIES), Operation.GROUP_SUM
    if group is None or group.within is not None or not (THE_COUNTY.search(masked) or after_its_own):
        return question
    held = question.targets[:1] if AGAINST_MEAN in question.notes else ()  # "är Habo under snittet i länet?"
    within = next((county_of(target) for target in (*held, *context.focus[-1:], *context.own)), None)
    if within is None and context.group is not None:
        within = context.group.within
    if within is None:
        return replace(question, topic=AMOUNT, operation=Operation.NONE, group=None)
    group = Group(group.of, within)
    return replace(question, topic=AMOUNT, operation=operation, group=group, reason=None, maybe=())


def county_of(target: Target) -> Target:
    """Where a target lies: a municipality's county; an RSS stands for the municipalities that it supports."""
    return Target(Kind.COUNTY, target.code[:2]) if target.kind == Kind.MUNICIPALITY else target
