"""Which topic a question is about: by the classifier's scores, by words about amounts, by what is computed."""

import re
from dataclasses import replace
from typing import Protocol

from bot.understanding.amount_words import STRONG, asks_elsewise, other_words
from bot.understanding.asked_clause import asks_amount_beside, asks_own_clause, clauses_of, is_plain
from bot.understanding.follow_up_words import YES
from bot.understanding.language import only_wishes_language
from bot.understanding.leave import POOLING
from bot.understanding.left_out import left_out_of, without_targets
from bot.understanding.named_topic import with_names
from bot.understanding.operations import MUNICIPALITIES_PLURAL, RSS
from bot.understanding.phrases import NAME, any_of
from bot.understanding.question import (
    AMOUNT,
    DATES,
    ITS_RSS,
    Group,
    GroupOf,
    Kind,
    Operation,
    Question,
    Reason,
    TopicScore,
)
from bot.understanding.small_talk import TRIMMED
from bot.understanding.step_dates import all_dates_asked, step_date_asked
from bot.understanding.sureness import (
    CERTAIN_FROM,
    COMPUTED,
    DOUBT_FROM,
    OFFER_FROM,
    OVERRIDE_FROM,
    PLAINLY_FROM,
    REASONS,
    SECOND_FROM,
)
from bot.understanding.unnamed_topic import without_names

# Whether the money may be requisitioned in parts: the decision does not say.
IN_PARTS = any_of(
    r"""
    (?:två|tre|flera|olika) omgångar; i omgångar; omgångsvis; (?:i|på) delar(?! av); (?:två|flera) rekvisitioner;
    in (?:two|three|several) (?:parts|instal?ments|rounds); (?:two|several) requisitions
    """
)
GOES_TO = any_of(r"(?:vad|va) (?:ska|skall) (?:\w*bidraget|\w*pengarna|medlen) (?:gå|användas|läggas) (?:till|på)")
NAMED_RSS = re.compile(r"(?:rss )?RSSNAMN", re.IGNORECASE)
# Uses that the decision names: whether these are allowed it does say.
NAMED_USE = any_of(
    r"""
    (?:användas|gå|läggas|betala|bekosta) (?:\w+ ){0,3}\w*(?:utbildning|fortbildning|kompetens|handledning|löne?)\w*;
    (?:used|spent|pay|paid|go) (?:\w+ ){0,3}(?:train|wage|salar|staff|competen)\w*
    """
)
# What the agency has for its own work stands among the totals.
KEEPS = any_of(
    r"""
    (?:socialstyrelsen|myndigheten) (?:\w+ ){0,2}(?:behålla|behåller)(?! (?:vi|kommunen));
    (?:socialstyrelsen|agency|health and welfare) (?:\w+ ){0,2}(?:keeps?|retains?)
    """
)
# Whether what is left may be used in a later year: the decision does not say.
LATER_YEAR = r"(?:202[6-9]|nästa år|(?:ett )?senare år|next year|a later year)"
CARRIED = any_of(
    rf"""
    (?:behålla|spara|föra över|överföra|flytta över|ha kvar) (?:\w+ ){{0,4}}(?:till|under|i) {LATER_YEAR};
    (?:får|kan) (?:\w+ ){{1,3}}använda (?:\w+ ){{1,3}}{LATER_YEAR};
    (?:keep|save|carry|roll|hold on to) (?:\w+ ){{0,4}}(?:until|till|to|into|for|in) {LATER_YEAR};
    (?:may|can) (?:\w+ ){{1,3}}(?:use|spend) (?:\w+ ){{1,3}}{LATER_YEAR}
    """
)
BY_WORDS = (
    (CARRIED, "not_stated"),
    (IN_PARTS, "not_stated"),
    (GOES_TO, "purpose"),
    (POOLING, "joint"),
    (KEEPS, "totals"),
)
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
    is_open = best.topic == AMOUNT and not (question.mentions or question.own or STRONG.search(masked))
    if is_open:
        best = TopicScore(found[1].topic, found[1].score / (1 - best.score + 1e-9))
    # "Jag söker Hultsfreds siffra. Vad är den?": it is seen later whose.
    points = is_open and NAME.search(around) is not None
    topic = None if points else first_topic(question, masked, best, clauses, classifier)
    topic = "purpose" if topic == "not_stated" and NAMED_USE.search(masked) else topic
    if POOLING.search(masked):
        return replace(question, topic=topic, operation=Operation.NONE, group=None)
    if topic not in COMPUTED and NAME.search(around) and asks_only_amount(masked, best):
        topic = AMOUNT
    if (beside := beside_amount(question, masked, topic, clauses, classifier)) is not None:
        topic = AMOUNT  # the year until which money is kept is not the amount's
        question = replace(question, years=() if CARRIED.search(masked) else question.years)
    if topic is None:
        return replace(question, maybe=near_topics(question, found))
    if topic in REASONS:
        return replace(question, reason=REASONS[topic])
    question = computed(question, masked, best) if topic in COMPUTED else replace(question, topic=topic)
    question = replace(question, also=beside or second_topic(question, clauses, classifier))
    return of_the_clause(of_who_is_named(question, clauses), masked, clauses)


