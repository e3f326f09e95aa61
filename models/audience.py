"""Whom a broadcast is for, written as an administrator writes it: "kind=kommun,county=25,pending=requisition"."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from models.errors import BidragslotsError
from models.facts import Facts, Place
from models.kinds import RecipientKind
from models.steps import Step

EVERYONE = "all"
HOW_TO = "write all, or kind=kommun|rss, county=25, pending=requisition|report|repayment, recipients=Kiruna|Habo"


class AudienceError(BidragslotsError):
    """An audience that can't be read or that names nobody."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Conditions that a recipient must meet, all of them; None stands for any.

    `pending` is a step that the agency has not confirmed; `recipients` a list of codes.
    """

    kind: RecipientKind | None = None
    county: str | None = None
    pending: Step | None = None
    recipients: frozenset[str] | None = None


def parse_audience(text: str, facts: Facts) -> Audience:
    """Read an audience. Raises AudienceError naming the part that can't be used."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise AudienceError(f"The audience is empty; {HOW_TO}", "audience_empty")
    conditions = dict(condition(part, facts) for part in parts if part != EVERYONE)
    if len(conditions) + (EVERYONE in parts) != len(parts):
        raise AudienceError(f"The audience '{text}' names a condition twice; {HOW_TO}", "audience_twice")
    return Audience(**conditions)  # type: ignore[arg-type]


def condition(part: str, facts: Facts) -> tuple[str, object]:
    name, equals, value = (piece.strip() for piece in part.partition("="))
    readers: dict[str, Callable[[str, Facts], object]] = {
        "kind": read_kind,
        "county": read_county,
        "pending": read_step,
        "recipients": read_recipients,
    }
    if not equals or name not in readers:
        raise AudienceError(f"The audience's part '{part}' is not known; {HOW_TO}", "audience_part", part=part)
    return name, readers[name](value, facts)


def read_kind(value: str, _facts: Facts) -> RecipientKind:
    if value not in set(RecipientKind):
        message = f"kind={value} is not known; write kind=kommun or kind=rss"
        raise AudienceError(message, "audience_part", part=f"kind={value}")
    return RecipientKind(value)


def read_county(value: str, facts: Facts) -> str:
    names = {name.casefold(): code for code, name in facts.counties.items()}
    code = value if value in facts.counties else names.get(value.casefold())
    if code is None:
        message = f"county={value} is no county; write its two digits or its name, county=25"
        raise AudienceError(message, "audience_part", part=f"county={value}")
    return code


def read_step(value: str, _facts: Facts) -> Step:
    if value not in set(Step):
        message = f"pending={value} is no step; write pending=requisition, report or repayment"
        raise AudienceError(message, "audience_part", part=f"pending={value}")
    return Step(value)


def read_recipients(value: str, facts: Facts) -> frozenset[str]:
    names = {place.name.casefold(): code for code, place in facts.places.items()}
    codes = {name: name if name in facts.places else names.get(name.casefold()) for name in split_names(value)}
    unknown = [name for name, code in codes.items() if code is None]
    if unknown or not codes:
        who = ", ".join(unknown) or "nobody"
        message = f"recipients={value}: {who} is no recipient; write names or codes"
        raise AudienceError(message, "audience_names", unknown=unknown)
    return frozenset(code for code in codes.values() if code is not None)


def split_names(value: str) -> list[str]:
    return [name.strip() for name in value.split("|") if name.strip()]


def recipients_of(audience: Audience, facts: Facts, confirmed: Collection[str]) -> list[Place]:
    """The recipients that meet every condition; `confirmed` are the codes whose pending step is confirmed."""
    return [place for place in facts.places.values() if meets(place, audience, confirmed)]


def meets(place: Place, audience: Audience, confirmed: Collection[str]) -> bool:
    return (
        (audience.kind is None or place.kind == audience.kind)
        and (audience.county is None or place.county_code == audience.county)
        and (audience.recipients is None or place.code in audience.recipients)
        and (audience.pending is None or place.code not in confirmed)
    )
