"""What is computed over those talked about: "tillsammans?", "vilken av dem får mest?", "skillnaden?", "båda"."""

from dataclasses import replace

from bot.understanding.against_mean import AVERAGES, against_mean, holds_to_mean
from bot.understanding.amount_words import STRONG, other_words
from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import (
    ALL_ALONE,
    AMOUNT_ALONE,
    BY_HOW_MUCH,
    EQUALLY,
    FEW,
    FORMER_OR_LATTER,
    HOW_MANY,
    LIST_THEM,
    NATIONAL,
    OF_BOTH,
    OF_THE_GRANT,
    OTHER_ALONE,
    OURS_ALONE,
    OVER_A_GROUP,
    REFERRING,
    SUM_ALONE,
    THE_TWO,
    THEM,
    WHICH_MORE,
)
from bot.understanding.operations import MUNICIPALITIES, WHICH_ONES
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Question, Target
from bot.understanding.recalled import counted, from_context, own_or_focus, the_other, together
from bot.understanding.sureness import COMPUTED
from bot.understanding.topic_follow_up import MARKS, SHORT


def over_several(question: Question, masked: str, context: Context) -> Question | None:
    """What is computed over those named before, or over the group talked about."""
    if question.operation == Operation.RANK and THEM.search(masked) and len(targets := together(context, masked)) > 1:
        return replace(question, topic=AMOUNT, operation=Operation.DIFFERENCE, mentions=from_context(targets))
    only_ours = question.own and context.own and question.group is None and not OF_BOTH.search(masked)
    if NATIONAL.search(masked) or only_ours:
        return None
    lists = HOW_MANY.fullmatch(masked.strip(MARKS)) or (LIST_THEM.search(masked) and len(masked.split()) <= SHORT)
    if lists and context.group is not None and context.group.within is not None:
        return replace(question, topic=AMOUNT, operation=Operation.GROUP_LIST, group=context.group)
    if lists and context.topic == AMOUNT and len(context.focus) > 1:
        return replace(question, topic=AMOUNT, operation=Operation.NONE, mentions=from_context(context.focus))
    if question.operation in (Operation.SUM, Operation.DIFFERENCE, Operation.GROUP_SUM):
        return over_those_named(question, masked, context)
    return over_the_group(question, masked, context) if question.operation in OVER_A_GROUP else None


def of_both(question: Question, masked: str, context: Context) -> Question | None:
    """ "Hur mycket blir det för båda?"."""
    is_amount = question.operation == Operation.NONE and question.topic in {None, AMOUNT} and STRONG.search(masked)
    if not (is_amount and THE_TWO.search(masked)) or other_words(masked) or len(together(context, masked)) != 2:
        return None
    two = from_context(together(context, masked))
    return with_years(replace(question, topic=AMOUNT, mentions=two), context)


def against_mean_before(question: Question, masked: str, context: Context) -> Question | None:
    """ "Är det mer än snittet?" holds those told last against the mean."""
    if not holds_to_mean(question, masked) or context.topic != AMOUNT or WHICH_ONES.search(masked):
        return None
    targets = own_or_focus(question, masked, context)
    if not targets or any(target.kind == Kind.COUNTY for target in targets):
        return None
    within = question.group.within if question.group else None
    found = replace(question, mentions=from_context(targets), topic=AMOUNT, also=None, maybe=())
    found = with_years(against_mean(found, masked, within), context)
    return replace(found, years=found.years[-1:]) if len(found.years) > 1 else found


def limit_of_those(question: Question, masked: str, context: Context) -> Question | None:
    """ "Vilka av dem får mer än 5 miljoner?" holds the group or those talked about against the limit."""
    if question.operation != Operation.COMPARED or context.topic != AMOUNT or MUNICIPALITIES.search(masked):
        return None
    if context.group is not None and context.group.within is not None:
        return replace(question, group=context.group, topic=AMOUNT)
    if len(context.focus) < 2 or any(target.kind != Kind.MUNICIPALITY for target in context.focus):
        return None
    group = Group(GroupOf.MENTIONED)
    return with_years(replace(question, mentions=from_context(context.focus), group=group, topic=AMOUNT), context)


def over_those_named(question: Question, masked: str, context: Context) -> Question:
    """A sum or a difference without names is over those named before, or over the group talked about."""
    if question.group is not None and question.group.within is not None:
        return question
    if question.topic not in {None, "totals", *COMPUTED} and other_words(masked) > 0:
        return question
    if context.group is not None and len(context.focus) < 2:
        operation = question.operation if question.operation == Operation.DIFFERENCE else Operation.GROUP_SUM
        return replace(question, operation=operation, group=context.group, topic=AMOUNT)
    targets = together(context, masked)
    if counted(masked) and not targets and question.group is None:
        return replace(question, topic=AMOUNT, operation=Operation.NONE)  # "alla fyra" of one: it is asked who
    few = SHORT if question.operation == Operation.DIFFERENCE else FEW
    is_short = is_about_them(masked, context, few)
    if len(targets) < 2 or question.group is not None or not (REFERRING.search(masked) or is_short):
        return question
    return with_years(replace(question, mentions=from_context(targets), topic=AMOUNT), context)


