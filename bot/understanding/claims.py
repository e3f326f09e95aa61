"""Amounts that a text says of who is named: "visst får Kiruna fem miljoner?", "jag trodde att Mora blev utan"."""

import re
from dataclasses import replace

from bot.understanding.amount_words import HOW_MUCH, other_words
from bot.understanding.amounts import amounts_in, range_in
from bot.understanding.operations import ABOVE, BELOW, NOT_EXACTLY, OPPOSITE, Asked, comparison_said
from bot.understanding.phrases import NAME, any_of
from bot.understanding.question import AMOUNT, Comparison, Operation, Question

CLAIMING = any_of(
    r"""
    visst; väl; stämmer; eller hur; är det sant; right; isn't; doesn't; don't; correct; true; alltså; ju; sägs;
    hört; läste; enligt; bekräfta; heard; read; says; said; according to; confirm; trodde; trott; tror; thought;
    påstå\w*; hävda\w*; rykt\w*; tydligen; claim\w*; told; apparently; rumou?r\w*; står (?:\w+ ){0,4}att;
    (?:säg|svara|skriv|bekräfta|say|confirm|answer)\w* (?:\w+ )?(?:att|that)
    """
)
LEAD = r"\W*(?:(?:så|men|och|jaså|so|but|and),? )*"
YES_OR_NO = re.compile(rf"{LEAD}(?:får|fick|ska|does|do|did|is|will)(?:n't)?(?!\w)", re.IGNORECASE)
IS_IT = re.compile(rf"{LEAD}(?:ligger|har|hade|kan|skulle|är|var|are|can|could|has|had|was|would)(?!\w)", re.IGNORECASE)
GETS = re.compile(
    r"(?:(?:NAMN(?: (?:kommun|stad|municipality))?|(?<!\w)(?:de|dom|den|kommunen|they|it)) "
    r"(?:får|fick|gets?|got|receives?|received)|(?<!\w)(?:är|var|blir|blev) det|(?<!\w)(?:is|was) (?:it|that)) "
    r"(?:\w+ ){0,2}?(?=\d|\w+ mil)",
    re.IGNORECASE,
)
TAG = re.compile(r",? (?:do|does|did|is|was|wo)n['’]t (?:it|they|we|you)\W*$", re.IGNORECASE)  # "…, don't they?"
# Behind these words stands what is claimed; "inte" before them only asks ("var det inte så att …").
CLAIM_BEGINS = re.compile(
    r"(?<!\w)(?:att|that|sant|true|right|correct|hört|heard|läste|read|told|ju|tydligen|apparently)(?!\w)",
    re.IGNORECASE,
)
# "Is it wrong that …", "not even", "neither …": what a yes would mean is unclear.
TURNED = any_of(
    r"""
    fel; felaktig\w*; osan\w*; falsk\w*; lögn\w*; omöjlig\w*; orimlig\w*; inte ens; varken; antingen;
    ingen av; inget av; none of; wrong; false; untrue; incorrect; lies?; impossible; fake; not even; neither; nor;
    either
    """
)
HELD = {Operation.NONE, Operation.DIFFERENCE, Operation.SUM}
ANYTHING = r"(?:något|nåt|någonting|nånting|några (?:pengar|medel)|en (?:enda )?(?:krona|spänn)|ett öre)"
NOTHING = re.compile(
    rf"(?<!\w)(?:(?:inte|aldrig) (?:\w+ ){{0,3}}?{ANYTHING}|ingenting|inget|inga (?:pengar|medel)|ingen krona"
    r"|(?:noll|0) (?:kr|kronor)|utan|lottlös\w*|tomhänt\w*|nothing|no (?:money|grant|funding)|empty-handed|without"
    r"|\w+n['’]t (?:\w+ ){0,3}?any(?:thing)?|(?:not|never) (?:\w+ ){0,3}?any(?:thing)?|left out|zero)"
    r"(?= ?(?:$|[^\w ]|pengar|medel|bidrag|stöd|alls|helt|eller|då|money|funding|grants?|at all|this|in|i|för|\d))",
    re.IGNORECASE,
)
GETTING = any_of(
    r"""
    få[rs]?; fick; fått; bli; blir; blev; blivit; går; gick; är; står; get; gets; getting; got; receives?; received;
    left; goes?; going; went
    """
)
BESIDE = any_of("varför; hur kommer det sig; why; how come; really; verkligen; alls; at all; sant; inte; isn't; it")
OPEN = any_of("om; ifall; när; vem; vilka; vilken; if; when; who; which; att rekvirera; rekvisition; requisition\\w*")


def comparison_claimed(masked: str, asked: Asked) -> Comparison | None:
    """How an amount in the text is held against those named: "får Trosa mer än två miljoner?"."""
    if asked.operation == Operation.COMPARED or asked.operation not in HELD or not amounts_in(masked):
        return asked.comparison
    said = comparison_said(masked)
    if is_negated(masked):
        return OPPOSITE[said]
    return None if said == Comparison.AT_MOST else said  # "högst" is said of every amount of this grant


def claims(masked: str, asked: Asked) -> tuple[int, ...]:
    """The amounts that the text asserts or compares with; those of a letter's background are no claims."""
    limits = range_in(masked)
    if asked.operation == Operation.COMPARED:
        return limits or amounts_in(masked)
    if not asserts(masked) or (limits is None and is_of_each(masked)):
        return ()
    return limits or amounts_in(masked)


def is_of_each(masked: str) -> bool:
    """Whether several claims stand in one text: "mer än 3 men mindre än 4 miljoner", one amount of each of two."""
    if ABOVE.search(masked) and BELOW.search(masked):
        return True
    return len(NAME.findall(masked)) > 1 and len(amounts_in(masked)) > 1


def asserts(masked: str) -> bool:
    """Whether an amount in the text is said of who is named, not asked for. Of an unclear "not" nothing is judged."""
    if HOW_MUCH.search(masked) or is_negated(masked) is None:
        return False
    if CLAIMING.search(masked) or YES_OR_NO.match(masked) or GETS.search(masked):
        return True
    return IS_IT.match(masked) is not None and comparison_said(masked) not in (None, Comparison.EXACTLY)


def is_negated(masked: str) -> bool | None:
    """Whether what is claimed has a "not"; None where it is unclear what a "not" belongs to.

    "Stämmer det att Kiruna inte får …" has one, "får inte Kiruna …?" only asks.
    """
    if TURNED.search(masked):
        return None
    masked = TAG.sub("", masked)
    if not NOT_EXACTLY.search(masked):
        return False
    begun = list(CLAIM_BEGINS.finditer(masked))
    if begun and NOT_EXACTLY.search(masked[begun[-1].end() :]):
        return True
    return False if YES_OR_NO.match(masked) or IS_IT.match(masked) else None


def with_denial(question: Question, masked: str) -> Question:
    """ "Är det sant att Dorotea inte får något?" claims an amount of 0 kronor, whatever else it sounds like."""
    if not question.targets or question.group is not None or question.operation != Operation.NONE:
        return question
    said = NOTHING.search(masked)
    if said is None or OPEN.search(masked) or not GETTING.search(masked):
        return question
    if other_words(beside_claim(f"{masked[: said.start()]} {masked[said.end() :]}")) > 0:
        return question
    return replace(question, topic=AMOUNT, claimed_amounts=(0,), comparison=None, also=None, maybe=(), reason=None)


def beside_claim(masked: str) -> str:
    """What a text says beside claiming, doubting and getting."""
    for words in (CLAIMING, GETTING, BESIDE):
        masked = words.pattern.sub(" ", masked)
    return masked
