"""The words in which amounts are asked for, and those that say nothing beside them."""

import re
from functools import cache, lru_cache
from pathlib import Path

from bot.understanding import vocabulary
from bot.understanding.beside import asks_for_beside, beside_words
from bot.understanding.phrases import any_of, words_in
from bot.understanding.text import fold

STRONG = any_of(
    r"""
    hur mycket; hur mkt; hur mke; hur mycke; hur myket;
    hur stor\w* (?:är|blir|summa|belopp|bidrag|pott|andel|ram)?; vilken (?:summa|ram|siffra|tilldelning);
    hur stor\w* (?:stats)?bidrag\w*;
    vilka summor; \w*beloppet; \w*beloppen; \w*belopp; summa; summan;
    krontal\w*; maximum; hur många (?:kr|sek|tkr); vad hamnar;
    (?:kommer|går|tillfaller|tillföll) \w*NAMN till (?:del|godo);
    (?:vår|deras|our|their) (?:ram|pott|tilldelning|del|andel|bit|kaka|allocation|share);
    uppgår; uppgick; ingenting;
    inga pengar; inget (?:bidrag|belopp); nothing; no money;
    vilken ersättning; (?:högsta|största|maximal\w*) (?:\w+ )?(?:rekvisition\w*|summa\w*|belopp\w*);
    siffr\w+; hur många kronor; hur många miljoner; tilldelning\w*; \w*taket; maxbelopp\w*; maxsumma\w*;
    vad (?:får|fick|kan|har|blir|blev|ger|landar); vad (?:går|betalas|kommer|skickas|slussas) (?:ut )?(?:till|åt);
    vilket anslag (?:får|fick|har) \w*NAMN; hur stort stöd;
    vad (?:\w+ ){0,2}\w*NAMN (?:\w+ ){0,2}(?:får|fick|kan|ska);
    \w*NAMN (?:(?:kommuns?|stads?) )?(?:andel|del(?! av)|bit|kaka|pott|ram|tak|(?:stats)?bidrag);
    \w*NAMN (?:municipality )?(?:share(?! (?:a|an|one|the) )|slice|cut|allocation);
    vad (?:\w+ ){1,3}(?:får|fick); vad (?:vi|ni|de|\w*NAMN) har (?:att (?:hämta|få|vänta)|rätt);
    vad (?:\w+ ){1,2}(?:kan|ska|skulle kunna) (?:\w+ ){0,2}(?:rekvirera|begära|ta ut|räkna med);
    what (?:we|i|they|you) (?:can|may|could) (?:\w+ ){0,2}(?:requisition|claim|draw|get|receive|expect); how much;
    (?:what|which) (?:amount|sum)s?; amounts?; the sum; figures?;
    how many (?:kronor|million); (?:the )?number for \w*NAMN;
    what (?:does|do|did|will|is|are|has|can) (?:\w+ ){0,5}(?:get|gets|receive|getting|given|giving|grant|allocation);
    what \w+ (?:gets|receives); what (?:are|is) (?:\w+ ){1,2}entitled to; what (?:are|is) (?:\w+ ){1,2}(?:allotted|due)
    """
)
HOW_MUCH = any_of(
    r"""
    hur mycket; hur stor\w*; vilken summa; vilket belopp; hur många; how much; how many; what amount; vad
    """
)
WEAK = any_of(
    r"""
    kronor; kr; sek; pengar; betala\w*; utbetal\w*; taket; bilaga\w*; \w*pengarna; medel; rekvirera;
    \w*bidrag\w*; pott(?:en)?; ram(?:en)?; får; fick; fått; landar; ger; öronmärk\w+; ersättning\w*; grants?; get;
    gets; getting;
    tilldel\w*; bevilja\w*; anslå\w*; utlova\w*; awarded; allotted; granted; assigned; promised;
    receiv\w+; given; giving; give; allocat\w+; money; funding; entitled; sum; budget\w*
    """
)
ASKING_ELSE = any_of(
    r"""
    vem; vems; när; var (?:i|på|kan|finns|står|ligger|hittar|någonstans); vart; varför; varifrån; who; whose;
    when; where; why; how far; how long; how often; hur långt; hur länge; hur ofta;
    hur (?:får|kan|gör|når); how (?:does|do|did|can)
    """
)
HOW_COMPUTED = any_of(
    r"""
    hur (?:\w+ ){0,4}(?:räkna(?:s|t|ts|des|de)?(?! med)|beräkna\w*|uträkna\w*);
    hur (?:\w+ ){0,2}(?:kommer|kom|kommit) (?:\w+ ){0,3}fram till;
    how (?:\w+ ){1,6}(?:calculated|computed|worked out|arrived at);
    vad (?:\w+ )?(?:avgör|styr|bestämmer|påverkar) (?:hur|vilk|belopp|summa|storlek)\w*;
    what (?:\w+ )?(?:determines|decides|governs|drives) (?:how|which|what|the (?:amount|sum|size))
    """
)
# Why somebody gets what they get is told by the rule.
WHY = any_of("varför; hur (?:kommer|kan) det (?:komma )?sig; vad beror det på; how come; why")
WHAT_TO_DO = any_of(
    r"""
    vad (?:får|kan|ska|skulle) (?:\w+ ){1,3}(?:göra|använda|lägga|köpa|bekosta|finansiera|satsa);
    vad (?:får|fick) (?:\w+ )?\w*NAMN (?:kommun )?(?:veta|höra|lära|säga|se);
    vad (?:\w+ ){1,4}(?:får|kan|ska) (?:användas|gå|läggas) (?:till|på);
    what (?:can|may|could|should) (?:\w+ ){1,4}(?:do|use|spend|buy|pay for)
    """
)
GIVING = any_of(
    r"""
    (?:betalar|betala|satsar|satsade|kräver|kostar|spends?|spent|costs?) \w*NAMN;
    (?<!staten )(?<!regering )(?<!regeringen )(?<!bidraget )(?:betalade|lägger|ger|gav|pays?|paid) \w*NAMN;
    \w*NAMN (?:att )?(?:betala|betalar|betalade|satsar|satsade|lägger|ger|gav|kräver|kostar);
    \w*NAMN (?:pays?|paid|gives?|spends?|spent); har \w*NAMN (?:\w+ )?(?:rekvirerat|begärt|använt|förbrukat);
    has \w*NAMN (?:\w+ )?(?:requisitioned|used|claimed); (?:andra|övriga|other) \w*(?:bidrag|grants?);
    rekvirerade (?:\w+ )?\w*NAMN; \w*NAMN rekvirerade; vill (?:\w+ )?\w*NAMN ha;
    (?:måste|ska|bör|behöver|must|should) \w*NAMN (?:\w+ )?(?:lägga|satsa|skjuta|stå för|put in|add|contribute);
    bidrar (?:\w+ )?\w*NAMN; \w*NAMN (?:\w+ )?bidra(?:r|git)?; (?:vad|hur stor) är budgeten (?:för|i|hos);
    what is the budget (?:of|for|in);
    (?:gå|går|gick|gått) (?:back|plus|minus|runt|med (?:under|över)skott);
    kosta\w*; costs?; (?:gör|gjort|gjorde|göra|do|does|done) (?:\w+ )?(?:med|with);
    (?:har|hade) \w*NAMN (?:själv\w* )?(?:lovat|utlovat|reserverat|avsatt|öronmärkt|anslagit|avdelat);
    \w*NAMN (?:\w+ ){0,2}(?:höjt|höjts|höjdes|höjas|sänkts|sänktes|raised|increased|doubled|fördubblats);
    (?:has|had) \w*NAMN (?:itself )?(?:promised|pledged|reserved|set aside|earmarked|apportioned|allocated|awarded);
    (?:har|hade|has|have) \w*NAMN (?:\w+ ){0,2}budget; vad får (?:man|vi|jag|ni) (?:\w+ ){0,2}för pengarna;
    what (?:do|can) (?:you|we|i) (?:\w+ ){0,2}for the money
    """
)
# Words of such questions that are still known with one typing error.
KEY_WORDS = (
    "kommun", "kommuns", "kommunen", "belopp", "beloppet", "bidrag", "bidraget", "statsbidrag", "mycket", "pengar",
    "kronor", "summan", "rekvirera", "tilldelning", "municipality", "amount", "receive", "money", "grant",
)  # fmt: skip
# Words of their own, one letter from those.
LIKE_KEY_WORDS = frozenset({"bedrag", "bedraget", "bidra", "bidrar", "bidrog", "grand", "giant", "monkey", "brand"})
# The number of municipalities, and what is good about a place: no amount, though nothing but plain words asks it.
NO_AMOUNT = any_of(
    r"""
    hur mycket hjälp; how much help; hur många svar; how many answers; hur många (?:\w+ )?bor;
    how many (?:\w+ )?live;
    hur många \w*kommuner(?:na)?; antalet \w*kommuner; how many municipalities; (?:the )?number of municipalities;
    vad är (?:det )?(?:bästa|sämsta|\w+aste) (?:med|i|på);
    vilket (?:\w+ ){0,2}län; för län; (?:what|which) county;
    what(?:'s| is) (?:the )?(?:best|worst|nicest) (?:\w+ )?(?:about|in|with)
    """
)
# What is left of an amount, which only the recipient knows.
LEFT = any_of(
    r"""
    hur mycket (?:\w+ ){1,3}kvar; hur mycket (?:är|blir|blev|har) (?:\w+ )?över; hur mycket återstår;
    how much (?:\w+ ){0,3}(?:left|remains|remaining)
    """
)
# "Sjöbo är fint på våren".
STATES = re.compile(r"(?:kommunen )?[A-ZÄ]+NAMN(?: kommun)? (?:är|var|is|was) (?!med )[^?]*$", re.IGNORECASE)
# "Måste Kiruna ansöka?".
MUST_IT = re.compile(
    r"\W*(?:must|måste|behöver|what must|vad måste) (?:kommunen )?\w*NAMN(?! (?:få|veta))"
    r"|\W*does \w*NAMN have to(?!\w)",
    re.IGNORECASE,
)
YES_OR_NO = re.compile(r"(?:är|ligger|finns|hör|is|was)(?!\w)", re.IGNORECASE)
MILLIONS = any_of(r"miljon\w*; millions?")
EXTREME_OF = re.compile(
    r"(?<!\w)(?:största|störst|minsta|högsta|lägsta|flest|mest|largest|biggest|smallest|highest|lowest|most) (\w+)",
    re.IGNORECASE,
)
OWN_WORDS = frozenset({"bada", "saga"})  # words of their own that others are without diacritics
# How large a place is, where nothing follows that could be an amount ("Hur stor är Kirunas andel?").
SIZE = re.compile(
    r"(?<!\w)(?:hur stor\w* är|how (?:big|large) is) "
    r"(?:(?:då|egentligen|kommunen|staden|the|municipality|city|of) ){0,3}"
    r"\w*NAMN(?: (?:kommun|stad|municipality))?\W*$",
    re.IGNORECASE,
)
# Said beside the question; the same words alone would ask for something else.
ASIDE = any_of(
    r"""
    (?:till|i|för|inför|in i) (?:vår |den |nästa års |årets )?(?:års)?budget(?:en|arbetet)?;
    kommun(?:en|ens|delen)?(?= (?:av|i) (?:bidraget|pengarna|fördelningen|bilagan|listan));
    (?:till|i|för|inför) (?:vårt |vår |årets )?\w*(?:bokslut|prognos|årsredovisning|delårsrapport)\w*;
    (?:våra |de (?:två )?)?grannkommunerna(?= KOMMUNNAMN);
    (?:end|ends|ended|walk|walks|come|comes) (?:up|away|off|home) with; take home;
    (?:är|e|finns) det? (?:det )?(?:någon|nån) (?:här )?som vet;
    i (?:min|vår|er|sin) (?:\w+ )?(?:lista|mall|roll|egenskap|tabell|fil|bok)\w*;
    (?:in|for|into) (?:my|our|the) (?:\w+ )?(?:spreadsheet|table|list|file|memo|report|notes|sheet|draft)s?;
    oavsett \w+; sig till livs; rent \w+mässigt; svart på vitt; på papper; in black and white; on paper;
    (?:kamma|håva|hämta|ta|få|dra)(?:r|t)? (?:hem|in);
    lägg(?:a|er) vantarna på; (?:för|till) (?:sitt|vårt|deras|ert) förfogande;
    (?:for|in|into) (?:our |the )?budget; jag heter; my name is; jag jobbar (?:på|i|med); (?:med|in) the media
    """
)
# What belongs to this grant and to hardly any other.
OURS = any_of(
    r"""
    \w*omställning\w*; socialtjänst\w*; socialnämnd\w*; socialstyrelsen\w*; \w*rekvi\w*; \w*förebygg\w*;
    kunskapsbaserad\w*; lagen; rss; \w*stödstruktur\w*; samverkans- och stöd\w*;
    riktade?(?: stats)? ?bidrag\w*; bilaga\w*; s20\d\d; transition; social services?; preventive; new act;
    support structure\w*; regional structure\w*; requisition\w*; annex
    """
)
TOLD_FOR = words_in("för till från i om på mot med for to from in on with about")  # before a purpose, not a person
FILLER = "och"
PLAIN_WORDS = Path(__file__).parent / "data" / "plain_words.txt"
PLAIN_PARTS = re.compile(
    r"(?:stats|kommun|omställnings(?:stats)?|förebyggande|riktade?)?bidrag\w*|(?:stats|bidrags|omställnings|skatte|social\w*)?pengar\w*"
    r"|\w*(?:belopp|rekvir|rekvis|tilldel|stödstruktur)\w*|[a-zä]+namn|rss:?\w*|\d+"
    r"|(?:social|omsorgs|omvårdnads|vård|kommun|ekonomi|individ|familje|stöd)\w*"
    r"(?:nämnd|styrelse|förvaltning|kontor|avdelning|chef|enhet)\w*|\w*(?:nämnd|kommun)kansli\w*",
    re.IGNORECASE,
)
BRACKETED = re.compile(  # "(capslock strular)", but not "(för personligt ombud)"
    r"\((?!\W*(?:för|till|från|i|om|på|mot|med|for|to|from|in|on|with|about)\s)[^()\d]{1,60}\)", re.IGNORECASE
)
HYPHENED = re.compile(r"\w+- (?:och|&) (?=\w*(?:nämnd|förvaltning|omsorg|kontor))", re.IGNORECASE)  # "vård- och …"
WORD = re.compile(r"[^\W_]+(?:[:'’][^\W_]+)?")


