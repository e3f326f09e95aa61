"""The words that tell whom a message means around its question: known, missing, pointed at, left out, wished for."""

import re

from bot.understanding.follow_up_words import COUNTS
from bot.understanding.phrases import any_of

PART = re.compile(r"[.!?;:\n]+(?=\s|$)|,?\s+(?:men|däremot|dock|however|but|while|medan|dessutom|nu)\s+", re.IGNORECASE)
KNOWN = any_of(
    r"""
    redan; (?:jag|vi) har (?:siffr\w*|belopp\w*|uppgift\w*|hittat|fått);
    har (?:jag|vi) (?:hittat|fått|sett|läst|siffran|beloppet); hittade jag; tack för; svarade om; förut; sist;
    (?:behöver|vill) (?:jag|vi) (?:inte|ej); already; have found; found the; thanks for; thank you for;
    har (?:jag|vi) (?:bokfört|noterat|antecknat|skrivit|lagt|fyllt); är (?:redan )?(?:klar|klara|färdig|färdiga);
    you (?:answered|told); (?:i|we) have the; (?:don't|do not) need; earlier
    """
)
MISSING = any_of(
    r"""
    saknar; saknas; fattas; inte; ej; behöv\w*; hur mycket; vad (?:får|gäller|är|blir); belopp\w*; uppgift\w*; siffr\w*;
    missing; lack\w*; need\w*; what about; how about; how much; amount; figure; not
    """
)
STEP_DONE = any_of(r"redan (?:rekvirerat|redovisat|begärt|skickat)\w*; already (?:requisitioned|reported|claimed)")
PARTNERS = any_of(
    r"""
    gemensamma? (?:summa\w*|belopp\w*|pott\w*);
    vi; oss; vår; våra; we; us; our; de; dem; dom; they; them; tillsammans; ihop; together; båda; both; kommunerna
    """
)
# Each of several, so that one name alone is not all that is meant.
OF_SEVERAL = any_of(
    r"""
    var och en; vardera; respektive; each; både; båda; bägge; (?:de|våra|dessa|the|these|our) (?:två|two)
    """
)
BOTH_YEARS = any_of(
    r"""
    (?:båda|bägge|de två|respektive|vardera|varje) år(?:en|ens|et)?; båda två åren; år för år;
    (?:both|the two|each|either) (?:of the )?years?; each of the (?:two )?years; (?:both|each) years?'
    """
)
# An amount as what somebody is asked to write, to give or to look up: "skriv upp beloppen", "needs the ceiling".
WISHED_AMOUNT = re.compile(
    r"(?<!\w)(?:skriv\w*|ange|uppge|lämna|ta fram|plocka fram|leta (?:fram|upp)|skicka|ge (?:mig|oss)|söker|behöver"
    r"|saknar|efterfrågar|veta|meddela|mejla|maila|(?:kan|kunde|skulle|vill)\w* (?:jag|vi|gärna) (?:få|ha)|vill ha"
    r"|state|give|send|tell|provide|list|need|needs|know|quote|share|look(?:ing)? (?:up|for)|have|get)"
    r"(?: (?!(?:om|if|whether|when|när|why|varför|var|varifrån|where|how|hur|inte|not) )[\w’'-]+){0,4}? "
    r"(?:\w*belopp(?:et|en)?|summ(?:a|an|or|orna)|siffr(?:a|an|or|orna)|(?:\w*)taket|krontal\w*|tilldelning\w*"
    r"|amounts?|sums?|figures?|ceilings?|caps?|maximum|allocations?)(?!\w)",
    re.IGNORECASE,
)
RIVALS = any_of(
    r"""
    vem (?:av (?:oss|dem|dom) )?(?:vinner|vann|har rätt|hade rätt|tar hem|drar);
    (?:vem|vilken)(?:(?: kommun)? av (?:oss|dem|dom|de två))? (?:får|fick|har) (?:mest|mer|mera|minst|mindre|störst\w*);
    who (?:wins?|won|is right|was right);
    (?:who|which)(?: one| of (?:us|them|the two))? (?:gets|got) (?:more|most|less);
    which (?:one )?is (?:bigger|larger|smaller)
    """
)
ONE_OF = re.compile(
    r"(?<!\w)(?:vilken|vilka|vem|which|who)(?: one)? (?:av|of)"
    r" (?!(?:alla|samtliga|all|every|kommunerna|the municip))\w",
    re.IGNORECASE,
)
WE_AND = re.compile(
    r"(?<!\w)(?:vi|oss|we|us)(?: själva)? (?:och|samt|and)(?: \w+){0,3} [A-ZÄ]+NAMN"
    r"|NAMN (?:och|samt|and) (?:vi|oss|we|us)(?!\w)"
    r"|(?<!\w)(?:får|fick) vi och (?:hur mycket|vad) (?:får|fick) [A-ZÄ]+NAMN",
    re.IGNORECASE,
)
POINTING_BACK = any_of(
    r"""
    (?:får|fick|kan|ska) (?:de|dom|den) (?:i|få|rekvirera|ta|hämta|räkna); (?:do|can|will|did) they;
    (?:does|can|may|will|did) it (?:get|draw|claim|receive|requisition|expect);
    (?:de|våra|dessa|the|these|our) (?:två|tre|fyra|fem|two|three|four|five) (?:kommun|municipalit)\w*;
    (?:för|of|for|av) (?:de|dem|dom|the|these) (?:två|tre|fyra|two|three|four);
    (?:de|dem|the|these) (?:två|tre|fyra|two|three|four) (?:belopp|summ|siffr|amount|sum|figure)\w*; deras; dem; dom;
    dessa; de här; (?:där|there)(?=\W*$);
    var och en; vardera; respektive; de (?:får|fick|har); (?:får|fick|har) de(?=\W*$);
    they (?:get|got|have|receive); their; them; these; those; each; båda; both; dess;
    its; den kommunen; that municipality
    """
)
DENIED = re.compile(r"(?<!\w)(?:inte|ej|not|unlike|till skillnad från)(?!\w)[^.!?\n]{0,20}$", re.IGNORECASE)
NOT_FOUND = re.compile(  # "jag hittar inte Rättvik i listan"
    r"(?<!\w)(?:hittar|hittade|hittat|ser|såg|finner|find|see)(?!\w)[^.!?\n]{0,20}$", re.IGNORECASE
)
NOT_THIS = re.compile(
    r"\([^()]{0,40}(?<!\w)(?:inte|ej|not) (?:\w+ )?$", re.IGNORECASE
)  # "Höör (med två ö, inte Hörby)"
COMPARED_WITH = re.compile(r"(?<!\w)(?:jämfört med|compared (?:to|with))(?!\w)[^.!?\n]{0,20}$", re.IGNORECASE)
DENIED_AFTER = re.compile(
    r"s?(?: kommun| stad)?,? (?:som )?"
    r"(?:(?:är|ingår|deltar|hör|var|kommer|is|was|are|will) (?:\w+ )?(?:inte|ej|not)(?!\w)"
    r"|isn't|wasn't|avst(?:od|år)|hoppade av|tackade nej"
    r"|(?:har )?(?:sagt|sa|sade) nej|said no|declined|opted out|stayed out)",
    re.IGNORECASE,
)
THE_OTHERS = any_of(
    r"""
    de (?:andra|övriga)(?: (?:två|tre|fyra))?; övriga; resten; den andra; den sista; the others?(?: (?:two|three))?;
    the rest; the remaining
    """
)
HOW_MANY_OF_US = re.compile(
    rf"(?<!\w)(två|two|{'|'.join(filter(str.isalpha, COUNTS))}) (?:\w+ )?(?:kommuner|municipalities)(?!\w)",
    re.IGNORECASE,
)
HOW_MUCH = any_of(r"hur mycket; hur stor\w*; vilka (?:belopp|summor); vilket belopp; how much; what (?:amount|sum)s?")
WHAT_EACH = re.compile(
    r"(?<!\w)vad (?:de|våra|dessa) (?:båda|bägge|två) (?:\w+ )?(?:kan|får|ska|har|tilldelas)(?!\w)"
    r"|(?<!\w)what (?:the two|both|these two) (?:\w+ )?(?:can|may|get|receive|are)(?!\w)",
    re.IGNORECASE,
)
THEIRS = any_of("(?:får|fick|har) de(?=\\W*$); de (?:får|fick|har); deras; they (?:get|got|have|receive); their")
WONDERS = any_of(
    "undrar; vill (?:gärna )?veta; behöver veta; wonder\\w*; want to know; (?:would )?like to know; need to know"
)
