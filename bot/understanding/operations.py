"""What is to be computed: sums, differences, rankings, averages, shares, by words of both languages.

The words are looked for with all names masked, so that a place never looks like one of them.
"""

import re
from dataclasses import dataclass

from bot.understanding.amount_words import HOW_MUCH
from bot.understanding.amounts import THAN_AMOUNT, amounts_in, range_in
from bot.understanding.left_out import ALL_BUT, LEAVES_COUNTY
from bot.understanding.ordinals import place_in
from bot.understanding.phrases import any_of, holds_number
from bot.understanding.question import Comparison, Operation

TOGETHER = any_of(
    r"""
    tillsammans; sammanlag[td]\w*; sammantaget; totalt;
    (?<!blanda )(?<!blandar )(?<!blandade )(?<!blandat )ihop; allihop; i allt; adder\w+; summera\w*; plussa\w*;
    plus; totalsumma\w*; summan av; summa av; slå[rs]? (?:\w+ )?(?:ihop|samman);
    lägg(?:er|s)? (?:ihop|samman); sammanräkna\w*;
    som helhet; i klump; gemensamt;
    gemensamma? (?:summa|belopp|pott)\w*; together; \+; combined; altogether; total; add(?:ed)?(?: up)?;
    sum(?: up| of)?; pool(?:ed)?; jointly; overall
    """
)
SUM_ALONE = any_of(r"summa\w*; summerat; totalen; totalbelopp\w*; totalt")
DIFFERENCE = any_of(
    r"""
    skillnad\w*; skiljer; skilja; differens\w*; mellanskillnad\w*; jämför\w*;
    (?:mer|mindre|högre|lägre|större|fler|färre) än; hur mycket (?:mer|mindre);
    (?:mer|mindre) eller (?:mer|mindre); more or less; less or more; jämfört; i jämförelse; kontra;
    lika (?:mycket|mkt|stor\w*|högt); as (?:much|large) as; (?:the same (?:amount|sum)|the same) as; samma som;
    gap; gapet; glapp\w*; diff; diffen; versus; vs\.?; gentemot; dubbelt; hälften så; difference; differ; compar\w+;
    (?:more|less|higher|lower|larger|bigger|smaller) than; how much (?:more|less)
    """
)
MOST = any_of(
    r"""
    mest; högst belopp\w*; högsta\w*; störst\w*; flest; tyngst\w*; rikast\w*;
    (?:ligger|hamnar|kommer) högst; toppar; i toppen; etta; ettan;
    först i listan; most; highest; largest; biggest; greatest; tops?
    """
)
LEAST = any_of(
    r"""
    minst\w*; lägst\w*; sämst\w*; snålast\w*; (?:ligger|kommer|är|står|hamnar) (?:allra )?sist; sist (?:i|på) listan;
    sista plats\w*;
    (?:allra|näst) sist; last on the list; comes? last; ranks? last;
    botten\w*; jumbo\w*; (?<!summan )längst ner; least; lowest; smallest; fewest; minimum; bottom
    """
)
THAN = any_of(r"(?:mer|mindre|högre|lägre|större) än; (?:more|less|higher|lower|larger|smaller) than")
WHO_LESS = any_of("(?:vem|vilken|vilka|which|who)(?: \\w+){0,4} (?:mindre|lägre|less|lower|smaller)(?! (?:än|than))")
MORE_OR_LESS = any_of(r"mer; mera; more; mindre; less")
AT_MOST = any_of(
    r"""
    minst lika; som mest; som högst; allra högst; at most; at the most; maximalt; max; som minst;
    minst (?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+);
    at least; åtminstone;
    minst sagt; högsta (?:rekvisitionsbelopp|möjliga \w+|tillåtna \w+|belopp (?:som )?(?:vi|man|jag))\w*; maximala;
    (?:the )?(?:highest|largest) (?:possible )?(?:amount|sum) (?:that )?(?:we|i|one);
    (?:vårt|vår|ert|er|deras|dess|our|your|their|its) (?:högsta|största|highest|largest|biggest) \w+;
    (?:behöver|söker|ange|uppge|veta|få|ha) (?:\w+ ){0,2}högsta (?:belopp|summa)\w*;
    the most (?:that )?(?:\w+ ){1,3}(?:may|can|could|is allowed)
    """
)
TOP_LIST = any_of(
    r"""
    topp; top; topplista\w*; ranking\w*; rangordna\w*; rangordning\w*; league table
    """
)
RANK = any_of(
    r"""
    (?:vilken|vilka|på vilken|vad för) (?:plats|placering|rang|ranking)\w*;
    rank(?:ar|ad|as|ed|s)?; rangordn\w*; placer\w+; hur högt (?:upp|ligger|hamnar|kommer);
    hur långt (?:ner|upp)\w*; i ordningen;
    (?:what|which) (?:place|position|rank|number|spot); (?:place|position|spot) (?:in|on|among); how high; placed;
    hamnar \w+ i (?:listan|rangordningen|rankingen); var (?:i|på) (?:listan|rankingen|tabellen);
    (?:ligger|står) (?:\w+ ){0,3}till (?:jämfört|i förhållande|mot|bland);
    nummer i (?:listan|ordningen); ranking; vilket nummer; \w*NAMN position; plats;
    storleksordning\w*; tvåa; trea; femma
    """
)
PLACE = any_of(
    r"""
    vilken (?:plats|placering|position); plats; placering; (?:what|which) (?:place|position);
    hur högt (?:upp|ligger|hamnar|kommer|rank\w*|placer\w*); how high (?:up|on|does|do)
    """
)
# A number to quote is no place in the order.
QUOTED = any_of(
    r"""
    ang(?:er|e|iva); uppge\w*; hänvisa\w*; skriv\w*; fyll\w* i; referera\w*; stå på; står på; märk\w*; diarie\w*;
    ärende\w*; quot\w+; refer\w*; cite\w*; write; put on; stat(?:e|es|ing)
    """
)
MEAN = any_of(
    r"""
    genomsnitt\w*; snittet; snittbelopp\w*; snitt; medelvärde\w*; medelbelopp\w*; medeltal\w*;
    medelkommun\w*; (?:över|under) medel; average[ds]?; the mean; mean (?:amount|value|grant|sum|allocation);
    på ett ungefär per kommun; normalt
    """
)
MEDIAN = any_of(r"median\w*")
SHARE = any_of(
    r"""
    andel\w*; procent\w*; hur stor del; hur stora delar; del av (?:totalen|potten|kakan|pengarna|hela);
    (?<!municipalities )(?<!structures )share;
    percent\w*; per cent; proportion; fraction; what part; how (?:large|big) a (?:part|share|slice); %
    """
)
PER_INHABITANT = any_of(
    r"""
    per (?:invånare|capita|kommuninvånare|person|medborgare|skalle|huvud|kommunbo|innevånare);
    per (?:inhabitant|resident|head|citizen); invånare räknat; (?:varje|var) invånare;
    each (?:inhabitant|resident); utslaget på (?:antalet )?(?:invånare|befolkning)\w*; kronor per inv\w*;
    kr/inv\w*; i förhållande till (?:folkmängd|befolkning|invånar)\w*
    """
)
LISTING = any_of(
    r"""
    lista\w*; räkna upp; uppräkning; alla; samtliga; varje; var och en; var för sig; respektive;
    fördel\w+; uppdelat; vilka; list; each; every; all; individually; separately; breakdown; break down;
    respectively; per kommun; by municipality; tabell\w*; table
    """
)
MUNICIPALITIES = any_of(
    r"""
    kommuner; kommunerna; kommunernas; länskommunerna; municipalit\w+; councils;
    local authorities; kommun; kommunen
    """
)
MUNICIPALITIES_PLURAL = any_of(
    r"""
    kommuner; kommuners; kommunerna; kommunernas; municipalities; councils; local authorities; medlemskommuner\w*;
    municipal (?:allocations|amounts|grants|shares);
    \w+kommunerna\w*
    """
)
RSS = any_of(
    r"""
    rss(?::?(?:er|erna|ernas|en|et|ens|s|es))?; stödstruktur\w*;
    regionala? (?:samverkan\w*|stöd\w*)[\w -]*struktur\w*;
    (?:regional )?support structures?; huvudm[aä]n\w*; regional structures?
    """
)
RSS_PLURAL = any_of(
    r"""
    rss:?(?:er|erna|ernas|es); stödstrukturer\w*;
    (?:alla|samtliga|vilka|hur många|vilken|all|which|every|each|varje)
    (?:\w+ )?(?:rss|stödstruktur)\w*(?! \w*NAMN);
    (?:regional )?support structures; regional structures; de regionala \w+strukturerna; strukturerna; rssar\w*
    """
)
NUMBERS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "tjugo": 20, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20,
}  # fmt: skip
ANY_NUMBER = (
    rf"(?<!\w)(?<!\d )(?<!av de )(?<!av dessa )(?<!of the )(?<!of these )(\d{{1,3}}|{'|'.join(NUMBERS)})(?!\w)(?! \d)"
)
EXTREME_WORD = (
    r"(?:mest|högst\w*|störst\w*|minst\w*|lägst\w*|flest|most|least|highest|largest|biggest|smallest|lowest"
    r"|toppar|i topp|i botten|top the list|längst (?:upp|ner))(?!\w)"
)
COUNTED = re.compile(
    rf"{ANY_NUMBER}[ -](?:\w+ ){{0,5}}?{EXTREME_WORD}|(?<!\w)(?:topp|top|bottom|botten)[ -]?(?:lista )?{ANY_NUMBER}"
    rf"|{ANY_NUMBER}[ -]i[ -]topp(?!\w)|(?<!\w){EXTREME_WORD} {ANY_NUMBER}",
    re.IGNORECASE,
)
MOST_COUNTED = 50
NOT_EXACTLY = any_of(
    r"""
    inte; ej; annat än; avviker\w*; skiljer sig; not; don't; doesn't; other than; annan summa
    """
)
ABOVE = any_of(
    r"""
    (?:mer|högre|större|fler) än; över; överstig\w*; more than; higher than; over; above; exceed\w*
    """
)
BELOW = any_of(
    r"""
    (?:mindre|lägre|färre) än; under; understig\w*; less than; lower than; fewer than; below
    """
)
NO_LESS = any_of("minst; at least; åtminstone")
NO_MORE = any_of("högst; som mest; maximalt; max; at most")
EXACTLY = any_of(r"exakt; precis; just; lika med; exactly; precisely; får; gets?; receives?")
COMPARING = (
    (ABOVE, Comparison.ABOVE),
    (BELOW, Comparison.BELOW),
    (NO_LESS, Comparison.AT_LEAST),
    (NO_MORE, Comparison.AT_MOST),
    (EXACTLY, Comparison.EXACTLY),
)


