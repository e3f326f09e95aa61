"""Which topic a question is about: by the classifier's scores, by words about amounts, by what is computed."""

import re
from dataclasses import replace
from typing import Protocol

from bot.understanding.amount_words import (
    HOW_COMPUTED,
    HOW_MUCH,
    OURS,
    STRONG,
    asks_amount,
    asks_elsewise,
    asks_most_of_else,
    asks_whether,
    other_words,
)
from bot.understanding.asked_clause import NAME, asks_amount_in_clause, asks_amount_of_head, clauses_of
from bot.understanding.follow_up_words import YES
from bot.understanding.language import only_wishes_language
from bot.understanding.operations import MUNICIPALITIES_PLURAL
from bot.understanding.own import says_we
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Question, Reason, TopicScore
from bot.understanding.small_talk import TRIMMED
from bot.understanding.step_dates import step_date_asked
from bot.understanding.subject import ABOUT_THE_GRANT
from bot.understanding.whose_money import is_recipients_own, names_person

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
SECOND_FROM = 0.5  # a second part this sure is answered too
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
# A part of the amount and no whole one, whoever is named beside it.
FIXED_PART = any_of(
    r"""
    fast belopp; fasta belopp\w*; fasta? del\w*; grundbelopp\w*; grunddel\w*; fixed (?:part|amount|sum)s?;
    (?:base|basic) (?:amount|sum)s?
    """
)
# Whether the money may be requisitioned in parts: the decision does not say.
IN_PARTS = any_of(
    r"""
    (?:två|tre|flera|olika) omgångar; i omgångar; omgångsvis; (?:i|på) delar(?! av); (?:två|flera) rekvisitioner;
    in (?:two|three|several) (?:parts|instal?ments|rounds); (?:two|several) requisitions
    """
)
GOES_TO = any_of(r"(?:vad|va) (?:ska|skall) (?:\w*bidraget|\w*pengarna|medlen) (?:gå|användas|läggas) (?:till|på)")
BY_WORDS = ((IN_PARTS, "not_stated"), (GOES_TO, "purpose"))
# Whether those named may share, not what they get: "får Arvika och Eda slå ihop sina pengar?".
JOINING = re.compile(
    r"\W*(?:får|kan|may|can|could) (?:vi (?:i )?|we (?:in )?)?[A-ZÄ]+NAMN .{0,60}(?<!\w)"
    r"(?:(?:slå|göra) (?:\w+ ){0,2}(?:ihop|samman|tillsammans|gemensamt)|pool"
    r"|do (?:\w+ ){0,2}(?:together|jointly))(?!\w)",
    re.IGNORECASE,
)
MAY = any_of("får; kan; ska; måste; bör; går det; may; can; could; must; should; allowed")
ON_THE_LIST = any_of(
    r"(?:med|står|finns) (?:\w+ ){0,2}(?:på|i) (?:listan|bilagan|förteckningen); on the list; in the (?:list|annex)"
)
NEIGHBOURS = re.compile(r"NAMN (?:grann\w+|neighbou?r\w*)", re.IGNORECASE)  # others than who is named
FEW_OTHER_WORDS = 2
POINTING = any_of(r"det; den; de; dem; detta; denna; dessa; sådan\w*; it; that; this; they; them; those; these; so")
SHORT = 8  # words


class Scorer(Protocol):
    """What scores a masked text against the topics, best first."""

    def scores(self, masked: str) -> list[TopicScore]: ...


