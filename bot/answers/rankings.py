"""Orders by amount: the largest, the smallest, where one stands, averages, and who lies above or below an amount."""

from collections.abc import Callable, Sequence
from statistics import median

from bot.answers.amounts import fits, holder
from bot.answers.answer import Amount, Answer
from bot.answers.asking import Asking, amount_of, answered, rendered
from bot.answers.groups import Members, members, sources_of_group, with_amount
from bot.answers.unknown_years import answer_not_listed
from bot.understanding.question import AGAINST_MEAN, Comparison, Operation
from models.facts import Grant, Place
from models.kinds import RecipientKind

MOST_LISTED = 30
POPULATION_YEAR = 2024  # the population beside an amount is that of 31 December 2024 (SCB)


def answer_extremes(asking: Asking, grant: Grant) -> Answer:
    """The largest, the smallest or both of a group; `count` of each, one where no number is said.

    Where a place in the order is asked for, the one that holds it.
    """
    found = members(asking, grant)
    if not found.places:
        return answer_not_listed(asking, grant)
    ranked = sorted(found.places, key=lambda place: (-measure(asking, grant)(place), place.code))
    operation = asking.question.operation
    wanted = asking.question.place if operation != Operation.EXTREMES else None
    last = min(wanted or asking.question.count or 1, len(ranked))
    first = last - 1 if wanted else 0
    most = ranked[first:last] if operation != Operation.LOWEST else []
    least = ranked[::-1][first:last] if operation != Operation.HIGHEST else []
    text = rendered(
        asking,
        "extremes",
        most=[row(asking, grant, place) for place in most],
        least=[row(asking, grant, place) for place in least],
        place=last if wanted else None,
        total=sum(grant.amounts[place.code] for place in [*most, *least])
        if "together" in asking.question.notes
        else None,
        **about(grant, found),
    )
    amounts = [amount_of(place, grant) for place in [*most, *least]]
    return answered(asking, text, amounts=amounts, citations=sources_of_group(asking, grant, found))


def measure(asking: Asking, grant: Grant) -> Callable[[Place], float]:
    """By what a ranking orders: kronor, or kronor per inhabitant where that is asked."""
    if asking.question.per_inhabitant:
        return lambda place: per_inhabitant(place, grant)
    return lambda place: grant.amounts[place.code]


def per_inhabitant(place: Place, grant: Grant) -> float:
    """Kronor for each inhabitant of 31 December 2024; 0 for an RSS, which has none of its own."""
    inhabitants = place.population.get(POPULATION_YEAR)
    return grant.amounts[place.code] / inhabitants if inhabitants else 0.0


def row(asking: Asking, grant: Grant, place: Place) -> dict[str, object]:
    return {
        "holder": holder(place, asking.language),
        "amount": grant.amounts[place.code],
        "per_inhabitant": per_inhabitant(place, grant) if asking.question.per_inhabitant else None,
    }


def about(grant: Grant, found: Members) -> dict[str, object]:
    """What every text about a group needs."""
    return {
        "year": grant.year,
        "group_size": len(found.places),
        "is_rss": found.is_rss,
        "county": found.county,
        "structure": found.structure,
        "left_out": found.left_out,
        "named": [place.name for place in found.places] if found.is_named else [],
        "population_year": POPULATION_YEAR,
    }


def answer_rank(asking: Asking, grant: Grant) -> Answer:
    """Where the named recipients stand among all of their kind by amount; equal amounts share a place."""
    places = [place for place in asking.places() if place.code in grant.amounts]
    standings = [standing(asking, grant, place) for place in places]
    found = Members(tuple(places), is_rss=bool(places) and places[0].kind == RecipientKind.RSS)
    text = rendered(asking, "rank", standings=standings, year=grant.year)
    return answered(
        asking,
        text,
        amounts=[amount_of(place, grant) for place in places],
        citations=sources_of_group(asking, grant, found),
    )


def standing(asking: Asking, grant: Grant, place: Place) -> dict[str, object]:
    peers = asking.facts.rss if place.kind == RecipientKind.RSS else asking.facts.municipalities
    amounts = [grant.amounts[peer.code] for peer in peers if peer.code in grant.amounts]
    own = grant.amounts[place.code]
    return {
        "holder": holder(place, asking.language),
        "amount": own,
        "place": 1 + sum(1 for amount in amounts if amount > own),
        "shared": amounts.count(own) - 1,
        "of": len(amounts),
        "is_rss": place.kind == RecipientKind.RSS,
    }


def answer_average(asking: Asking, grant: Grant) -> Answer:
    """The mean or the median amount of a group; of recipients named one by one with the amount of each.

    Those who are held against it are told with how much they lie above or below.
    """
    found = members(asking, grant)
    if not found.places:
        return answer_not_listed(asking, grant)
    amounts = [grant.amounts[place.code] for place in found.places]
    is_median = asking.question.operation == Operation.MEDIAN
    value = median(amounts) if is_median else sum(amounts) / len(amounts)
    inhabitants = sum(place.population.get(POPULATION_YEAR, 0) for place in found.places)
    is_held = AGAINST_MEAN in asking.question.notes
    named = with_amount(asking.places(), grant) if is_held else found.places if found.is_named else ()
    told = [grant.amounts[place.code] for place in named]
    text = rendered(
        asking,
        "average",
        items=[row(asking, grant, place) for place in named],
        is_held=is_held,
        verdict=verdict_on_all(told, asking.question.comparison, round(value)) if is_held else None,
        is_median=is_median,
        value=round(value),
        total=sum(amounts),
        per_head=sum(amounts) / inhabitants if asking.question.per_inhabitant and inhabitants else None,
        **about(grant, found),
    )
    amounts_told = [amount_of(place, grant) for place in named]
    return answered(asking, text, amounts=amounts_told, citations=sources_of_group(asking, grant, found))


def verdict_on_all(amounts: Sequence[int], comparison: Comparison | None, limit: int) -> bool | None:
    """Whether amounts lie as it is said of them; None where nothing is said, or where it holds for some alone."""
    verdicts = {fits(amount, comparison, (limit,)) for amount in amounts} if comparison else set()
    return verdicts.pop() if len(verdicts) == 1 else None


def answer_compared(asking: Asking, grant: Grant) -> Answer:
    """Who of a group gets more than, less than, exactly or anything but a stated amount, or between two."""
    found = members(asking, grant)
    if not found.places:
        return answer_not_listed(asking, grant)
    comparison = asking.question.comparison or Comparison.EXACTLY
    bounds = 2 if comparison in (Comparison.BETWEEN, Comparison.OUTSIDE) else 1
    limits = asking.question.claimed_amounts[:bounds]
    fitting = [place for place in found.places if fits(grant.amounts[place.code], comparison, limits)]
    fitting.sort(key=lambda place: -grant.amounts[place.code])
    listed = fitting if len(fitting) <= MOST_LISTED else []
    text = rendered(
        asking,
        "compared",
        comparison=comparison.value,
        limits=limits,
        count=len(fitting),
        items=[row(asking, grant, place) for place in listed],
        **about(grant, found),
    )
    amounts: list[Amount] = [amount_of(place, grant) for place in listed]
    return answered(asking, text, amounts=amounts, citations=sources_of_group(asking, grant, found))
