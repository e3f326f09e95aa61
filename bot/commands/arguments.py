"""What commands read from their arguments: grants, recipients, dates and times."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.errors import BidragslotsError
from models.facts import Facts, Grant, Place
from models.importing.names import KnownNames

FIRST_YEAR, LAST_YEAR = 2000, 2100
LAST_NUMBER = 2**31 - 1  # what a key of the database holds


class ArgumentError(BidragslotsError):
    """An argument that names nothing known or can't be read."""


def grant_named(facts: Facts, written: str) -> Grant:
    """The grant of a year or a slug; the newest one with allocations for an empty text.

    Raises ArgumentError listing what is known.
    """
    plain = written.strip().casefold()
    found = facts.of_slug(plain) if plain else facts.newest()
    if found is None and plain.isascii() and plain.isdecimal() and len(plain) == 4:
        found = facts.of_year_alone(int(plain))
    if found is None:
        known = ", ".join(f"{grant.year} ({grant.slug})" for grant in facts.grants)
        raise ArgumentError(f"There is no grant '{written[:60]}'; known are {known}")
    return found


def place_named(facts: Facts, written: str) -> Place:
    """The recipient of a name or code, exactly. Raises ArgumentError with the nearest name."""
    names = KnownNames(facts)
    place = names.find(written)
    if place is None:
        near = names.suggestion(written)
        hint = f"did you mean {near}?" if near else "write its name or code"
        raise ArgumentError(
            f"'{written[:60]}' is no recipient; {hint}", "no_recipient", written=written[:60], near=near
        )
    return place


def read_date(written: str) -> date:
    """A day written like 2025-12-01. Raises ArgumentError for anything else."""
    try:
        if len(written) != len("2025-12-01"):
            raise ValueError
        day = date.fromisoformat(written)
    except ValueError:
        message = f"'{written[:40]}' is no date; write it like 2025-12-01"
        raise ArgumentError(message, "no_date", written=written[:40]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"{day} is not between {FIRST_YEAR} and {LAST_YEAR}; check the year"
        raise ArgumentError(message, "odd_year", day=day, first=FIRST_YEAR, last=LAST_YEAR)
    return day


def read_local_time(written: str, zone: ZoneInfo) -> datetime:
    """A local time written like 2025-11-24T08:00; a day alone means its 08:00.

    A time with an offset of its own keeps it. Raises ArgumentError for anything else.
    """
    if len(written) == len("2025-11-24"):
        return datetime.combine(read_date(written), datetime.min.time(), zone).replace(hour=8)
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        raise ArgumentError(f"'{written[:40]}' is no time; write it like 2025-11-24T08:00") from None
    read_date(at.date().isoformat())
    return at.replace(tzinfo=zone) if at.tzinfo is None else at


def print_json(value: Any) -> None:
    """Print for programs: one JSON value, dates as 2025-12-01."""
    print(json.dumps(value, ensure_ascii=False, default=str))