@cache
def plain_words() -> frozenset[str]:
    """The words that a question about an amount may be made of; any other may change what is asked."""
    return vocabulary.ASKED | words_in(PLAIN_WORDS.read_text(encoding="utf-8")) | beside_words()


@cache
def plain_words_folded() -> frozenset[str]:
    """The same without diacritics, as keyboards abroad write them ("far" for "får")."""
    return frozenset(fold(word) for word in plain_words())


def asks_amount(masked: str) -> bool:
    """Whether the words may ask for an amount."""
    return STRONG.search(masked) or WEAK.search(masked)


def asks_elsewise(masked: str) -> bool:
    """Whether the words ask who, when, where, why or how it is computed, how large a place is, or what it gives."""
    if (SIZE.search(masked) and not WEAK.search(masked)) or MUST_IT.match(masked):
        return True
    if LEFT.search(masked):
        return True
    if HOW_COMPUTED.search(masked) or WHAT_TO_DO.search(masked) or GIVING.search(masked) or NO_AMOUNT.search(masked):
        return True
    return asks_for_beside(masked) or (ASKING_ELSE.search(masked) and not STRONG.search(masked))


def asks_whether(masked: str) -> bool:
    """Whether a yes or no is asked for that has nothing to do with money ("Är Tranås en stor kommun?")."""
    return YES_OR_NO.match(masked) is not None and not (asks_amount(masked) or MILLIONS.search(masked))


