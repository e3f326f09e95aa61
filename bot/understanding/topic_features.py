"""What the topic classifier sees of a text: words, pairs of words, and the letters within words.

Training and run time share this file, so that a weight always means the same feature.
"""

import re
from functools import lru_cache

from bot.understanding.text import fold

LONGEST = 800
"""Characters that are read: the first half and the last half of them where a text is longer."""

MOST_LETTERS = 24  # of a word; German compounds end before that, hostile ones do not
SHORTEST_GRAM, LONGEST_GRAM = 2, 5
# Names and numbers are features as a whole: their letters say nothing about the topic.
WHOLE = frozenset({"kommunnamn", "rssnamn", "lansnamn", "ortsnamn"})
_WORD = re.compile(r"[^\W_]+")


def tokens(masked: str) -> list[str]:
    """The words of a masked text in lower case and without diacritics; bounded for any length of text."""
    if len(masked) > LONGEST:
        masked = f"{masked[: LONGEST // 2]} {masked[-LONGEST // 2 :]}"
    return [word[:MOST_LETTERS] for word in _WORD.findall(fold(masked.lower()))]


def pair(first: str, second: str) -> str:
    """The feature of two words in a row; no letter feature has a space inside."""
    return f"{first} {second}"


@lru_cache(maxsize=4096)
def word_features(word: str) -> tuple[str, ...]:
    """The features of one word: itself within spaces, and its runs of 2 to 5 letters, edges included."""
    padded = f" {word} "
    if word in WHOLE or word.isdecimal():
        return (padded,)
    grams = [
        padded[start : start + size]
        for size in range(SHORTEST_GRAM, LONGEST_GRAM + 1)
        for start in range(len(padded) - size + 1)
    ]
    return (*grams, padded) if len(padded) > LONGEST_GRAM else tuple(grams)


def features(masked: str) -> list[str]:
    """All features of a masked text, as often as they occur."""
    words = tokens(masked)
    found = [feature for word in words for feature in word_features(word)]
    found.extend(map(pair, words, words[1:]))
    return found