def beside_amount(
    question: Question, masked: str, topic: str | None, clauses: list[str], classifier: Scorer
) -> str | None:
    """What is asked beside the amount of who is named, which another clause asks for; None where that is not so."""
    if question.operation != Operation.NONE or topic in {*COMPUTED, *REASONS}:
        return None
    if not asks_amount_beside(masked, clauses):
        return None
    return topic or second_topic(replace(question, topic=AMOUNT), clauses, classifier)


def of_who_is_named(question: Question, clauses: list[str]) -> Question:
    """ "Vad får Habo, och vilken RSS hör kommunen till?" asks for the amount of Habo and not of its RSS."""
    named = (clause for clause in clauses if NAME.search(clause) and STRONG.search(clause))
    if question.topic != AMOUNT or question.also != "rss" or all(RSS.search(clause) for clause in named):
        return question
    return replace(question, notes=tuple(note for note in question.notes if note != ITS_RSS))


def scores_of(masked: str, around: str, classifier: Scorer) -> list[TopicScore]:
    """The scores of a question; of the message around it where the question only points to that ("Vad blev det?")."""
    found = classifier.scores(masked)
    if not around:
        return found
    whole = classifier.scores(around)
    if POINTING.search(masked) and len(masked.split()) <= SHORT:
        is_idle = whole[0].topic in REASONS and found[0].topic not in REASONS and found[0].score >= DOUBT_FROM
        return found if is_idle else whole
    if STRONG.search(masked) and whole[0].topic not in COMPUTED:
        return found
    return max(found, whole, key=lambda scores: scores[0].score) if found[0].score < OVERRIDE_FROM else found


def of_the_clause(question: Question, masked: str, clauses: list[str]) -> Question:
    """ "Får Orsa anställa, och hur mycket får Mora?": the amount is asked of Mora alone."""
    asking = [clause for clause in clauses if NAME.search(clause) and is_plain(clause)]
    names = [match.start() for match in NAME.finditer(masked)]
    if question.topic != AMOUNT or question.also is None or len(asking) != 1 or len(names) != len(question.mentions):
        return question
    start = masked.index(asking[0])
    inside = zip(names, question.mentions, strict=True)
    kept = tuple(mention for at, mention in inside if start <= at < start + len(asking[0]))
    return replace(question, mentions=kept) if question.operation == Operation.NONE else question


def near_topics(question: Question, found: list[TopicScore]) -> tuple[str, ...]:
    """The topics to offer where none is sure; the named recipient's amount where that is near."""
    near = [score.topic for score in found[:3] if score.score >= OFFER_FROM]
    kept = [name for name in near if name not in REASONS and name not in COMPUTED]
    return (AMOUNT, *kept) if question.targets else tuple(kept)


def first_topic(
    question: Question, masked: str, best: TopicScore, clauses: list[str], classifier: Scorer
) -> str | None:
    if all_dates_asked(masked):
        return DATES
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


def asks_only_amount(masked: str, best: TopicScore) -> bool:
    """ "Mölndals stad ska rekvirera. Upp till vilken summa?": the name stands in the sentence before."""
    return STRONG.search(masked) and other_words(masked) == 0 and best.score < CERTAIN_FROM


def computed(question: Question, masked: str, best: TopicScore) -> Question:
    """A question about amounts; where the classifier knows better than the words what is computed, by that."""
    question = replace(question, topic=AMOUNT)
    if question.operation != Operation.NONE:
        return question
    if best.topic == "ranking" and best.score >= OVERRIDE_FROM and not question.mentions and not question.own:
        return replace(question, operation=Operation.EXTREMES, group=Group(GroupOf.MUNICIPALITIES))
    if best.topic == "ranking" and best.score >= PLAINLY_FROM and len(question.targets) == 1:
        return replace(question, operation=Operation.RANK)
    of_rss = RSS.search(NAMED_RSS.sub(" ", masked))  # "stödstrukturen för kommunerna i Skaraborg" is itself asked for
    areas = {Kind.COUNTY} if of_rss else {Kind.COUNTY, Kind.RSS}
    area = next((target for target in question.targets if target.kind in areas), None)
    if best.topic == "county_sum" and area is not None and MUNICIPALITIES_PLURAL.search(masked):
        left_out = left_out_of(question, masked, Kind.MUNICIPALITY)
        group = Group(GroupOf.MUNICIPALITIES, area, left_out)
        return replace(
            question, operation=Operation.GROUP_SUM, mentions=without_targets(question, left_out), group=group
        )
    return question


def second_topic(question: Question, clauses: list[str], classifier: Scorer) -> str | None:
    """The other part of "how much does X get, and may we use it jointly?": of several the surest."""
    others: list[TopicScore] = []
    for clause in clauses:
        best = classifier.scores(clause)[0]
        topic = step_date_asked(clause, best.topic) or best.topic
        topic = "purpose" if topic == "not_stated" and NAMED_USE.search(clause) else topic
        if topic == question.topic or topic in COMPUTED or topic in REASONS:
            continue
        is_amount = STRONG.search(clause) and not asks_elsewise(clause)
        if best.score >= (OVERRIDE_FROM if is_amount else SECOND_FROM):
            others.append(TopicScore(topic, best.score))
    return max(others, key=lambda other: other.score).topic if others else None
