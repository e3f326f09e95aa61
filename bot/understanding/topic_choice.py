"""Which topic a question is about: by the classifier's scores, by words about amounts, by what is computed."""

import re
from dataclasses import replace
from typing import Protocol

from bot.understanding.operations import MUNICIPALITIES_PLURAL
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Question, Reason, TopicScore

# Chosen on the validation split of the topics' phrasings and on the project's own questions.
ANSWER_FROM = 0.4  # a topic this sure is answered
OFFER_FROM = 0.2  # a topic this sure is offered ("menade du …?")
OVERRIDE_FROM = 0.75  # a topic this sure is answered although the words ask for an amount
# Topics of the classifier that are computed from amounts instead of having a text.
COMPUTED = {AMOUNT, "ranking", "county_sum"}
# Topics about a year by itself, and those of every year: "the total of 2024" belongs to the former.
OF_A_YEAR = {"year_2024", "future_years"}
OF_ALL_YEARS = {"totals", "formula", "purpose", "recipients", "county_sum", AMOUNT, "decided_by"}
# Topics of the classifier that are no question about the grant.
REASONS = {
    "greeting": Reason.GREETING,
    "thanks": Reason.THANKS,
    "goodbye": Reason.GOODBYE,
    "help": Reason.HELP,
    "about_bot": Reason.HELP,
    "out_of_scope": Reason.OUTSIDE,
}
STRONG = any_of(
    r"""
    hur mycket; hur mkt; hur mke; hur mycke; hur stor\w* (?:är|blir|summa|belopp|bidrag|pott|del|andel)?; vilken summa; vilket belopp;
    vilka belopp; vilka summor; \w*beloppet; \w*beloppen; belopp; summa; summan; siffr\w+; hur många kronor; hur många miljoner;
    vad (?:får|fick|blir|blev|landar|ger|kan) (?:\w+ ){0,3}KOMMUNNAMN; vad (?:får|fick); tilldelning\w*; how much; (?:what|which) (?:amount|sum)s?;
    amounts?; the sum; figures?; how many (?:kronor|million); what (?:does|do|did|will|is) (?:\w+ ){0,3}(?:get|receive|getting|given)
    """
)
WEAK = any_of(
    r"""
    kronor; kr; sek; pengar; pengarna; medel; rekvirera; \w*bidrag\w*; får; fick; landar; ger; öronmärk\w+; ersättning\w*; grants?; get;
    gets; getting; receiv\w+; given; giving; give; allocat\w+; money; funding; entitled; sum; budget\w*
    """
)
FILLERS = any_of(
    r"""
    och; men; då; ok; okej; okay; haha; hehe; tack; just; bara; please; then; and; what; about; how; sorry; förlåt; ursäkta; nej; nä; ja;
    jo; hej; hello; hi; för; i; på; om; kommun; kommuns; kommunen; stad; municipality; the; of; for; to; in; city; is; it; that; too;
    also; också; vi; vi är; är; det; den; de; med; samma; istället; instead; jag menade; menade; menar; jag; i mean; meant; i; no;
    yes; great; bra; toppen; fint; plus; samt; or; eller; inte; utan; not; fråga; nästa; question; next; one; alltså; kolla; visa;
    kr; kan; du; ta; också; vad; gäller; gällde; \w*NAMN; igen; again; den där; där; here; this; year; år; nu; sen; sedan; hos;
    rss; rss:en; stödstrukturen; län; länet; tänkte; thinking; well; så; fel; rätt; skrev; såklart; förstås
    """
)
WORD = re.compile(r"[^\W_]+(?::\w+)?")
MOST_CONTENT_WORDS = 1
CLAUSE = re.compile(
    r"(?<=[?.!])\s+|,? (?:och|samt|and|also) (?=(?:är|får|kan|när|vad|hur|vilk\w+|måste|ska|vem|går|is|are|can|may|when|what|how|which|must|do|does|who)\b)",
    re.IGNORECASE,
)
MOST_CLAUSES = 6


