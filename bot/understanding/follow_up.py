"""How a short follow-up is completed from what was said before: "och Gällivare?", "vad får de tillsammans?"."""

from dataclasses import replace

from bot.understanding.amount_words import STRONG, other_words
from bot.understanding.carried_kind import in_the_county, of_the_kind_before
from bot.understanding.conversation import NOTHING, Context
from bot.understanding.follow_up_words import (
    ASKS,
    BEFORE_THAT,
    BOTH,
    BY_HOW_MUCH,
    CLAUSE,
    CONTRAST,
    COUNTS,
    COUNTY_WORD,
    EQUALLY,
    FEW,
    FILLERS,
    FIRST,
    FOLLOWING,
    MUNICIPALITY_WORD,
    NAME,
    OF_A_RECIPIENT,
    OVER_A_GROUP,
    PER_RECIPIENT,
    REFERRING,
    RSS_WORD,
    SECOND,
    SHORT_REPLY,
    SUM_ALONE,
    THE_COUNTED,
    THE_TWO,
    WHEN,
    WHERE,
    YES,
)
from bot.understanding.question import (
    AMOUNT,
    ITS_RSS,
    Group,
    GroupOf,
    Kind,
    Mention,
    Operation,
    Question,
    Target,
    Tier,
)
from bot.understanding.topic_choice import COMPUTED, OF_A_YEAR, OVERRIDE_FROM
from bot.understanding.topic_follow_up import SHORT, STEP_OF_TOPIC, same_for_structures, topic_again


def complete(question: Question, masked: str, context: Context) -> Question:
    """Fill what a follow-up leaves out (recipients, year, operation, topic) from the chat's context.

    What the classifier took for small talk or for a question beside the subject stays so, unless
    the context makes a question of it.
    """
    question = in_the_county(question, masked, context)
    if context is NOTHING:
        return question
    if not question.mentions and (topic := topic_again(question, masked, context)) is not None:
        return about_focus(replace(question, topic=topic, reason=None), masked, context)
    tried = replace(question, reason=None)
    tried = settle_pending(tried, masked, context)
    tried = with_names(tried, masked, context) if tried.mentions else without_names(tried, masked, context)
    return tried if tried.topic is not None else question


def chosen(text: str, context: Context) -> tuple[Target, ...]:
    """Which of the options offered a short reply takes; () where it takes none."""
    options = context.options
    if not options or len(text) > SHORT_REPLY:
        return ()
    if BOTH.search(text):
        return options
    for words, kind in ((RSS_WORD, Kind.RSS), (MUNICIPALITY_WORD, Kind.MUNICIPALITY)):
        if words.search(text) and (found := [target for target in options if target.kind == kind]):
            return (found[0],)
    if SECOND.search(text):
        return options[1:2]
    return options[:1] if FIRST.search(text) or YES.fullmatch(text.strip(" .!,")) else ()


def from_context(targets: tuple[Target, ...]) -> tuple[Mention, ...]:
    """Mentions that were not written but carried over."""
    return tuple(Mention("", 0, 0, (target,), Tier.CONTEXT) for target in targets)


def settle_pending(question: Question, masked: str, context: Context) -> Question:
    """Where something was asked back, a short reply completes the pending question."""
    pending = context.pending
    if pending is None or len(masked.split()) > SHORT or question.operation != Operation.NONE or question.years:
        return question
    picked = question.targets or chosen(masked, context)
    if picked and question.topic in {None, AMOUNT}:
        mentions = question.mentions or from_context(picked)
        return replace(pending, text=question.text, language=question.language, mentions=mentions, topic=AMOUNT)
    if pending.maybe and YES.fullmatch(masked.strip(" .!,")):
        return replace(pending, text=question.text, language=question.language, topic=pending.maybe[0])
    return question


