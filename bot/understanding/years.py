"""The years that a text names, as figures or seen from today."""

import re

YEAR = re.compile(r"(?<![\d/:.,\-])(?:19|20)\d\d(?![\d/:]|[.,]\d)")
SPAN = re.compile(r"(?<!\d)(20\d\d) ?(?:-|–|—|till|to|until|t\.?o\.?m\.?) ?(20\d\d|\d\d)(?!\d)", re.IGNORECASE)
SHORT = re.compile(r"(?<![\w.,])['’](\d\d)(?!\d)")
REFERENCE = re.compile(r"\b[SU] ?20\d\d/\S+|\bprop\.? ?20\d\d/\d+\S*|\b20\d\d/\d\d:\d+", re.IGNORECASE)
FROM_TODAY = {
    re.compile(r"\bi år\b|\bdet här året\b|\bthis year(?!')\b|\binnevarande år\b", re.IGNORECASE): 0,
    re.compile(
        r"\bförra årets?\b|\bi ?fjol\b|\bfjolårets?\b|\blast year\b|\bprevious year\b|\bföregående år\b", re.IGNORECASE
    ): -1,
    re.compile(r"\bnästa år\b|\bkommande år\b|\bnext year\b", re.IGNORECASE): 1,
}
LONGEST_SPAN = 10


def years_in(text: str) -> tuple[int, ...]:
    """Every year from 1900 to 2099 that is named, in order, each once; a span gives all its years.

    Reference numbers ("S2025/00122", "prop. 2024/25:89") name no year.
    """
    text = REFERENCE.sub(" ", text)
    found: list[int] = []
    for match in SPAN.finditer(text):
        found.extend(span(int(match.group(1)), match.group(2)))
    found.extend(int(match.group()) for match in YEAR.finditer(text))
    found.extend(2000 + int(match.group(1)) for match in SHORT.finditer(text))
    return tuple(dict.fromkeys(found))


def span(first: int, last: str) -> list[int]:
    """The years from `first` to `last`, which may be written with two digits."""
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return list(range(first, end + 1)) if first <= end <= first + LONGEST_SPAN else [first, end]


def year_offset(text: str) -> int | None:
    """How far from the current year a year is said to lie ("i år" 0, "förra året" -1); None if none is."""
    return next((offset for pattern, offset in FROM_TODAY.items() if pattern.search(text)), None)
