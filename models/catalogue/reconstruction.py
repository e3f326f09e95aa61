"""Our own reconstruction of how decision S2025/00122 computed its amounts. It explains them, never states them.

The decision gives a rounded unit (730 000 kronor) and no population. The figures used here come out
to the krona for all 290 rows of annex 1 and all 24 of annex 2, but stand in no source: wherever
they are shown, it has to be said that the reconstruction is ours.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

RSS_POPULATION_YEAR = 2023  # annex 2 comes out with the inhabitants of 31 December 2023, and with no other year


@dataclass(frozen=True, slots=True)
class Rule:
    """Annex 1: `unit` kronor below `threshold` inhabitants, in proportion from there on, and so much per inhabitant."""

    unit: int
    per_inhabitant: float
    threshold: int


def rule_from(reconstruction: Mapping[str, float]) -> Rule:
    """The rule from a catalogue folder's table of the same name."""
    return Rule(
        unit=int(reconstruction["unit"]),
        per_inhabitant=reconstruction["per_inhabitant"],
        threshold=int(reconstruction["threshold"]),
    )


def fixed_part(inhabitants: int, rule: Rule) -> float:
    """Kronor that do not depend on the rest: one unit, or a unit per `threshold` inhabitants for a large one."""
    return rule.unit * max(1.0, inhabitants / rule.threshold)


def reconstructed_amount(inhabitants: int, rule: Rule) -> int:
    """Whole kronor for a municipality of so many inhabitants."""
    return round(fixed_part(inhabitants, rule) + rule.per_inhabitant * inhabitants)


def implied_inhabitants(amount: int, rule: Rule) -> int:
    """The inhabitants with which an amount was computed: derived from the amount, no published figure."""
    small = round((amount - rule.unit) / rule.per_inhabitant)
    if small < rule.threshold:
        return small
    return round(amount / (rule.unit / rule.threshold + rule.per_inhabitant))


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality as annex 2 counts it: its RSS, its county, its inhabitants."""

    rss: str
    county: str
    inhabitants: int


def reconstructed_rss(members: Sequence[Member], per_county: int, shared: int, sharing: int) -> dict[str, int]:
    """Annex 2: whole kronor by RSS.

    Each county has `per_county` kronor; the `sharing` counties with most municipalities divide `shared`
    more by that number. A county with several RSS divides its money half by their number of
    municipalities, half by their inhabitants.
    """
    municipalities = Counter(member.county for member in members)
    largest = dict(municipalities.most_common(sharing))
    exact: dict[str, Fraction] = {}
    for county in municipalities:
        extra = Fraction(shared * largest.get(county, 0), sum(largest.values()))
        exact |= divided([member for member in members if member.county == county], per_county + extra)
    return whole_kronor(exact)


def divided(members: Sequence[Member], kronor: Fraction) -> dict[str, Fraction]:
    """A county's money among its RSS."""
    inhabitants = sum(member.inhabitants for member in members)
    shares: dict[str, Fraction] = {}
    for member in members:
        share = Fraction(1, len(members)) + Fraction(member.inhabitants, inhabitants)
        shares[member.rss] = shares.get(member.rss, Fraction(0)) + kronor * share / 2
    return shares


def whole_kronor(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Rounded down, and the kronor that are left over to the largest remainders, so that the sum is kept."""
    amounts = {key: int(value) for key, value in exact.items()}
    left = round(sum(exact.values())) - sum(amounts.values())
    for key in sorted(exact, key=lambda key: exact[key] - amounts[key], reverse=True)[:left]:
        amounts[key] += 1
    return amounts
