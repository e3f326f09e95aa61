"""The topic of a question that names recipients: their amounts, or another that only mentions them."""

import re

from bot.understanding.amount_words import (
    HOW_COMPUTED,
    OURS,
    STRONG,
    WHY,
    asks_amount,
    asks_elsewise,
    asks_most_of_else,
    asks_whether,
    other_words,
    states_only,
)
from bot.understanding.asked_clause import SOMEBODYS, asks_amount_in_clause, asks_amount_of_head
from bot.understanding.leave import POOLING_NAMED
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Operation, Question, TopicScore
from bot.understanding.sureness import (
    ANSWER_FROM,
    CERTAIN_FROM,
    COMPUTED,
    COMPUTED_FROM,
    DOUBT_FROM,
    GATHERED,
    LITTLE,
    NAMED_FROM,
    OF_A_YEAR,
    OVERRIDE_FROM,
    PLAINLY_FROM,
    REASONS,
    SAFELY_FROM,
    SURELY_FROM,
    has_own_text,
    of_amounts,
    speaks_of_grant,
    sure_of,
)
from bot.understanding.whose_money import (
    asks_for_another_thing,
    is_recipients_own,
    names_body,
    names_other_money,
    names_person,
)

# A part of the amount and no whole one, whoever is named beside it.
FIXED_PART = any_of(
    r"""
    fast belopp; fasta belopp\w*; fasta? del\w*; grundbelopp\w*; grunddel\w*; fixed (?:part|amount|sum)s?;
    (?:base|basic) (?:amount|sum)s?
    """
)
MAY = any_of("får; kan; ska; måste; bör; går det; may; can; could; must; should; allowed")
ON_THE_LIST = any_of(
    r"(?:med|står|finns) (?:\w+ ){0,2}(?:på|i) (?:listan|bilagan|förteckningen); on the list; in the (?:list|annex);"
    "included"
)
# The grant is requisitioned without an application: "Måste Härnösand ansöka?", "How does Eda apply?".
WHO = r"(?:vi (?:i|på) |we (?:in|at) |kommunen )?[A-ZÄ]+NAMN(?: kommun| municipality)?(?: också| själv\w*| also)?"
APPLYING = re.compile(
    rf"\W*(?:(?:och|men|så|and|but|so) )?(?:(?:hur )?(?:måste|behöver|ska|skall|kan|får|bör) {WHO} (?:ansöka|söka"
    rf"|(?:skicka|lämna) in (?:en |någon )?ansökan)|hur (?:an)?söker {WHO}"
    rf"|(?:how )?(?:must|should|can|may|do|does|will) {WHO} (?:have to |need to )?(?:apply|send in an application))"
    r"(?: också| själva?| too| itself)?"
    r"(?: (?:om |efter |for )?(?:\w+ ){0,2}\w*(?:pengar|pengarna|medel|medlen|bidrag|bidraget|money|grant|funds?))?"
    r"(?:,? (?:eller|or) .{0,40})?\W*",
    re.IGNORECASE,
)
# Staff and training are uses that the decision names.
USING = re.compile(
    rf"\W*(?:får|kan|skulle|may|can|could) {WHO} (?:(?:use|använda|lägga|pay|betala) (?:\w+ ){{0,3}}?\w*"
    r"(?:utbildning|fortbildning|kompetens|handledning|löne?|train|wage|salar|staff)"
    r"|anställa|rekrytera|utbilda|fortbilda|kompetensutveckla|hire|recruit|employ|train)",
    re.IGNORECASE,
)
ONLY_NAME = re.compile(  # "Tack för det! Bara en sak till: Trosa?"
    r"(?:[\w ]{0,40}[:!,] )?(?:och |and )?[A-ZÄ]+NAMN(?: kommun| municipality| rss)? ?=? ?\?", re.IGNORECASE
)
# What the writer does next, which asks for nothing: "jag ringer Sollefteå själv".
ONLY_THANKS = any_of("(?:ville|vill) bara (?:säga )?tack\\w*; (?:just )?(?:wanted|want) to (?:say )?thank\\w*")
TELLS = any_of(
    r"""
    (?:jag|vi) (?:ringer|mejlar|mailar|kontaktar|återkommer|hör av|pratar|kollar|åker|tackar);
    (?:ringer|mejlar|mailar|kontaktar|återkommer|pratar|kollar|åker) (?:jag|vi);
    (?:i|we|i'll|we'll) (?:will )?(?:call|phone|mail|contact|ask|go|check|speak|talk);
    (?:jag|vi) (?:heter|ska till|åker till|flyttar); ska (?:jag|vi) till; mötet är; då vet (?:jag|vi)
    """
)
NEIGHBOURS = re.compile(r"NAMN (?:grann\w+|neighbou?r\w*)", re.IGNORECASE)  # others than who is named
FEW_OTHER_WORDS = 2
SHORTEST = 3


