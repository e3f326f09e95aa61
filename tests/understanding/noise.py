"""Names as people write them: typing errors, genitives, lost diacritics and capitals, in questions of two languages."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.name_forms import form_key
from bot.understanding.question import Kind, Target
from bot.understanding.text import fold, from_digraphs
from models.facts import Facts, Place

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
CARRIERS = (
    "Hur stort belopp får {}?",
    "vad blev det för {} 2025",
    "{}, vad har ni för siffra där?",
    "Bidraget till {} tack.",
    "och {} då?",
    "{}",
    "Hej! Jag arbetar på socialförvaltningen i {} och undrar hur mycket vi får.",
    "Går det att säga hur mycket {} kan rekvirera?",
    "pengar {}",
    "What sum does {} get?",
    "amount for {} please",
    "How much money has {} been granted in 2025?",
    "and {}?",
)
GENITIVE_CARRIERS = (
    "Hur stor är {} andel?",
    "vad är {} belopp 2025",
    "What is {} amount?",
)
SHORT = 6


@dataclass(frozen=True, slots=True)
class Noisy:
    """A question with a misspelt name, and what it stands for."""

    text: str
    place: Place
    errors: int


def with_error(word: str, chance: random.Random) -> str:
    """A word with one letter deleted, inserted, replaced or swapped with the next."""
    at = chance.randrange(len(word))
    kind = chance.choice(("delete", "insert", "replace", "swap"))
    if kind == "delete":
        return word[:at] + word[at + 1 :]
    if kind == "insert":
        return word[:at] + chance.choice(LETTERS) + word[at:]
    if kind == "replace":
        return word[:at] + chance.choice(LETTERS.replace(word[at].lower(), "")) + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def forms_of(place: Place) -> set[str]:
    """The name and its genitive as keys, with and without diacritics."""
    name = form_key(place.name.removeprefix("RSS "))
    forms = {name, name.replace(" ", ""), f"{name}s"}
    return forms | {fold(form) for form in forms}


def noisy_questions(facts: Facts, each: int, seed: int) -> Iterator[Noisy]:
    """`each` questions about every recipient: one typing error up to six letters, else one or two.

    What happens to be another name, or still the same, is left out.
    """
    chance = random.Random(seed)
    forms = set().union(*(forms_of(place) for place in facts.places.values()))
    for place in facts.places.values():
        name = place.name.removeprefix("RSS ")
        for _ in range(each):
            errors = chance.randint(1, 1 if len(name) <= SHORT else 2)
            written = name
            for _ in range(errors):
                written = with_error(written, chance)
            key = form_key(written)
            if not {key, fold(key), fold(key) + "s", fold(from_digraphs(key)), from_digraphs(key)} & forms:
                yield Noisy(carried(written, place, chance), place, errors)


def carried(written: str, place: Place, chance: random.Random) -> str:
    """A written name in a question, sometimes in the genitive, folded, in small letters or capitals."""
    genitive = chance.random() < 0.25
    if genitive and not written.endswith("s"):
        written += "s"
    if chance.random() < 0.25:
        written = fold(written.lower()).capitalize()
    if chance.random() < 0.4:
        written = written.lower()
    if place.name.startswith("RSS "):
        written = f"RSS {written}"
    text = chance.choice(GENITIVE_CARRIERS if genitive else CARRIERS).format(written)
    return text.upper() if chance.random() < 0.1 else text


def exact_questions(facts: Facts, own_forms: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Target]]:
    """Every recipient and county in each of its right forms, in several questions."""
    for place in facts.municipalities:
        target = Target(Kind.MUNICIPALITY, place.code)
        genitive = place.name if place.name.endswith("s") else f"{place.name}s"
        written = [
            place.name,
            place.official_name,
            f"{genitive} kommun",
            f"City of {place.name}",
            *own_forms[place.code],
        ]
        written += [f"{place.name} Municipality", f"the municipality of {place.name}", f"kommunen {place.name}"]
        for form in written:
            yield f"Hur mycket får {form}?", target
            yield f"what is the amount for {form}", target
        yield f"Vad är {genitive} andel av pengarna?", target
        yield f"vad är {genitive.lower()} andel av pengarna", target
        yield f"HUR MYCKET FÅR {place.name.upper()}?", target
        yield f"what is {place.name}'s share of the money?", target
        yield place.name, target
        yield place.name.lower(), target
    for place in facts.rss:
        target, name = Target(Kind.RSS, place.code), place.name.removeprefix("RSS ")
        for form in (place.name, place.name.upper(), f"RSS i {name}", f"{name}-RSS", f"stödstrukturen i {name}"):
            yield f"Hur mycket får {form}?", target
        yield f"how much for the regional support structure in {name}?", target
    for code, name in facts.counties.items():
        target, bare = Target(Kind.COUNTY, code), name.removesuffix(" län")
        for form in (name, name.lower(), name.upper(), f"{bare} county"):
            yield f"Hur mycket får {form}?", target
