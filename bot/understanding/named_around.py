"""Whom a letter names around its question: the nearest before it, those not meant, those still missing."""

from collections.abc import Iterable

from bot.understanding.background_words import (
    COMPARED_WITH,
    DENIED,
    DENIED_AFTER,
    KNOWN,
    MISSING,
    NOT_FOUND,
    NOT_THIS,
    PART,
    STEP_DONE,
    THE_OTHERS,
)
from bot.understanding.letters import Letter, sentences_of
from bot.understanding.names import MIXED_UP, mask, without_denied, without_regions, without_their_county
from bot.understanding.own import Finder
from bot.understanding.question import Kind, Mention, Target, Tier
from bot.understanding.whose_money import names_other_money

WINDOW = 60  # characters before a name


def named_before(letter: Letter, index: Finder, count: int = 1) -> tuple[Mention, ...]:
    """The recipients of the nearest sentences before the question that name `count`; none where one is in doubt."""
    before: list[str] = []
    for sentence in sentences_of(letter.body):
        if sentence in letter.asked:
            break
        before.append(sentence)
    named: list[Mention] = []
    for sentence in reversed(before):
        all_named = index.find(sentence)
        found = [mention for mention in all_named if not is_denied(sentence, mention)]
        found = without_their_county([each for each in found if not is_compared_with(sentence, each)], fewest=1)
        is_known = KNOWN.search(sentence) and not STEP_DONE.search(sentence)
        is_other = is_known or names_other_money(mask(sentence, all_named))
        if not all(mention.is_sure for mention in found) or (found and is_other):
            return ()
        named = [*(mention for mention in found if mention.targets[0] not in targets_of(named)), *named]
        if len(targets_of(named)) >= count:
            return tuple(named)
    return ()


def meant_in(text: str, index: Finder) -> list[Mention]:
    """Whom a text names, without those that it says anywhere are not meant."""
    found = [mention for mention in index.find(text) if mention.tier != Tier.FOREIGN]
    denied = {mention.targets[0] for mention in found if is_denied(text, mention)}
    return [mention for mention in found if mention.targets[0] not in denied]


def is_denied(text: str, mention: Mention) -> bool:
    """Whether a name is only there to say that it is not meant ("inte Växjö", "Växjö är inte med")."""
    before = text[max(0, mention.start - WINDOW) : mention.start]
    is_missing = NOT_FOUND.search(before) is not None
    if (DENIED.search(before) and not is_missing) or MIXED_UP.search(before):
        return True
    return DENIED_AFTER.match(text, mention.end) is not None


def is_compared_with(text: str, mention: Mention) -> bool:
    """Whether a name is only what others are held against: one of the two of a difference, none of a sum."""
    return COMPARED_WITH.search(text[max(0, mention.start - WINDOW) : mention.start]) is not None


def still_missing(letter: Letter, index: Finder) -> tuple[Mention, ...]:
    """Of several names, those that are not said to be known already ("A har jag, men jag saknar B")."""
    if not (KNOWN.search(letter.body) and MISSING.search(letter.body)):  # most texts: no need to look for names again
        return ()
    known: set[Target] = set()
    others: list[Mention] = []
    lacking: list[Mention] = []
    meant = without_regions(letter.body, without_denied(letter.body, index.find(letter.body)))
    found = [each for each in meant if each.is_sure and not NOT_THIS.search(letter.body[: each.start])]
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
            if not named and others and THE_OTHERS.search(part) and MISSING.search(part):
                lacking += others
    left = tuple(mention for mention in (others if known else lacking) if mention.targets[0] not in known)
    return left if lacking else ()


def parts_in(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text begin and end."""
    cuts = [0, *(place for match in PART.finditer(text) for place in match.span()), len(text)]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def targets_of(mentions: Iterable[Mention]) -> list[Target]:
    """What the mentions stand for, in order, each once."""
    return list(dict.fromkeys(mention.targets[0] for mention in mentions))
