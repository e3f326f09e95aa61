"""How much named recipients may requisition, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.answer import Answer, Citation
from bot.answers.asking import Asking, amount_of, annexes, answered, cite, rendered
from bot.answers.unknown_years import answer_not_listed, answer_unknown_year
from bot.understanding.question import AGAINST_NEWEST, BY_YEAR, ROUGHLY, Comparison, Operation
from models.facts import Grant, Place
from models.kinds import RecipientKind

ABOUT = 0.3  # how far "drygt 3 miljoner" may lie off before it is called wrong
ROUNDED_BY = 0.06  # "2,7 miljoner" for 2 672 587: who asks in round numbers is answered with the exact one


@dataclass(frozen=True, slots=True)
class Item:
    """One recipient's amount under one grant, as a text needs it."""

    holder: str
    amount: int
    year: int
    reference: str | None


@dataclass(frozen=True, slots=True)
class Lack:
    """A recipient that a grant lists no amount for."""

    name: str
    year: int


def holder(place: Place, language: str) -> str:
    """Who receives, in running text. The money of an RSS goes to its host (huvudman).

    A name that the official one does not show ("Falu kommun") is told beside it.
    """
    if place.kind == RecipientKind.RSS:
        return f"the host of {place.name}" if language == "en" else f"huvudmannen för {place.name}"
    if language == "en":
        return f"the municipality of {place.name}"
    return place.official_name if place.name in place.official_name else f"{place.official_name} ({place.name})"


def answer_amounts(asking: Asking) -> Answer:
    """The amount of each named recipient for each year asked about, or the newest year."""
    grants, newest_instead_of = grants_of(asking)
    places = asking.places()
    pairs = [(place, grant) for place in places for grant in grants if place.code in grant.amounts]
    if not pairs:
        return answer_not_listed(asking, grants[0]) if grants else answer_unknown_year(asking)
    total = None
    if asking.question.operation == Operation.SUM and len(pairs) > 1:
        total = sum(grant.amounts[place.code] for place, grant in pairs)
    told = [grant.amounts[place.code] for place, grant in pairs]
    text = rendered(
        asking,
        "amounts",
        items=[item_of(place, grant, asking.language) for place, grant in pairs],
        lacking=[*lacking(places, grants), *without_amounts(asking, places)],
        total=total,
        verdict=year_verdict(asking, pairs) or verdict_on_claim(asking, told, total),
        difference=abs(told[0] - told[1]) if are_years_held(asking, pairs) else None,
        newest_instead_of=newest_instead_of,
    )
    amounts = [amount_of(place, grant) for place, grant in pairs]
    return answered(asking, text, amounts=amounts, citations=sources_of(asking, pairs))


def grants_of(asking: Asking) -> tuple[list[Grant], int | None]:
    """The grants with amounts for the years asked about, and the year for which the newest stands in.

    The newest stands in where no year is named, and for "this year" where this year has no amounts:
    then the answer says so. A year that is named outright is never replaced.
    """
    newest = asking.facts.newest()
    if AGAINST_NEWEST in asking.question.notes and newest:
        earlier = asking.facts.of_year(asking.question.years[0] if asking.question.years else newest.year - 1)
        if earlier and earlier.amounts and earlier.year < newest.year:
            return [newest, earlier], None
    if not asking.years():
        return ([newest] if newest else []), None
    found = [grant for year in asking.years() if (grant := asking.facts.of_year(year)) and grant.amounts]
    if found or asking.question.years:
        return found, None
    return ([newest] if newest else []), asking.years()[0]


def item_of(place: Place, grant: Grant, language: str) -> Item:
    return Item(holder(place, language), grant.amounts[place.code], grant.year, grant.row["reference"])


def lacking(places: Sequence[Place], grants: Sequence[Grant]) -> list[Lack]:
    return [Lack(place.name, grant.year) for grant in grants for place in places if place.code not in grant.amounts]


