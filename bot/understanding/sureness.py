"""How sure the classifier must be of a topic before it is taken for the one that is asked for."""

from bot.understanding.amount_words import other_words
from bot.understanding.question import AMOUNT, Question, Reason, TopicScore
from bot.understanding.subject import ABOUT_THE_GRANT

# Chosen on the project's own questions (tests/answers/questions.jsonl).
ANSWER_FROM = 0.3  # a topic this sure is answered
NAMED_FROM = 0.5  # the same beside a recipient's name
OFFER_FROM = 0.25  # a topic this sure is offered ("menade du …?")
OVERRIDE_FROM = 0.75  # a topic this sure is answered although the words ask for an amount
SURELY_FROM = 0.85  # the same where hardly any other words stand beside those
PLAINLY_FROM = 0.9  # an amount this sure is stated without any word for it, where none tells of other money
SAFELY_FROM = 0.96  # amounts this sure in all, with little outside, are stated whatever words stand beside them
LITTLE = 0.03  # the share that may lie outside then
COMPUTED_FROM = 0.3  # amounts this sure in all are computed where the words say how
AS_LIKELY = 0.8
CLEAR_FROM = 0.92  # a text this sure need not name the grant
CERTAIN_FROM = 0.95  # beyond this even plain words do not ask for an amount
DOUBT_FROM = 0.5  # a text this sure to lie outside states no amount, though it names a recipient
SECOND_FROM = 0.45  # a second part this sure is answered too
# Topics of the classifier that are computed from amounts instead of having a text.
COMPUTED = {AMOUNT, "ranking", "county_sum"}
# Topics about a year by itself, and those of every year: "the total of 2024" belongs to the former.
OF_A_YEAR = {"year_2024", "future_years"}
OF_ALL_YEARS = {"totals", "formula", "purpose", "recipients", "decided_by", *COMPUTED}
# Topics that several recipients' sum may be taken for.
GATHERED = {*COMPUTED, "totals", "recipients"}
# Topics of the classifier that are no question about the grant.
REASONS = {
    "greeting": Reason.GREETING,
    "thanks": Reason.THANKS,
    "goodbye": Reason.GOODBYE,
    "help": Reason.HELP,
    "about_bot": Reason.HELP,
    "out_of_scope": Reason.OUTSIDE,
}


def of_amounts(question: Question) -> float:
    """How sure the classifier is of an amount or of what is computed from amounts, in a year that is named as well."""
    return sure_of(question, COMPUTED | OF_A_YEAR if question.years else COMPUTED)


def sure_of(question: Question, topics: set[str]) -> float:
    """How sure the classifier is that one of these topics is asked for, 0 to 1."""
    return sum(score.score for score in question.scores if score.topic in topics)


def has_own_text(best: TopicScore) -> bool:
    """Whether a topic is neither computed nor about a year, nor beside the grant."""
    return best.topic not in COMPUTED | OF_A_YEAR | REASONS.keys()


def speaks_of_grant(question: Question, masked: str) -> bool:
    """Whether a text is about the grant at all: by its words, by "we", or since it says nothing else.

    The classifier alone can't tell below CLEAR_FROM: it knows few other subjects than the grant's.
    """
    return question.own or ABOUT_THE_GRANT.search(masked) or other_words(masked) == 0
