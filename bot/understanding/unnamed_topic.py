"""The topic of a question that names nobody."""

import re

from bot.understanding.amount_words import HOW_COMPUTED, HOW_MUCH, STRONG, WHY, asks_elsewise, other_words
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Operation, Question, TopicScore
from bot.understanding.sureness import (
    ANSWER_FROM,
    AS_LIKELY,
    CERTAIN_FROM,
    CLEAR_FROM,
    COMPUTED,
    DOUBT_FROM,
    GATHERED,
    NAMED_FROM,
    OF_ALL_YEARS,
    OVERRIDE_FROM,
    PLAINLY_FROM,
    REASONS,
    SURELY_FROM,
    speaks_of_grant,
    sure_of,
)
from bot.understanding.whose_money import asks_for_another_thing

TO_THE_AGENCY = any_of(
    "till socialstyrelsen; to socialstyrelsen; to the (?:agency|national board)"
)  # not the agency's own
OTHER_NUMBER = re.compile(r"20\d\d/(?!00122)\d{4,5}")  # another than the decision's own
# Where the list of amounts stands, whoever's are looked for.
WHERE_LISTED = any_of(
    r"""
    var (?:\w+ ){0,2}(?:står|finns|hittar|ser) (?:(?:jag|vi|man|det|vad|hur|mycket) ){0,3}varje (?:kommun|rss);
    (?:i|på) vilken bilaga; (?:in )?(?:which|what) annex; var (?:står|finns|hittar \w+) (?:\w+ ){0,2}beloppen;
    where (?:\w+ ){0,5}(?:amounts|sums|figures)(?: \w+){0,2}
    """
)


def without_names(question: Question, masked: str, best: TopicScore) -> str | None:
    """The topic of a question that names nobody."""
    if WHERE_LISTED.search(masked):
        return "recipients"
    is_why = best.topic == "formula" and best.score >= OVERRIDE_FROM and WHY.search(masked)
    if not is_why and (asks_own_amount(question, masked, best) or over_group(question, masked, best)):
        return AMOUNT  # but not for "Varför får storstäderna mest?"
    is_computed = best.topic in COMPUTED | {"formula"} and question.per_inhabitant
    if is_why or is_computed or (best.topic in COMPUTED | {"totals"} and HOW_COMPUTED.search(masked)):
        return "formula"
    if best.topic == "reference" and OTHER_NUMBER.search(masked):
        return "other_references"
    if best.topic == "authority_report" and TO_THE_AGENCY.search(masked):
        return "report"
    return by_scores(question, masked, best)


def by_scores(question: Question, masked: str, best: TopicScore) -> str | None:
    """The topic that the classifier is sure of, or that of the years named."""
    of_year = topic_of_years(question)
    if best.topic in REASONS:
        only_goes_on = question.years and other_words(masked) == 0  # "And in 2025?"
        return best.topic if is_talk(masked, best) and not only_goes_on else None
    if of_year and (best.topic in OF_ALL_YEARS or best.score < ANSWER_FROM):
        return of_year
    if is_doubtful(question, best):
        return None
    return best.topic if best.score >= CLEAR_FROM or speaks_of_grant(question, masked) else None


def is_doubtful(question: Question, best: TopicScore) -> bool:
    """Whether the best topic is too unlikely, or hardly likelier than that the text lies outside."""
    from_here = PLAINLY_FROM if best.topic == "ranking" and question.operation == Operation.NONE else ANSWER_FROM
    if best.score < from_here:
        return True
    return sure_of(question, {"out_of_scope"}) >= AS_LIKELY * best.score


def is_talk(masked: str, best: TopicScore) -> bool:
    """Whether a text surely greets, thanks or asks for help; what lies outside need not be as sure."""
    if best.topic == "out_of_scope":
        return best.score >= ANSWER_FROM
    return best.score >= NAMED_FROM and other_words(masked) == 0


def asks_own_amount(question: Question, masked: str, best: TopicScore) -> bool:
    """Whether "we" ask for our amount: who we are is then to be found or asked."""
    if not question.own or not STRONG.search(masked) or best.topic == "totals" or asks_elsewise(masked):
        return False
    if (best.topic == "out_of_scope" and best.score >= DOUBT_FROM) or asks_for_another_thing(masked):
        return False  # "Hur mycket skatt betalar vi?"
    if best.score >= CERTAIN_FROM and best.topic not in COMPUTED and not HOW_MUCH.search(masked):
        return False  # "Måste vi rekvirera hela beloppet?"
    return best.score < SURELY_FROM or other_words(masked) == 0


def over_group(question: Question, masked: str, best: TopicScore) -> bool:
    """Whether something is to be computed over a group; sums and lists also need words about amounts."""
    if question.group is None:
        return False
    if (
        question.operation == Operation.GROUP_SUM
        and best.topic in GATHERED
        and not question.years
        and other_words(masked) <= 1
    ):
        return bool(STRONG.search(masked))  # "Vad får samtliga kommuner tillsammans?"
    if question.operation in (Operation.GROUP_SUM, Operation.GROUP_LIST):
        return best.topic in COMPUTED and bool(STRONG.search(masked))
    return best.topic in COMPUTED | {"totals", "recipients", "formula", "rss"} or other_words(masked) == 0


def topic_of_years(question: Question) -> str | None:
    """The topic about the years that are named alone; None where they are of the newest grant, or mixed."""
    if not question.years:
        return None
    if set(question.years) == {2024}:
        return "year_2024"
    return "future_years" if min(question.years) > 2025 else None