def without_amounts(asking: Asking, places: Sequence[Place]) -> list[Lack]:
    """The named years that no grant has amounts for, so that none of them is passed over in silence."""
    known = {grant.year for year in asking.question.years if (grant := asking.facts.of_year(year)) and grant.amounts}
    return [Lack(place.name, year) for year in asking.question.years if year not in known for place in places]


def sources_of(asking: Asking, pairs: Sequence[tuple[Place, Grant]]) -> list[Citation]:
    """The annexes that the amounts are read from, each once."""
    cited: list[Citation] = []
    for place, grant in pairs:
        cited.extend(cite(grant, asking.language, *annexes(grant, [place])))
    return list(dict.fromkeys(cited))


def verdict_on_claim(asking: Asking, amounts: Sequence[int], total: int | None) -> str | None:
    """Whether what the text asserts of an amount is right: "yes", "rounded", "no"; None where it asserts nothing.

    Of several it is their sum, where that is asked. Otherwise it may be meant of each or of their sum: None
    unless it is the same of all.
    """
    is_sum = asking.question.operation == Operation.SUM
    if not asking.question.claimed_amounts or (is_sum and total is None):
        return None
    meant = [total] if total is not None else [*amounts, sum(amounts)]
    verdicts = {verdict_on(amount, asking) for amount in meant}
    return verdicts.pop() if len(verdicts) == 1 else None


def are_years_held(asking: Asking, pairs: Sequence[tuple[Place, Grant]]) -> bool:
    """Whether one recipient's amounts of two years are to be held against each other."""
    asked = BY_YEAR in asking.question.notes or asking.question.operation == Operation.DIFFERENCE
    return asked and len(pairs) == 2 and pairs[0][0] == pairs[1][0]


def year_verdict(asking: Asking, pairs: Sequence[tuple[Place, Grant]]) -> str | None:
    """Whether the later year's amount is more, less or the same, as it is said to be; None where it is not said."""
    said = next((note for note in asking.question.notes if note in ("more", "less", "same")), None)
    if said is None or not are_years_held(asking, pairs):
        return None
    earlier, later = (grant.amounts[place.code] for place, grant in sorted(pairs, key=lambda pair: pair[1].year))
    return "yes" if {"more": later > earlier, "less": later < earlier, "same": later == earlier}[said] else "no"


def verdict_on(amount: int, asking: Asking) -> str | None:
    """How one amount fits what is claimed; None for a claim like \"drygt 3 miljoner\" that may be called right."""
    claims = asking.question.claimed_amounts
    comparison = asking.question.comparison or Comparison.EXACTLY
    if comparison == Comparison.EXACTLY and amount not in claims:
        if any(is_rounded(claim, amount) for claim in claims):
            return "rounded"
        is_near = ROUGHLY in asking.question.notes and any(abs(claim - amount) <= ABOUT * amount for claim in claims)
        return None if is_near else "no"
    return "yes" if fits(amount, comparison, claims) else "no"


def fits(amount: int, comparison: Comparison, limits: tuple[int, ...]) -> bool:
    """Whether an amount lies as it is said to; what is stated exactly may be any of several amounts."""
    return {
        Comparison.ABOVE: amount > limits[0],
        Comparison.BELOW: amount < limits[0],
        Comparison.AT_LEAST: amount >= limits[0],
        Comparison.AT_MOST: amount <= limits[0],
        Comparison.EXACTLY: amount in limits,
        Comparison.NOT: amount not in limits,
        Comparison.BETWEEN: limits[0] <= amount <= limits[-1],
        Comparison.OUTSIDE: not limits[0] <= amount <= limits[-1],
    }[comparison]


def is_rounded(claim: int, amount: int) -> bool:
    """Whether `claim` is `amount` rounded to the digits that the claim shows."""
    unit = 1
    while claim and claim % (unit * 10) == 0:
        unit *= 10
    return abs(claim - amount) <= unit / 2 and abs(claim - amount) <= ROUNDED_BY * amount
