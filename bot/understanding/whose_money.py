"""Whether a question asks what the named recipient gets of this grant, or for something else about the place.

"Hur mycket kan Båstad plocka ut?" asks for Båstad's amount; "Hur mycket får företag i Båstad?" for
somebody else's, "Hur mycket el använder Båstad?" for another thing and "Vad får Båstad för att ta emot
flyktingar?" for other money. What tells them apart is where the words stand that no question about an
amount is made of.
"""

import re
from functools import lru_cache

from bot.understanding.amount_words import WORD, is_other, without_asides
from bot.understanding.phrases import NAME, any_of, spaced, words_in
from bot.understanding.vocabulary import GIVEN_NAMES

PLACED = words_in("i in at på från from near mot hos")
BELONGING = words_in("för till åt for to of av")
ASKING = words_in("mycket mkt much många many vilken vilket vilka what which vad hur how")
PURPOSE = words_in("för till i från om på for from on to in av med with mot under per via genom")
HOLDERS = words_in(
    """
    vi jag oss vår vårt våra we our us i'm i kommunen kommun municipality city town man ni de here här hos work
    jobbar arbetar sitter nämnd nämnden nämnder förvaltning förvaltningen socialtjänst socialtjänsten
    socialnämnden socialförvaltningen socialchef socialkontoret services council handläggare ekonom ekonomen
    chef controller nämndsekreterare registrator utredare ledamot kollega kollegor colleagues office department
    """
)
PURPOSE_OF_SUM = words_in("för for")  # "beloppet för Luleå för personligt ombud", but "till tidningen"
KNOWN_SUM = words_in("summan beloppet siffran tilldelningen ramen besked figure number")  # asked for as known
# A name, by its capital, where who gets the money stands.
RECEIVER = re.compile(
    r"(?<!\w)(?:[Ff]år|[Ff]ick|[Dd]oes|[Dd]id|[Kk]ommunen|[Mm]unicipality of|[Cc]ity of)"
    r" ([A-ZÅÄÖ][a-zåäöéü]{2,})(?!\w)"
)
MONEY = re.compile(
    r"(?<!\w)(?:\w*(?:bidrag|stöd|miljard|miljon|peng|anslag|ersättning|lön|skatt|avgift|lån|hyra|arvode|premie|bonus|tillägg|skuld|budget|underskott|överskott)\w*"
    r"|(?:grants?|fund(?:s|ing|ed)?|tax\w*|loans?|salar\w*|wages?|fees?|benefits?|allowances?|subsid\w*|income))(?!\w)",
    re.IGNORECASE,
)
GRANT_FOR = re.compile(  # "statsbidrag för personligt ombud", but not "bidrag till Malå"
    r"(?<!\w)(?:stats)?bidrag(?:et)? (?:för|till) (?!\w*NAMN|kommun|rss)(\w+ \w+)", re.IGNORECASE
)
# Who gives other money, and what it is called.
OTHER_GIVERS = any_of(
    r"""
    skolverket\w*; vinnova\w*; boverket\w*; arbetsförmedlingen\w*; kulturrådet\w*; tillväxtverket\w*; esf; interreg\w*;
    naturvårdsverket\w*; energimyndigheten\w*; jordbruksverket\w*; \w*arvsfonden\w*; trafikverket\w*; msb; eu;
    försäkringskassan\w*; migrationsverket\w*; folkhälsomyndigheten\w*; riksidrottsförbundet\w*; länsstyrelsen\w*;
    brottsförebyggande rådet\w*; brå; socialfonden\w*; \w+fonden; \w+stiftelsen; \w+lyftet; \w+klivet; \w+miljarden;
    kriminalvården\w*; polisen\w*; riksantikvarieämbetet\w*; european union
    """
)
OTHER_FUND = re.compile(
    r"(?<!\w)\w{3,}-?(?:bidrag(?:et)?|ersättning(?:en)?|stödet|skatten|avgiften|premien|bonus(?:en)?|tillägg(?:et)?|pengar(?:na)?|medel|medlen)"
    r"(?!\w)|(?<!\w)[A-ZÅÄÖ]{2,}-(?:pengar|medel|bidrag|stöd)\w*|(?:statlig|extra|ekonomisk) ersättning",
    re.IGNORECASE,
)
THIS_GRANT = any_of(
    r"""
    \w*omställning\w*; socialstyrelsen\w*; s2025\w*; socialtjänstlag\w*; bilaga\w*; förebyggande(?! råd\w*);
    kunskapsbaserad\w*; \w*rekvi\w*; riktade?(?: stats)?bidrag\w*; transition; annex; requisition\w*;
    preventive; new (?:social services )?act
    """
)
SAID_NOT = re.compile(r"(?<!\w)(?:inte|ej|not) \w+", re.IGNORECASE)  # "jag menar inte omställningspengarna"
THE_GRANT = any_of("bidraget; statsbidraget; pengarna; medlen; the grant; the money; the funds")
BODY = re.compile(r"(?<!\w)(?:[Ff]år|[Ff]ick|[Dd]oes|[Dd]id) ([A-ZÅÄÖ][a-zåäöéü]{2,}) (?:i|in|på) [A-ZÄ]+NAMN")
NEAR = 3  # words after a preposition in which it says for what


