"""The words in which amounts are asked for, and those that say nothing beside them."""

import re

from bot.understanding.phrases import any_of, words_in

STRONG = any_of(
    r"""
    hur mycket; hur mkt; hur mke; hur mycke; hur myket; hur stor\w* (?:är|blir|summa|belopp|bidrag|pott|andel|ram)?;
    vilken (?:summa|ram|siffra|tilldelning); vilket belopp; vilka belopp; vilka summor; vilka siffror; \w*beloppet; \w*beloppen;
    belopp; summa; summan; siffr\w+; hur många kronor; hur många miljoner; tilldelning\w*; vad (?:får|fick|kan|har|blir|ger|landar);
    vad (?:\w+ ){0,2}\w*NAMN (?:\w+ ){0,2}(?:får|fick|kan|ska); vad (?:\w+ ){1,3}(?:får|fick); how much; (?:what|which) (?:amount|sum)s?; amounts?; the sum; figures?; how many (?:kronor|million);
    what (?:does|do|did|will|is|are|has|can) (?:\w+ ){0,5}(?:get|gets|receive|getting|given|giving|grant|allocation); what \w+ (?:gets|receives)
    """
)
WEAK = any_of(
    r"""
    kronor; kr; sek; pengar; pengarna; betala\w*; utbetal\w*; taket; bilaga\w*; \w*pengarna; medel; rekvirera; \w*bidrag\w*; får; fick; fått; landar; ger; öronmärk\w+; ersättning\w*;
    grants?; get; gets; getting; receiv\w+; given; giving; give; allocat\w+; money; funding; entitled; sum; budget\w*
    """
)
# Words that a question about an amount may be made of; any other word may change what is asked.
PLAIN = words_in(
    """
    och men då ok okej okay haha hehe tack just bara please then and what about how sorry förlåt ursäkta nej nä
    ja jo hej hejsan hello hi för i på om kommun kommuns kommunen kommunens kommuner kommunerna stad staden
    municipality municipalities the of for to in city town is it that too also också vi är det den de dem dom
    med samma istället instead jag menade menar mean meant no yes great bra toppen fint plus samt or eller inte
    utan not fråga nästa question next one alltså kolla visa kan du ta vad gäller gällde igen again där here
    this year år nu sen sedan hos rss stödstrukturen strukturen structure support regional regionala län länet
    county region tänkte thinking well så fel rätt skrev såklart förstås hur mycket mycke myket mkt mke stor
    stort stora många summa summan siffra siffran siffror siffrorna kr kronor sek miljoner pengar pengarna medel
    medlen får fick fått faar blir blev blivit landar landade hamnar ger rekvirera rekviderar rekvirerar begära
    ut få ha har hade haft tilldelning tilldelningen tilldelas tilldelats tilldelat ram ramen maximalt max mest
    högst som upp till vår vårt våra oss us our we my min mitt you can could would like know need want get gets
    getting receive receives received given give gives giving amount amounts grant grants money sum total totalt
    much many figure figures number allocation allocated been be are was will does do did has have from by at
    most maximum claim requisition entitled kronor's vill veta behöver undrar snälla tell me show there i'm its
    it's what's whats skulle vilja kunna ni någon egentligen exakt exactly beloppet beloppen belopp räkna räknar
    staten state regeringen socialstyrelsen socialtjänst socialtjänsten socialnämnden socialförvaltningen
    förvaltningen nämnden omställning omställningen transition social services en ett a an bidra stat budget
    budgeten betalar betalas utbetalt taket tak rekvisition rekvisitionen bilaga bilagan annex står att stads
    vilken vilka vilket vem who which minst lägst lägsta störst största högsta minsta topp top least largest
    smallest highest lowest biggest plats av ungefär två tre fyra fem tio two three five ten alla all together
    tillsammans ihop sammanlagt ekonom chef jobbar arbetar work heter detta här denna ska hm respektive var sig
    both båda each they them their deras varsin mellan same sak ytterligare även kollega kollegan colleague
    asked frågade frågar undrade wonder wondering asks ny nya chefen mina vänner annan ort
    """
)
PLAIN_PARTS = re.compile(
    r"\w*(?:bidrag|belopp|pengar|rekvir|tilldel|stödstruktur)\w*|[A-ZÄ]+NAMN|rss:?\w*|\d+", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+(?:[:'’][^\W_]+)?")


def asks_amount(masked: str) -> bool:
    """Whether the words may ask for an amount."""
    return bool(STRONG.search(masked) or WEAK.search(masked))


def other_words(masked: str) -> int:
    """How many words of a text are neither names nor such that a question about an amount is made of."""
    return sum(1 for word in WORD.findall(masked.lower().replace("’", "'")) if is_other(word))


def is_other(word: str) -> bool:
    return word not in PLAIN and not PLAIN_PARTS.fullmatch(word)
