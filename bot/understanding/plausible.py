"""Whether a word that is spelt like a name is one here: Mark the place, Mark the person, or marked ground."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.understanding import vocabulary as say
from bot.understanding.localities import Elsewhere
from bot.understanding.name_forms import Known
from bot.understanding.question import Tier
from bot.understanding.reading import Reading, is_asking

NEAR_WORDS = Path(__file__).parent / "data" / "near_words.txt"
NEAR_SIGN_OFF = 5
MANY_STRANGERS = 8


@dataclass(slots=True)
class Candidate:
    """Words `first` to `last` (not included) of a text that may be a name, or a place that is no recipient."""

    first: int
    last: int
    known: tuple[Known, ...]
    tier: Tier
    distance: int = 0
    elsewhere: Elsewhere | None = None


@lru_cache(maxsize=1)
def near_words() -> frozenset[str]:
    """Words that are spelt (nearly) like a name or a locality and are none (training/near_words.py makes them)."""
    return frozenset(NEAR_WORDS.read_text(encoding="utf-8").split())


def is_common(word: str) -> bool:
    """Whether a lower-case word, or what it is the genitive of, is a word of its own."""
    return word in near_words() or word.removesuffix("s") in near_words()


def is_believable(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """Whether a candidate names a recipient here. `names` are the numbers of all words that may be names."""
    if reading.is_in_address(found.first) or is_part_of_name(reading, found):
        return False
    if is_street_or_person(reading, found) and not has_kind_word(reading, found):
        return False
    if found.elsewhere:
        return is_believable_place(reading, found, names)
    if found.tier == Tier.SPELLING:
        return is_believable_spelling(reading, found, names)
    written = reading.lower(found.first).partition("'")[0].partition("’")[0]
    if found.last - found.first > 1 or not is_also_a_word(written, found):
        return True
    return is_believable_word(reading, found, names, written)


def is_also_a_word(written: str, found: Candidate) -> bool:
    bare = {written, written.removesuffix("s")}
    return bool(bare & (say.WORDS | say.PERSONS)) and (found.tier != Tier.FOLDED or bool(bare & say.WORDS))


def is_part_of_name(reading: Reading, found: Candidate) -> bool:
    """Lunds universitet, Blekinge Läns Tidning, Malmö FF."""
    following = reading.lower(found.last) if found.last < len(reading) and reading.is_joined(found.last) else ""
    if following in say.COUNTY:
        following = reading.after(found.last)
    return following in say.PART_OF_NAME


def is_street_or_person(reading: Reading, found: Candidate) -> bool:
    """Right after a given name a place's name is a surname (Camilla Falkenberg)."""
    if found.first == 0 or reading.gap(found.first).strip(" "):
        return False
    previous = reading.words[found.first - 1]
    return previous.text[0].isupper() and previous.lower in say.GIVEN_NAMES


def has_kind_word(reading: Reading, found: Candidate) -> bool:
    """Whether "kommun", "stad" or the like stands right after, or "municipality of" right before."""
    following = reading.lower(found.last) if found.last < len(reading) and reading.is_joined(found.last) else ""
    if following in say.KOMMUN | say.STAD | say.KOMMUNER | say.COUNTY or following in say.RSS:
        return True
    previous = reading.before(found.first)
    if previous in {"of", "i"}:
        previous = reading.before(found.first - 1)
        return previous in {"municipality", "city", "town", "county"}
    return previous in {"kommunen", "staden", "rss", "region"} and reading.is_capital(found.first)


