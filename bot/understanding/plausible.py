"""Whether a candidate is a name here, or a word, a person, a street, a part of another name."""

from functools import lru_cache
from pathlib import Path

from bot.understanding import vocabulary as say
from bot.understanding.amount_words import plain_words, plain_words_folded
from bot.understanding.candidate import Candidate
from bot.understanding.question import Tier
from bot.understanding.reading import Reading, is_asking
from bot.understanding.spelling import unlikelihood
from bot.understanding.text import fold, from_digraphs
from bot.understanding.word_names import is_asked_for, is_believable_word, is_doubtful

MOST_ALONE = 3  # words
GOING_ON = frozenset({"och", "då", "i", "and", "then"})
TWO_WRONG = 4  # how unlikely two wrong or added letters are
DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=3)
def word_list(name: str) -> frozenset[str]:
    """A list of words in data/, one a line (training/near_words.py makes them)."""
    return frozenset((DATA / f"{name}.txt").read_text(encoding="utf-8").split())


def is_common(word: str) -> bool:
    """Whether a lower-case word is an ordinary one that is spelt nearly like a name."""
    return word in word_list("near_words_common")


def is_rare(word: str) -> bool:
    """The same for a word that few use: where nothing but a name fits, it is one misspelt."""
    return word in word_list("near_words_rare")


def is_vetoed(reading: Reading, number: int, word: str) -> bool:
    """Whether a word is taken for itself although it is spelt nearly like a name.

    Written with a capital where a recipient is expected, even an ordinary word is a name.
    One that only lacks its diacritics ("ar" for "är") is as ordinary.
    """
    if not (is_common(word) or is_common(word.removesuffix("s")) or is_plain(word)):
        return False
    return not (reading.tells_name(number) and reading.is_in_slot(number, number + 1))


def is_plain(word: str) -> bool:
    """Whether a word is one of a question about an amount, also without its diacritics ("ar", "aer" for "är")."""
    return word in plain_words_folded() or from_digraphs(word) in plain_words()


def is_believable(reading: Reading, found: Candidate) -> bool:
    """Whether a candidate names a recipient, or a place that is asked about."""
    if reading.is_in_address(found.first) or is_part_of_name(reading, found):
        return False
    if follows_given_name(reading, found) and not reading.has_kind_word(found.first, found.last):
        return False
    if found.elsewhere:
        return is_believable_place(reading, found)
    if found.tier == Tier.SPELLING:
        return is_believable_spelling(reading, found)
    return not is_doubtful(reading, found) or is_believable_word(reading, found)


def is_part_of_name(reading: Reading, found: Candidate) -> bool:
    """Lunds universitet, Blekinge Läns Tidning, Malmö FF, Klippan-Kalle."""
    following = reading.joined(found.last)
    if following and reading.gap(found.last) == "-" and is_other_name(reading, found.last):
        return True
    if following == "c" and reading.mark_after(found.last) == ")":  # "B) Kungsör C) Köping"
        return False
    return (reading.joined(found.last + 1) if following in say.COUNTY else following) in say.PART_OF_NAME


def is_other_name(reading: Reading, number: int) -> bool:
    """Whether a word is written as a name and is none that is known."""
    return reading.tells_name(number) and number not in reading.names and not is_asking(reading.lower(number))


def follows_given_name(reading: Reading, found: Candidate) -> bool:
    """Right after a given name a place's name is a surname (Camilla Falkenberg)."""
    return reading.before(found.first) in say.GIVEN_NAMES and reading.is_capital(found.first - 1)


def is_believable_spelling(reading: Reading, found: Candidate) -> bool:
    """A misspelt name needs the more support from its surroundings the shorter it is."""
    number, word = found.first, reading.lower(found.first)
    if reading.has_kind_word(number, found.last):
        return not (reading.before(number) == "kommunen" and begins_elsewise(word, found))
    if stands_by_capital(reading, found):
        return False
    if is_asked_for(reading, found):
        return True
    return word not in say.GIVEN_NAMES and has_support(reading, found)


def begins_elsewise(word: str, found: Candidate) -> bool:
    """Whether a word with two wrong or added letters begins with another than the name: "Gryttvik" is not Rättvik.

    Told only behind "kommunen", where it costs least: one misspelt name in 70 looks like that as well.
    """
    written, names = fold(word), [fold(known.name.lower()) for known in found.known]
    return all(name[0] != written[0] and unlikelihood(written, name) >= TWO_WRONG for name in names)


def has_support(reading: Reading, found: Candidate) -> bool:
    """Whether a capital, or a place where a recipient is expected, speaks for a misspelt name in a longer text."""
    number, length = found.first, min(len(known.name) for known in found.known)
    in_slot, shows_name = reading.is_in_slot(number, found.last), reading.tells_name(number)
    if is_rare(reading.lower(number)):
        return in_slot and shows_name
    if length <= 4:
        return in_slot and (shows_name or reading.speaks_of_money(number))
    return in_slot or shows_name or (length > 7 and found.distance == 1)


def is_believable_place(reading: Reading, found: Candidate) -> bool:
    """A place that is no recipient counts where one is asked for; a word-like one only with a capital as well."""
    number = found.first
    if stands_by_capital(reading, found):
        return False
    asked_for = reading.only_asks(number)
    if is_asked_alone(reading, found):
        return True
    if found.last - number == 1 and is_like_a_word(reading.lower(number)):
        in_place = reading.before(number) in say.IN and found.tier == Tier.LOCALITY
        return reading.tells_name(number) and (asked_for or in_place)
    if asked_for or (reading.tells_name(number) and found.tier == Tier.LOCALITY):
        return True
    expected = reading.tells_name(number) or reading.is_in_slot(number, found.last)
    return expected and reading.speaks_of_money(number)


def is_asked_alone(reading: Reading, found: Candidate) -> bool:
    """ "Jörn då?": in a question of nothing else a locality is no person or word, though these are written so too."""
    if found.tier != Tier.LOCALITY or len(reading) > MOST_ALONE or is_plain(reading.lower(found.first)):
        return False
    others = (reading.lower(number) for number in range(len(reading)) if not found.first <= number < found.last)
    is_question = reading.is_capital(found.first) and reading.text.rstrip().endswith("?")
    return is_question and all(word in GOING_ON for word in others)


def is_like_a_word(name: str) -> bool:
    """Whether a locality's name is an ordinary word, or a person's name, as well."""
    return name in say.PLACE_WORDS or name in say.GIVEN_NAMES or name in word_list("folded_words")


def stands_by_capital(reading: Reading, found: Candidate) -> bool:
    """Whether a capitalised word that asks for nothing stands beside it: a title, a given name, a surname, a firm."""
    if not (reading.capitals_tell and reading.is_capital(found.first)):
        return False
    previous, following = reading.before(found.first), reading.after(found.last - 1)
    is_opening = reading.opens(found.first - 1) and previous not in say.BEFORE_PERSON
    if previous and reading.is_capital(found.first - 1) and not (is_asking(previous) or is_opening):
        return True
    is_name = bool(following) and reading.is_capital(found.last) and not is_asking(following)
    return is_name and found.last not in reading.names
