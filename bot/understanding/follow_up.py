"""How a short follow-up is completed from what was said before: "och Gällivare?", "vad får de tillsammans?"."""

from dataclasses import replace

from bot.understanding.amount_words import STRONG, asks_amount, other_words, states_only
from bot.understanding.asides import is_bare, last_clause, put_right, without_fillers
from bot.understanding.carried_kind import in_the_county, of_the_kind_before
from bot.understanding.clarified import settle_pending
from bot.understanding.conversation import NOTHING, Context
from bot.understanding.follow_up_words import (
    AGREES,
    APPLIES,
    ASKS,
    BEFORE_THAT,
    CONTRAST,
    COUNTY_WORD,
    FEW,
    FOLLOWING,
    OF_A_RECIPIENT,
    OF_THEM,
    OF_TIME,
    OVER_A_GROUP,
    PER_RECIPIENT,
    REFERRING,
    SAY_AGAIN,
    TYPED_FOR,
    WHEN,
    WHERE,
    YEAR_AFTER,
    YEAR_BEFORE,
)
from bot.understanding.groups import OF_A_GROUP
from bot.understanding.held_against import doubted, held_against, named_against
from bot.understanding.language import wished_language
from bot.understanding.operations import THAN
from bot.understanding.other_kind import of_its_structure, of_the_other_kind
from bot.understanding.over_several import (
    against_mean_before,
    limit_of_those,
    of_both,
    of_few_words,
    over_several,
    with_years,
)
from bot.understanding.phrases import NAME
from bot.understanding.question import AMOUNT, DATES, Group, GroupOf, Kind, Operation, Question, Target
from bot.understanding.recalled import (
    enlarged,
    from_context,
    group_without,
    has_county,
    left,
    of_another_county,
    over_group,
    own_or_focus,
)
from bot.understanding.step_dates import names_step, step_named
from bot.understanding.sureness import COMPUTED, OF_A_YEAR, OVERRIDE_FROM, REASONS
from bot.understanding.topic_follow_up import (
    MARKS,
    PAST,
    SHORT,
    STEP_OF_TOPIC,
    step_before,
    topic_again,
)
from bot.understanding.whose_money import names_other_money, names_somebody_unknown

FEW_WORDS = 4
NAME_ALONE = "KOMMUNNAMN"
SAME_TOPIC, SAME_STEP, OUTSIDE_IN_A_CHAT = 4, 3, 0.5
LIKELY_FROM = 0.5
OUTSIDE = "out_of_scope"
BETWEEN = {Operation.SUM, Operation.DIFFERENCE}


def complete(question: Question, masked: str, context: Context) -> Question:
    """Fill what a follow-up leaves out (recipients, year, operation, topic) from the chat's context.

    What the classifier took for small talk or for a question beside the subject stays so, unless
    the context makes a question of it.
    """
    is_open = question.topic in {None, AMOUNT} or question.per_inhabitant
    if not question.mentions and is_open and names_other_money(masked):
        return replace(question, topic=None, group=None, operation=Operation.NONE)  # "hur stor är deras skuld?"
    question = of_nobody(in_the_county(question, masked, context), masked, context)
    if context is NOTHING:
        return question
    question = with_year_beside(question, masked, context)
    if not question.mentions and (topic := topic_again(question, masked, context)) is not None:
        return about_focus(replace(question, topic=topic, reason=None), masked, context)
    if asks_again(question, masked, context):
        return again(question, context)
    if context.told[-1:] == (2024,) and question.topic == "purpose" and PAST.search(masked) and not question.years:
        return replace(question, topic="year_2024")  # "what was that money meant for?"
    if context.topic == "year_2024" and question.topic == AMOUNT and PAST.search(masked):
        question = replace(question, years=question.years or (2024,))
    tried = replace(question, reason=None)
    if len(masked.split()) <= FEW_WORDS and not COMPUTED & {question.topic, context.topic}:
        tried = likely(tried, masked, context)
    tried = settle_pending(tried, masked, context)
    tried = with_names(tried, masked, context) if tried.mentions else without_names(tried, masked, context)
    return tried if tried.topic is not None else likely(question, masked, context)


