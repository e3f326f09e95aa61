"""What people make of a phrasing: names filled in, typing errors, words around it, words left out."""

import random
import re
from collections.abc import Callable

from bot.understanding.training.phrasing_files import Written

COMMON_KEYS = "abcdefghijklmnoprstuvåäö"
BEFORE = {
    "sv": (
        "Hej!", "Hej,", "Hejsan!", "Hej igen.", "God morgon.", "Tack för svaret.", "Ok.", "Okej,", "En till fråga:",
        "Snabb fråga:", "Fråga:", "En fråga bara,", "Jag undrar:", "Jag undrar en sak.", "Vi undrar", "Ursäkta,",
        "Förlåt att jag stör, men", "Hej, jag heter Anna och arbetar på socialförvaltningen.",
        "Vi håller på med budgeten och undrar:", "Min chef frågar:", "Nämnden har frågat oss:",
        "Kan du svara på det här?", "Jag är ny här så det kanske är en dum fråga, men",
        "Jag skriver från KOMMUNNAMN kommun.", "Vi i KOMMUNNAMN undrar:", "Vi på RSS undrar",
        "Det gäller statsbidraget.", "Angående bidraget:", "Angående omställningsbidraget,",
        "Det gäller pengarna till nya socialtjänstlagen.", "Vår ekonom vill veta:", "Vet du", "Kan du säga", "men",
        "och", "Kort fråga:", "Gäller bidraget 2025.", "Jag har letat men hittar inget svar.", "Hallå!",
        "Vi diskuterade på jobbet:", "Sitter på bussen till mötet och undrar:",
        "Tåget är försenat, så jag passar på:", "Kaffet har kallnat och jag letar fortfarande:",
        "Regnet öser ner här, men", "Snön ligger djup i dag.", "Mobilen har snart slut på batteri så kort:",
        "Jag ska in i ett möte om tio minuter.", "God fortsättning!", "Skriver från telefonen, ursäkta stavningen.",
        "Min svåger påstår en sak om det här.", "Vi slog vad om en tårta.", "Lunchen får vänta:",
        "Hoppas någon är vaken.", "Barnen har somnat, nu hinner jag fråga:", "Jo du,", "Asså,",
        "Jaha, då var det dags igen.", "En bekant tjatar om det här.", "Hälsningar från ett soligt KOMMUNNAMN!",
        "Chefen är på semester och jag vikarierar.", "Kalkylarket krånglar igen.", "Jag hittar inte pappren, så:",
        "Nu på morgonen ringde en journalist.", "Radion sa något i morse.", "Läste i tidningen om det här.",
        "Jag är student och skriver en uppsats.", "Jag är bara en nyfiken medborgare.",
        "Jag sitter i kommunstyrelsen.", "Vid fikat blev vi oense.", "Bara så jag har rätt i min tabell:",
        "Till protokollet:", "För säkerhets skull:", "Jag har frågat runt men ingen vet.",
        "Sorry om det är fel forum, men", "Lägger en sista hand vid en bild:", "Ja, jag vet att det är fredag, men",
        "Ny på jobbet här!", "Kom precis från facknämnden.", "Du som vet allt:",
        "Min kollega på ekonomi har gått hem.", "Fullmäktige sammanträder i kväll.", "Vi sitter några stycken här.",
    ),
    "en": (
        "Hi!", "Hello,", "Hi again.", "Good morning.", "Thanks for that.", "Ok.", "One more question:",
        "Quick question:", "Question:", "I wonder:", "Excuse me,", "Sorry to bother you, but",
        "Hello, I work in social services.", "We are working on the budget and wonder:", "My boss asks:",
        "Our committee has asked us:", "This may be a silly question, but",
        "I'm writing from KOMMUNNAMN municipality.", "We in KOMMUNNAMN wonder:", "This is about the state grant.",
        "Regarding the grant:", "Do you know", "Could you tell me", "and", "but", "Concerning the 2025 grant,",
        "I have searched but found no answer.", "For an article:", "Stuck on a train, so quickly:",
        "Over coffee we argued.", "My phone is dying, so short:", "It is pouring down here.",
        "Typing on my phone, sorry.", "A friend of mine insists.", "We have a bet going on this.",
        "The spreadsheet ate my notes.", "New on the job here!", "Those of us who are new ask:",
        "I am a student writing a thesis.", "I am just a curious citizen.", "A journalist called this morning.",
        "The meeting starts in ten minutes.", "Greetings from KOMMUNNAMN!", "My colleague has left for the day.",
    ),
}  # fmt: skip
AFTER = {
    "sv": (
        "Tack!", "Tack på förhand.", "tack", "Mvh Karin", "mvh", "Hälsningar Per", "Vänliga hälsningar", "snälla",
        "tacksam för svar", "Undrar vi i KOMMUNNAMN.", "egentligen", "då", "nu", "i år", "2025", "för statsbidraget",
        "när det gäller bidraget", "vet du det?", "Vi behöver veta det till nämnden.",
        "Skulle behöva svar före fredag.", "alltså", "för oss i KOMMUNNAMN", "enligt beslutet",
    ),
    "en": (
        "Thanks!", "Thanks in advance.", "please", "Regards, Karen", "Best regards", "many thanks", "then", "now",
        "this year", "in 2025", "for the grant", "do you know?", "We need it for a meeting.",
        "according to the decision", "for us in KOMMUNNAMN", "exactly",
    ),
}  # fmt: skip
# Said as a whole: nothing is put around these.
WHOLE = frozenset({"greeting", "thanks", "goodbye", "help", "about_bot"})
NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "kommun": {
        "sv": ("KOMMUNNAMN", "KOMMUNNAMN", "KOMMUNNAMN", "KOMMUNNAMN kommun", "KOMMUNNAMN stad"),
        "en": ("KOMMUNNAMN", "KOMMUNNAMN", "KOMMUNNAMN", "KOMMUNNAMN municipality"),
    },
    "rss": {
        "sv": ("RSS RSSNAMN", "RSS RSSNAMN", "RSSNAMN", "RSS i RSSNAMN", "stödstrukturen i RSSNAMN"),
        "en": ("RSS RSSNAMN", "RSS RSSNAMN", "RSSNAMN", "the RSS in RSSNAMN"),
    },
    "lan": {"sv": ("LÄNSNAMN län", "LÄNSNAMN län", "LÄNSNAMN"), "en": ("LÄNSNAMN county", "LÄNSNAMN", "LÄNSNAMN län")},
    "ort": {"sv": ("ORTSNAMN",), "en": ("ORTSNAMN",)},
    "year": {"sv": ("2025", "2025", "2024"), "en": ("2025", "2025", "2024")},
}
# Said one for the other, in whatever topic.
ALIKE = {
    "sv": (
        ("pengarna", "medlen", "bidraget", "statsbidraget", "omställningspengarna", "omställningsbidraget", "stödet"),
        ("pengar", "medel", "bidrag", "statsbidrag", "bidragspengar"),
        ("vi", "kommunen", "vår kommun", "man"),
        ("Får", "Kan", "Går det att låta", "Är det okej att"),
        ("får vi", "kan vi", "har vi rätt att", "har vi möjlighet att"),
        ("Får vi", "Kan vi", "Får man", "Är det tillåtet att", "Går det att", "Är det okej att"),
        ("Måste vi", "Behöver vi", "Ska vi", "Är vi tvungna att", "Krävs det att vi"),
        ("redovisa", "återrapportera", "rapportera", "lämna redovisning"),
        ("redovisningen", "återrapporteringen", "slutredovisningen", "rapporten"),
        ("betala tillbaka", "återbetala", "lämna tillbaka"),
        ("återbetalas", "betalas tillbaka", "lämnas tillbaka"),
        ("rekvirera", "begära ut", "ta ut"),
        ("anställa", "rekrytera"),
        ("utbildning", "fortbildning", "kurser"),
        ("senast", "sista dag"),
        ("stödstrukturen", "stödstruktur", "RSS"),
        ("kommuner", "kommunerna"),
        ("tillsammans", "ihop", "gemensamt"),
        ("hur mycket", "vilket belopp", "vilken summa"),
        ("Hur mycket", "Vilket belopp", "Vilken summa"),
        ("Vad händer", "Hur blir det", "Vad gäller"),
    ),
    "en": (
        ("the money", "the funds", "the grant", "the funding", "the state grant"),
        ("money", "funds", "funding"),
        ("Can we", "May we", "Are we allowed to", "Could we", "Is it okay to"),
        ("Must we", "Do we have to", "Do we need to", "Are we required to"),
        ("we", "the municipality", "our municipality"),
        ("municipalities", "councils", "local authorities"),
        ("requisition", "request", "claim"),
        ("repay", "pay back", "return"),
        ("report", "final report", "account"),
        ("hire", "recruit", "employ"),
        ("the agency", "Socialstyrelsen", "the National Board of Health and Welfare"),
        ("deadline", "last day", "due date"),
        ("together", "jointly"),
    ),
}
REWORDED = 0.4
PLACEHOLDER = re.compile(r"\{(kommun|rss|lan|ort|year)\}(?:'s|s\b)?")