def with_names(question: Question, masked: str, context: Context) -> Question:
    """ "och Gällivare?" asks about Gällivare what was asked before; "är det mer än Varberg?" compares."""
    if question.operation == Operation.DIFFERENCE and len(question.targets) == 1 and context.focus:
        return compared_with_before(question, context)
    if question.operation == Operation.NONE and asks_where(question, masked, context):
        return replace(question, operation=Operation.RANK, topic=AMOUNT)
    whole, masked = masked, without_fillers(masked)
    is_bare = other_words(masked) <= 1
    goes_on = is_bare or (FOLLOWING.search(masked) and len(masked.split()) <= SHORT)
    if question.operation != Operation.NONE or not goes_on:
        return question
    question = of_the_kind_before(with_years(question, context), whole, context)
    if question.topic is None and context.topic == AMOUNT and other_words(masked) == 0:
        question = replace(question, topic=AMOUNT, maybe=())
    if context.topic == AMOUNT and context.group is not None and has_county(question):
        return with_group(question, context)
    return as_before(question, context) if is_bare and context.focus else question


def without_fillers(masked: str) -> str:
    """The part of a follow-up that names somebody: "oj då" and "det var mycket," before it say nothing."""
    parts = [part for part in CLAUSE.split(masked) if part.strip()]
    named = [part for part in parts if NAME.search(part)]
    talk = [part for part in parts if not NAME.search(part)]
    if len(named) == 1 and FOLLOWING.search(named[0]) and not any(ASKS.search(part) for part in talk):
        masked = named[0]
    return FILLERS.pattern.sub(" ", masked) if FILLERS.search(masked) else masked


def asks_where(question: Question, masked: str, context: Context) -> bool:
    """ "Var hamnar Ystad?" after a ranking asks for its place among the others."""
    ranked = context.operation in {*OVER_A_GROUP, Operation.RANK}
    return ranked and bool(question.targets) and WHERE.search(masked) and len(masked.split()) <= SHORT


def as_before(question: Question, context: Context) -> Question:
    """The same question about another recipient."""
    if question.topic not in {None, *COMPUTED}:
        return question
    if context.topic in OF_A_RECIPIENT:
        return replace(question, topic=context.topic)
    if context.operation in PER_RECIPIENT:
        return replace(question, operation=context.operation, per_inhabitant=context.per_inhabitant)
    return question


def compared_with_before(question: Question, context: Context) -> Question:
    """The recipient talked about first, the one written second."""
    before = tuple(target for target in context.focus[-1:] if target not in question.targets)
    return replace(question, mentions=from_context(before) + question.mentions, topic=AMOUNT)


def with_years(question: Question, context: Context) -> Question:
    return question if question.years or question.year_offset is not None else replace(question, years=context.years)


def has_county(question: Question) -> bool:
    return any(target.kind == Kind.COUNTY for target in question.targets)


def with_group(question: Question, context: Context) -> Question:
    """ "och Västerbotten?" after a sum over Norrbotten's municipalities is a sum over Västerbotten's."""
    group = context.group
    if group is None or group.of != GroupOf.MUNICIPALITIES or group.within is None:
        return question
    county = next(target for target in question.targets if target.kind == Kind.COUNTY)
    group = Group(GroupOf.MUNICIPALITIES, county)
    return replace(question, topic=AMOUNT, operation=context.operation, group=group, count=context.count)


def without_names(question: Question, masked: str, context: Context) -> Question:
    """ "och 2024?", "vilken av dem får mest?", "vad får de tillsammans", "och RSS:en?", "när senast?"."""
    if (operation := meant_of_those(masked.strip(" .!?"))) and len(targets := together(context, masked)) > 1:
        return with_years(replace(question, topic=AMOUNT, operation=operation, mentions=from_context(targets)), context)
    for completed in (about_the_county, over_several, of_the_other_kind, of_the_step, about_the_same):
        found = completed(question, masked, context)
        if found is not None:
            return found
    return question


def about_the_county(question: Question, masked: str, context: Context) -> Question | None:
    """ "vad får länet?" and "alla kommuner i länet?" after one of its municipalities.

    A municipality's code begins with its county's.
    """
    if not COUNTY_WORD.search(masked) or not context.focus or context.focus[-1].kind == Kind.RSS:
        return None
    county = Target(Kind.COUNTY, context.focus[-1].code[:2])
    if question.group is not None:
        return replace(question, topic=AMOUNT, group=Group(question.group.of, county))
    if question.topic not in {None, *COMPUTED}:
        return None
    return replace(question, topic=AMOUNT, mentions=from_context((county,)))