def choose_topic(question: Question, masked: str, classifier: Scorer, around: str = "") -> Question:
    """The question with its topic, and a second one where it has two parts.

    `around` is the message that a short question stands in, names masked, where that may tell more. `topic` stays
    None where nothing is sure enough; `maybe` are then the nearest.
    """
    if YES.fullmatch(masked.strip(TRIMMED)):
        return question  # "just det" agrees; the classifier hears "varför just det beloppet"
    if only_wishes_language(masked):
        return replace(question, reason=Reason.HELP)  # in a chat the last answer is given again
    found = scores_of(masked, around, classifier)
    question = replace(question, scores=tuple(found[:5]))
    clauses = clauses_of(masked)
    best = found[0]
    if best.topic == AMOUNT and not question.mentions and not question.own and not STRONG.search(masked):
        best = TopicScore(found[1].topic, found[1].score / (1 - best.score + 1e-9))
    topic = first_topic(question, masked, best, clauses, classifier)
    if topic not in COMPUTED and NAME.search(around) and asks_only_amount(masked, best):
        topic = AMOUNT
    if topic is None:
        return replace(question, maybe=near_topics(question, found))
    if topic in REASONS:
        return replace(question, reason=REASONS[topic])
    question = computed(question, masked, best) if topic in COMPUTED else replace(question, topic=topic)
    return replace(question, also=second_topic(question, clauses, classifier))


def scores_of(masked: str, around: str, classifier: Scorer) -> list[TopicScore]:
    """The scores of a question; of the message around it where the question only points to that ("Vad blev det?")."""
    found = classifier.scores(masked)
    if not around:
        return found
    whole = classifier.scores(around)
    if POINTING.search(masked) and len(masked.split()) <= SHORT:
        return whole
    if STRONG.search(masked) and whole[0].topic not in COMPUTED:
        return found
    return max(found, whole, key=lambda scores: scores[0].score) if found[0].score < OVERRIDE_FROM else found


def near_topics(question: Question, found: list[TopicScore]) -> tuple[str, ...]:
    """The topics to offer where none is sure; the named recipient's amount where that is near."""
    near = [score.topic for score in found[:3] if score.score >= OFFER_FROM]
    kept = [name for name in near if name not in REASONS and name not in COMPUTED]
    return (AMOUNT, *kept) if question.targets else tuple(kept)


def first_topic(
    question: Question, masked: str, best: TopicScore, clauses: list[str], classifier: Scorer
) -> str | None:
    if (plain := next((topic for words, topic in BY_WORDS if words.search(masked)), None)) is not None:
        return plain
    if not question.mentions:
        if any(asks_own_clause(clause) for clause in clauses):
            return AMOUNT
        return step_date_asked(masked, best.topic) or without_names(question, masked, best)
    for clause in clauses:
        if NAME.search(clause) and STRONG.search(clause):
            return with_names(question, clause, classifier.scores(clause)[0])
    return step_date_asked(masked, best.topic) or with_names(question, masked, best)


def asks_own_clause(clause: str) -> bool:
    """ "Hur mycket får vi?" as a part of a question that asks for more."""
    return says_we(clause) and STRONG.search(clause) and other_words(clause) == 0


def with_names(question: Question, masked: str, best: TopicScore) -> str | None:
    """The topic of a question that names recipients.

    An amount is stated where nothing but the words of such a question stand beside the name, or
    words of this grant, or where the other words leave no doubt whose money is asked for. Else it is
    asked back: the classifier is sure of an amount in "what grants can a company in Nybro get?" too.
    """
    if names_person(masked) or NEIGHBOURS.search(masked):
        return None
    if (said := said_plainly(masked, best)) is not None:
        return said
    others = other_words(masked)
    outside = best.score if best.topic == "out_of_scope" else 0.0
    is_formula = asks_formula(question, masked)
    is_ours = asks_ours(question, masked) and outside < CERTAIN_FROM and not is_formula
    in_clause = not is_formula and asks_in_clause(masked, outside)
    if is_ours or in_clause or asks_plain_amount(question, masked, best, others, outside):
        return AMOUNT
    if outside >= DOUBT_FROM:
        return best.topic if outside >= OVERRIDE_FROM else None
    has_text = best.topic not in COMPUTED | OF_A_YEAR and best.score >= override_from(masked, others)
    if is_formula or (has_text and (best.topic in REASONS or speaks_of_grant(question, masked))):
        return "formula" if is_formula else best.topic  # that tells the amount too
    return AMOUNT if asks_amount_among_others(question, masked, best) else None