def is_believable_spelling(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """A misspelt name needs the more support from its surroundings the shorter it is."""
    if follows_capital(reading, found) and not has_kind_word(reading, found):
        return False
    length = min(len(known.name) for known in found.known)
    if has_kind_word(reading, found) or only_asks(reading, found, names):
        return True
    in_slot = is_after_slot(reading, found) or reading.after(found.last - 1) in say.SLOT_AFTER
    if length > 7:
        return in_slot or reading.tells_name(found.first) or found.distance == 1
    if length > 4:
        return in_slot or reading.tells_name(found.first)
    return in_slot and (reading.tells_name(found.first) or reading.speaks_of_money(found.first))


def is_believable_place(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """A place that is no recipient counts only where one is asked for; a word-like one only after "i"."""
    if follows_capital(reading, found):
        return False
    written = reading.lower(found.first)
    if found.last - found.first == 1 and (is_common(written) or written in say.GIVEN_NAMES):
        return reading.tells_name(found.first) and reading.before(found.first) in {"i", "in", "från", "from"}
    if only_asks(reading, found, names):
        return True
    if reading.tells_name(found.first):
        return True
    return is_after_slot(reading, found) and reading.speaks_of_money(found.first)


def is_after_slot(reading: Reading, found: Candidate) -> bool:
    return reading.before(found.first) in say.SLOT_BEFORE


def only_asks(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """Whether the sentence holds nothing but this and other names and words that amounts are asked for with."""
    strangers = reading.strangers(found.first)
    return len(strangers) <= len(names) and all(number in names for number in strangers)


def follows_capital(reading: Reading, found: Candidate) -> bool:
    """Whether a capitalised word that is no ordinary word stands right before, or right after: a person's name."""
    if not reading.capitals_tell or not reading.is_capital(found.first):
        return False
    previous, following = reading.before(found.first), reading.after(found.last - 1)
    if previous and reading.is_capital(found.first - 1) and not is_asking(previous):
        return previous not in say.GREETINGS
    return bool(following) and reading.is_capital(found.last) and following in say.GIVEN_NAMES


def is_believable_word(reading: Reading, found: Candidate, names: set[int], written: str) -> bool:
    """A name that is a word as well: a capital inside a sentence, a word beside it or the bare question decides."""
    number = found.first
    if written in say.COMMONEST or written.removesuffix("s") in say.COMMONEST:
        if not reading.tells_name(number):
            return is_believable_verb(reading, found, names)
    elif has_kind_word(reading, found):
        return True
    if is_person(reading, found, written):
        return False
    if not reading.tells_name(number):
        return is_asked_for(reading, found, names)
    if written.removesuffix("s") not in say.PERSONS and found.tier == Tier.EXACT:
        return True
    if reading.before(number) in {"i", "in"}:
        return True
    return reading.speaks_of_money(number) or only_asks(reading, found, names) or is_listed(reading, found, names)


def is_listed(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """Whether other names stand beside it in a list ("Kiruna, Mark och Vara")."""
    return any(
        is_list_gap(reading, number)
        for number in (found.first, found.last)
        if neighbours_are_names(reading, number, names)
    )


def neighbours_are_names(reading: Reading, number: int, names: set[int]) -> bool:
    left = number - 2 if reading.lower(number - 1) in say.AND else number - 1
    right = number + 1 if reading.lower(number) in say.AND else number
    return left in names and right in names and left >= 0


def is_list_gap(reading: Reading, number: int) -> bool:
    return reading.lower(number) in say.AND or reading.lower(number - 1) in say.AND or "," in reading.gap(number)


def is_asked_for(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """Without the help of a capital: the sentence does nothing but ask for an amount."""
    if not only_asks(reading, found, names):
        return False
    sentence = reading.sentences[found.first]
    alone = len(sentence) == found.last - found.first
    return (
        not alone
        or len(sentence) == len(reading)
        or reading.mark_after(found.last - 1) == "?"
        or all_asks(reading, names)
    )


def all_asks(reading: Reading, names: set[int]) -> bool:
    """Whether the whole text holds nothing but names and words that amounts are asked for with."""
    return len(reading) <= MANY_STRANGERS + len(names) and all(
        number in names or is_asking(word.lower) for number, word in enumerate(reading.words)
    )


def is_believable_verb(reading: Reading, found: Candidate, names: set[int]) -> bool:
    """ "Hur mycket får vara?" but not "det får vara": the commonest words are names only in the barest question."""
    number = found.first
    previous, following = reading.lower(number - 1), reading.after(found.last - 1)
    if previous in say.BEFORE_VERB or not is_asked_for(reading, found, names):
        return has_kind_word(reading, found) and reading.is_capital(number) and previous not in say.BEFORE_VERB
    fits_before = (
        not previous
        or reading.opens(number)
        or previous in {"får", "fick", "i", "till", "för", "åt", "does", "in", "for", "to"}
    )
    before_slot = reading.lower(number - 2)
    if previous in {"till", "i"} and before_slot in say.BEFORE_VERB:
        return False
    fits_after = (
        not following or following[0].isdigit() or following in say.KOMMUN or following.startswith(say.MONEY_STEMS)
    )
    return fits_before and (fits_after or following in {"då", "tack", "get", "receive", "i"})


def is_person(reading: Reading, found: Candidate, written: str) -> bool:
    """Whether the words around show that a person is named."""
    number = found.first
    if written.removesuffix("s") not in say.PERSONS:
        return False
    previous, following = reading.before(number), reading.lower(found.last)
    if previous in say.BEFORE_PERSON or is_signed(reading, number):
        return True
    if previous and reading.capitals_tell and reading.is_capital(number - 1) and not is_asking(previous):
        return True
    if (
        reading.after(found.last - 1)
        and reading.is_capital(found.last)
        and reading.capitals_tell
        and is_surname(reading, found)
    ):
        return True
    if reading.after(found.last - 1) in say.AFTER_PERSON:
        return following not in {"på", "från"} or reading.opens(number)
    if following in say.AND and reading.lower(found.last + 1) in say.AND_I:
        return True
    return is_addressed(reading, found)


def is_surname(reading: Reading, found: Candidate) -> bool:
    following = reading.lower(found.last)
    return not is_asking(following) and following not in say.KOMMUN | say.STAD | say.COUNTY | say.RSS


def is_signed(reading: Reading, number: int) -> bool:
    """Whether a sign-off stands a few words before, or a stroke right before ("/Nora")."""
    if number and reading.gap(number).endswith("/") and reading.opens(number):
        return True
    return any(reading.lower(each) in say.SIGN_OFFS for each in range(max(0, number - NEAR_SIGN_OFF), number))


def is_addressed(reading: Reading, found: Candidate) -> bool:
    """ "Hej Mark!" and "Mark, hur mycket får Hammarö?": somebody is spoken to, or "Hi, Mark, ..." speaks."""
    number = found.first
    if reading.lower(number - 1) in say.GREETINGS and number - 1 == reading.sentences[number - 1].start:
        return reading.mark_after(found.last - 1) in {",", "!", "."} and found.last < len(reading)
    return False
