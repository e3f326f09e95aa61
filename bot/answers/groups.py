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

    `is_named` says that the group is nothing but the recipients that the question names, `left_out` whom
    all of the country are told without.
    """

    places: tuple[Place, ...]
    is_rss: bool
    county: str | None = None
    structure: str | None = None
    is_named: bool = False
    left_out: str = ""

    @property
    def is_all(self) -> bool:
        return self.county is None and self.structure is None and not (self.is_named or self.left_out)


def members(asking: Asking, grant: Grant) -> Members:
    """The members of the question's group, in the order of the annex."""
    group = asking.question.group or EVERYONE
    if group.of == GroupOf.MENTIONED:
        return Members(with_amount(asking.places(), grant), is_rss=False, is_named=True)
    is_rss = group.of == GroupOf.RSS
    everyone = places_of(asking, group)
    codes = {target.code for target in group.without}
    places = with_amount([place for place in everyone if place.code not in codes], grant)
    but = leaving_out(asking, [place.name for place in everyone if place.code in codes])
    if group.within is None:
        return Members(places, is_rss, left_out=but)
    if group.within.kind == Kind.COUNTY:
        return Members(places, is_rss, county=f"{asking.facts.counties[group.within.code]}{but}")
    return Members(places, is_rss=False, structure=f"{asking.facts.places[group.within.code].name}{but}")


def places_of(asking: Asking, group: Group) -> Sequence[Place]:
    """All who belong to a group that is not named one by one, those that it leaves out among them."""
    facts, within = asking.facts, group.within
    if within is None:
        return facts.rss if group.of == GroupOf.RSS else facts.municipalities
    if within.kind == Kind.COUNTY:
        of_county = facts.rss_of_county if group.of == GroupOf.RSS else facts.municipalities_of_county
        return of_county(within.code)
    return [place for place in facts.municipalities if place.rss_code == within.code]


def leaving_out(asking: Asking, names: Sequence[str]) -> str:
    """What follows a group's name where it leaves somebody out: " utom Östersund"; "" where it does not."""
    if not names:
        return ""
    return f" {'except' if asking.language == 'en' else 'utom'} {', '.join(names)}"


def with_amount(places: Sequence[Place], grant: Grant) -> tuple[Place, ...]:
    return tuple(place for place in places if place.code in grant.amounts)


def sources_of_group(asking: Asking, grant: Grant, found: Members) -> list[Citation]:
    """The annex that lists the group."""
    return list(cite(grant, asking.language, *annexes(grant, found.places[:1])))
