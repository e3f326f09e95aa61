"""Whom a follow-up means of those talked about: "tillsammans", "båda", "de tre", "utan Arvika", "plus Eda"."""

import re
from dataclasses import replace

from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import (
    BEFORE_THAT,
    CONTRAST,
    COUNTS,
    THE_COUNTED,
    THE_TWO,
)
from bot.understanding.left_out import WITHOUT_NAME
from bot.understanding.phrases import NAME, one_of
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Mention, Question, Target, Tier

PUT_IN = one_of(
    r"""
    plus; \+; lägg(?:er)? (?:till|på|in|ihop med); ta med; räkna med; inklusive; inkl\.?; tillsammans med; ihop med;
    jämte; add; including; include; together with; combined with
    """
)
WITH_NAME = re.compile(rf"(?<!\w){PUT_IN} (?:\w+ ){{0,2}}{NAME.pattern}", re.IGNORECASE)


def from_context(targets: tuple[Target, ...]) -> tuple[Mention, ...]:
    """Mentions that were not written but carried over."""
    return tuple(Mention("", 0, 0, (target,), Tier.CONTEXT) for target in targets)


def over_group(question: Question, group: Group | None, context: Context) -> Question:
    """What was computed before, of a group: held against the same amount, where it was held against one."""
    return replace(
        question,
        topic=context.topic,
        operation=context.operation,
        group=group,
        count=context.count,
        claimed_amounts=question.claimed_amounts or context.limits,
        comparison=question.comparison or context.comparison,
    )


def together(context: Context, masked: str) -> tuple[Target, ...]:
    """Whom "tillsammans", "båda två" or "the two of them" means."""
    number = counted(masked)
    if number:
        return next((each[-number:] for each in (context.focus, context.recent) if len(each) >= number), ())
    if len(context.focus) >= 2:
        return context.focus
    recent = tuple(target for target in context.recent if target.kind != Kind.COUNTY)
    return recent[-2:] if THE_TWO.search(masked) else recent


def counted(masked: str) -> int | None:
    """How many of those talked about are meant: three by "alla tre"; None where no number is said."""
    match = THE_COUNTED.search(masked)
    return COUNTS[match.group(1).lower()] if match else None


def has_county(question: Question) -> bool:
    return any(target.kind == Kind.COUNTY for target in question.targets)


def of_another_county(question: Question, context: Context) -> Question:
    """ "och Västerbotten?" after a sum over Norrbotten's municipalities is a sum over Västerbotten's."""
    group = context.group
    if group is None or group.of != GroupOf.MUNICIPALITIES or group.within is None:
        return question
    county = next(target for target in question.targets if target.kind == Kind.COUNTY)
    return replace(over_group(question, Group(GroupOf.MUNICIPALITIES, county), context), topic=AMOUNT)


def group_without(question: Question, masked: str, context: Context) -> Question | None:
    """ "Utom Halmstad?" after Halland's municipalities is the same of the others; None where that is not said."""
    group, without = context.group, question.targets
    if group is None or group.within is None or not WITHOUT_NAME.search(masked) or len(context.focus) > 1:
        return None
    county = group.within.code if group.within.kind == Kind.COUNTY else ""
    if not without or not all(each.kind == Kind.MUNICIPALITY and each.code.startswith(county) for each in without):
        return None
    return replace(over_group(question, replace(group, without=without), context), topic=AMOUNT, mentions=())


def left(question: Question, masked: str, context: Context) -> tuple[Target, ...]:
    """ "Utan Arvika?" after several are the others of them; () where that is not said."""
    if len(context.focus) < 2 or not WITHOUT_NAME.search(masked) or not set(question.targets) <= set(context.focus):
        return ()
    return tuple(target for target in context.focus if target not in question.targets)


def enlarged(question: Question, masked: str, context: Context) -> tuple[Target, ...]:
    """ "Plus Eda?" are those talked about and Eda; () where that is not said."""
    if not context.focus or len(question.targets) != 1 or not WITH_NAME.search(masked):
        return ()
    return tuple(dict.fromkeys((*context.focus, *question.targets)))


def the_other(context: Context) -> tuple[Target, ...]:
    """ "Och den andra?" is the one of two that the last answer was not about: of those offered, or those named."""
    two = context.offered if len(context.offered) == 2 else context.recent[-2:]
    if len(two) != 2 or len(context.focus) != 1 or context.focus[0] not in two:
        return ()
    return tuple(target for target in two if target not in context.focus)


def own_or_focus(question: Question, masked: str, context: Context) -> tuple[Target, ...]:
    """Whom a text without names is about. "Och vi då?" after another's amount is not that other."""
    if BEFORE_THAT.search(masked) and len(context.recent) >= 2:
        return context.recent[-2:-1]
    if not question.own:
        return context.focus or context.own
    return context.own or (() if CONTRAST.search(masked) else context.focus)


def its_municipality(context: Context) -> tuple[Target, ...]:
    """ "och kommunen?" after its RSS: the municipality that was talked about before."""
    if not context.focus or context.focus[-1].kind != Kind.RSS:
        return ()
    known = (*context.offered, *context.recent)
    return tuple(target for target in known if target.kind == Kind.MUNICIPALITY)[-1:]
