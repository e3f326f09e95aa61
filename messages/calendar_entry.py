"""The date of a step as a calendar entry that calendars update and withdraw by itself (RFC 5545, 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from messages.mail import CalendarFile

PUBLISH, CANCEL = "PUBLISH", "CANCEL"


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. `uid` names the date for ever; `revision` rises each time the date changes.

    Without a day the entry can only be withdrawn.
    """

    uid: str
    revision: int
    day: date | None
    title: str
    text: str


@lru_cache(maxsize=2048)
def calendar_file(entries: tuple[Entry, ...], method: str, stamp: datetime, language: str) -> CalendarFile:
    """The entries in one calendar, published or withdrawn.

    `stamp` is when they were made: of two with the same revision calendars keep the later.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Bidragslots//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.revision)
        event.add("dtstamp", stamp.astimezone(UTC))
        if entry.day:
            event.add("dtstart", entry.day)
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
        calendar.add_component(event)
    name = "aterkallat.ics" if method == CANCEL else "datum.ics"
    return CalendarFile(method, name, calendar.to_ical())


def calendars(entries: Iterable[Entry], method: str, stamp: datetime, language: str) -> tuple[CalendarFile, ...]:
    """One file with the entries; none where there are no entries.

    Stamped to the hour, so that all contacts of a recipient get the same file, made once.
    """
    gathered = tuple(entries)
    return (calendar_file(gathered, method, this_hour(stamp), language),) if gathered else ()


def this_hour(at: datetime) -> datetime:
    """The beginning of the hour."""
    return at.replace(minute=0, second=0, microsecond=0)