def of_nobody(question: Question, masked: str, context: Context) -> Question:
    """ "Vilken av dem får minst?" where nobody was talked about asks for none of the whole country."""
    talked_about = context.group is not None or len(context.focus) > 1 or len(context.recent) > 1
    over_them = question.operation in OVER_A_GROUP or question.operation == Operation.COMPARED
    if talked_about or question.mentions or not OF_THEM.search(masked) or not over_them:
        return question
    return replace(question, topic=None, group=None, operation=Operation.NONE, maybe=())


def with_year_beside(question: Question, masked: str, context: Context) -> Question:
    """ "Och året innan?" is the year before the one told last."""
    step = -1 if YEAR_BEFORE.search(masked) else 1 if YEAR_AFTER.search(masked) else 0
    if not step or question.years or not context.told:
        return question
    return replace(question, years=(context.told[-1] + step,), year_offset=None)


def asks_again(question: Question, masked: str, context: Context) -> bool:
    """ "Are you sure?" and "in English, please" ask for the last answer once more."""
    if context.topic is None or question.mentions:
        return False
    if SAY_AGAIN.fullmatch(masked.strip(MARKS)) is not None:
        return True
    return question.topic is None and wished_language(masked) is not None


def again(question: Question, context: Context) -> Question:
    """The question that was answered last, in the language of this one."""
    return replace(
        over_group(question, context.group if context.operation in OF_A_GROUP else None, context),
        per_inhabitant=context.per_inhabitant,
        mentions=from_context(context.focus),
        years=context.years,
        reason=None,
        maybe=(),
    )


def likely(question: Question, masked: str, context: Context) -> Question:
    """In a chat about a topic, a short question that says too little by itself asks more of that or of its step.

    "När stänger det?" after the requisition, "vilka två områden?" after the agreement.
    """
    before = context.topic
    if question.mentions or before is None or not question.scores or len(masked.split()) > SHORT:
        return question
    if question.topic == DATES or (question.topic is not None and question.scores[0].score >= OVERRIDE_FROM):
        return question
    weighed = [(score.score * kinship(score.topic, before), score.topic) for score in question.scores]
    likeliest, topic = max(weighed)
    if topic in COMPUTED or topic in REASONS or likeliest < LIKELY_FROM * sum(score for score, _ in weighed):
        return question
    return about_focus(replace(question, topic=topic, also=None, maybe=(), reason=None), masked, context)


def kinship(topic: str, before: str) -> float:
    """How many times likelier a topic is after the one talked about than the classifier knows."""
    if topic == before:
        return SAME_TOPIC
    if topic in STEP_OF_TOPIC and STEP_OF_TOPIC[topic] == STEP_OF_TOPIC.get(before):
        return SAME_STEP
    return OUTSIDE_IN_A_CHAT if topic == OUTSIDE else 1


def with_names(question: Question, masked: str, context: Context) -> Question:
    """ "och Gällivare?" asks about Gällivare what was asked before; "är det mer än Varberg?" compares."""
    if (found := over_others(question, masked, context)) is not None:
        return found
    if question.operation == Operation.NONE and asks_where(question, masked, context):
        return replace(question, operation=Operation.RANK, topic=AMOUNT)
    if len(question.mentions) == 2 and question.targets[:1] == context.focus and TYPED_FOR.search(masked):
        question, masked = replace(question, mentions=question.mentions[1:]), NAME_ALONE
    whole, masked = masked, naming_part(masked, context)
    others = other_words(masked)
    goes_on = (others <= 1 and not states_only(whole)) or (FOLLOWING.search(masked) and len(masked.split()) <= SHORT)
    if not goes_on or question.operation not in {Operation.NONE, *BETWEEN}:
        return question
    if question.operation in BETWEEN:
        return with_years(question, context)
    question = of_the_kind_before(with_years(question, context), whole, context)
    is_plain = question.topic is None and context.topic in {AMOUNT, None} and others == 0
    if is_bare(masked) or is_plain or says_again(question, whole, context):
        question = replace(question, topic=AMOUNT, also=None, maybe=())
    if context.topic == AMOUNT and context.group is not None and has_county(question):
        return of_another_county(question, context)
    goes_before = bool(context.focus) or context.topic in OF_A_RECIPIENT  # "När ska vi redovisa?", "I Nässjö alltså"
    return as_before(question, masked, context) if others <= 1 and goes_before else question


