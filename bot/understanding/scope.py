"""What lies outside the grant, and what is no question at all: told by words, before any topic is guessed."""

import re

from bot.understanding.phrases import any_of
from bot.understanding.question import Reason
from bot.understanding.years import years_in

MANY_WORDS = 12


OTHER_MONEY = any_of(
    r"""
    ekonomiskt bistånd; försörjningsstöd\w*; socialbidrag\w*; \w*utjämning\w*; utjämningsbidrag\w*; a-kassa\w*;
    barnbidrag\w*; bostadsbidrag\w*; bostadstillägg\w*; pension\w*; sjukpenning\w*; föräldrapenning\w*;
    studiebidrag\w*; studiemedel; csn; hyresbidrag\w*; skolbidrag\w*; generella statsbidrag\w*;
    schablonersättning\w*; etableringsersättning\w*; kommunalskatt\w*; skattesats\w*; skatteintäkt\w*; eu-bidrag\w*;
    eu-stöd\w*; jordbruksstöd\w*; vägbidrag\w*; driftbidrag\w*; föreningsbidrag\w*; kulturbidrag\w*; elstöd\w*;
    assistansersättning\w*; flyktingersättning\w*; lokalstöd\w*; presstöd\w*; idrottsbidrag\w*; lönebidrag\w*;
    stadsbidrag till skol\w*; maxtaxa\w*; prestationsbaserad\w*; elevpeng\w*; skolpeng\w*; hemvårdsbidrag\w*;
    anhörigbidrag\w*; a-traktor\w*; aktivitetsstöd\w*; sfi-\w+; likvärdighetsbidrag\w*;
    housing (?:benefit|allowance)s?; child (?:benefit|allowance)s?; welfare (?:benefit|payment)s?;
    social assistance; income support; unemployment benefits?; equali[sz]ation (?:grant|system|payment)\w*;
    eu (?:grant|fund)s?; tax (?:rate|revenue)s?; pensions?; sick pay; student (?:loan|grant|aid)s?;
    (?:danska|norska|finska|tyska) (?:staten|regeringen); danish; norwegian; finnish
    """
)
OTHER_MATTERS = any_of(
    r"""
    väder; vädret; väderprognos\w*; regn\w*; snö; snöar; solsken; temperatur\w*; weather; rain(?:ing)?; forecast; pizz\w*;
    restaurang\w*; restaurants?; hotell?\w*; hotels?; krog\w*; lunchställe\w*; fotboll\w*; ishockey\w*; hockey\w*;
    match(?:en|er)?; football; recept\w*; kladdkaka\w*; recipe; dikt\w*; poem; skämt\w*; vits; joke; python\w*;
    javascript; programmer\w*; kod; sorterar; huvudstad\w*; capital of; tågtid\w*; tåget; bussen; flyg\w*; flights?;
    trains?; bolån\w*; räntan på; aktie\w*; börs\w*; bitcoin; krypto\w*; stock price; film\w*; serie; musik; låt;
    sång; song; movie; valresultat\w*; statsminister\w*; president\w*; kungen; king of; borgmästare\w*; mayor;
    kommunalråd\w*; vinner; vann; sevärdhet\w*; sightseeing; turist\w*; tourist\w*; horoskop\w*; stjärntecken;
    meningen med livet; meaning of life; klockan; what time is it; kärlek\w*; dejt\w*; gift dig; läxa\w*; homework;
    översätt \w+ till (?:tyska|franska|spanska); translate .{1,40} (?:german|french|spanish); körkort\w*; passet;
    bygglov\w*; parkering\w*; sophämtning\w*; förskoleplats\w*; dagisplats\w*; skolval\w*; bredband\w*; simhall\w*;
    badhus\w*; öppettider\w*; opening hours
    """
)
SUBJECT = any_of(
    r"""
    \w*bidrag\w*; \w*belopp\w*; rekvi\w+; medel; medlen; återrapport\w*; redovis\w*; återbetal\w*; omställning\w*;
    socialstyrelsen\w*; rss; \w*stödstruktur\w*; grants?; requisition\w*; socialtjänst\w*; social services?;
    statsbidrag\w*; pengar\w*; diarie\w*
    """
)
ORDERS = re.compile(
    r"system ?prompt|systeminstruktion|(?:ignorera|glöm|strunta i|bortse från|åsidosätt|kringgå)\w* (?:\w+ ){0,4}(?:instruktion|regl|anvisning|tidigare|ovan|begränsning)"
    r"|(?:ignore|forget|disregard|override|bypass) (?:\w+ ){0,4}(?:instruction|rule|previous|prompt|above|guideline)|jailbreak|\bdan mode|developer mode"
    r"|utvecklarläge|du är nu en?\b|you are now|(?:låtsas|spela rollen|agera som|föreställ dig)\b|\bpretend|\bact as\b|role ?play"
    r"|(?:visa|skriv ut|avslöja|reveal|print|show) (?:\w+ ){0,4}(?:prompt|instruktioner|instructions|api-?nyckel|api key|lösenord|password|secret|hemlig)"
    r"|lösenord(?:et)?\b|\bpassword|api[- ]?key|(?:alla|all) (?:e-?post|mejl|mail|personuppgift|telefonnummer|email|contact)\w*|databas(?:en)? (?:innehåll|dump)|dump the|\bhacka\b|\bhack\b|exploit",
    re.IGNORECASE,
)
ABUSE = any_of(
    r"""
    idiot\w*; jävla\w*; jävel\w*; fan ta\w*; dra åt helvete; håll käften; korkad\w*; dum i huvudet; värdelös\w*;
    skitbot\w*; skit\w*; hora\w*; fuck\w*; shit\w*; stupid; useless; moron; shut up; bullshit
    """
)
GREETING = re.compile(
    r"(?:hej(?:san)?(?: hej)?(?: igen| på (?:dig|er))?|hallå|tjena(?:re)?|tja|goddag|god (?:morgon|dag|kväll|afton)|hello|hi(?: there| again)?|hey|good"
    r" (?:morning|afternoon|evening|day))",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"(?:(?:ok(?:ej)?|toppen|perfekt|super|bra|fint|great|perfect|jättebra|underbart|kanon|snyggt|grymt|nice|aha|jaha|jaså|i see|good|cool"
    r"|excellent|wonderful|stort|tusen|många|hjärtligt|thanks|thank you|thank|tack(?:ar)?|thx|cheers|så mycket|så jättemycket|för hjälpen"
    r"|för svaret|för det|for the help|for your help|for that|very much|so much|a lot|a million|på förhand|ska du ha|vad bra|det var allt"
    r"|that's all|that is all|you|då|så|mycket|hjälpte|det|haha|hehe|kul|schysst|snällt|snällt av dig|👍|🙏|tusen tack)[\s,.!]*)+",
    re.IGNORECASE,
)
GOODBYE = re.compile(
    r"(?:hej ?då|adjö|vi (?:hörs|ses)|ha det (?:bra|gott|fint)|bye(?:[- ]bye)?|goodbye|see you|farväl|god natt|good night)",
    re.IGNORECASE,
)
HELP = any_of(
    r"""
    vad kan (?:du|ni|man)(?: \w+){0,3} (?:svara på|hjälpa|göra|fråga)\w*(?: \w+){0,3}; vad kan du;
    hur funkar (?:du|det här|den här); hur fungerar (?:du|det här); vem är du; vad är du;
    är du en (?:robot|bot|människa|ai); hjälp(?: mig)?; help(?: me)?; what can you(?: do| answer| help)?\w*;
    who are you; are you (?:a )?(?:bot|robot|human|an ai|real); how do(?:es)? (?:you|this) work; vad heter du;
    what is your name; what's your name
    """
)
TRIMMED = " \t\n!.,?;:)(-–—…😀😊🙂👋👍🙏❤️"


