"""Words of the field written in another way, put right before anything is read from them: misspelt, short, dialect."""

import re
from functools import lru_cache

from bot.understanding.amount_words import LIKE_KEY_WORDS, plain_words
from bot.understanding.language import ENGLISH_WORDS, SWEDISH_WORDS
from bot.understanding.phrases import words_in
from bot.understanding.plausible import is_common, is_rare
from bot.understanding.spoken import SPOKEN

WORD = re.compile(r"[^\W\d_]+")
LONGEST = 300  # characters: a longer text has words enough to be understood by
SHORTEST = 5  # letters of a word that may have one typing error
TWO_ERRORS_FROM = 9  # letters from which it may have two
SLIPS = {
    "å": "och", "o": "och", "oc": "och", "ocg": "och", "ohc": "och", "hru": "hur", "vda": "vad",
    "adn": "and", "nad": "and", "teh": "the", "hte": "the", "waht": "what", "hwo": "how", "mcuh": "much",
    "muhc": "much", "mich": "much", "dose": "does", "deos": "does", "oxå": "också", "oxså": "också",
    "jmf": "jämfört", "jfr": "jämfört", "fåår": "får", "fårr": "får", "demm": "dem",
    "penga": "pengar", "pengarn": "pengarna", "statsbidr": "statsbidrag", "bidr": "bidrag",
    "socialtj": "socialtjänst", "soc": "socialtjänsten", "soctj": "socialtjänst", "soclagen": "socialtjänstlagen",
    "rekv": "rekvisition",
}  # fmt: skip
# "När det gäller Habo" asks for no time.
CONCERNING = re.compile(r"(?<!\w)(?:när det (?:gäller|kommer till|handlar om)|(when it comes to))(?!\w)", re.IGNORECASE)
PARTLY = re.compile(r"(,? (?:och )?dels )|(?:^|(?<=: ))dels ", re.IGNORECASE)  # "dels vad … får, dels när …"
KEYS = words_in(
    """
    mycket tillsammans sammanlagt skillnad skillnaden summan beloppet bidraget statsbidraget pengarna invånare vilken
    vilket difference together amount receive receives municipality municipalities inhabitants which
    """
)
# Words of their own, near those.
LIKE_KEYS = LIKE_KEY_WORDS | words_in(
    "skillnader bidragen bidragets beloppen beloppets pengarnas sammantaget sammanlagda different differences amounts"
)
BY_LETTER = {letter: [key for key in KEYS if key[0] == letter] for letter in {key[0] for key in KEYS}}


def respelt(masked: str) -> str:
    """A short text with its misspelt words of the field put right; names are masked and stay."""
    masked = CONCERNING.sub(lambda match: "about" if match.group(1) else "om", masked)
    masked = PARTLY.sub(lambda match: " och " if match.group(1) else "", masked)
    if len(masked) > LONGEST:
        return masked
    return WORD.sub(lambda match: right(match.group()), masked)


@lru_cache(maxsize=4096)
def right(word: str) -> str:
    """The one word of the field that a word is a misspelling of; the word itself where it is another one."""
    lower = word.lower()
    if lower in SLIPS or lower in SPOKEN:
        return SLIPS.get(lower) or SPOKEN[lower]
    if lower.startswith("soctj"):
        return f"social{lower[3:]}"
    if len(lower) < SHORTEST or lower in KEYS or lower in LIKE_KEYS or word.isupper() or is_known(lower):
        return word
    near = [key for key in BY_LETTER.get(lower[0], ()) if is_near(lower, key)]
    return near[0] if len(near) == 1 and not (is_common(lower) or is_rare(lower)) else word


def is_known(lower: str) -> bool:
    return lower in SWEDISH_WORDS or lower in ENGLISH_WORDS or lower in plain_words()


def is_near(word: str, key: str) -> bool:
    """Whether a word is a key with one letter lost, added, wrong or swapped, or two in a long one."""
    most = 2 if min(len(word), len(key)) >= TWO_ERRORS_FROM else 1
    if abs(len(word) - len(key)) > most:
        return False
    from rapidfuzz.distance import OSA  # 15 ms that only a question with an unknown word has to wait

    return OSA.distance(word, key, score_cutoff=most) <= most
