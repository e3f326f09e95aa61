"""Ordinary sentences in two languages that name no place, full of what looks like one."""

from collections.abc import Iterator
from itertools import product

GIVEN = ("Anna", "Erik", "Karin", "Per", "Lisa", "Johan", "Maria", "Ulla", "Sven", "Fatima", "Lars", "Eva")
SURNAMES = (
    "Berg",
    "Lund",
    "Mark",
    "Norberg",
    "Falkenberg",
    "Varberg",
    "Boden",
    "Salem",
    "Mora",
    "Strand",
    "Holm",
    "Vik",
)
LIKE_PLACES = ("Mark", "Nora", "Eda", "Vilhelmina", "Dorotea", "Mora")

SWEDISH_PERSONS = (
    "{given} {surname} undrar när rapporten ska vara klar.",
    "Hälsningar {given} {surname}",
    "Med vänlig hälsning\n{given} {surname}\nenhetschef",
    "Vår ekonom {given} {surname} är på semester till på måndag.",
    "Jag heter {given} {surname} och är ny på jobbet.",
    "Enligt {given} {surname} är bidraget redan rekvirerat.",
    "Fråga {given} {surname} om pengarna i stället.",
    "Kontakta {given}.{surname}@forvaltningen.example om något är oklart.",
    "Protokollet justeras av {given} {surname} och ordföranden.",
    "{given} {surname}, samordnare, tfn 070-000 00 00",
    "Det var {given} {surname} som skickade in redovisningen i fjol.",
    "Socialchef {surname} har sagt att summan räcker.",
)
SWEDISH_NAMESAKES = (
    "mvh {name}",
    "Hälsningar {name}",
    "/{name}",
    "Hej {name}!",
    "Tack {name} för hjälpen med bidraget.",
    "Jag heter {name} och undrar vad pengarna får användas till.",
    "{name} här, jag har en fråga om redovisningen.",
    "{name} och jag undrar hur pengarna fördelas.",
    "Jag talade med {name} om bidraget i går.",
    "Enligt {name} får vi två miljoner kronor.",
    "Min kollega {name} säger att det går bra.",
    "{name} Johansson har semester.",
    "Hej! Jag heter {name}. När är sista dag att rekvirera?",
    "Det säger {name} Lindqvist på ekonomienheten.",
)
ENGLISH_PERSONS = (
    "{given} {surname} asked when the report is due.",
    "Kind regards, {given} {surname}",
    "My name is {given} {surname} and I am new here.",
    "According to {given} {surname} the money has been paid out.",
    "Please call {given} {surname} if the figures look odd.",
    "Best wishes\n{given} {surname}\nhead of unit",
)
ENGLISH_NAMESAKES = (
    "{name} here, I have a question about the report.",
    "Hi {name}, how is the grant calculated?",
    "Dear {name}, thank you for the information about the money.",
    "{name} and I wonder what the grant may be used for.",
    "My name is {name} and I work with social services.",
    "Cheers, {name}",
    "Thanks {name}!",
    "I met {name} at the conference.",
)
STREETS = ("Kallingevägen", "Lundgatan", "Bergsgatan", "Malmövägen", "Storgatan", "Kungsgatan", "Östra Storgatan")
SWEDISH_STREETS = (
    "Vårt kontor ligger på {street} 14, en trappa upp.",
    "Skicka posten till {street} 3.",
    "Mötet hålls på {street} 27 klockan nio.",
    "{street} 8",
)
WORDS = ("mark", "berg", "lund", "kil", "sal", "skara", "säter", "bod", "klippa", "köping", "grums", "trosa")
SWEDISH_WORDS = (
    "Får pengarna gå till {word} eller lokaler?",
    "Det finns ingen {word} i närheten av kontoret.",
    "Vi såg en {word} på vägen hem.",
    "Har ni någon {word} att visa upp?",
    "Enheten ligger vid en {word} i utkanten.",
    "Vad kostar en {word} i drift?",
)
VERBS = ("vara", "ange", "bygga", "mala", "timra", "mäta", "räkna")
SWEDISH_VERBS = (
    "Vad ska vi {verb} i redovisningen?",
    "Hur kan det {verb} så svårt?",
    "Det får {verb} som det vill med den saken.",
    "Måste vi {verb} något mer?",
    "Är det tillåtet att {verb} i förväg?",
    "Hur mycket får det {verb}?",
    "Vi kommer att {verb} detta varje år.",
    "Ska alla {verb} med från början?",
)
ACTORS = ("nämnden", "förvaltningen", "ledningen", "vår chef", "styrelsen", "en kollega", "revisorn", "regionen")
DOINGS = (
    "vill veta vad bidraget får användas till",
    "undrar när pengarna betalas ut",
    "säger att fristen redan har gått ut",
    "har läst beslutet två gånger",
    "menar att vi borde ha fått mer",
    "tror inte att summan räcker till en tjänst",
    "ska fatta beslut i höst",
    "behöver hjälp med återrapporteringen",
    "kan vara intresserad av samverkan",
    "frågar om jämställdhet ska vara med",
)
ENDINGS = ("", ", men det är väl inte bråttom", " före jul", " så snart det går", " enligt protokollet", ", tyvärr")
ENGLISH_ACTORS = ("the board", "our manager", "the auditor", "a colleague", "the committee", "the region", "my boss")
ENGLISH_DOINGS = (
    "wants to know what the grant may be used for",
    "wonders when the money is paid out",
    "says that the deadline has already passed",
    "has read the decision twice",
    "thinks that we should have received more",
    "does not believe that the amount is enough",
    "will decide in the autumn",
    "needs help with the report",
    "marked the wrong box in the form",
    "are kind of late with everything",
)
ENGLISH_ENDINGS = (
    "",
    ", but there is no hurry",
    " before Christmas",
    " as soon as possible",
    " according to the minutes",
)
OTHERS = (
    "Du är en riktig klippa.",
    "Vara eller inte vara, det är frågan.",
    "Vi står på fast mark innan vi går till nämnden.",
    "Hon satt i en sal och åt en sallad.",
    "Det går upp och ner som i en berg- och dalbana.",
    "Lunds universitet har utvärderat insatsen.",
    "Professorn vid Uppsala universitet höll med.",
    "Det stod i Blekinge Läns Tidning i går.",
    "Göteborgs-Posten skrev om lagen.",
    "Malmö FF vann med två mål.",
    "Los Angeles och Rom är långt borta.",
    "Han drack en ale och hon en kaffe.",
    "Falu rödfärg passar bäst på huset.",
    "Adressen är Box 12, 371 23 Karlskrona.",
    "Läs mer på https://www.kiruna.example/kiruna eller www.lund.example.",
    "Are you a robot?",
    "It is kinda hard to say.",
    "We are late.",
    "The Stockholm syndrome is no help here.",
    "What mark did the report get?",
    "Ange numret på varje blankett.",
    "Vilken kommun får minst, och varför?",
    "Hur mycket får alla kommuner tillsammans?",
    "Vad får man göra med pengarna?",
    "Vi vill att barnen ska vara trygga i sin egen kommun.",
    "Att vara kommun är inte alltid lätt.",
    "DET SKA VARA KLART I MAJ.",
    "VAD SKA VI ANGE PÅ BLANKETTEN?",
    "A. Berg",
    "Hälsar Nora i receptionen",
)


def filled(templates: tuple[str, ...], **choices: tuple[str, ...]) -> Iterator[str]:
    """Every template with every choice."""
    for template in templates:
        for values in product(*choices.values()):
            yield template.format(**dict(zip(choices, values, strict=True)))


def sentences() -> list[str]:
    """Some four thousand sentences, each once."""
    found = [
        *OTHERS,
        *filled(SWEDISH_PERSONS + ENGLISH_PERSONS, given=GIVEN, surname=SURNAMES),
        *filled(SWEDISH_NAMESAKES + ENGLISH_NAMESAKES, name=LIKE_PLACES),
        *filled(SWEDISH_STREETS, street=STREETS),
        *filled(SWEDISH_WORDS, word=WORDS),
        *filled(SWEDISH_VERBS, verb=VERBS),
    ]
    for actor, doing, ending in product(ACTORS, DOINGS, ENDINGS):
        found += [f"{actor.capitalize()} {doing}{ending}.", f"jag hörde att {actor} {doing}{ending}"]
    for actor, doing, ending in product(ENGLISH_ACTORS, ENGLISH_DOINGS, ENGLISH_ENDINGS):
        found.append(f"{actor.capitalize()} {doing}{ending}.")
    return list(dict.fromkeys(found))
