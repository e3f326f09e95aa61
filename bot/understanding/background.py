"""Whom a text names around its question: partners in a sum, one already known and another still missing."""

import re
from dataclasses import replace

from bot.understanding.amount_words import STRONG, other_words
from bot.understanding.follow_up_words import THE_TWO
from bot.understanding.letters import Letter, sentences_of
from bot.understanding.own import Finder, says_we
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Kind, Mention, Operation, Question, Target, Tier
from bot.understanding.recalled import counted
from bot.understanding.subject import ABOUT_THE_GRANT
from bot.understanding.topic_choice import COMPUTED, REASONS

PART = re.compile(r"[.!?;:\n]+(?=\s|$)|,?\s+(?:men|däremot|dock|however|but|while|medan|dessutom|nu)\s+", re.IGNORECASE)
KNOWN = any_of(
    r"""
    redan; (?:jag|vi) har (?:siffr\w*|belopp\w*|uppgift\w*|hittat|fått);
    har (?:jag|vi) (?:hittat|fått|sett|läst|siffran|beloppet); hittade jag; tack för; svarade om; förut; sist;
    (?:behöver|vill) (?:jag|vi) (?:inte|ej); already; have found; found the; thanks for; thank you for;
    you (?:answered|told); (?:i|we) have the; (?:don't|do not) need; earlier
    """
)
MISSING = any_of(
    r"""
    saknar; saknas; fattas; inte; ej; behöv\w*; hur mycket; vad (?:får|gäller|är|blir); belopp\w*; uppgift\w*; siffr\w*;
    missing; lack\w*; need\w*; what about; how about; how much; amount; figure; not
    """
)
PARTNERS = any_of(
    r"""
    vi; oss; vår; våra; we; us; our; de; dem; dom; they; them; tillsammans; ihop; together; båda; both; kommunerna
    """
)
POINTING_BACK = any_of(
    r"""
    (?:de|våra|dessa|the|these|our) (?:två|tre|fyra|fem|two|three|four|five) (?:kommun|municipalit)\w*;
    (?:för|of|for|av) (?:de|dem|dom|the|these) (?:två|tre|fyra|two|three|four);
    (?:de|dem|the|these) (?:två|tre|fyra|two|three|four) (?:belopp|summ|siffr|amount|sum|figure)\w*; deras; dem; dom;
    dessa; de här;
    var och en; vardera; respektive; their; them; these; those; each; båda; both; dess;
    its; den kommunen; that municipality
    """
)
DENIED = re.compile(
    r"(?<!\w)(?:inte|ej|not|unlike|till skillnad från|jämfört med|compared (?:to|with))(?!\w)[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
FEW = 3  # words
TOPIC_FROM = 0.5  # how sure a topic must be where the letter around it speaks of the grant
WINDOW = 60


def with_background(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """The question with the recipients that the text around it tells, or the topic that only the letter makes plain."""
    is_plain = bool(question.targets) and not KNOWN.search(letter.asked)
    may_ask = question.topic in {None, AMOUNT} or other_words(masked) == 0 or STRONG.search(masked)
    if may_ask and not is_plain and (missing := names_missing(question, letter, index)):
        return replace(
            question, topic=AMOUNT, mentions=missing, reason=None, operation=Operation.NONE, group=None, maybe=()
        )
    if question.mentions or not letter.is_letter or question.group is not None:
        return question
    if question.operation in (Operation.SUM, Operation.DIFFERENCE) and question.topic in {None, AMOUNT, "totals"}:
        return with_partners(question, masked, letter, index)
    if question.topic is None:
        return replace(question, topic=topic_by_letter(question, letter))
    return question


def with_spoken_of(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """ "Vara, Mark och Berg. Beloppen?": who was named in the sentence before a question that only points to them."""
    if question.mentions or not letter.is_letter or not STRONG.search(masked):
        return question
    is_short = len(masked.split()) <= FEW and not says_we(masked)
    if question.topic not in {None, AMOUNT, "totals"} or not (is_short or POINTING_BACK.search(masked)):
        return question
    found = named_before(letter, index, counted(masked) or (2 if THE_TWO.search(masked) else 1))
    if not found:
        return question
    operation = Operation.NONE if question.group is not None else question.operation
    if question.operation == Operation.GROUP_SUM:
        operation = Operation.SUM
    return replace(question, topic=AMOUNT, mentions=found, group=None, operation=operation, maybe=())


def named_before(letter: Letter, index: Finder, count: int = 1) -> tuple[Mention, ...]:
    """The recipients of the nearest sentences before the question that name `count`; none where one is in doubt."""
    before: list[str] = []
    for sentence in sentences_of(letter.body):
        if sentence in letter.asked:
            break
        before.append(sentence)
    named: list[Mention] = []
    for sentence in reversed(before):
        found = [mention for mention in index.find(sentence) if not is_denied(sentence, mention)]
        if not all(mention.is_sure for mention in found) or (found and KNOWN.search(sentence)):
            return ()
        named = [*(mention for mention in found if mention.targets[0] not in targets_of(named)), *named]
        if len(targets_of(named)) >= count:
            return tuple(named)
    return ()


def with_partners(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """ "Vi är tre kommuner (A, B och C) … Hur mycket får vi sammanlagt?". A name in doubt makes it no sum."""
    if not (PARTNERS.search(masked) or len(masked.split()) <= FEW):
        return question
    found = [mention for mention in index.find(letter.body) if not is_denied(letter.body, mention)]
    found = [mention for mention in found if mention.tier != Tier.FOREIGN]
    if not all(mention.is_sure for mention in found) or len(targets_of(found)) < 2:
        return question
    return replace(question, topic=AMOUNT, mentions=tuple(found))


def is_denied(text: str, mention: Mention) -> bool:
    return DENIED.search(text[max(0, mention.start - WINDOW) : mention.start]) is not None


def names_missing(question: Question, letter: Letter, index: Finder) -> tuple[Mention, ...]:
    """Whom an amount is still lacking of; nobody where those named are to be computed with."""
    is_computed = question.operation in (Operation.SUM, Operation.DIFFERENCE, Operation.RANK)
    return () if is_computed else still_missing(letter, index)


def still_missing(letter: Letter, index: Finder) -> tuple[Mention, ...]:
    """Of several names, those that are not said to be known already ("A har jag, men jag saknar B")."""
    if not (KNOWN.search(letter.body) and MISSING.search(letter.body)):  # most texts: no need to look for names again
        return ()
    known: set[Target] = set()
    others: list[Mention] = []
    lacking: list[Mention] = []
    found = [mention for mention in index.find(letter.body) if mention.is_sure]
    if len(targets_of(found)) == 1:
        return ()
    for start, end in parts_in(letter.body):
        part = letter.body[start:end]
        named = [mention for mention in found if start <= mention.start < end]
        if named and KNOWN.search(part):
            known.update(targets_of(named))
        else:
            kept = [mention for mention in named if mention.targets[0].kind != Kind.COUNTY]
            others += kept
            lacking += kept if MISSING.search(part) else []
    left = tuple(mention for mention in (others if known else lacking) if mention.targets[0] not in known)
    return left if lacking else ()


def parts_in(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text begin and end."""
    cuts = [0, *(place for match in PART.finditer(text) for place in match.span()), len(text)]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def targets_of(mentions: list[Mention]) -> list[Target]:
    return list(dict.fromkeys(mention.targets[0] for mention in mentions))


def topic_by_letter(question: Question, letter: Letter) -> str | None:
    """The likeliest topic, where the question lacks the grant's words and the letter around it has them."""
    best = question.scores[0] if question.scores else None
    if best is None or best.topic in COMPUTED or best.topic in REASONS or best.score < TOPIC_FROM:
        return None
    return best.topic if ABOUT_THE_GRANT.search(letter.body) else None
