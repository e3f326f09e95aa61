"""Lists of phrases as patterns: how the rules of understanding are written down."""

import re


def any_of(phrases: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words, whatever their case.

    Phrases are parted by semicolons; line breaks count as spaces. A phrase may be a regular
    expression ("summera\\w*", "(?:de|the) två").
    """
    alternatives = "|".join(" ".join(phrase.split()) for phrase in phrases.split(";"))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def words_in(text: str) -> frozenset[str]:
    """A set of words, written as a text."""
    return frozenset(text.split())
