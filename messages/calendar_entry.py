"""The date of a step as a calendar entry that calendars update and withdraw by itself (RFC 5545, 5546).

Dates are published: nobody is invited, so that no mail program asks for an answer or sends us one.
The frame of a calendar is made by icalendar, once; its events are filled in here, since the library
takes a millisecond for each. Tests compare the bytes with a calendar made by the library alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from urllib.parse import quote

from messages.mail import CalendarFile, Mailbox, wire_address

PUBLISH, CANCEL = "PUBLISH", "CANCEL"
NAMES = {"sv": {PUBLISH: "datum", CANCEL: "aterkallat"}, "en": {PUBLISH: "date", CANCEL: "withdrawn"}}
LINE_BYTES = 75  # RFC 5545, 3.1
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. `uid` names the date for ever; `revision` rises each time it changes or is withdrawn.

    Without a day the entry can only be withdrawn.
    """

    uid: str
    revision: int
    day: date | None
    title: str
    text: str


@lru_cache(maxsize=2048)
def calendar_file(
    entries: tuple[Entry, ...], method: str, organizer: Mailbox, stamp: datetime, language: str
) -> CalendarFile:
    """The entries in one calendar, published or withdrawn by the organizer.

    `stamp` is when they were made: of two with the same revision calendars keep the later.
    """
    before, after = frame(method, language)
    by = organizer_line(organizer)
    lines = (folded(line) for entry in entries for line in event(entry, method, by, stamp))
    return CalendarFile(method, f"{NAMES[language][method]}.ics", before + b"".join(lines) + after)


@cache
def organizer_line(organizer: Mailbox) -> str:
    """Who publishes; whoever has no organizer is no sender that a calendar may believe (RFC 5546, 3.2.1)."""
    import icalendar

    address = icalendar.vCalAddress(f"mailto:{quote(wire_address(organizer.address), safe='@+')}")
    if organizer.name:
        address.params["CN"] = organizer.name
    return str(icalendar.parser.Contentline.from_parts("ORGANIZER", address.params, address))


@cache
def frame(method: str, language: str) -> tuple[bytes, bytes]:
    """What stands before and after a calendar's events."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Bidragslots//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    before, end, after = calendar.to_ical().partition(b"END:VCALENDAR")
    return before, end + after


def event(entry: Entry, method: str, organizer: str, stamp: datetime) -> Iterator[str]:
    """The lines of one event."""
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.day:
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"UID:{escaped(entry.uid)}"
    yield f"SEQUENCE:{entry.revision}"
    yield f"DESCRIPTION:{escaped(entry.text)}"
    yield organizer
    yield f"STATUS:{'CANCELLED' if method == CANCEL else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a property's value (RFC 5545, 3.3.11)."""
    return text.replace("\r\n", "\n").translate(ESCAPES)


def folded(line: str) -> bytes:
    """A line with its end, folded between characters where it is too long (RFC 5545, 3.1).

    Never behind a backslash: some calendars unescape before they unfold.
    """
    data = line.encode()
    pieces = []
    while len(data) > LINE_BYTES:
        end = LINE_BYTES
        while end > 1 and (data[end] & 0xC0 == 0x80 or data[end - 1 : end] == b"\\"):  # within a character
            end -= 1
        pieces.append(data[:end])
        data = b" " + data[end:]
    return b"".join(piece + b"\r\n" for piece in (*pieces, data))


def calendars(
    entries: Iterable[Entry], method: str, organizer: Mailbox, stamp: datetime, language: str
) -> tuple[CalendarFile, ...]:
    """The entries as files: published in one, withdrawn each in its own (RFC 5546, 3.2.5); none without entries.

    Stamped to the hour, so that all contacts of a recipient get the same file, made once.
    """
    gathered = tuple(entries)
    if method == PUBLISH or len(gathered) < 2:
        return (calendar_file(gathered, method, organizer, this_hour(stamp), language),) if gathered else ()
    files = (calendar_file((entry,), method, organizer, this_hour(stamp), language) for entry in gathered)
    return tuple(numbered(file, number) for number, file in enumerate(files, 1))


def numbered(file: CalendarFile, number: int) -> CalendarFile:
    """The file under a name of its own among several."""
    return replace(file, name=file.name.replace(".ics", f"-{number}.ics"))


def this_hour(at: datetime) -> datetime:
    """The beginning of the hour."""
    return at.replace(minute=0, second=0, microsecond=0)
