"""An amount in proportion: to all the municipalities' money, or to the recipient's inhabitants."""

from bot.answers.amounts import answer_amounts, holder, sources_of
from bot.answers.answer import Answer
from bot.answers.asking import Asking, amount_of, answered, rendered
from bot.answers.rankings import POPULATION_YEAR, per_inhabitant
from models.facts import Grant, Place
from models.kinds import RecipientKind


def answer_share(asking: Asking, grant: Grant) -> Answer:
    """Each named recipient's share of what all of its kind may requisition together, as the annex lists it."""
    places = [place for place in asking.places() if place.code in grant.amounts]
    items = [
        {
            "holder": holder(place, asking.language),
            "amount": grant.amounts[place.code],
            "share": grant.amounts[place.code] / whole(asking, grant, place),
            "whole": whole(asking, grant, place),
            "is_rss": place.kind == RecipientKind.RSS,
        }
        for place in places
    ]
    text = rendered(asking, "share", items=items, year=grant.year)
    return answered(
        asking,
        text,
        amounts=[amount_of(place, grant) for place in places],
        citations=sources_of(asking, [(place, grant) for place in places]),
    )


def whole(asking: Asking, grant: Grant, place: Place) -> int:
    """What all recipients of a kind may requisition together: the sum of the annex's rows."""
    peers = asking.facts.rss if place.kind == RecipientKind.RSS else asking.facts.municipalities
    return sum(grant.amounts.get(peer.code, 0) for peer in peers)


def answer_per_inhabitant(asking: Asking, grant: Grant) -> Answer:
    """Kronor for each inhabitant of 31 December 2024 (SCB), for each named municipality.

    An RSS has no inhabitants of its own: then the amounts are told as they are.
    """
    places = [place for place in asking.places() if place.code in grant.amounts and place.population]
    if not places:
        return answer_amounts(asking)
    items = [
        {
            "holder": holder(place, asking.language),
            "amount": grant.amounts[place.code],
            "inhabitants": place.population[POPULATION_YEAR],
            "per_inhabitant": per_inhabitant(place, grant),
        }
        for place in places
    ]
    text = rendered(asking, "per_inhabitant", items=items, year=grant.year, population_year=POPULATION_YEAR)
    return answered(
        asking,
        text,
        amounts=[amount_of(place, grant) for place in places],
        citations=sources_of(asking, [(place, grant) for place in places]),
    )
