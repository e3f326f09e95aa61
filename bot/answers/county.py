"""Counties and groups: a county receives nothing itself, its RSS does, and its municipalities do."""

from bot.answers.amounts import holder, sources_of
from bot.answers.answer import Answer
from bot.answers.asking import Asking, amount_of, answered, rendered
from bot.answers.groups import Members, members, sources_of_group, with_amount
from bot.answers.rankings import about
from bot.answers.unknown_years import answer_not_listed
from bot.understanding.question import Operation
from models.facts import Grant, Place

MOST_LISTED = 60


def answer_county(asking: Asking, grant: Grant) -> Answer:
    """A named county: that it receives nothing, what its RSS may requisition, and the sum on offer."""
    structures = {code: with_amount(asking.facts.rss_of_county(code), grant) for code in asking.counties()}
    others = with_amount(asking.places(), grant)
    places = [*(place for listed in structures.values() for place in listed), *others]
    if not places:
        return answer_not_listed(asking, grant)
    counties = [
        {"name": asking.facts.counties[code], "structures": [row(place, grant, asking.language) for place in listed]}
        for code, listed in structures.items()
    ]
    rows = [row(place, grant, asking.language) for place in others]
    text = rendered(asking, "county", counties=counties, others=rows, year=grant.year)
    amounts = [amount_of(place, grant) for place in places]
    return answered(
        asking,
        text,
        amounts=amounts,
        citations=sources_of(asking, [(place, grant) for place in places]),
        suggestions=sums_on_offer(asking),
    )


def row(place: Place, grant: Grant, language: str) -> dict[str, object]:
    return {"holder": holder(place, language), "amount": grant.amounts[place.code]}


def sums_on_offer(asking: Asking) -> list[str]:
    """The next question that a county's answer offers: its municipalities together."""
    names = [asking.facts.counties[code] for code in asking.counties()]
    if asking.language == "en":
        return [f"How much do the municipalities of {name} get together?" for name in names]
    return [f"Hur mycket får kommunerna i {name} tillsammans?" for name in names]


def answer_group(asking: Asking, grant: Grant) -> Answer:
    """A group's sum, with or without its members' amounts.

    The sum is our own addition and no recipient's amount, so it is not asserted as one. The whole
    country is not listed: the annex is 290 rows long.
    """
    found = members(asking, grant)
    if not found.places:
        return answer_not_listed(asking, grant)
    is_list = asking.question.operation == Operation.GROUP_LIST
    listed = found.places if is_list and len(found.places) <= MOST_LISTED else ()
    text = rendered(
        asking,
        "group",
        total=sum(grant.amounts[place.code] for place in found.places),
        items=[{"holder": place.name, "amount": grant.amounts[place.code]} for place in listed],
        too_many=is_list and not listed,
        set_aside=set_aside(grant, found),
        **about(grant, found),
    )
    return answered(
        asking,
        text,
        amounts=[amount_of(place, grant) for place in listed],
        citations=sources_of_group(asking, grant, found),
    )


def set_aside(grant: Grant, found: Members) -> int | None:
    """What the decision sets aside for all municipalities or all structures; None for a part of them."""
    if grant.data is None or not found.is_all:
        return None
    return grant.data.figures.get("rss" if found.is_rss else "municipalities")