def asks_in_clause(masked: str, outside: float) -> bool:
    """Whether a clause plainly asks for an amount, and what stands around it is hardly another matter."""
    if outside < OVERRIDE_FROM and asks_amount_in_clause(masked):
        return True
    return outside < DOUBT_FROM and asks_amount_of_head(masked)


def asks_formula(question: Question, masked: str) -> bool:
    """Whether it is asked how the amount of who is named came about."""
    score = sure_of(question, {"formula"})
    if HOW_COMPUTED.search(masked):
        return score >= ANSWER_FROM
    if STRONG.search(masked) and is_recipients_own(masked) and score >= of_amounts(question):
        return score >= ANSWER_FROM  # its text tells the amount, whichever of the two was meant
    return score >= NAMED_FROM and asks_amount(masked)


def said_plainly(masked: str, best: TopicScore) -> str | None:
    """The topic that is plain by the words beside a name, whatever the classifier makes of them."""
    if best.topic == "recipients" and ON_THE_LIST.search(masked):
        return AMOUNT  # who is on the list is told with its amount there
    if FIXED_PART.search(masked):
        return "formula"
    return "joint" if JOINING.match(masked) and not STRONG.search(masked) else None


def asks_plain_amount(question: Question, masked: str, best: TopicScore, others: int, outside: float) -> bool:
    """Whether nothing but an amount is asked for: no other words, or several names to be added up."""
    if question.operation == Operation.SUM and (best.topic in GATHERED or adds_up(masked, best, others)):
        return True
    if question.operation == Operation.NONE and (asks_elsewise(masked) or asks_whether(masked)):
        return False
    return others == 0 and outside < CERTAIN_FROM and not asks_other(masked, best)


def adds_up(masked: str, best: TopicScore, others: int) -> bool:
    """ "A + B tillsammans?" and "vad får A och B ihop?", but not "får A och B göra det tillsammans?"."""
    return (STRONG.search(masked) and best.topic == "joint") or (others == 0 and not MAY.search(masked))


def asks_amount_among_others(question: Question, masked: str, best: TopicScore) -> bool:
    """Whether an amount is asked for although other words stand beside it."""
    if question.operation == Operation.NONE and (asks_elsewise(masked) or asks_whether(masked)):
        return False
    if asks_amounts_surely(question):
        return True
    if asks_amount(masked) and best.topic in COMPUTED and is_recipients_own(masked):
        return True
    if best.topic == AMOUNT and best.score >= PLAINLY_FROM and is_recipients_own(masked):
        return True
    is_computed = question.operation not in (Operation.NONE, Operation.SUM) and of_amounts(question) >= COMPUTED_FROM
    return is_computed and not asks_most_of_else(masked)


def asks_ours(question: Question, masked: str) -> bool:
    """Whether an amount is asked for in words that belong to this grant alone."""
    if question.operation == Operation.NONE and (asks_elsewise(masked) or asks_whether(masked)):
        return False
    return bool(asks_amount(masked) and OURS.search(masked))


def asks_amounts_surely(question: Question) -> bool:
    """Whether the classifier is sure of amounts, whichever way they are computed, and of nothing outside."""
    return of_amounts(question) >= SAFELY_FROM and sure_of(question, {"out_of_scope"}) <= LITTLE


def of_amounts(question: Question) -> float:
    """How sure the classifier is of an amount or of what is computed from amounts, in a year that is named as well."""
    return sure_of(question, COMPUTED | OF_A_YEAR if question.years else COMPUTED)


def sure_of(question: Question, topics: set[str]) -> float:
    """How sure the classifier is that one of these topics is asked for, 0 to 1."""
    return sum(score.score for score in question.scores if score.topic in topics)