def over_several(question: Question, masked: str, context: Context) -> Question | None:
    """What is computed over those named before, or over the group talked about."""
    if question.operation in (Operation.SUM, Operation.DIFFERENCE, Operation.GROUP_SUM):
        return over_those_named(question, masked, context)
    return over_the_group(question, masked, context) if question.operation in OVER_A_GROUP else None


def of_the_step(question: Question, masked: str, context: Context) -> Question | None:
    step = step_asked(question, masked, context)
    return None if step is None else replace(question, topic=f"{step}_deadline")


def about_the_same(question: Question, masked: str, context: Context) -> Question | None:
    if is_amount_again(question, masked, context):
        return amount_again(question, masked, context)
    return about_focus(question, masked, context)


def meant_of_those(said: str) -> Operation | None:
    """What a few words compute with those talked about: "hur mycket mer?", "får de lika mycket?", "summan?"."""
    if BY_HOW_MUCH.fullmatch(said) or EQUALLY.fullmatch(said):
        return Operation.DIFFERENCE
    return Operation.SUM if SUM_ALONE.fullmatch(said) else None


def about_focus(question: Question, masked: str, context: Context) -> Question:
    """ "hur räknades det?" after one recipient's amount is about that one."""
    if question.topic in OF_A_RECIPIENT and len(context.focus) == 1 and len(masked.split()) <= SHORT:
        return replace(question, mentions=from_context(context.focus))
    return question


def of_the_other_kind(question: Question, masked: str, context: Context) -> Question | None:
    """ "och RSS:en?" after a municipality, "och kommunen?" after an RSS; None where neither is said."""
    if len(masked.split()) > SHORT:
        return None
    if RSS_WORD.search(masked) and (topic := same_for_structures(question, context)) is not None:
        return replace(question, topic=topic)
    if RSS_WORD.search(masked) and question.topic in {None, "rss", *COMPUTED}:
        return its_structure(question, context)
    if MUNICIPALITY_WORD.search(masked) and (found := its_municipality(context)):
        return with_years(replace(question, mentions=from_context(found), topic=AMOUNT), context)
    return None


def its_municipality(context: Context) -> tuple[Target, ...]:
    """ "och kommunen?" after its RSS: the municipality that was talked about before."""
    if not context.focus or context.focus[-1].kind != Kind.RSS:
        return ()
    return tuple(target for target in context.recent if target.kind == Kind.MUNICIPALITY)[-1:]


def its_structure(question: Question, context: Context) -> Question:
    """ "och RSS:en?" is the structure of the municipality or the county talked about."""
    within = context.group.within if context.group else None
    target = context.focus[-1:] or ((within,) if within else ())
    if not target:
        return question
    notes = (*question.notes, ITS_RSS)
    return with_years(replace(question, mentions=from_context(target), topic=AMOUNT, notes=notes), context)


def step_asked(question: Question, masked: str, context: Context) -> str | None:
    """The step whose date a short follow-up asks: the one talked about ("och senast när?"), or the one
    it names after another step's date ("och redovisningen?").
    """
    before = STEP_OF_TOPIC.get(context.topic or "")
    if before is None or len(masked.split()) > SHORT:
        return None
    if WHEN.search(masked) and question.topic not in STEP_OF_TOPIC and question.topic in {None, "decided_by"}:
        return before
    if (context.topic or "").endswith("_deadline") and CONTRAST.search(masked):
        return STEP_OF_TOPIC.get(question.topic or "")
    return None


