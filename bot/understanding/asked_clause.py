"""The clauses of a question: what asks, cut out of what stands around it.

"Allt grums i koppen till trots: vad tilldelas Säffle?" asks what "Vad tilldelas Säffle?" does.
"""

import re

from bot.understanding.amount_words import OURS, STRONG, asks_elsewise, asks_whether, other_words
from bot.understanding.own import says_we
from bot.understanding.phrases import NAME, any_of, one_of
from bot.understanding.whose_money import MONEY

CLAUSE = re.compile(
    r"(?<=[?.!:])\s+|,? (?:och|samt|så|men|and|also|so|but) "
    r"(?=(?:(?:till|på|för|med|senast|to|on|for|by) )?"
    r"(?:är|får|kan|när|vad|hur|vilk\w+|måste|ska|vem|går|is|are|can|may|when|what|how|which|must|do|does|who|om|whether"
    r"|sista (?:dag|datum)|datumet|the (?:last day|deadline|date))\b)",
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
        (?:ge|visa|skicka) (?:mig|oss); (?:letar|frågar|undrar) (?:efter|om|över); söker; behöver; saknar;
        att (?:få|ha); vill (?:ha|se|veta); få (?:fram|veta|se); ta reda på; (?:give|show|send) me; need; want;
        looking for; curious about; (?:ask\w*|wonder\w*) about
        """
    )
    + r"(?!\w)",
    re.IGNORECASE,
)
# A request: what follows its clause says what the answer is for ("…, till en rapport"), not what the money is for.
REQUEST = re.compile(
    r"(?:ge|visa|skicka|behöver|söker|saknar|vill|give|show|send|need)(?!\w)"
    r"|(?:RSS )?[A-ZÄ]+NAMN (?:vill|behöver) (?:jag|vi)",
    re.IGNORECASE,
)
ENDS = re.compile(r"[?.!;:\n]|, | [-–—] ")
# An amount by its verb alone, and what a recipient has of the grant.
AWARDED = any_of(
    r"""
    tilldel\w*; bevilja\w*; anslå\w*; utlova\w*; awarded; allotted; allocated; granted; assigned; promised;
    (?:ge|ger|give) (?:mig|me|oss|us) \w*NAMN(?: \d+)? (?:i kr\w*|in (?:kronor|sek));
    \w*NAMN (?:(?:kommuns?|stads?|municipality) )?(?:part|money|pengar|kronor|slant\w*|siffr\w*|figure);
    \w*NAMN (?:(?:kommuns?|stads?|municipality) )?(?:belopp\w*|summa\w*|amount|sum);
    \w*NAMN (?:vill|behöver) (?:jag|vi)(?: ha)?
    """
)
# Who is named in front of a clause that names nobody: who writes, or whom it points back to.
WHO_WRITES = re.compile(
    r"(?<!\w)(?:jag|vi|i|we|i'm|we're|\w*(?:chef|ekonom|kommunikatör|handläggare|controller|registrator|sekreterare))(?!\w)"
    r".{0,60} (?:i|på|hos|från|för|åt|in|at|from|for|of) [A-ZÄ]+NAMN",
    re.IGNORECASE,
)
PLACED = re.compile(r"(?<!\w)(?:i|på|hos|från|för|åt|in|at|from|for|of) [A-ZÄ]+NAMN", re.IGNORECASE)
OF_HEAD = any_of(
    r"""
    vi; oss; vår; vårt; våra; we; us; our; sitt; sin; sina; (?:den )?kommunen; the municipality; that municipality;
    där(?=\W*$); there(?=\W*$)
    """
)
THEY = any_of("de; dom; den; det; vi; kommunen; they; it; we; the municipality")
THE_MUNICIPALITY = any_of("kommunen; the municipality")
EACH = any_of("respektive; vardera; var och en; båda; bägge; each; both; the two")
# Who gets is a person: not "får jag rekvirera", nor "kan jag få veta".
ON_BEHALF = one_of("rekvirera; begära; ta; hämta; veta; fråga; ställa; kila; se; redovisa")
SOMEBODYS = any_of(
    rf"(?:får|fick) (?:jag|hon|han|hen|du)(?! (?:\w+ ){{0,2}}{ON_BEHALF});"
    r"(?:does|did|do|will) (?:she|he|i) (?:get|receive|earn)"
)


def clauses_of(masked: str) -> list[str]:
    """The parts of a question that may ask for different things; none where it has one part."""
    parts = [part for part in CLAUSE.split(masked) if part and len(part.split()) >= SHORTEST]
    return parts[:MOST_CLAUSES] if len(parts) > 1 else []


def naming_clause(masked: str) -> str:
    """The one of several clauses that names somebody and asks for an amount; "" where that is none or several."""
    naming = [clause for clause in clauses_of(masked) if NAME.search(clause)]
    return naming[0] if len(naming) == 1 and STRONG.search(naming[0]) else ""


def asks_amount_beside(masked: str, clauses: list[str]) -> bool:
    """Whether one of several clauses asks for the amount of all who are named, whatever another one asks.

    "Måste Orsa ansöka, och hur mycket får de?".
    """
    named = len(NAME.findall(masked))
    for clause in clauses:
        inside = len(NAME.findall(clause))
        if is_plain(clause) and (inside == named if inside else THEY.search(clause)):
            return named > 0
    return False


def asks_amount_in_clause(masked: str) -> bool:
    """Whether a clause behind other words, none of them about other money, plainly asks how much who it names gets."""
    starts = [match.start() for match in BEGINS.finditer(masked)][:MOST_CLAUSES]
    inner = [*filter(None, starts), *([0] if REQUEST.match(masked) else [])]
    return any(asks_plainly(clause_from(masked, start)) and not tells_of_money(masked[:start]) for start in inner)


def asks_own_clause(clause: str) -> bool:
    """ "Hur mycket får vi?" as a part of a question that asks for more."""
    is_ours = says_we(clause) or THE_MUNICIPALITY.search(clause)
    return is_ours and STRONG.search(clause) and other_words(clause) == 0


def asks_amount_of_head(masked: str) -> bool:
    """Whether a plain clause asks for the amounts of who is named in front of it.

    "Jag är chef på en enhet i Ale, hur mycket kan vi räkna med?", "ställ A bredvid B: vad får var och en?".
    """
    starts = [match.start() for match in BEGINS.finditer(masked)][:MOST_CLAUSES]
    return any(is_of_head(masked[:start], clause_from(masked, start)) for start in starts)


def is_of_head(head: str, clause: str) -> bool:
    named = len(NAME.findall(head))
    if not named or NAME.search(clause) or not is_plain(clause) or tells_of_money(head):
        return False
    if named > 1:
        return EACH.search(clause)
    return WHO_WRITES.search(head) is not None or (OF_HEAD.search(clause) and PLACED.search(head) is not None)


def tells_of_money(text: str) -> bool:
    """Whether a text is about money that may not be this grant's ("statsbidraget för hemtjänst")."""
    return MONEY.search(text) is not None and not OURS.search(text) and other_words(text) > 0


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