def asks_other(masked: str, best: TopicScore) -> bool:
    """Whether plain words beside a name surely ask for a topic with a text of its own ("Har Kiruna rekvirerat?")."""
    if best.topic in COMPUTED | OF_A_YEAR | REASONS.keys():
        return False
    if STRONG.search(masked):  # how an amount was computed is asked in the words of the amount
        return best.topic == "formula" and best.score >= CERTAIN_FROM
    return best.score >= SURELY_FROM and len(masked.split()) >= 3


def override_from(masked: str, others: int) -> float:
    """How sure a topic must be where the words ask for an amount: the more so, the fewer other words there are."""
    if asks_elsewise(masked):
        return NAMED_FROM
    if not STRONG.search(masked):
        return NAMED_FROM if others > 1 else OVERRIDE_FROM
    return SURELY_FROM if others <= FEW_OTHER_WORDS else OVERRIDE_FROM


def without_names(question: Question, masked: str, best: TopicScore) -> str | None:
    """The topic of a question that names nobody."""
    if asks_own_amount(question, masked, best) or over_group(question, masked, best):
        return AMOUNT
    if best.topic in COMPUTED and (question.per_inhabitant or HOW_COMPUTED.search(masked)):
        return "formula"
    if best.topic in REASONS:
        return best.topic if is_talk(masked, best) else None
    of_year = topic_of_years(question)
    if of_year and (best.topic in OF_ALL_YEARS or (best.score < ANSWER_FROM and best.topic not in REASONS)):
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


def speaks_of_grant(question: Question, masked: str) -> bool:
    """Whether a text is about the grant at all: by its words, by "we", or since it says nothing else.

    The classifier alone can't tell below CLEAR_FROM: it knows few other subjects than the grant's.
    """
    return question.own or ABOUT_THE_GRANT.search(masked) or other_words(masked) == 0


def asks_own_amount(question: Question, masked: str, best: TopicScore) -> bool:
    """Whether "we" ask for our amount: who we are is then to be found or asked."""
    if not question.own or not STRONG.search(masked) or best.topic == "totals" or asks_elsewise(masked):
        return False
    if best.score >= CERTAIN_FROM and best.topic not in COMPUTED and not HOW_MUCH.search(masked):
        return False  # "Måste vi rekvirera hela beloppet?"
    return best.score < SURELY_FROM or other_words(masked) == 0


def asks_only_amount(masked: str, best: TopicScore) -> bool:
    """ "Mölndals stad ska rekvirera. Upp till vilken summa?": the name stands in the sentence before."""
    return STRONG.search(masked) and other_words(masked) == 0 and best.score < CERTAIN_FROM


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


def computed(question: Question, masked: str, best: TopicScore) -> Question:
    """A question about amounts; where the classifier knows better than the words what is computed, by that."""
    question = replace(question, topic=AMOUNT)
    if question.operation != Operation.NONE:
        return question
    if best.topic == "ranking" and best.score >= OVERRIDE_FROM and not question.mentions and not question.own:
        return replace(question, operation=Operation.EXTREMES, group=Group(GroupOf.MUNICIPALITIES))
    if best.topic == "ranking" and best.score >= PLAINLY_FROM and len(question.targets) == 1:
        return replace(question, operation=Operation.RANK)
    county = next((target for target in question.targets if target.kind == Kind.COUNTY), None)
    if best.topic == "county_sum" and county is not None and MUNICIPALITIES_PLURAL.search(masked):
        return replace(question, operation=Operation.GROUP_SUM, group=Group(GroupOf.MUNICIPALITIES, county))
    return question


def second_topic(question: Question, clauses: list[str], classifier: Scorer) -> str | None:
    """The other part of "how much does X get, and may we use it jointly?"."""
    for clause in clauses:
        best = classifier.scores(clause)[0]
        topic = step_date_asked(clause, best.topic) or best.topic
        if topic == question.topic or topic in COMPUTED or topic in REASONS:
            continue
        if best.score >= (OVERRIDE_FROM if STRONG.search(clause) else SECOND_FROM):
            return topic
    return None