def reason_of(text: str, has_question: bool) -> Reason | None:
    """Why `text` is not to be answered; None where it may be a question about the grant.

    `has_question` says that a recipient is named together with words about its amount: then an
    order or an insult around it is passed over and the question answered.
    """
    if not any(character.isalpha() for character in text) and not years_in(text):
        return Reason.EMPTY
    small = small_talk(text.strip(TRIMMED))
    if small is not None:
        return small
    if outside(text):
        return Reason.OUTSIDE
    if not has_question and (ORDERS.search(text) or (ABUSE.search(text) and not SUBJECT.search(text))):
        return Reason.HOSTILE
    return None


def small_talk(text: str) -> Reason | None:
    """Whether a message only greets, thanks, takes leave or asks what the service can do."""
    if len(text) > 80:
        return None
    for pattern, reason in ((GREETING, Reason.GREETING), (GOODBYE, Reason.GOODBYE), (THANKS, Reason.THANKS)):
        if pattern.fullmatch(text):
            return reason
    rest = GREETING.sub("", text, count=1).strip(TRIMMED)
    for pattern, reason in ((THANKS, Reason.THANKS), (GOODBYE, Reason.GOODBYE), (HELP.pattern, Reason.HELP)):
        if rest and pattern.fullmatch(rest):
            return reason
    thanked = THANKS.match(rest)
    if thanked and GOODBYE.fullmatch(rest[thanked.end() :].strip(TRIMMED) or "-"):
        return Reason.GOODBYE
    return None


def outside(text: str) -> bool:
    """Other money is outside even beside a recipient's name; other matters only without the grant's own words."""
    if OTHER_MONEY.search(text):
        return True
    return bool(OTHER_MATTERS.search(text)) and not SUBJECT.search(text)
