"""The sums of money that a text names."""

import re
from collections.abc import Callable

SPACES = re.compile(r"[\u00a0\u202f\u2007\u2009\u200a]")
WORDS = {
    "en halv": 0.5, "half a": 0.5, "en": 1, "ett": 1, "one": 1, "a": 1, "två": 2, "two": 2, "tre": 3, "three": 3,
    "fyra": 4, "four": 4, "fem": 5, "five": 5, "sex": 6, "six": 6, "sju": 7, "seven": 7, "åtta": 8, "eight": 8,
    "nio": 9, "nine": 9, "tio": 10, "ten": 10, "elva": 11, "tolv": 12, "femton": 15, "fifteen": 15, "tjugo": 20,
    "twenty": 20, "trettio": 30, "thirty": 30, "femtio": 50, "fifty": 50, "hundra": 100, "hundred": 100,
}  # fmt: skip
UNITS = {
    "tusen": 1_000, "thousand": 1_000, "tkr": 1_000, "tsek": 1_000, "miljon": 1_000_000, "miljoner": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "mkr": 1_000_000, "mnkr": 1_000_000, "msek": 1_000_000,
    "milj": 1_000_000, "miljard": 1_000_000_000, "miljarder": 1_000_000_000, "billion": 1_000_000_000,
    "mdkr": 1_000_000_000, "mdr": 1_000_000_000,
}  # fmt: skip
FIGURE = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,12}(?:[.,]\d{1,3})?"
ANY_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
ANY_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
WITH_UNIT = re.compile(rf"(?<![\w.,])({FIGURE}|{ANY_WORD}) ?({ANY_UNIT})\b", re.IGNORECASE)
HALF = re.compile(rf"\b({ANY_WORD}) och en halv ({ANY_UNIT})\b|\b({ANY_WORD}) and a half ({ANY_UNIT})\b", re.IGNORECASE)
GROUPED = re.compile(r"(?<![\w.,/])\d{1,3}(?:[ .,]\d{3})+(?![\d/])")
PLAIN = re.compile(r"(?<![\w.,/])\d{1,12} ?(?:kr\b|kronor|sek\b|:-)|(?<![\w.,/])(?:sek|kr) ?\d{1,12}\b", re.IGNORECASE)
HINT = re.compile(r"\d|tusen|thousand|tkr|tsek|mil[jl]|mkr|mnkr|msek|bil[jl]|md?kr|mdr")  # without which none is named
BARE = re.compile(r"(?<![\w.,/\-])\d{5,12}(?![\w/])")

BETWEEN = re.compile(r"(?<!\w)(?:mellan|between)(?!\w)", re.IGNORECASE)
RANGE = re.compile(
    rf"(?<![\w.,])(?P<low>{FIGURE}|{ANY_WORD})(?: ?(?P<unit>{ANY_UNIT}))?(?: kronor| kr)? ?"
    rf"(?P<joint>och|and|till|to|-|–) ?(?P<high>{FIGURE}|{ANY_WORD}) ?(?P<last>{ANY_UNIT})\b",
    re.IGNORECASE,
)
# "Mer än fem miljoner": held against a stated amount, not against somebody.
THAN_AMOUNT = re.compile(
    rf"(?<!\w)(?:mer|mindre|högre|lägre|större|more|less|higher|lower|larger|smaller) (?:än|than) (?:sek |kr )?"
    rf"(?:(?:{FIGURE}|{ANY_WORD}) ?(?:{ANY_UNIT})\b|\d{{1,3}}(?:[ .,]\d{{3}})+|\d{{5,12}}|\d+ ?(?:kr|kronor|sek)\b)",
    re.IGNORECASE,
)


def range_in(text: str) -> tuple[int, int] | None:
    """The two amounts between which a text says that one lies: "mellan 5 och 6 miljoner", "5–6 miljoner"."""
    plain = SPACES.sub(" ", text)
    between, match = BETWEEN.search(plain), RANGE.search(plain)
    if match is not None and (between or match["joint"].lower() not in ("och", "and")):
        bounds: tuple[int, ...] = (
            kronor(value_of(match["low"]), match["unit"] or match["last"]),
            kronor(value_of(match["high"]), match["last"]),
        )
    else:
        bounds = amounts_in(plain) if between else ()
    return (bounds[0], bounds[1]) if len(bounds) == 2 and bounds[0] < bounds[1] else None


def amounts_in(text: str) -> tuple[int, ...]:
    """Whole kronor that the text names, in order: "5 miljoner", "2 672 587", "650000 kr", "en och en halv miljon"."""
    if not HINT.search(text.lower()):
        return ()
    rest = SPACES.sub(" ", text)
    found: list[tuple[int, int]] = []
    for pattern, read in SHAPES:
        found.extend((match.start(), read(match)) for match in pattern.finditer(rest))
        rest = pattern.sub(blank, rest)
    return tuple(dict.fromkeys(amount for _, amount in sorted(found)))


def blank(match: re.Match[str]) -> str:
    """Spaces instead of what has been read, so that positions stay and nothing is read twice."""
    return " " * len(match.group())


def half_more(match: re.Match[str]) -> int:
    """Kronor of "två och en halv miljon"."""
    word, unit = (part for part in match.groups() if part)
    return kronor(WORDS[word.lower()] + 0.5, unit)


def with_unit(match: re.Match[str]) -> int:
    """Kronor of "2,7 miljoner"."""
    return kronor(value_of(match.group(1)), match.group(2))


def digits(match: re.Match[str]) -> int:
    """Kronor of "2 672 587" and "650000 kr"."""
    return int(re.sub(r"\D", "", match.group()))


SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (HALF, half_more),
    (WITH_UNIT, with_unit),
    (GROUPED, digits),
    (PLAIN, digits),
    (BARE, digits),
)


def value_of(written: str) -> float:
    """A number written in figures or in words: "1 170", "2,7", "fem"."""
    word = written.lower()
    if word in WORDS:
        return WORDS[word]
    if re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+", written) and not re.fullmatch(r"\d{1,3}[.,]\d{3}", written):
        return int(re.sub(r"\D", "", written))
    if " " in written:
        return int(written.replace(" ", ""))
    return float(written.replace(",", "."))


def kronor(value: float, unit: str) -> int:
    return round(value * UNITS[unit.lower()])
