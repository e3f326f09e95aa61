"""What a follow-up says beside what it asks: thanks, excuses, "fel kommun!", "ta … som exempel"."""

import re

from bot.understanding.amount_words import WORD
from bot.understanding.follow_up_words import (
    ASKS,
    BARE_WORDS,
    CLAUSE,
    EXAMPLE,
    FILLERS,
    FOLLOWING,
    REPLACED,
    REPLACING,
    WRONG,
)
from bot.understanding.operations import operation_of
from bot.understanding.phrases import NAME, any_of, words_in
from bot.understanding.small_talk import TRIMMED, small_talk
from bot.understanding.topic_follow_up import SHORT

OF_WHOM = any_of(
    r"\w*kommun\w*; län\w*; rss\w*; stödstruktur\w*; \d+; municipalit\w+; county; structures?; alla; all; båda; both"
)
SAYING = words_in("jag vi det den som ju ville vill ha i we it that this the one")
NOT_THIS = re.compile(
    rf"(?:\w+ ){{0,2}}(?:inte|ej|not) (?:\w+ ){{0,2}}{NAME.pattern}(?:(?! utan| but) \w+){{0,2}}", re.IGNORECASE
)


def is_bare(masked: str, more: frozenset[str] = frozenset()) -> bool:
    """Whether nothing but names, years and words that go on stands in a text ("och i Tanum då?", "2025 då")."""
    return all(
        word.lower() in BARE_WORDS or word.lower() in more or word.isdigit() or NAME.fullmatch(word)
        for word in WORD.findall(masked)
    )


def without_fillers(masked: str) -> str:
    """The part of a follow-up that names somebody: "oj då" and "det var mycket," before it say nothing."""
    parts = [part for part in CLAUSE.split(masked) if part.strip()]
    named = [part for part in parts if NAME.search(part) and not NOT_THIS.fullmatch(part.strip(TRIMMED))]
    talk = [part for part in parts if not NAME.search(part) and not says_nothing(part)]
    asks = any(is_asking(part) for part in talk)
    alone = EXAMPLE.pattern.sub(" ", FILLERS.pattern.sub(" ", named[0])) if len(named) == 1 else ""
    if alone and is_bare(alone) and not asks:
        return alone  # "Falköping!!! Mobilen spökar"
    goes_on = len(named) == 1 and FOLLOWING.search(named[0]) and not asks
    if goes_on or (len(named) == 1 and not talk):
        masked = named[0]
    return FILLERS.pattern.sub(" ", masked) if FILLERS.search(masked) else masked


def put_right(masked: str) -> str:
    """The name in a text that only replaces the one before: "oj, fel kommun! Det är Tanum jag är ute efter".

    "" where something else is asked or said.
    """
    if not (WRONG.search(masked) or REPLACING.search(masked)):
        return ""
    parts = [part for part in CLAUSE.split(masked) if part.strip()]
    named = [part for part in parts if NAME.search(part) and not NOT_THIS.fullmatch(part.strip(TRIMMED))]
    if len(named) != 1 or any(is_asking(part) for part in parts if not NAME.search(part)):
        return ""
    said = REPLACED.sub(" ", named[0])
    for words in (REPLACING, WRONG, FILLERS):
        said = words.pattern.sub(" ", said)
    name = NAME.search(said)
    return name.group() if name and is_bare(said, SAYING) else ""


def is_asking(part: str) -> bool:
    """Whether a clause may ask something: it is no thanks, no excuse and no "hur är det 2025"."""
    return bool(ASKS.search(part)) and not (says_nothing(part) or is_bare(part) or admits_error(part))


def admits_error(part: str) -> bool:
    """ "Det var fel kommun", but not "vad var fel?"."""
    first = WORD.search(part)
    return WRONG.search(part) and first is not None and not ASKS.search(first.group())


def says_nothing(part: str) -> bool:
    """Whether a clause only thanks, greets or fills ("tack så mycket", "oj då", "en sista")."""
    return small_talk(part.strip(TRIMMED)) is not None or not FILLERS.pattern.sub("", part).strip(TRIMMED)


def last_clause(masked: str) -> str:
    """What a few words ask behind an excuse or thanks: "my boss just came in, sorry: both together?"."""
    parts = [part for part in CLAUSE.split(masked) if part.strip()]
    if len(parts) < 2 or len(parts[-1].split()) > SHORT:
        return masked
    if any(is_asking(part) or OF_WHOM.search(part) for part in parts[:-1]):
        return masked
    computes = operation_of(masked, 0).operation != operation_of(parts[-1], 0).operation
    return masked if computes else parts[-1]  # "om de slår sig ihop, hur mycket?"
