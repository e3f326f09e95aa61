"""Lists of phrases as patterns: how the rules of understanding are written down.

Compiling all of them would take a tenth of a cold start. Most phrases are words, beginnings of words
or a few words in a row: those are looked up without a pattern. The rest is compiled when first used.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

WORD = re.compile(r"\w+")
FIGURE = re.compile(r"\d")
ANY_LETTERS = r"\w*"
NAME = re.compile(r"[A-ZÄ]+NAMN")  # what stands for a name in a masked text
ESCAPED = re.compile(r"(\\.)")


class Spaced:
    """A text as phrases are looked for in it: its lower-case words in a row, a space around each, and as a set.

    `found` keeps what was found: a rule that several others build on asks for the same again.
    """

    __slots__ = ("found", "lower", "row", "words")

    def __init__(self, text: str) -> None:
        self.lower = text.lower()
        words = WORD.findall(self.lower)
        self.row = f" {' '.join(words)} "
        self.words = frozenset(words)
        self.found: dict[Phrases, bool] = {}


spaced = lru_cache(maxsize=16)(Spaced)  # the last texts' are kept, as each is asked about many times


def holds_number(text: str, words: Mapping[str, int]) -> bool:
    """Whether a text has a figure or one of these words for a number: most have none, and need no closer look."""
    return FIGURE.search(text) is not None or not words.keys().isdisjoint(spaced(text).words)


class Phrases:
    """Phrases to be found as whole words, whatever their case."""

    def __init__(self, phrases: list[str]) -> None:
        self._phrases = phrases
        rows = [row for phrase in phrases if (row := row_of(phrase)) is not None]
        self._words = frozenset(phrase for phrase in phrases if phrase.isalnum())
        self._parts = [row for row in rows if whole_word(row) is None]
        self._rows = [row for row in rows if whole_word(row) is not None]
        self._row_words = frozenset(map(whole_word, self._rows))  # without one of them no row can stand in a text

    def search(self, text: str) -> bool:
        """Whether any of the phrases stands in the text."""
        looked = spaced(text)
        found = looked.found.get(self)
        if found is None:
            found = looked.found[self] = self._stands_in(looked)
        return found

    def _stands_in(self, looked: Spaced) -> bool:
        if not self._words.isdisjoint(looked.words) or any(map(looked.row.__contains__, self._parts)):
            return True
        if not self._row_words.isdisjoint(looked.words) and any(map(looked.row.__contains__, self._rows)):
            return True
        return self._rest is not None and self._rest.search(looked.lower) is not None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All the phrases as one pattern, for what needs to know where they stand."""
        return re.compile(whole(self._phrases), re.IGNORECASE)

    @cached_property
    def _rest(self) -> re.Pattern[str] | None:
        """The phrases that only a pattern can find, in lower case: a pattern for any case takes half as long again."""
        rest = [lowered(phrase) for phrase in self._phrases if not phrase.isalnum() and row_of(phrase) is None]
        return re.compile(whole(rest)) if rest else None


def row_of(phrase: str) -> str | None:
    """What stands in a row of spaced words where the phrase does; None for single words and for patterns."""
    if phrase.isalnum():
        return None
    before = "" if phrase.startswith(ANY_LETTERS) else " "
    after = "" if phrase.endswith(ANY_LETTERS) else " "
    core = phrase.removeprefix(ANY_LETTERS).removesuffix(ANY_LETTERS)
    return f"{before}{core.lower()}{after}" if core and core.replace(" ", "").isalnum() else None


def whole_word(row: str) -> str | None:
    """The longest word that a row holds as a whole; None where it holds only parts of words."""
    return max(row.split(" ")[1:-1], key=len, default=None)


def whole(phrases: list[str]) -> str:
    """A pattern that finds any of the phrases as whole words."""
    return rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)"


def lowered(phrase: str) -> str:
    r"""A pattern in lower case, but for classes of characters (\W)."""
    return "".join(part if part.startswith("\\") else part.lower() for part in ESCAPED.split(phrase))


def parted(phrases: str) -> list[str]:
    """Phrases written in a row, parted by semicolons; line breaks count as spaces."""
    return [" ".join(phrase.split()) for phrase in phrases.split(";")]


def any_of(phrases: str) -> Phrases:
    """The phrases in a text, parted by semicolons.

    A phrase may be a regular expression ("summera\\w*", "(?:de|the) två").
    """
    return Phrases(parted(phrases))


def one_of(phrases: str) -> str:
    """The same as a part of a larger pattern."""
    return f"(?:{'|'.join(parted(phrases))})"


def words_in(text: str) -> frozenset[str]:
    """A set of words, written as a text."""
    return frozenset(text.split())
