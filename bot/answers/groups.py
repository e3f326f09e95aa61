"""The recipients of a group: the country's municipalities, a county's, an RSS's, or all RSS."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.answer import Citation
from bot.answers.asking import Asking, annexes, cite
from bot.understanding.question import Group, GroupOf, Kind
from models.facts import Grant, Place

EVERYONE = Group(GroupOf.MUNICIPALITIES)


@dataclass(frozen=True, slots=True)
class Members:
    """Who belongs to a group and has an amount; `county` and `structure` name what limits it.

    `is_named` says that the group is nothing but the recipients that the question names.
    """

    places: tuple[Place, ...]
    is_rss: bool
    county: str | None = None
    structure: str | None = None
    is_named: bool = False

    @property
    def is_all(self) -> bool:
        return self.county is None and self.structure is None and not self.is_named


def members(asking: Asking, grant: Grant) -> Members:
    """The members of the question's group, in the order of the annex."""
    group = asking.question.group or EVERYONE
    if group.of == GroupOf.MENTIONED:
        return Members(with_amount(asking.places(), grant), is_rss=False, is_named=True)
    is_rss = group.of == GroupOf.RSS
    within = group.within
    if within is None:
        places: Sequence[Place] = asking.facts.rss if is_rss else asking.facts.municipalities
        return Members(with_amount(places, grant), is_rss)
    if within.kind == Kind.COUNTY:
        places = (
            asking.facts.rss_of_county(within.code) if is_rss else asking.facts.municipalities_of_county(within.code)
        )
        left_out = [place for place in places if place.code in {target.code for target in group.without}]
        kept = [place for place in places if place not in left_out]
        return Members(with_amount(kept, grant), is_rss, county=named_without(asking, within.code, left_out))
    places = [place for place in asking.facts.municipalities if place.rss_code == within.code]
    return Members(with_amount(places, grant), is_rss=False, structure=asking.facts.places[within.code].name)


def named_without(asking: Asking, county: str, left_out: Sequence[Place]) -> str:
    """A county's name, and whom the group leaves out: "Jämtlands län utom Östersund"."""
    name = asking.facts.counties[county]
    if not left_out:
        return name
    names = ", ".join(place.name for place in left_out)
    return f"{name} {'except' if asking.language == 'en' else 'utom'} {names}"


def with_amount(places: Sequence[Place], grant: Grant) -> tuple[Place, ...]:
    return tuple(place for place in places if place.code in grant.amounts)


def sources_of_group(asking: Asking, grant: Grant, found: Members) -> list[Citation]:
    """The annex that lists the group."""
    return list(cite(grant, asking.language, *annexes(grant, found.places[:1])))
