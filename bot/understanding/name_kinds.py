"""Kind first: whether a name stands for the municipality, the regional structure (RSS) or the county."""

from collections.abc import Sequence

from bot.understanding import vocabulary as say
from bot.understanding.candidate import Candidate
from bot.understanding.name_forms import Known
from bot.understanding.question import Kind, Target
from bot.understanding.reading import Reading

MOST_BETWEEN = 5


def kinds_of(reading: Reading, found: Sequence[Candidate]) -> list[Kind | None]:
    """The kind of each name, given by the words around it or by its neighbour in a list.

    "RSS Stockholm och Uppsala" names two structures, "Kronobergs och Kalmar län" two counties.
    """
    kinds = [kind_of(reading, each) for each in found]
    for number in range(1, len(found)):
        before, each = found[number - 1], found[number]
        if not reading.is_list(before.last, each.first):
            continue
        if kinds[number] is None and kinds[number - 1] == Kind.RSS and bears_rss(before, each):
            kinds[number] = Kind.RSS
        ends_as_county = kinds[number] == Kind.COUNTY and reading.joined(each.last) in say.COUNTY
        if ends_as_county and kinds[number - 1] is None and is_county_form(reading, before):
            kinds[number - 1] = Kind.COUNTY
    return kinds


def bears_rss(before: Candidate, each: Candidate) -> bool:
    """Whether a structure has this name, and it is another than the one before."""
    return all(known.rss or len(known.county_rss) == 1 for known in each.known) and before.known != each.known


def is_county_form(reading: Reading, found: Candidate) -> bool:
    """Whether a name is written as before "län" (Kronobergs, Kalmar; not Stockholm)."""
    return all(known.county_form == reading.lower(found.last - 1) for known in found.known)


def kind_of(reading: Reading, found: Candidate) -> Kind | None:
    """What the words around a name say it stands for; None when they say nothing."""
    first, last = found.first, found.last
    following = reading.joined(last)
    if following in say.COUNTY:
        return Kind.RSS if is_after_rss(reading, first) or is_before_rss(reading, last + 1) else Kind.COUNTY
    if following in say.KOMMUN or following in say.STAD:
        return Kind.MUNICIPALITY
    if is_before_rss(reading, last) or is_after_rss(reading, first):
        return Kind.RSS
    if all(known.county for known in found.known) and speaks_of_its_municipalities(reading, first, following):
        return Kind.COUNTY
    return kind_before(reading, first)


def speaks_of_its_municipalities(reading: Reading, first: int, following: str) -> bool:
    """ "Kommunerna i Kalmar" and "Kalmars kommuner" are the county's, "Kalmar och Nybro kommuner" are not."""
    if reading.before(first) in {"i", "in", "of"} and reading.before(first - 1) in say.KOMMUNER:
        return True
    return following in say.KOMMUNER and not reading.follows_list(first)


def kind_before(reading: Reading, first: int) -> Kind | None:
    """ "Kommunen X", "city of X", "länet X", "county of X", "Region X"."""
    previous = reading.before(first)
    if previous == "of":
        previous = reading.before(first - 1)
    if previous in {"kommunen", "staden", "municipality", "city", "town"}:
        return Kind.MUNICIPALITY
    if previous in {"länet", "county", "region", "regionen"}:
        return Kind.COUNTY
    return None


def is_before_rss(reading: Reading, last: int) -> bool:
    """ "Kalmars RSS", "Kronobergs regionala stödstruktur", "Skåne-RSS"."""
    number = last
    while number < len(reading) and reading.is_joined(number) and number - last < MOST_BETWEEN:
        word = reading.lower(number)
        if is_rss(reading, number):
            return True
        if word not in say.RSS_QUALIFIERS and not (word in {"och", "and"} and number > last):
            return False
        number += 1
    return False


def is_after_rss(reading: Reading, first: int) -> bool:
    """ "RSS X", "RSS:en i X", "stödstrukturen för socialtjänsten i X"."""
    number = first - 1
    while number >= 0 and first - number <= MOST_BETWEEN and reading.sentences[number] == reading.sentences[first]:
        if is_rss(reading, number):
            return True
        if reading.lower(number) not in say.RSS_BETWEEN:
            return False
        number -= 1
    return False


def is_rss(reading: Reading, number: int) -> bool:
    """Whether a word says RSS, alone or as "support structure"."""
    word = reading.lower(number)
    return word in say.RSS or (word in say.RSS_HEADS and reading.lower(number - 1) in say.RSS_QUALIFIERS)


def targets_of(known: Known, kind: Kind | None) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """The targets and the alternatives of a name as a kind.

    A bare name that is both means the municipality, with the RSS offered. A county with several
    RSS stays the county, with them as alternatives. A county that no name has is a doubt.
    """
    if kind == Kind.RSS:
        return as_rss(known)
    if kind == Kind.COUNTY:
        return as_county(known)
    if known.municipality:
        return (known.municipality,), ((known.rss,) if known.rss else ())
    if known.county:
        return (known.county,), known.county_rss
    return ((known.rss,), ()) if known.rss else ((), ())


def as_rss(known: Known) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    if known.rss:
        return (known.rss,), ((known.municipality,) if known.municipality else ())
    if len(known.county_rss) == 1:
        return known.county_rss, ()
    if known.county:
        return (known.county,), known.county_rss
    if known.home_rss and known.municipality:
        return (known.home_rss,), (known.municipality,)
    return targets_of(known, None)


def as_county(known: Known) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    if known.county:
        return (known.county,), known.county_rss
    if known.municipality and known.home_county:
        return (known.municipality, known.home_county), ()
    return targets_of(known, None)