def is_recipients_own(masked: str) -> bool:
    """Whether every name in the text stands as who gets the money, and no word says that it is other money."""
    words = WORD.findall(without_asides(masked))
    lower = [word.lower() for word in words]
    strange, unnamed = strange_words(words)
    named = [place for place, word in enumerate(words) if NAME.fullmatch(word)]
    if asks_for_thing(lower, unnamed) or names_other_money(masked):
        return False
    return all(gets_it(lower, unnamed, place) for place in named) and not other_purpose(lower, strange, named)


def names_other_money(text: str) -> bool:
    """Whether a text has a word for money that is not this grant's ("skolmiljarden", "arvode")."""
    if holds_other_money(text):
        return True
    return any(is_other(word) for match in GRANT_FOR.finditer(text) for word in WORD.findall(match.group(1)))


def holds_other_money(text: str) -> bool:
    """Whether a single word of a text is one for other money."""
    return any(map(is_other_money, spaced(text).words))


@lru_cache(maxsize=8_192)
def is_other_money(word: str) -> bool:
    return MONEY.fullmatch(word) is not None and is_other(word)


def is_of_other_money(asked: str, body: str) -> bool:
    """Whether a message is about money of another giver or name, and its question not about "the grant"."""
    if THE_GRANT.search(asked):
        return False
    is_other_money = OTHER_GIVERS.search(body) or any(is_other(match.group()) for match in OTHER_FUND.finditer(body))
    return is_other_money and not THIS_GRANT.search(SAID_NOT.sub(" ", body))


def names_somebody_unknown(masked: str) -> bool:
    """Whether a name that is no recipient's stands where one is expected: "how much does Gotham get?"."""
    return any(is_other(match.group(1)) for match in RECEIVER.finditer(masked))


def names_person(masked: str) -> bool:
    """ "Hur mycket får Anna i Luleå?": a given name stands where a recipient is expected."""
    return any(match.group(1).lower() in GIVEN_NAMES for match in RECEIVER.finditer(masked))


def asks_for_another_thing(masked: str) -> bool:
    """Whether a text asks how much there is of something that is no amount ("hur mycket avfall ger Luleå")."""
    words = WORD.findall(masked)
    return asks_for_thing([word.lower() for word in words], strange_words(words)[1])


def strange_words(words: list[str]) -> tuple[list[bool], list[bool]]:
    """For each word whether no question about an amount is made of it; and the same but for names of people."""
    strange = [is_other(word) and not NAME.fullmatch(word) for word in words]
    return strange, [strange[place] and not is_person(word, place) for place, word in enumerate(words)]


def names_body(masked: str) -> bool:
    """ "Får Attendo i Täby pengar?": somebody with a name of its own, at the place, stands as who gets."""
    match = BODY.search(masked)
    return match is not None and (is_other(match.group(1)) or match.group(1).startswith("Socialstyrelse"))


def is_person(word: str, place: int) -> bool:
    """A capital in mid-sentence is a person's or an office's name; several are an abbreviation (EU)."""
    return place > 0 and word.istitle()


def asks_for_thing(words: list[str], others: list[bool]) -> bool:
    """ "Hur mycket el", "vilken restaurang", "vad kostar": a strange word right behind the asking one."""
    return any(word in ASKING and others[place + 1] for place, word in enumerate(words[:-1]))


def gets_it(words: list[str], others: list[bool], place: int) -> bool:
    """Whether the name at `place` stands for who gets, not for where somebody else is or what does something else."""
    if place + 1 < len(words) and others[place + 1]:
        return False
    if place == 0:
        return True
    before = words[place - 1]
    if before in PLACED and place > 1:
        return not others[place - 2] and not HOLDERS.isdisjoint(words[max(0, place - 7) : place - 1])
    if before in BELONGING and place > 1:
        return not others[place - 2]
    return not others[place - 1]


def other_purpose(words: list[str], others: list[bool], named: list[int]) -> bool:
    """Whether strange words behind a name say for what the money is; of a known sum they say for whom to tell it."""
    if not named:
        return False
    purpose = PURPOSE if KNOWN_SUM.isdisjoint(words[: named[0]]) else PURPOSE_OF_SUM
    return any(
        words[place] in purpose and any(others[place + 1 : place + 1 + NEAR])
        for place in range(named[0] + 1, len(words) - 1)
    )
