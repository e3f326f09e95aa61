"""Swedish or English: the language in which a question is written, and so answered."""

import re

from bot.understanding.phrases import words_in

SWEDISH, ENGLISH = "sv", "en"


# Common words and those of the field; what both languages share ("for", "man", "under") is left out.
SWEDISH_WORDS = words_in(
    """
    och att det som är på av för med den till ett om har inte jag vi de du ni hur mycket mycke mkt får fick vad
    vem när var vilken vilket vilka kan ska skall kommun kommunen kommunens kommuner kommunerna kronor pengar
    pengarna bidrag bidraget bidragets statsbidrag statsbidraget belopp beloppet summa summan tack hej hejsan
    tillsammans totalt sammanlagt län länet länets i år eller också så men då nu där här hit dit alla båda bägge
    mer mest minst mindre än från efter vid mot utan mellan måste behöver vill skulle vara blir blev varför
    varifrån rekvirera rekvisition rekvisitionen redovisa redovisning redovisningen återrapportera återbetala
    återbetalning datum senast sista dag dagen gäller finns står ger gör hos oss vår vårt våra er ert era mig
    dig sig min din sin nej ja jo japp inget ingen inga något någon några bara ju väl nog visst samma annan
    andra annat många flest stödstruktur stödstrukturen socialtjänst socialtjänsten socialnämnden nämnden lagen
    nya åt kr vore blivit få går kommer tar ihop lägg räknas räknades beslut beslutet regeringen myndigheten
    invånare snitt genomsnitt andel plats lista ok mvh hälsningar undrar snälla skriv visa berätta hjälp fråga
    svar svaret svenska engelska dina mina dem dom denna detta dessa tilldelning tilldelas utbetalning betala
    betalas ut in upp ner bli själv själva per sitter just egentligen dock alltså ens redan fortfarande igen
    förra nästa rapport rapporten medel medlen stöd stödet insats insatser ändamål anslag utgiftsområde överenskommelse
    huvudman redovisas rekvireras återbetalas bakom ansvarar statsråd enligt länge varje deras trodde
    miljon miljoner ingenting verkligen säker säkert
    """
)
ENGLISH_WORDS = words_in(
    """
    the and is are was were of to how much many does do did get gets getting receive receives received what
    which who when where why can could will would should shall must may might we our us you your they them their
    it its this that these those a an on at from by with about there here please thanks thank hello hi dear
    money grant grants amount amounts sum total municipality municipalities county counties given give gives
    most least more less than together both all each every other any some not no yes be been being has have had
    if or but so because into for need tell show list explain know largest smallest highest lowest average
    median share rank population inhabitant inhabitants deadline report repay repayment requisition reference
    number state government board agency last first next year years also too just only then ok sorry great
    cheers regards sincerely best kind question answer english swedish i'm i am my me whats what's it's don't
    doesn't i'd i've we're isn't there's let's how's that's support structure council regional rules act law
    line item due date dates purpose funds funding fund joint staff training hire reports bill appeal unused
    permitted allowed remaining behind according whole part spend used use using
    thought told got million nothing really between above below didn't
    allocated allocation entitled exactly per capita city town love loved like liked hate live lived want wanted
    think hope wish mean see seen heard work works working nice good interesting beautiful
    """
)
BOTH = SWEDISH_WORDS & ENGLISH_WORDS | {"i", "in", "per", "ok", "list", "total", "sitter", "deadline", "sorry"}
MASKED = re.compile(r"[A-ZÄ]+NAMN")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LONGEST = 4_000
# What a message is made of that only says in which language it wants its answer.
WISHING = words_in(
    """
    kan kunde skulle går det att vill jag vi du ni man få ha ge mig oss svar svaret svara svarar skriv skriva prata
    tala pratar talar ta på svenska engelska tack snälla gärna bara hej hejsan vänligen
    can could would may do you i we me us get have give want like the an a your answer answers reply respond
    speak write talk it is possible in to swedish english please thanks hi hello only
    """
)
ASKED_FOR = {
    SWEDISH: re.compile(
        r"\b(?:på|pratar?|talar?) svenska\b|\b(?:in|to|speak|talk) swedish\b(?! (?:kron|crown|money|curren|sek))",
        re.IGNORECASE,
    ),
    ENGLISH: re.compile(r"\b(?:på|pratar?|talar?) engelska\b|\b(?:in|to|speak|talk) english\b", re.IGNORECASE),
}


def language_of(text: str, before: str | None = None) -> str:
    """ "sv" or "en" by the words of `text`, names masked out; `before` where they leave it open.

    A wish ("in English, please") goes before the words. Swedish is the language of the house, so
    it is taken where nothing tells. Only the first 4 000 characters are read.
    """
    head = MASKED.sub(" ", text[:LONGEST])
    if (wished := wished_language(head)) is not None:
        return wished
    swedish, english = weights(head)
    if swedish == english:
        return before or SWEDISH
    return SWEDISH if swedish > english else ENGLISH


def wished_language(text: str) -> str | None:
    """The one language that a text asks to be answered in; None where it wishes none, or both."""
    wished = [language for language, wish in ASKED_FOR.items() if wish.search(text)]
    return wished[0] if len(wished) == 1 else None


def only_wishes_language(text: str) -> bool:
    """Whether a text says in which language to answer, and nothing else."""
    wished = wished_language(text[:LONGEST])
    return wished is not None and all(word in WISHING for word in WORD.findall(text[:LONGEST].lower()))


def weights(text: str) -> tuple[float, float]:
    """How much speaks for Swedish and for English."""
    swedish = english = 0.0
    for match in WORD.finditer(text.lower().replace("’", "'")):
        word = match.group()
        if word in BOTH:
            continue
        if word in SWEDISH_WORDS:
            swedish += 1
        elif word in ENGLISH_WORDS:
            english += 1
        elif any(letter in word for letter in "åäö"):
            swedish += 0.6
    return swedish, english