def with_names(question: Question, masked: str, best: TopicScore) -> str | None:
    """The topic of a question that names recipients.

    An amount is stated where nothing but the words of such a question stand beside the name, or
    words of this grant, or where the other words leave no doubt whose money is asked for. Else it is
    asked back: the classifier is sure of an amount in "what grants can a company in Nybro get?" too.
    """
    is_else = any(words.search(masked) for words in (NEIGHBOURS, SOMEBODYS, ONLY_THANKS))
    if is_else or names_person(masked) or names_body(masked) or states_only(masked):
        return None
    if (said := said_plainly(masked, best)) is not None:
        return said
    others = other_words(masked)
    outside = best.score if best.topic == "out_of_scope" else 0.0
    is_formula = asks_formula(question, masked)
    is_ours = asks_ours(question, masked, best) and outside < CERTAIN_FROM and not is_formula
    in_clause = not is_formula and asks_in_clause(masked, outside)
    is_why = is_formula and WHY.search(masked)
    if is_ours or in_clause or (not is_why and asks_plain_amount(question, masked, best, others, outside)):
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
    if HOW_COMPUTED.search(masked) or (WHY.search(masked) and question.operation == Operation.RANK):
        return score >= ANSWER_FROM
    if STRONG.search(masked) and is_recipients_own(masked) and score >= of_amounts(question):
        return score >= ANSWER_FROM  # its text tells the amount, whichever of the two was meant
    return score >= NAMED_FROM and asks_amount(masked) and not asks_for_another_thing(masked)


def said_plainly(masked: str, best: TopicScore) -> str | None:
    """The topic that is plain by the words beside a name, whatever the classifier makes of them."""
    if best.topic == "recipients" and ON_THE_LIST.search(masked):
        return AMOUNT  # who is on the list is told with its amount there
    if FIXED_PART.search(masked):
        return "formula"
    if ONLY_NAME.fullmatch(masked) and best.topic not in REASONS:
        return AMOUNT
    if APPLYING.fullmatch(masked):
        return "requisition"
    if USING.match(masked) and (best.topic in {"purpose", "joint", AMOUNT} or is_hardly_outside(best)):
        return "purpose"
    return "joint" if POOLING_NAMED.match(masked) and not STRONG.search(masked) else None


def is_hardly_outside(best: TopicScore) -> bool:
    return best.topic == "out_of_scope" and best.score < DOUBT_FROM


def asks_plain_amount(question: Question, masked: str, best: TopicScore, others: int, outside: float) -> bool:
    """Whether nothing but an amount is asked for: no other words, or several names to be added up."""
    is_sum = question.operation == Operation.SUM and len(question.targets) > 1
    if is_sum and (best.topic in GATHERED or adds_up(masked, best, others)):
        return True
    if question.operation == Operation.NONE and (asks_elsewise(masked) or asks_whether(masked)):
        return False
    if TELLS.search(masked) and not asks_amount(masked):
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
    sure = of_amounts(question) + (sure_of(question, {"formula"}) if question.per_inhabitant else 0.0)
    is_computed = question.operation not in (Operation.NONE, Operation.SUM) and sure >= COMPUTED_FROM
    is_else = asks_most_of_else(masked) or asks_for_another_thing(masked) or names_other_money(masked)
    return is_computed and not is_else and (is_recipients_own(masked) or other_words(masked) <= FEW_OTHER_WORDS)


def asks_ours(question: Question, masked: str, best: TopicScore) -> bool:
    """Whether an amount is asked for in words that belong to this grant alone."""
    if question.operation == Operation.NONE and (asks_elsewise(masked) or asks_whether(masked)):
        return False
    if has_own_text(best) and best.score >= (CERTAIN_FROM if STRONG.search(masked) else SURELY_FROM):
        return False
    if names_other_money(masked) or asks_for_another_thing(masked):
        return False
    return asks_amount(masked) and OURS.search(masked)


def asks_amounts_surely(question: Question) -> bool:
    """Whether the classifier is sure of amounts, whichever way they are computed, and of nothing outside."""
    return of_amounts(question) >= SAFELY_FROM and sure_of(question, {"out_of_scope"}) <= LITTLE


def asks_other(masked: str, best: TopicScore) -> bool:
    """Whether plain words beside a name surely ask for a topic with a text of its own ("Har Kiruna rekvirerat?")."""
    if not has_own_text(best):
        return False
    if STRONG.search(masked):  # how an amount was computed is asked in the words of the amount
        return best.topic == "formula" and best.score >= CERTAIN_FROM
    return best.score >= SURELY_FROM and len(masked.split()) >= SHORTEST


def override_from(masked: str, others: int) -> float:
    """How sure a topic must be where the words ask for an amount: the more so, the fewer other words there are."""
    if asks_elsewise(masked):
        return NAMED_FROM
    if not STRONG.search(masked):
        return NAMED_FROM if others > 1 else OVERRIDE_FROM
    return SURELY_FROM if others <= FEW_OTHER_WORDS else OVERRIDE_FROM