def is_about_them(masked: str, context: Context, few: int) -> bool:
    """Whether a text is short enough to be about those talked about, though no word points back to them.

    Where the last answer was about several, "what would be the total?" means theirs.
    """
    length = len(masked.split())
    if length <= few or (counted(masked) and length <= SHORT):
        return True
    plain = len(context.focus) >= 2 and length <= SHORT and other_words(masked) == 0
    return plain and not OF_THE_GRANT.search(masked)


def over_the_group(question: Question, masked: str, context: Context) -> Question:
    """A ranking without a group of its own is over the group or the recipients talked about."""
    if question.group is not None and question.group.within is not None:
        return question
    names_no_group = not MUNICIPALITIES.search(masked) and len(masked.split()) <= SHORT
    referring = names_no_group or REFERRING.search(masked) or len(masked.split()) <= FEW
    if context.group is not None and referring and same_kind(question.group, context.group):
        return replace(question, group=context.group, count=question.count or context.count, topic=AMOUNT)
    few = SHORT if is_of_those_told(question, context) else FEW
    of_them = REFERRING.search(masked) or (len(masked.split()) <= few and not MUNICIPALITIES.search(masked))
    if of_them and context.group is None and len(targets := together(context, masked)) >= 2:
        if question.operation in AVERAGES and all(target.kind == Kind.MUNICIPALITY for target in targets):
            return replace(question, mentions=from_context(targets), group=Group(GroupOf.MENTIONED), topic=AMOUNT)
        return replace(
            question, mentions=from_context(targets), operation=Operation.DIFFERENCE, group=None, topic=AMOUNT
        )
    if context.topic == AMOUNT and len(masked.split()) <= SHORT:
        return replace(question, topic=AMOUNT)
    return question


def is_of_those_told(question: Question, context: Context) -> bool:
    """ "Och vem ligger i botten?" right after several amounts asks it of these; "vilka fem?" may ask it of all."""
    return context.topic == AMOUNT and len(context.focus) > 1 and question.count is None and question.place is None


def same_kind(group: Group | None, before: Group) -> bool:
    """Whether a group without a limit of its own may be the one before: "vilken av dem" after any group."""
    return group is None or group.of in (before.of, GroupOf.MUNICIPALITIES)


def of_few_words(question: Question, said: str, context: Context) -> Question | None:
    """What a few words ask of those talked about: "hur mycket mer?", "båda två", "och den andra?", "beloppet?"."""
    targets = together(context, said)
    operation = meant_of_those(said, context)
    if operation is not None and len(targets) > 1:
        return replace(question, operation=operation, group=None, mentions=from_context(targets))
    if context.group is not None and context.group.within is not None and SUM_ALONE.fullmatch(said):
        return replace(question, operation=Operation.GROUP_SUM, group=context.group, mentions=())
    if BY_HOW_MUCH.fullmatch(said) and len(context.focus) == 1 and len(context.told) > 1:
        return replace(question, operation=Operation.NONE, mentions=from_context(context.focus), years=context.told)
    one = one_of_those(question, said, context)
    return replace(question, operation=Operation.NONE, group=None, mentions=from_context(one)) if one else None


def one_of_those(question: Question, said: str, context: Context) -> tuple[Target, ...]:
    """Whose amount a few words ask: "vi då?", "och den andra?", "beloppet?"; () where that is not said."""
    if OURS_ALONE.fullmatch(said):
        return context.own
    if OTHER_ALONE.fullmatch(said):
        return the_other(context)
    if len(context.focus) == 2 and (match := FORMER_OR_LATTER.fullmatch(said)):
        return context.focus[:1] if match.group("former") else context.focus[1:]
    return own_or_focus(question, said, context) if AMOUNT_ALONE.fullmatch(said) else ()


def meant_of_those(said: str, context: Context) -> Operation | None:
    """What a few words compute with those talked about: "hur mycket mer?", "får de lika mycket?", "summan?"."""
    if context.group is not None and len(context.focus) < 2:
        return None
    if BY_HOW_MUCH.fullmatch(said) or EQUALLY.fullmatch(said):
        return Operation.DIFFERENCE
    if WHICH_MORE.fullmatch(said) and context.operation not in OVER_A_GROUP:
        return Operation.DIFFERENCE
    if ALL_ALONE.fullmatch(said):
        return Operation.NONE
    return Operation.SUM if SUM_ALONE.fullmatch(said) else None


def with_years(question: Question, context: Context) -> Question:
    return question if question.years or question.year_offset is not None else replace(question, years=context.years)