def states_only(masked: str) -> bool:
    """Whether a text only says something of who is named: "Sjöbo är fint på våren"."""
    return STATES.match(masked) is not None and not asks_amount(masked)


def asks_most_of_else(masked: str) -> bool:
    """ "Vilken är den största arbetsgivaren i Tranås?": the most of something that is no money."""
    most = [match.group(1).lower() for match in EXTREME_OF.finditer(masked)]
    return any(is_other(word) or word in beside_words() for word in most)


def without_asides(masked: str) -> str:
    """The text without what is only said beside the question ("till vår budget", "på papper")."""
    masked = HYPHENED.sub("", masked)
    if "(" in masked:
        masked = BRACKETED.sub("", masked)
    return ASIDE.pattern.sub(FILLER, masked) if ASIDE.search(masked) else masked


def other_words(masked: str) -> int:
    """How many words of a text are neither names nor such that a question about an amount is made of.

    A capital in mid-sentence is a name, of a person or an office. Things only stand beside a question
    where one is asked: "strular det i Ale?" asks for them.
    """
    masked = without_asides(masked)
    shouting = masked.isupper()
    beside = frozenset() if asks_amount(masked) else beside_words()
    return sum(
        1
        for match in WORD.finditer(masked)
        if (is_other(match.group()) or match.group().lower() in beside) and (shouting or not is_name(masked, match))
    )


def is_plain_word(lower: str) -> bool:
    """Whether a lower-case word is one of those, or a compound of them."""
    lower = lower.replace("’", "'").removesuffix("'s")
    return lower in plain_words() or PLAIN_PARTS.fullmatch(lower) is not None


@lru_cache(maxsize=8_192)
def is_other(word: str) -> bool:
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if is_plain_word(lower):
        return False
    if lower in OWN_WORDS:
        return True
    return lower not in plain_words_folded() and not any(is_misspelt(lower, key) for key in KEY_WORDS)


def is_misspelt(word: str, key: str) -> bool:
    """Whether a word is one of the field's words with one letter lost, added or wrong, or two swapped."""
    if abs(len(word) - len(key)) > 1 or word[0] != key[0] or word in LIKE_KEY_WORDS:
        return False
    from rapidfuzz.distance import OSA  # 15 ms that only a question with an unknown word has to wait

    return OSA.distance(word, key, score_cutoff=1) <= 1


def is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is written like a name: a capital, then small letters, not at a sentence's start."""
    before = text[: match.start()].rstrip(" \"'(–-")
    if not match.group().istitle() or not before or before[-1] in ".!?:\n":
        return False
    return before.rpartition(" ")[2].lower() not in TOLD_FOR
