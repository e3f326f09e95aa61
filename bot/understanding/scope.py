"""What lies outside the grant, and what is no question at all: told by words, before any topic is guessed."""

from bot.understanding.asked_clause import asks_amount_in_clause
from bot.understanding.phrases import any_of
from bot.understanding.question import Reason
from bot.understanding.small_talk import TRIMMED, small_talk
from bot.understanding.years import years_in

OTHER_MONEY = any_of(
    r"""
    ekonomiskt bistånd; försörjningsstöd\w*; socialbidrag\w*; \w*utjämning\w*; a-kassa\w*;
    barnbidrag\w*; bostadsbidrag\w*; bostadstillägg\w*; pension\w*; sjukpenning\w*; föräldrapenning\w*;
    studiebidrag\w*; studiemedel; csn; hyresbidrag\w*; skolbidrag\w*; generella statsbidrag\w*;
    schablonersättning\w*; etableringsersättning\w*; kommunalskatt\w*; skattesats\w*; skatteintäkt\w*;
    eu-bidrag\w*; eu-stöd\w*; jordbruksstöd\w*; vägbidrag\w*; driftbidrag\w*; föreningsbidrag\w*; kulturbidrag\w*;
    elstöd\w*; assistansersättning\w*; flyktingersättning\w*; lokalstöd\w*; presstöd\w*; idrottsbidrag\w*;
    lönebidrag\w*; stadsbidrag till skol\w*; maxtaxa\w*; prestationsbaserad\w*; elevpeng\w*; skolpeng\w*;
    hemvårdsbidrag\w*; anhörigbidrag\w*; a-traktor\w*; aktivitetsstöd\w*; sfi-\w+; likvärdighetsbidrag\w*;
    housing (?:benefit|allowance)s?; child (?:benefit|allowance)s?; welfare (?:benefit|payment)s?;
    social assistance; income support; unemployment benefits?; equali[sz]ation (?:grant|system|payment)\w*;
    eu (?:grant|fund)s?; tax (?:rate|revenue)s?; sick pay; student (?:loan|grant|aid)s?;
    studielån\w*; bostadslån\w*; billån\w*; statsskuld\w*; enskild firma; mortgages?; student debt; national debt;
    (?:danska|norska|finska|tyska) (?:staten|regeringen); danish; norwegian; finnish
    """
)
OTHER_MATTERS = any_of(
    r"""
    väder; vädret; väderprognos\w*; regn\w*; snö; snöar; solsken; temperatur\w*; weather; rain(?:ing)?; forecast;
    pizz\w*; restaurang\w*; restaurants?; hotell?\w*; krog\w*; lunchställe\w*; fotboll\w*; ishockey\w*;
    hockey\w*; match(?:en|er)?; football; recept\w*; kladdkaka\w*; recipe; dikt\w*; poem; skämt\w*; vits; joke;
    python\w*; javascript; programmer\w*; huvudstad\w*; capital of; tågtid\w*; tåget; bussen;
    flyg\w*; flights?; trains?; bolån\w*; räntan på; aktie\w*; börs\w*; bitcoin; krypto\w*; stock price; film\w*;
    serie; musik; låt; sång; song; movie; valresultat\w*; statsminister\w*; president\w*; kungen; king of;
    borgmästare\w*; mayor; kommunalråd\w*; vinner; vann; sevärdhet\w*; sightseeing; turist\w*; tourist\w*;
    horoskop\w*; stjärntecken; meningen med livet; meaning of life; klockan; what time is it; kärlek\w*; dejt\w*;
    gift dig; läxa\w*; homework; översätt \w+ till (?:tyska|franska|spanska);
    translate .{1,40} (?:german|french|spanish); körkort\w*; passet; bygglov\w*; parkering\w*; sophämtning\w*;
    (?:räkna(?: ut)?|vad (?:är|blir)) \d+ ?(?:%|[*x×+^-]|gånger|genom|plus|minus|delat|procent).*;
    (?:calculate|what(?:'s| is)) \d+ ?(?:%|[*x×+^-]|times|plus|minus|divided|percent).*;
    hur många (?:bor|lever); hur många (?:invånare|människor|personer) (?:bor|lever|har|finns); hur stor folkmängd;
    (?:fler|färre|antal|more|fewer) (?:invånare|inhabitants|residents);
    how many (?:people|inhabitants|residents) (?:live|are|does|do|has|have);
    förskoleplats\w*; dagisplats\w*; skolval\w*; bredband\w*; simhall\w*; badhus\w*; öppettider\w*; opening hours
    """
)
SUBJECT = any_of(
    r"""
    \w*bidrag\w*; \w*belopp\w*; rekvi\w+; medel; medlen; återrapport\w*; redovis\w*; återbetal\w*; omställning\w*;
    socialstyrelsen\w*; rss; \w*stödstruktur\w*; grants?; requisition\w*; socialtjänst\w*; social services?;
    pengar\w*; diarie\w*
    """
)
ORDERS = any_of(
    r"""
    system ?prompt\w*; systeminstruktion\w*; prompt; jailbreak; dan mode; developer mode; utvecklarläge\w*;
    du är nu en?; you are now;
    (?:ignorera|glöm|strunta i|bortse från|kringgå)\w* (?:\w+ ){0,4}(?:instruktion|regl|anvisning|tidigare|ovan)\w*;
    (?:ignore|forget|disregard|override|bypass) (?:\w+ ){0,4}(?:instruction|rule|previous|prompt|above|guideline)\w*;
    låtsas; spela rollen; agera som; föreställ dig; pretend; act as; role ?play;
    (?:visa|skriv ut|avslöja|reveal|print|show) (?:\w+ ){0,4}(?:instruktion|instruction|api-?nyckel|secret|hemlig)\w*;
    lösenord\w*; password\w*; api[- ]?key\w*;
    (?:alla|all) (?:e-?post|mejl|mail|personuppgift|telefonnummer|email|contact)\w*;
    drop table; select .{1,80} from; union select; insert into; delete from;
    databas(?:en)? (?:innehåll|dump); dump the; hacka; hack; exploit\w*
    """
)
ABUSE = any_of(
    r"""
    idiot\w*; jävla\w*; jävel\w*; fan ta\w*; dra åt helvete; håll käften; korkad\w*; dum i huvudet; värdelös\w*;
    skit\w*; hora\w*; fuck\w*; shit\w*; stupid; useless; moron; shut up; bullshit
    """
)


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


def outside(text: str) -> bool:
    """Other money is outside even beside a recipient's name; other matters only without the grant's own words."""
    if OTHER_MONEY.search(text):
        return True
    return OTHER_MATTERS.search(text) and not SUBJECT.search(text) and not asks_amount_in_clause(text)
