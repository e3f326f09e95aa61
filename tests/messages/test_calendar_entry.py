"""Calendar files: what is filled into the prepared frame is what icalendar alone would have written."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.calendar_entry import CANCEL, PUBLISH, Entry, calendar_file, escaped, folded

STAMP = datetime(2025, 11, 24, 7, tzinfo=UTC)
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n")
texts = st.text(LETTERS, max_size=300).filter(lambda text: "\\N" not in text)  # the library takes it for a line break
uids = st.from_regex(r"\A[a-z0-9-]{1,90}@[a-z]{1,20}\.example\Z")
entries = st.builds(Entry, uids, st.integers(0, 10**6), st.none() | st.dates(date(2000, 1, 1)), texts, texts)


def slow_calendar(made: tuple[Entry, ...], method: str) -> bytes:
    """The same calendar by the library alone."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Bidragslots//SV")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in made:
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.revision)
        event.add("dtstamp", STAMP)
        if entry.day:
            event.add("dtstart", entry.day)
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


@pytest.mark.parametrize("method", [PUBLISH, CANCEL])
@given(made=st.lists(entries, min_size=1, max_size=3).map(tuple))
def test_a_filled_calendar_is_the_one_that_the_library_writes(method: str, made: tuple[Entry, ...]) -> None:
    content = calendar_file(made, method, STAMP, "sv").content
    assert content.replace(b"\r\n ", b"") == slow_calendar(made, method).replace(b"\r\n ", b"")


@given(st.text(st.sampled_from("aå\\,;€𝄞 "), max_size=400))
def test_a_long_line_is_folded_within_75_bytes_and_between_characters(text: str) -> None:
    lines = folded(f"SUMMARY:{escaped(text)}").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines[:-2] if line.endswith(b"\\") and len(line) > 2]
    assert [line.decode() for line in lines]  # each by itself is whole characters