class Scorer(Protocol):
    """What scores a masked text against the topics, best first."""

    def scores(self, masked: str) -> list[TopicScore]: ...


def asks_amount(masked: str) -> bool:
    """Whether the words may ask for an amount."""
    return bool(STRONG.search(masked) or WEAK.search(masked))


def choose_topic(question: Question, masked: str, classifier: Scorer) -> Question:
    """The question with its topic, and a second one where it has two parts.

    `topic` stays None where nothing is sure enough; `maybe` are then the nearest.
    """
    found = classifier.scores(masked)
    question = replace(question, scores=tuple(found[:5]))
    best = found[0]
    sure = best.score >= ANSWER_FROM
    topic = (
        with_names(question, masked, best, sure) if question.mentions else without_names(question, masked, best, sure)
    )
    if topic is None:
        near = (score.topic for score in found[:3] if score.score >= OFFER_FROM)
        return replace(question, maybe=tuple(name for name in near if name not in REASONS | {AMOUNT: None}))
    if topic in REASONS:
        return replace(question, reason=REASONS[topic])
    question = computed(question, masked, best) if topic in COMPUTED else replace(question, topic=topic)
    return replace(question, also=second_topic(question, masked, classifier))


def with_names(question: Question, masked: str, best: TopicScore, sure: bool) -> str | None:
    """The topic of a question that names recipients."""
    if best.topic in COMPUTED and (sure or asks_amount(masked)):
        return AMOUNT
    if STRONG.search(masked) and (best.topic in OF_A_YEAR or best.score < OVERRIDE_FROM):
        return AMOUNT
    if sure:
        return best.topic
    if content_words(masked) <= MOST_CONTENT_WORDS or question.operation not in (Operation.NONE, Operation.SUM):
        return AMOUNT
    return None


def without_names(question: Question, masked: str, best: TopicScore, sure: bool) -> str | None:
    """The topic of a question that names nobody."""
    if question.group is not None and over_group(question, masked, best):
        return AMOUNT
    if not sure:
        return None
    if best.topic in OF_ALL_YEARS and (of_year := topic_of_years(question)):
        return of_year
    return best.topic


def over_group(question: Question, masked: str, best: TopicScore) -> bool:
    """Whether something is to be computed over a group; sums and lists also need words about amounts."""
    if question.operation in (Operation.GROUP_SUM, Operation.GROUP_LIST):
        return best.topic in COMPUTED and bool(STRONG.search(masked))
    return best.topic in COMPUTED | {"totals", "recipients", "formula", "rss"}


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
    if best.topic == "ranking" and not question.mentions:
        return replace(question, operation=Operation.HIGHEST, group=Group(GroupOf.MUNICIPALITIES))
    county = next((target for target in question.targets if target.kind == Kind.COUNTY), None)
    if best.topic == "county_sum" and county is not None and MUNICIPALITIES_PLURAL.search(masked):
        return replace(question, operation=Operation.GROUP_SUM, group=Group(GroupOf.MUNICIPALITIES, county))
    return question


def content_words(masked: str) -> int:
    """How many words of a text say something beside names and fillers."""
    return sum(1 for word in WORD.findall(masked) if not FILLERS.fullmatch(word))


def second_topic(question: Question, masked: str, classifier: Scorer) -> str | None:
    """The other part of "how much does X get, and may we use it jointly?"."""
    clauses = [clause for clause in CLAUSE.split(masked) if clause and len(clause.split()) >= 3][:MOST_CLAUSES]
    if len(clauses) < 2:
        return None
    for clause in clauses:
        best = classifier.scores(clause)[0]
        if (
            best.topic not in COMPUTED | REASONS.keys()
            and best.topic != question.topic
            and best.score >= ANSWER_FROM
            and not STRONG.search(clause)
        ):
            return best.topic
    return None