ALL_OF_THEM = any_of(
    r"""
    båda; bägge; alla (?:tre|fyra|fem|sex|dem|dom|de); de (?:två|tre|fyra|fem|sex); allihop; both;
    all (?:three|four|five|six|of them)
    """
)
BY_WORDS = ((Operation.MEDIAN, MEDIAN), (Operation.MEAN, MEAN))
EXTREMES = {
    (True, True): Operation.EXTREMES,
    (True, False): Operation.HIGHEST,
    (False, True): Operation.LOWEST,
    (False, False): None,
}
WHICH_ONES = any_of(
    r"""
    vilka; vilken; hur många; finns det (?:någon|några); any; which; how many; är det någon; do all; does every;
    (?:får|har|fick|ligger) (?:någon|några|ingen|inga|alla|samtliga|varje)
    """
)


WHO_GET = any_of(
    r"""
    (?:vilka|hur många)(?: av (?:dem|dom|dessa)| i \w*LÄNSNAMN(?: län)?)? (?:får|fick|har|ligger);
    (?:which|how many)(?: ones)?(?: of (?:them|those|these))? (?:gets?|got|receives?|received|have|lie);
    (?:which|how many) in \w*LÄNSNAMN(?: county| län)? (?:gets?|got|receives?|received|have|lie)
    """
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words of a question ask to compute. `named_group` tells whom a plural means."""

    operation: Operation = Operation.NONE
    count: int | None = None
    place: int | None = None
    comparison: Comparison | None = None
    per_inhabitant: bool = False
    of_municipalities: bool = False
    of_rss: bool = False


def operation_of(masked: str, mentioned: int = 0) -> Asked:
    """The operation that `masked` asks for, where `mentioned` names were found in the text."""
    per_inhabitant = PER_INHABITANT.search(masked)
    operation = which_operation(masked, mentioned, per_inhabitant)
    return Asked(
        operation=operation,
        count=count_in(masked),
        place=place_in(masked),
        comparison=comparison_of(masked) if operation == Operation.COMPARED else None,
        per_inhabitant=per_inhabitant,
        of_municipalities=MUNICIPALITIES_PLURAL.search(masked),
        of_rss=RSS_PLURAL.search(masked),
    )


def which_operation(text: str, mentioned: int, per_inhabitant: bool) -> Operation:
    """The surest reading first; NONE where nothing is to be computed."""
    for operation, words in BY_WORDS:
        if words.search(text):
            return operation
    if mentioned <= 1 and compares_with_amount(text):
        return Operation.COMPARED
    text = THAN_AMOUNT.sub(" ", text)
    if asks_who_stands(text, mentioned):
        return Operation.LOWEST if LEAST.search(text) else Operation.HIGHEST
    if asks_place(text, mentioned):
        return Operation.RANK
    if SHARE.search(text):
        return Operation.SHARE
    return extreme_of(text, mentioned) or compared_or_gathered(text, mentioned, per_inhabitant)


def asks_who_stands(text: str, mentioned: int) -> bool:
    """Whether it is asked who holds a place in the order ("vilken kommun ligger tvåa?"), of all or of a county."""
    return place_in(text) is not None and (not mentioned or (WHICH_ONES.search(text) and MUNICIPALITIES.search(text)))


def asks_place(text: str, mentioned: int) -> bool:
    """Whether a place in the order is asked for, also by "how many get more than Kalmar?".

    "Rangordna kommunerna" asks for the order itself.
    """
    if mentioned == 1 and WHICH_ONES.search(text) and MUNICIPALITIES_PLURAL.search(text) and THAN.search(text):
        return True
    if PLACE.search(text):
        return True
    return RANK.search(text) and not QUOTED.search(text) and (mentioned == 1 or not TOP_LIST.search(text))


def compared_or_gathered(text: str, mentioned: int, per_inhabitant: bool) -> Operation:
    if DIFFERENCE.search(text):
        return Operation.DIFFERENCE
    return Operation.PER_INHABITANT if per_inhabitant else gathering_of(text, mentioned)


def compares_with_amount(text: str) -> bool:
    """ "Which get more than five million?": a question word, an amount and how it is held against it."""
    if not WHICH_ONES.search(text) or not (MUNICIPALITIES.search(text) or RSS.search(text) or WHO_GET.search(text)):
        return False
    return bool(amounts_in(text)) and comparison_of(text) is not None


OPPOSITE = {
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.AT_MOST: Comparison.ABOVE,
    Comparison.BETWEEN: Comparison.OUTSIDE,
    Comparison.EXACTLY: Comparison.NOT,
    None: Comparison.NOT,
}


def comparison_of(text: str) -> Comparison | None:
    """How an amount in the text is held against what recipients get; "not" turns it round."""
    said = comparison_said(text)
    return OPPOSITE[said] if NOT_EXACTLY.search(text) else said


def comparison_said(text: str) -> Comparison | None:
    """The same by the words alone, without looking for a "not"."""
    if range_in(text) is not None:
        return Comparison.BETWEEN
    return next((comparison for pattern, comparison in COMPARING if pattern.search(text)), None)


def extreme_of(text: str, mentioned: int) -> Operation | None:
    """Most, least or both; None for neither. "At most" asks for no ranking, and "more than" compares two."""
    if AT_MOST.search(text):
        text = AT_MOST.pattern.sub(" ", text)
    if DIFFERENCE.search(text):
        if mentioned:
            return None
        text = DIFFERENCE.pattern.sub(" ", text)
    most, least = MOST.search(text), LEAST.search(text)
    if TOP_LIST.search(text) and not least:
        return Operation.HIGHEST
    if mentioned >= 2 and (most or least or MORE_OR_LESS.search(text)):
        return Operation.DIFFERENCE
    return EXTREMES[most, least]


def asks_least(text: str) -> bool:
    """Whether it is asked who of several gets the least: "vem får minst?", "which of them gets less?"."""
    rest = AT_MOST.pattern.sub(" ", text)
    return (LEAST.search(rest) or WHO_LESS.search(rest)) and not MOST.search(rest)


def gathering_of(text: str, mentioned: int) -> Operation:
    """A sum of those mentioned, a sum over a group, or a group listed."""
    leaves_out = LEAVES_COUNTY.search(text) is not None
    all_but = ALL_BUT.search(text) is not None
    many = leaves_out or MUNICIPALITIES_PLURAL.search(text) or RSS_PLURAL.search(text)
    if mentioned >= 2 and not all_but and (TOGETHER.search(text) or SUM_ALONE.search(text)):
        return Operation.SUM
    if TOGETHER.search(text) or (SUM_ALONE.search(text) and (many or ALL_OF_THEM.search(text))):
        return Operation.GROUP_SUM if many else Operation.SUM
    if leaves_out:
        is_list = LISTING.search(text) and not HOW_MUCH.search(text)
        return Operation.GROUP_LIST if is_list else Operation.GROUP_SUM
    if many and LISTING.search(text):
        return Operation.GROUP_LIST
    return Operation.NONE


def count_in(text: str) -> int | None:
    """How many are asked for ("de fem som får mest", "top ten"); None where no number is said."""
    match = COUNTED.search(text) if holds_number(text, NUMBERS) else None
    if match is None:
        return None
    word = next(part for part in match.groups() if part).lower()
    number = NUMBERS.get(word) or (int(word) if word.isdigit() else None)
    return number if number and 1 <= number <= MOST_COUNTED else None
