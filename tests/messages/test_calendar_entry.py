"""Calendar files: what is filled into the prepared frame is what icalendar alone would have written."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.calendar_entry import CANCEL, PUBLISH, Entry, calendar_file, calendars, escaped, folded
from messages.mail import Mailbox
from tests.messages.sample_mails import SAMPLES

STAMP = datetime(2025, 11, 24, 7, tzinfo=UTC)
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n")
texts = st.text(LETTERS, max_size=300).filter(lambda text: "\\N" not in text)  # the library takes it for a line break
uids = st.from_regex(r"\A[a-z0-9-]{1,90}@[a-z]{1,20}\.example\Z")
entries = st.builds(Entry, uids, st.integers(0, 10**6), st.none() | st.dates(date(2000, 1, 1)), texts, texts)


organizers = st.builds(Mailbox, st.text(st.sampled_from('Aå"^,;: 😀'), max_size=90), st.just("slots+b@slots.example"))
LOTS = Mailbox("Bidragslots", "slots@slots.example")


def slow_calendar(made: tuple[Entry, ...], method: str, organizer: Mailbox) -> bytes:
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
        address = icalendar.vCalAddress(f"mailto:{organizer.address}")
        if organizer.name:
            address.params["CN"] = organizer.name
        event.add("organizer", address)
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


@pytest.mark.parametrize("method", [PUBLISH, CANCEL])
@given(made=st.lists(entries, min_size=1, max_size=3).map(tuple), organizer=organizers)
def test_a_filled_calendar_is_the_one_that_the_library_writes(
    method: str, made: tuple[Entry, ...], organizer: Mailbox
) -> None:
    content = calendar_file(made, method, organizer, STAMP, "sv").content
    assert content.replace(b"\r\n ", b"") == slow_calendar(made, method, organizer).replace(b"\r\n ", b"")


def test_each_withdrawn_date_has_a_file_of_its_own_and_published_ones_share_one() -> None:
    made = [Entry(f"{n}@slots.example", 2, date(2026, 12, n), "Sista dag", "Text") for n in (1, 2)]
    published, withdrawn = (calendars(made, method, LOTS, STAMP, "sv") for method in (PUBLISH, CANCEL))
    assert [file.name for file in published + withdrawn] == ["datum.ics", "aterkallat-1.ics", "aterkallat-2.ics"]
    uids = [[str(each["UID"]) for each in events(file.content)] for file in published + withdrawn]
    assert uids == [["1@slots.example", "2@slots.example"], ["1@slots.example"], ["2@slots.example"]]


def events(content: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_calendar_has_what_its_method_must_have(name: str, language: str) -> None:
    """The tables of RFC 5546, 3.2.1 and 3.2.5, and RFC 6047: whoever withdraws is who has published, and who sends."""
    mail = SAMPLES[name](language)
    for file in mail.calendars:
        calendar = icalendar.Calendar.from_ical(file.content)
        assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", file.method)
        assert calendar["PRODID"]
        assert file.method == PUBLISH or len(events(file.content)) == 1
        for event in events(file.content):
            assert event["ORGANIZER"] == f"mailto:{mail.envelope.sender.address}"
            assert event["ORGANIZER"].params["CN"] == mail.envelope.sender.name
            assert {"UID", "DTSTAMP", "SEQUENCE", "SUMMARY"} <= event.keys()
            assert str(event["STATUS"]) == {PUBLISH: "CONFIRMED", CANCEL: "CANCELLED"}[file.method]
            assert "DTSTART" in event or file.method == CANCEL
            assert not {"ATTENDEE", "REQUEST-STATUS", "RECURRENCE-ID"} & event.keys()


@given(st.text(st.sampled_from("aå\\,;€𝄞 "), max_size=400))
def test_a_long_line_is_folded_within_75_bytes_and_between_characters(text: str) -> None:
    lines = folded(f"SUMMARY:{escaped(text)}").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines[:-2] if line.endswith(b"\\") and len(line) > 2]
    assert [line.decode() for line in lines]  # each by itself is whole characters