def says_again(question: Question, masked: str, context: Context) -> bool:
    """Whether who was just told is only named once more: "precis, Sjöbo med ett b"."""
    same = question.topic is None and context.topic == AMOUNT and question.targets == context.focus
    return same and AGREES.match(masked) is not None and not ASKS.search(masked)


def naming_part(masked: str, context: Context) -> str:
    """What a follow-up that names somebody is about: of one that only puts a name right nothing but the name."""
    is_of_recipient = context.topic == AMOUNT or context.topic in OF_A_RECIPIENT or context.pending is not None
    return (put_right(masked) if is_of_recipient else "") or without_fillers(masked)


def over_others(question: Question, masked: str, context: Context) -> Question | None:
    """What a name does to those talked about: held against, added to or left out of them, or in the same case."""
    if holds_for_others(question, masked, context):
        return replace(question, topic=context.topic, also=None, maybe=())
    if question.operation == Operation.DIFFERENCE and len(question.targets) == 1 and context.focus:
        return compared_with_before(question, masked, context)
    for found in (group_without(question, masked, context), named_against(question, masked, context)):
        if found is not None:
            return found
    if question.operation not in (Operation.NONE, Operation.SUM):
        return None
    added = enlarged(question, masked, context)
    targets = added or left(question, masked, context)
    if not targets:
        return None
    is_sum = len(targets) > 1 and (bool(added) or context.operation == Operation.SUM)
    operation = Operation.SUM if is_sum else Operation.NONE
    tried = replace(question, topic=AMOUNT, operation=operation, mentions=from_context(targets), also=None, maybe=())
    return with_years(tried, context)


def holds_for_others(question: Question, masked: str, context: Context) -> bool:
    """ "Gäller det Tranemo också?" after what the money may be used for asks that, and no amount."""
    if context.topic in {None, *COMPUTED} or question.topic not in {None, "rss", *COMPUTED}:
        return False
    return (
        question.operation == Operation.NONE
        and APPLIES.search(masked)
        and not STRONG.search(masked)
        and len(masked.split()) <= SHORT
    )


def asks_where(question: Question, masked: str, context: Context) -> bool:
    """ "Var hamnar Ystad?" after a ranking asks for its place among the others."""
    ranked = context.operation in {*OVER_A_GROUP, Operation.RANK}
    return ranked and bool(question.targets) and WHERE.search(masked) and len(masked.split()) <= SHORT


def as_before(question: Question, masked: str, context: Context) -> Question:
    """The same question about another recipient; "hur mycket" asks for the amount whatever was asked before."""
    if question.topic not in {None, *COMPUTED}:
        return question
    if context.topic in OF_A_RECIPIENT:
        return question if STRONG.search(masked) else replace(question, topic=context.topic)
    if context.topic == "rss" and context.group != Group(GroupOf.RSS) and not asks_amount(masked):
        return of_its_structure(question)
    if context.operation in BETWEEN and len(question.targets) > 1:
        return replace(question, operation=context.operation)
    if context.operation in PER_RECIPIENT:
        return replace(question, operation=context.operation, per_inhabitant=context.per_inhabitant)
    return question


def compared_with_before(question: Question, masked: str, context: Context) -> Question:
    """The recipient talked about first, the one written second; after a comparison the one that was compared.

    "Har Uddevalla mer än det?" names the first itself.
    """
    held = context.focus[:1] if context.operation == Operation.DIFFERENCE else context.focus[-1:]
    before = from_context(tuple(target for target in held if target not in question.targets))
    than, name = THAN.pattern.search(masked), NAME.search(masked)
    named_first = than is not None and name is not None and name.start() < than.start()
    mentions = question.mentions + before if named_first else before + question.mentions
    return with_years(replace(question, mentions=mentions, topic=AMOUNT), context)