def is_amount_again(question: Question, masked: str, context: Context) -> bool:
    """Whether a text without names asks for the amounts of who was talked about, or computes with them."""
    if question.topic == AMOUNT and question.group is None:
        return True
    if len(masked.split()) > SHORT:
        return False
    if context.focus and REFERRING.search(masked) and asks_plainly(question, masked):
        return True
    if context.topic not in {AMOUNT, *OF_A_YEAR}:
        return False
    if question.operation in PER_RECIPIENT - {Operation.NONE}:
        return bool(context.focus)
    has_year = bool(question.years) or question.year_offset is not None
    return has_year and question.topic in {None, AMOUNT, *OF_A_YEAR}


def asks_for_us(question: Question, masked: str, context: Context) -> bool:
    """Whether who was introduced asks for "our" amount in words that a total is asked for with too."""
    if not question.own or not context.own or question.operation != Operation.NONE or len(masked.split()) > SHORT:
        return False
    return question.topic in {None, AMOUNT, "totals"} and STRONG.search(masked) and other_words(masked) == 0


def asks_plainly(question: Question, masked: str) -> bool:
    """Whether nothing but an amount is asked for, and no topic is surer than that."""
    surest = question.scores[0].score if question.topic not in {None, *COMPUTED} and question.scores else 0.0
    return STRONG.search(masked) and other_words(masked) == 0 and surest < OVERRIDE_FROM


def amount_again(question: Question, masked: str, context: Context) -> Question:
    """The same amounts for another year, or another computation over them."""
    if context.group is not None and not context.focus:
        return replace(question, topic=AMOUNT, operation=context.operation, group=context.group, count=context.count)
    targets = own_or_focus(question, masked, context)
    if not targets:
        return question
    operation = question.operation
    if operation == Operation.NONE and other_words(masked) == 0 and context.operation in PER_RECIPIENT:
        operation = context.operation
    return with_years(replace(question, topic=AMOUNT, operation=operation, mentions=from_context(targets)), context)


def own_or_focus(question: Question, masked: str, context: Context) -> tuple[Target, ...]:
    """Whom a text without names is about. "Och vi då?" after another's amount is not that other."""
    if BEFORE_THAT.search(masked) and len(context.recent) >= 2:
        return context.recent[-2:-1]
    if not question.own:
        return context.focus
    return context.own or (() if CONTRAST.search(masked) else context.focus)


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
    few = SHORT if question.operation == Operation.DIFFERENCE else FEW
    is_short = len(masked.split()) <= few or (counted(masked) and len(masked.split()) <= SHORT)
    if len(targets) < 2 or question.group is not None or not (REFERRING.search(masked) or is_short):
        return question
    return with_years(replace(question, mentions=from_context(targets), topic=AMOUNT), context)


def together(context: Context, masked: str) -> tuple[Target, ...]:
    """Whom "tillsammans", "båda två" or "the two of them" means."""
    number = counted(masked)
    if number:
        return next((each[-number:] for each in (context.focus, context.recent) if len(each) >= number), ())
    if len(context.focus) >= 2:
        return context.focus
    return context.recent[-2:] if THE_TWO.search(masked) else context.recent


def counted(masked: str) -> int | None:
    """How many of those talked about are meant: three by "alla tre"; None where no number is said."""
    match = THE_COUNTED.search(masked)
    return COUNTS[match.group(1).lower()] if match else None


def over_the_group(question: Question, masked: str, context: Context) -> Question:
    """A ranking without a group of its own is over the group or the recipients talked about."""
    if question.group is not None and question.group.within is not None:
        return question
    referring = REFERRING.search(masked) or len(masked.split()) <= FEW
    if context.group is not None and referring and same_kind(question.group, context.group):
        return replace(question, group=context.group, count=question.count or context.count, topic=AMOUNT)
    if REFERRING.search(masked) and len(targets := together(context, masked)) >= 2:
        return replace(
            question, mentions=from_context(targets), operation=Operation.DIFFERENCE, group=None, topic=AMOUNT
        )
    if context.topic == AMOUNT and len(masked.split()) <= SHORT:
        return replace(question, topic=AMOUNT)
    return question


def same_kind(group: Group | None, before: Group) -> bool:
    """Whether a group without a limit of its own may be the one before: "vilken av dem" after any group."""
    return group is None or group.of in (before.of, GroupOf.MUNICIPALITIES)
