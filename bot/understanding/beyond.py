"""What is asked for but not computed: parts of an amount, what would be, sums held against somebody."""

import re

from bot.understanding.amount_words import OURS
from bot.understanding.left_out import ALL_BUT, WITHOUT_NAME
from bot.understanding.operations import EXTREMES, RSS, TOGETHER
from bot.understanding.phrases import NAME, any_of
from bot.understanding.question import Operation

COUNTIES = any_of("(?:vilket|vilka) (?:av )?län(?:en)?; which count(?:y|ies)")
IN_ITS_RSS = any_of("(?:i|in|bland|among|av|of) (?:sin|dess|deras|vår|its|their|our) (?:egen |own )?rss")
PART_OF = any_of(
    r"""
    (?:av|of) (?:läns\w+|länets|\w*LÄNSNAMN\w*|the county\S*) .{0,20}(?:pengar|summa|belopp|andel|money|sum|share)\w*;
    (?:procent|per ?cent) (?:mer|mindre|more|less);
    (?:mer|mindre|more|less) (?:i procent|in per ?cent); \d+ (?:procent|%|per ?cent) (?:av|of); hälften av; half of;
    (?:minus|plus|drar? av|räknar? bort|less) \d+ ?(?:procent|%|per ?cent|kr\w*|sek|tkr|mkr);
    (?:tredje|fjärde|fem|sjätte|tion?)d?el\w* av; (?:third|quarter|fifth|tenth) of;
    (?:delat|delad|dela[rs]?|divider\w+|multiplicer\w+|divided?|multipl\w+|split) (?:på|med|i|by|into|in)
    (?:\d+|två|tre|fyra|fem|sex|tio|tolv|hälften|two|three|four|five|six|ten|twelve);
    (?:gånger|times) (?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|two|three|four|five|six|ten|twelve);
    (?:hur mycket|how much) (?:av|of) \w*NAMN\S*;
    (?:före|innan|efter|before|after) 20\d\d;
    (?:förra|föregående|previous) (?:beslut\w*|omgång\w*|decision|round);
    (?:plus|med|inklusive|exklusive|utan|including|excluding|with|without) (?:moms|vat)
    """
)
# For a day or for a boss: of an amount only what falls on an inhabitant is told.
PER_PART = re.compile(
    r"(?<!\w)per (?!år|annum|capita|kommun|rss|läns?(?!\w)|mottagare|person|inv|innev|medborgare|skalle|huvud|citizen"
    r"|inhab|resid|head|year|munic|recip|county|cent|ma?[ei]j?l|e-?post|e-?ma|post|brev|telefon|sms|chatt?|omgående"
    r"|automatik|se(?!\w))[a-zåäö]"
)
HYPOTHETICAL = re.compile(
    r"(?<!\w)(?:hur mycket|vad|how much|what) (?:skulle|hade|would) (?:\w+ ){0,2}?\w*NAMN\b.*? (?:om|if) "
    r"(?!jag|man|vi|du|ni|I |we|you)"
    r"|(?<!\w)(?:om|if) (?:\w+ ){1,3}(?:delas|delar|delade|splits?|shares?) (?:lika|med|på|equally|with)(?!\w)",
    re.IGNORECASE,
)
AND_ITS_OWN = re.compile(
    r"KOMMUNNAMN (?:kommun )?(?:och|samt|plus|and|with) (?:(?:dess|deras|sin|the|its|their) )?(?:rss|stödstruktur\w*)"
    r"|RSSNAMN (?:och|samt|plus|and|with) (?:\w+ ){0,2}(?:\w*kommuner\w*|municipalities)",
    re.IGNORECASE,
)
# What an RSS gives to its municipalities, or one place has of its size, is no amount of the grant.
FROM_THE_OTHER = re.compile(
    r"KOMMUNNAMN (?:kommun |get )?(?:från|av|from|out of) (?:rss )?RSSNAMN"
    r"|(?:ger|betalar|gives?|pays?) (?:rss )?RSSNAMN"
    r"|(?:av|of) (?:rss )?RSSNAMN\S* (?:\w+ )?(?:pengar|belopp|money|amount|grant)",
    re.IGNORECASE,
)
LARGER_PLACE = re.compile(
    r"(?<!\w)(?:är|is|var|was) (?:kommunen )?\w*NAMN(?: kommun)? "
    r"(?:större|mindre|rikare|bigger|larger|smaller|richer) (?:än|than)"
    r"|(?<!\w)(?:större|mindre|bigger|larger|smaller) (?:är|is) (?:kommunen )?\w*NAMN(?= (?:än|than))",
    re.IGNORECASE,
)
# All that a place gets of the state is more than this grant.
OF_THE_STATE = any_of(
    r"""
    statsbidrag; statliga? (?:bidrag|medel|pengar|stöd)\w*; (?:av|från) staten;
    state (?:aid|grants?|funding|money); from the (?:state|government)
    """
)
TWICE = any_of("dubbelt; dubbla; hälften så; (?:\\w+ )gånger så; twice; double; half as; times as")


def is_beyond(masked: str, operation: Operation) -> bool:
    """Whether something is to be computed that this service can't: better to ask than to answer another question.

    Counties held against each other, shares of a county's sum, parts of an amount, all but one of nobody knows whom.
    """
    if operation in EXTREMES.values() and IN_ITS_RSS.search(masked):
        return True
    if COUNTIES.search(masked) and operation in {*EXTREMES.values(), Operation.DIFFERENCE}:
        return True
    if operation == Operation.NONE and ALL_BUT.search(masked):
        return True
    if any(words.search(masked) for words in (AND_ITS_OWN, PER_PART, HYPOTHETICAL, FROM_THE_OTHER, LARGER_PLACE)):
        return True
    return is_beyond_names(masked, operation, NAME.findall(masked)) or PART_OF.search(masked)


def is_beyond_names(masked: str, operation: Operation, names: list[str]) -> bool:
    """The same of those named: a sum held against somebody, one without somebody, a county's place or share."""
    if operation == Operation.SUM:
        return WITHOUT_NAME.search(masked) is not None or (
            len(names) == 1 and OF_THE_STATE.search(masked) and not OURS.search(masked)
        )
    if operation == Operation.DIFFERENCE:
        return (len(names) > 2 and TOGETHER.search(masked)) or (len(names) == 1 and TWICE.search(masked))
    if operation == Operation.SHARE and "KOMMUNNAMN" in names and RSS.search(masked):
        return True  # what a structure passes on
    areas = {"LÄNSNAMN"} if "KOMMUNNAMN" not in names else {"LÄNSNAMN", "RSSNAMN"}
    return operation in {Operation.RANK, Operation.SHARE} and not areas.isdisjoint(names)