def without_names(question: Question, masked: str, context: Context) -> Question:
    """ "och 2024?", "vilken av dem får mest?", "vad får de tillsammans", "och RSS:en?", "när senast?"."""
    for found in (doubted(question, masked, context), held_against(question, masked, context)):
        if found is not None:
            return found
    if (found := of_few_words(question, last_clause(masked).strip(MARKS), context)) is not None:
        return with_years(replace(found, topic=AMOUNT, also=None, maybe=()), context)
    for completed in (
        against_mean_before,
        limit_of_those,
        about_the_county,
        of_both,
        over_several,
        of_the_other_kind,
        of_the_step,
        about_the_same,
    ):
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


def of_the_step(question: Question, masked: str, context: Context) -> Question | None:
    step = step_asked(question, masked, context)
    return None if step is None else replace(question, topic=f"{step}_deadline")


def about_the_same(question: Question, masked: str, context: Context) -> Question | None:
    if is_amount_again(question, masked, context):
        return amount_again(question, masked, context)
    return about_focus(question, masked, context)


def about_focus(question: Question, masked: str, context: Context) -> Question:
    """ "hur räknades det?" after one recipient's amount is about that one."""
    if question.topic in OF_A_RECIPIENT and len(context.focus) == 1 and len(masked.split()) <= SHORT:
        return replace(question, mentions=from_context(context.focus))
    return question


def step_asked(question: Question, masked: str, context: Context) -> str | None:
    """The step whose date a short follow-up asks: the one talked about ("och senast när?"), or the one
    it names after another step's date ("och redovisningen?").
    """
    before = step_before(context)
    if before is None or len(masked.split()) > SHORT or is_surely_outside(question, masked):
        return None
    is_date = question.topic in {None, "decided_by"} or (question.topic or "").endswith("_deadline")
    if WHEN.search(masked) and is_date and not names_step(masked):
        return before  # "vilket datum gäller?" after the repayment is not the requisition's, as the classifier has it
    if (context.topic or "").endswith("_deadline") and CONTRAST.search(masked):
        is_short = len(masked.split()) <= FEW  # "och betalat tillbaka?"
        return STEP_OF_TOPIC.get(question.topic or "") or (step_named(masked) if is_short else None)
    return None


def is_surely_outside(question: Question, masked: str) -> bool:
    """ "När går färjan?" is no question for the step's date."""
    best = question.scores[0] if question.scores else None
    return best is not None and best.topic == OUTSIDE and best.score >= OVERRIDE_FROM and other_words(masked) > 0


def is_amount_again(question: Question, masked: str, context: Context) -> bool:
    """Whether a text without names asks for the amounts of who was talked about, or computes with them."""
    if question.topic == AMOUNT and question.group is None:
        return True
    if len(masked.split()) > SHORT:
        return False
    if asks_plainly(question, masked) and context.focus and REFERRING.search(masked):
        return True
    if context.topic not in {AMOUNT, *OF_A_YEAR}:
        return False
    if question.operation in PER_RECIPIENT - {Operation.NONE}:
        return bool(context.focus)
    has_year = bool(question.years) or question.year_offset is not None
    is_plain = question.topic == "totals" and bool(context.focus) and other_words(masked) == 0
    is_bare_year = bool(question.years) and is_bare(masked, OF_TIME)
    return has_year and (question.topic in {None, AMOUNT, *OF_A_YEAR} or is_plain or is_bare_year)


def asks_plainly(question: Question, masked: str) -> bool:
    """Whether nothing but an amount is asked for, and no topic is surer than that."""
    surest = question.scores[0].score if question.topic not in {None, *COMPUTED} and question.scores else 0.0
    is_open = surest < OVERRIDE_FROM or BEFORE_THAT.search(masked)
    return STRONG.search(masked) and other_words(masked) == 0 and is_open


def amount_again(question: Question, masked: str, context: Context) -> Question:
    """The same amounts for another year, or another computation over them."""
    if context.group is not None and not context.focus:
        return replace(over_group(question, context.group, context), topic=AMOUNT)
    if names_somebody_unknown(masked):
        return replace(question, topic=None, maybe=())  # never the amount of who was talked about
    targets = own_or_focus(question, masked, context)
    if not targets:
        return question
    operation = question.operation
    if operation == Operation.NONE and other_words(masked) == 0 and context.operation in PER_RECIPIENT:
        operation = context.operation
    return with_years(replace(question, topic=AMOUNT, operation=operation, mentions=from_context(targets)), context)
