"""Words that say nothing beside a question about an amount, unless they are what is asked for.

"Hur mycket får Ale, ska in i mallen" asks for Ale's amount; "vilken mall har Ale?", "hur många mallar?"
and "pengar till mallar" ask for something else, in the same words.
"""

import re
from functools import cache
from pathlib import Path

from bot.understanding.phrases import one_of, words_in

BESIDE_WORDS = Path(__file__).parent / "data" / "beside_words.txt"
# Nothing but these stands between what asks, or a name, and the thing that is asked for.
BETWEEN = one_of(
    r"""
    är; var; is; are; was; were; det; den; de; en; ett; the; an?; its; their; deras; sin; sina; sitt; min; mitt; mina;
    my; någon; något; några; nya; any; some; new; får; fick; fått; har; hade; haft; has; have; had; does; did; gets?;
    got; receives?; received; sorts; slags; kind; of; för
    """
)
ASKING = one_of(
    r"""
    (?:hur|how)(?: (?:mycket|mkt|många|stor\w*|much|many|big|large))?; vad; var; what; which; vilk(?:en|et|a);
    [a-zä]+namn
    """
)
ASKED_FOR = re.compile(
    rf"(?<!\w){ASKING}(?=(?: {BETWEEN}){{0,4}} (\w+)(?!\w)"
    r"(?! (?:jag|vi|man|du|ni|siffran|summan|beloppet|uppgift|besked)(?!\w)))",
    re.IGNORECASE,
)
# "Till telefoner" says what the money is for, "till mötet" and "for my memo" where the figure goes.
ADDED = one_of("en; ett; ny; nytt; nya; fler; sina?; sitt; deras; an?; its; their; new; more")
FOR_THINGS = re.compile(
    r"NAMN (?:(?!siffr|belopp|summ|figure|amount|sum)\w+ ){0,3}"  # a figure goes into "en tabell"
    rf"(?:till|för|åt|for|on) (?:{ADDED} ){{0,2}}(\w+)(?!\w)(?<!en)(?<!et)(?<!an)(?<!na)",
    re.IGNORECASE,
)
# "How much coffee", "how much for coffee".
MUCH_OF = re.compile(
    r"(?<!\w)(?:hur mycket|hur mkt|how much) (?:(?:for|till|för|åt|towards?|on) )?(\w+)(?!\w)", re.IGNORECASE
)
# Plain where they ask or where the figure goes, not where they get something: "vad får chefen i Ale?".
PEOPLE = words_in(
    """
    chef chefen kollega kollegan kollegor kollegorna ekonom ekonomen kommunchef kommunchefen kommundirektör
    kommundirektören enhetschef enhetschefen socialchef socialchefen verksamhetschef verksamhetschefen
    förvaltningschef förvaltningschefen handläggare handläggaren journalist journalisten redaktör redaktören ledamot
    ledamöter ordföranden politiker politikerna registrator registratorn revisorn revisorerna tjänsteman tjänstemannen
    vd tjänsteperson nämndsekreteraren utredaren utvecklingsledaren vikarie vikarier vänner forskare individ
    accountant analyst auditor boss chair clerk colleague colleagues controller councillor councillors director
    directors economist manager officer official registrar secretary servant servants treasurer reporter individual
    """
)
THINGS = words_in(
    "svar hjälp information info besked möten semester answer answers help information work news details time"
)


@cache
def beside_words() -> frozenset[str]:
    """Things and doings of who asks: "rutan", "klistra"."""
    return words_in(BESIDE_WORDS.read_text(encoding="utf-8"))


def asks_for_beside(masked: str) -> bool:
    """Whether one of them is asked for: "hur många mappar", "Ales hemsida", "har Ale en bot"."""
    asked = {match.group(1).lower() for match in ASKED_FOR.finditer(masked)}
    things = {match.group(1).lower() for pattern in (FOR_THINGS, MUCH_OF) for match in pattern.finditer(masked)}
    return not (asked | things).isdisjoint(beside_words()) or not (
        asked.isdisjoint(PEOPLE) and things.isdisjoint(THINGS)
    )