def filled(written: Written, pick: random.Random) -> str:
    """The phrasing with what `bot.understanding.names.mask` leaves of names, and with a year."""

    def name(match: re.Match[str]) -> str:
        return pick.choice(NAMES[match.group(1)][written.language])

    return PLACEHOLDER.sub(name, written.text)


def plainly_filled(written: Written) -> str:
    """The phrasing with each name in its commonest form."""
    return PLACEHOLDER.sub(lambda match: NAMES[match.group(1)][written.language][0], written.text)


def variations(written: Written, count: int) -> list[str]:
    """The phrasing itself and `count` ways to write it; the same ones each time."""
    pick = random.Random(f"{written.topic} {written.text}")  # noqa: S311 (no secret; reproducible)
    return [plainly_filled(written), *(varied(written, pick) for _ in range(count))]


def varied(written: Written, pick: random.Random) -> str:
    """The phrasing written in another way: one to three changes."""
    text = reworded(filled(written, pick), written.language, pick)
    for change in pick.sample(CHANGES, pick.randint(1, 2)):
        text = change(text, pick)
    if written.topic in WHOLE:
        return text
    if pick.random() < 0.45:
        text = f"{pick.choice(BEFORE[written.language])} {text}"
    if pick.random() < 0.3:
        text = f"{text} {pick.choice(AFTER[written.language])}"
    return text


