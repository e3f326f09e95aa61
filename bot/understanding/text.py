"""A text as people send it, brought into one shape: cleaned, split into words, folded."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 16_000
"""Longer texts are cut: no question needs more, and time must stay bounded."""

MOST_MARKS = 4

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
    + "".join(map(chr, range(0x200B, 0x2010)))
    + "".join(map(chr, range(0x202A, 0x202F)))
    + "".join(map(chr, range(0x2060, 0x2070)))
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ") | {0x0A: "\n", 0x2028: "\n", 0x2029: "\n"}
_HYPHENS = {0x2010: "-", 0x2011: "-"}  # as word processors write them
_TABLE = str.maketrans(_CONTROLS | _HYPHENS | dict.fromkeys(map(ord, _INVISIBLE)))
_SPACES = re.compile(r"[^\S\n]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+(?:['’´`][^\W\d_]+)?")
_FOLDS = str.maketrans("åäáàâãæöøóòôõéèêëüúùûíìîïñçß", "aaaaaaaooooooeeeeuuuuiiiincs")
_DIGRAPHS = (("aa", "å"), ("ae", "ä"), ("oe", "ö"))


def clean(text: str) -> str:
    """The text in NFKC, without invisible characters, every space a plain one, line breaks kept.

    At most MAX_CHARACTERS long; takes time linear in the text's length and never raises.
    """
    text = text[:MAX_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_TABLE)
    if "&" in text:
        text = without_entities(text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", without_piles(text)).translate(_TABLE)
    text = _SPACES.sub(" ", _SURROGATES.sub("\ufffd", text))
    return text[:MAX_CHARACTERS]


def without_entities(text: str) -> str:
    """`&aring;` as å: pasted HTML. The table of entities is loaded only when one is met."""
    from html import unescape

    return unescape(text).translate(_TABLE)


def without_piles(text: str) -> str:
    """The text with at most MOST_MARKS combining marks in a row: sorting longer piles takes quadratic time."""
    kept: list[str] = []
    pile = 0
    for letter in text:
        pile = pile + 1 if unicodedata.combining(letter) else 0
        if pile <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def fold(word: str) -> str:
    """A lower-case word without diacritics: the second key of a name, never the first."""
    return word if word.isascii() else word.translate(_FOLDS)


def from_digraphs(word: str) -> str:
    """A lower-case word with å, ä, ö for aa, ae, oe, as keyboards without them write."""
    for letters, one in _DIGRAPHS:
        word = word.replace(letters, one)
    return word


@dataclass(slots=True)
class Word:
    """A run of letters or digits; an apostrophe inside belongs to it. Positions in the cleaned text."""

    start: int
    end: int
    text: str
    lower: str


def words_of(cleaned: str) -> list[Word]:
    """The words of a cleaned text, in order."""
    return [Word(match.start(), match.end(), match.group(), match.group().lower()) for match in _WORD.finditer(cleaned)]
