"""The clauses of a question: what asks, cut out of what stands around it.

"Allt grums i koppen till trots: vad tilldelas Säffle?" asks what "Vad tilldelas Säffle?" does.
"""

import re

from bot.understanding.amount_words import STRONG, asks_elsewise, asks_whether, is_other, other_words
from bot.understanding.phrases import any_of, one_of

NAME = re.compile(r"[A-ZÄ]+NAMN")
CLAUSE = re.compile(
    r"(?<=[?.!:])\s+|,? (?:och|samt|så|men|and|also|so|but) "
    r"(?=(?:(?:till|på|för|med|to|on|for) )?"
    r"(?:är|får|kan|när|vad|hur|vilk\w+|måste|ska|vem|går|is|are|can|may|when|what|how|which|must|do|does|who)\b)",
    re.IGNORECASE,
)
MOST_CLAUSES = 6
SHORTEST = 3  # words of a clause
# Where a question or a request for an amount begins, and where what was begun ends.
BEGINS = re.compile(
    r"(?<!\w)"
    + one_of(
        r"""
        vad; va; hur (?:mycket|mkt|stor\w*); hur många (?:kronor|kr|pengar|miljoner); vilken (?:summa|siffra|pott|ram);
        vilket belopp; how (?:much|big|large); what; which (?:amount|sum|figure);
        (?:ge|visa|skicka) (?:mig|oss); (?:letar|frågar|undrar) (?:efter|om); söker; behöver; saknar; att (?:få|ha);
        vill (?:ha|se|veta); få (?:fram|veta|se); ta reda på; (?:give|show|send) me; need; want; looking for;
        curious about; (?:ask\w*|wonder\w*) about
        """
    )
    + r"(?!\w)",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"(?<!\w)(?:\w*(?:bidrag|stöd|miljard|miljon|peng|anslag|ersättning|lön|skatt|avgift|lån|hyra|arvode|premie|bonus)\w*"
    r"|\w*(?:grant|fund|tax|loan|salar|wage|fee|benefit|allowance|subsid)\w*)(?!\w)",
    re.IGNORECASE,
)
ENDS = re.compile(r"[?.!;:\n]|, | [-–—] ")
# An amount by its verb alone, and what a recipient has of the grant.
AWARDED = any_of(
    r"""
    tilldel\w*; bevilja\w*; anslå\w*; utlova\w*; awarded; allotted; allocated; granted; assigned; promised;
    (?:ge|ger|give) (?:mig|me|oss|us) \w*NAMN(?: \d+)? (?:i kr\w*|in (?:kronor|sek));
    \w*NAMN (?:(?:kommuns?|stads?|municipality) )?(?:part|money|pengar|kronor|slant\w*)
    """
)

WHO_WRITES = re.compile(
    r"(?<!\w)(?:jag|vi|i|we|i'm|we're|\w*(?:chef|ekonom|kommunikatör|handläggare|controller|registrator|sekreterare))(?!\w)"
    r".{0,60} (?:i|på|hos|från|för|åt|in|at|from|for|of) [A-ZÄ]+NAMN",
    re.IGNORECASE,
)
SOMEBODYS = any_of("(?:får|fick) (?:jag|hon|han|hen|man|du); (?:does|did|do|can|will) (?:she|he|i|you|one)")


def clauses_of(masked: str) -> list[str]:
    """The parts of a question that may ask for different things; none where it has one part."""
    parts = [part for part in CLAUSE.split(masked) if part and len(part.split()) >= SHORTEST]
    return parts[:MOST_CLAUSES] if len(parts) > 1 else []


def asks_amount_in_clause(masked: str) -> bool:
    """Whether a clause behind other words, none of them about other money, plainly asks how much who it names gets."""
    starts = [match.start() for match in BEGINS.finditer(masked)][:MOST_CLAUSES]
    return any(
        asks_plainly(clause_from(masked, start)) and not tells_of_money(masked[:start]) for start in starts if start
    )


def asks_amount_of_head(masked: str) -> bool:
    """ "Jag är chef på en enhet i Ale, hur mycket kan vi räkna med?": the clause names nobody, but who writes does."""
    if len(NAME.findall(masked)) != 1:
        return False
    starts = [match.start() for match in BEGINS.finditer(masked)][:MOST_CLAUSES]
    return any(
        WHO_WRITES.search(masked[:start]) is not None
        and is_plain(clause_from(masked, start))
        and not tells_of_money(masked[:start])
        for start in starts
    )


def tells_of_money(text: str) -> bool:
    """Whether a text has a word about money that is not this grant's ("skolmiljarden", "arvode")."""
    return any(is_other(match.group()) for match in MONEY.finditer(text))


def clause_from(masked: str, start: int) -> str:
    """What begins at `start`, up to the next sign that parts clauses."""
    end = ENDS.search(masked, start)
    return masked[start : end.start() if end else None]


def asks_plainly(clause: str) -> bool:
    """Whether a clause asks how much a recipient gets that it names, and nothing else."""
    return NAME.search(clause) is not None and is_plain(clause)


def is_plain(clause: str) -> bool:
    """Whether a clause is made of nothing but the words in which an amount is asked for."""
    if not (STRONG.search(clause) or AWARDED.search(clause)) or other_words(clause):
        return False
    return not (asks_elsewise(clause) or asks_whether(clause) or SOMEBODYS.search(clause))