def reworded(text: str, language: str, pick: random.Random) -> str:
    """The text with some expressions said in another way."""
    for group in ALIKE[language]:
        said = next((each for each in group if re.search(rf"(?<!\w){each}(?!\w)", text)), None)
        if said and pick.random() < REWORDED:
            text = re.sub(rf"(?<!\w){said}(?!\w)", pick.choice(group), text, count=1)
    return text


def misspelt(text: str, pick: random.Random) -> str:
    """One word with a letter swapped, left out, doubled or mistaken."""
    words = text.split()
    long = [number for number, word in enumerate(words) if len(word) > 3 and not word.isupper()]
    if not long:
        return text
    number = pick.choice(long)
    words[number] = pick.choice(ERRORS)(words[number], pick.randrange(1, len(words[number]) - 1), pick)
    return " ".join(words)


def swapped(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def omitted(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def doubled(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def mistaken(word: str, at: int, pick: random.Random) -> str:
    return word[:at] + pick.choice(COMMON_KEYS) + word[at + 1 :]


def shortened(text: str, pick: random.Random) -> str:
    """The text without one of its words, where it has enough."""
    words = text.split()
    if len(words) < 5:
        return text
    del words[pick.randrange(len(words))]
    return " ".join(words)


def transcribed(text: str, pick: random.Random) -> str:
    """Written on a keyboard without å, ä and ö."""
    if pick.random() < 0.7:
        return text
    return text.replace("å", "aa").replace("ä", "ae").replace("ö", "oe")


def unchanged(text: str, _: random.Random) -> str:
    return text


ERRORS: tuple[Callable[[str, int, random.Random], str], ...] = (swapped, omitted, doubled, mistaken)
CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    misspelt,
    misspelt,
    shortened,
    transcribed,
    unchanged,
    unchanged,
)


def gibberish(count: int) -> list[str]:
    """Letters without sense: what is not understood must not be scored as something."""
    pick = random.Random("gibberish")  # noqa: S311 (no secret; reproducible)
    return [" ".join(nonsense(pick) for _ in range(pick.randint(1, 5))) for _ in range(count)]


def nonsense(pick: random.Random) -> str:
    if pick.random() < 0.15:
        return str(pick.randint(0, 999))
    return "".join(pick.choice(COMMON_KEYS + "qwxyz") for _ in range(pick.randint(2, 9)))
