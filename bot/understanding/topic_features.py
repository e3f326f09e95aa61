"""What the topic classifier sees of a text: words, pairs of words, letters within words, and concepts.

Training and run time share this file, so that a weight always means the same feature.
"""

import re
from collections.abc import Container
from functools import lru_cache
from itertools import combinations, pairwise

from bot.understanding.concepts import concepts_of
from bot.understanding.text import fold

LONGEST = 800
"""Characters that are read: the first half and the last half of them where a text is longer."""

MOST_LETTERS = 24  # of a word; German compounds end before that, hostile ones do not
MOST_CONCEPTS = 16  # of a text, by first mention; each two of them are a feature
SHORTEST_GRAM, LONGEST_GRAM = 2, 5
# Names and numbers are features as a whole: their letters say nothing about the topic.
WHOLE = frozenset({"kommunnamn", "rssnamn", "lansnamn", "ortsnamn"})
STRANGE = ("strange", "stranger")  # one such word, several
SHORTEST_STRANGE = 3  # letters
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
    if is_whole(word):
        return (padded,)
    grams = [
        padded[start : start + size]
        for size in range(SHORTEST_GRAM, LONGEST_GRAM + 1)
        for start in range(len(padded) - size + 1)
    ]
    return (*grams, padded) if len(padded) > LONGEST_GRAM else tuple(grams)


def concept_features(words: list[str], known: Container[str]) -> list[str]:
    """The concepts of the words, each once, and each two of them in whatever order.

    Words that are not among the `known` features and mean nothing to the grant make a concept of
    their own: a text with such words is likely about something else.
    """
    found = dict.fromkeys(concept for word in words for concept in concepts_of(word))
    strange = sum(is_strange(word, known) for word in words)
    single = [f"@{concept}" for concept in sorted([*list(found)[:MOST_CONCEPTS], *STRANGE[:strange]])]
    return single + [first + second for first, second in combinations(single, 2)]


def is_strange(word: str, known: Container[str]) -> bool:
    """Whether a word of some length has neither been met in training nor a concept."""
    return len(word) >= SHORTEST_STRANGE and f" {word} " not in known and not concepts_of(word) and not is_whole(word)


def is_whole(word: str) -> bool:
    return word in WHOLE or word.isdecimal()


def features(masked: str, known: Container[str]) -> list[str]:
    """All features of a masked text, as often as they occur."""
    words = tokens(masked)
    found = [feature for word in words for feature in word_features(word)]
    return [*found, *(pair(first, second) for first, second in pairwise(words)), *concept_features(words, known)]
