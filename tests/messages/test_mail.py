"""The bytes of a mail: what a mail program reads out of them is what was put in."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8, default
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.mail import BadAddressError, CalendarFile, Envelope, Mail, Mailbox, date_header, mailbox, wire_address
from tests.messages.sample_mails import SAMPLES, envelope
from tests.messages.slow_mail import slow_mail

COMPARED = (
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Language",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "In-Reply-To",
    "References",
)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"))
LINES = st.lists(TEXT, max_size=8).map(lambda lines: "".join(f"{line}\n" for line in lines))
NAMES = st.text(st.sampled_from("Anna Berg-Öst å\"\\,;<>@()[]=?é漢😀'."), max_size=90)


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=SMTPUTF8)
    assert isinstance(message, EmailMessage)
    return message


def contents(message: EmailMessage) -> list[tuple[str, str, str | None, str | None]]:
    """Type, text, method and file name of each part, in order."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [
        (
            part.get_content_type(),
            part.get_content().replace("\r\n", "\n").rstrip("\n"),
            part.get_param("method"),
            part.get_filename(),
        )
        for part in parts
    ]


def assert_same(mail: Mail) -> None:
    """The fast bytes and the slow message say the same, header by header and part by part."""
    fast, slow = read(mail.as_bytes()), read(slow_mail(mail).as_bytes())
    for name in COMPARED:
        assert [" ".join(str(value).split()) for value in fast.get_all(name, [])] == [
            " ".join(str(value).split()) for value in slow.get_all(name, [])
        ], name
    assert contents(fast) == contents(slow)
    assert [part.get_content_type() for part in fast.walk()] == [part.get_content_type() for part in slow.walk()]
    assert not [part.defects for part in fast.walk() if part.defects]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_mail_reads_like_the_same_mail_built_by_the_standard_library(name: str, language: str) -> None:
    assert_same(SAMPLES[name](language))


@given(subject=TEXT, text=LINES, html=st.none() | LINES, ics=st.none() | st.binary(max_size=300))
def test_any_content_comes_out_as_it_went_in(subject: str, text: str, html: str | None, ics: bytes | None) -> None:
    calendars = () if ics is None else (CalendarFile("PUBLISH", "datum.ics", ics.hex().encode()),)
    mail = Mail(envelope(), "sv", " ".join(subject.split()), text, html, calendars)
    assert_same(mail)
    parts = contents(read(mail.as_bytes()))
    assert parts[0][1] == text.rstrip("\n")
    assert html is None or parts[1][1] == html.rstrip("\n")


@given(name=NAMES)
def test_any_name_comes_out_as_it_went_in(name: str) -> None:
    mail = Mail(envelope(name=name), "sv", "Påminnelse", "Hej\n")
    (to,) = read(mail.as_bytes())["To"].addresses
    # Python 3.11 reads a space between two encoded words of a name, against RFC 2047, section 6.2
    assert to.display_name.replace(" ", "") == name.replace(" ", "")
    assert to.addr_spec == "ekonom@kiruna.example"


@given(
    subject=st.text(max_size=80),
    name=st.text(max_size=80),
    identifier=st.text(max_size=40),
    url=st.text(max_size=40),
)
def test_nothing_in_a_name_or_subject_can_add_a_header_or_a_part(
    subject: str, name: str, identifier: str, url: str
) -> None:
    around = envelope(name=name, message_id=f"<{identifier}@x.example>", unsubscribe_url=f"https://x.example/{url}")
    data = Mail(around, "sv", subject, "Hej\n", "<p>Hej</p>\n").as_bytes()
    head, _, _ = data.partition(b"\r\n\r\n")
    starts = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert starts == [name.encode() for name in expected_headers()]
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert b"\r" not in head.replace(b"\r\n", b"")


def expected_headers() -> list[str]:
    data = Mail(envelope(), "sv", "A", "Hej\n", "<p>Hej</p>\n").as_bytes().partition(b"\r\n\r\n")[0].decode()
    return [line.partition(":")[0] for line in data.split("\r\n") if not line.startswith(" ")]


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\nX: y",
        "a@b.example, c@d.example",
        "<a@b.example>",
        "a b@c.example",
        "no-at.example",
        "@b.example",
        "a@",
        "a@b\0.example",
        "a@" + "å" * 70 + ".example",
    ],
)
def test_an_impossible_address_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(BadAddressError):
        Mail(envelope(address), "sv", "A", "Hej\n").as_bytes()


def test_a_domain_with_swedish_letters_travels_in_its_ascii_form() -> None:
    assert wire_address("ekonom@håbo.example") == "ekonom@xn--hbo-ula.example"
    assert not Mail(envelope("ekonom@håbo.example"), "sv", "A", "Hej\n").needs_smtputf8


def test_an_address_with_swedish_letters_needs_smtputf8_and_stays_readable() -> None:
    mail = Mail(envelope("åsa@håbo.example", "Åsa"), "sv", "A", "Hej\n")
    assert mail.needs_smtputf8
    assert_same(mail)
    written = read(mail.as_bytes())["To"].addresses[0].addr_spec
    assert written.encode("ascii", "surrogateescape").decode() == "åsa@håbo.example"


def test_no_line_is_longer_than_it_should_be() -> None:
    around = envelope(unsubscribe_url=None)
    mail = Mail(around, "sv", "Å" * 2000, "x" * 5000 + "\n", "y" * 5000, (CalendarFile("CANCEL", "a.ics", b"z" * 999),))
    assert max(len(line) for line in mail.as_bytes().split(b"\r\n")) <= 78


def test_lines_end_with_crlf_whatever_the_text_uses() -> None:
    data = Mail(envelope(), "sv", "A", "ett\rtvå\r\ntre\n", "<p>\n</p>").as_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert contents(read(data))[0][1] == "ett\ntvå\ntre"


def test_a_mail_says_that_it_is_automatic_and_how_to_stop_it_with_one_click() -> None:
    message = read(SAMPLES["reminder"]("sv").as_bytes())
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"].startswith("<https://bidragslots.example/m/unsubscribe/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Reply-To"] == "Bidragslots <svar@bidragslots.example>"


def test_a_reply_names_its_thread_and_says_that_it_is_a_reply() -> None:
    message = read(SAMPLES["reply"]("sv").as_bytes())
    assert message["In-Reply-To"] == message["References"] == "<fraga@kiruna.example>"
    assert message["Auto-Submitted"] == "auto-replied"


def test_a_sender_is_read_as_people_write_it() -> None:
    assert mailbox("Bidragslots <a@b.example>") == Mailbox("Bidragslots", "a@b.example")
    assert mailbox("a@b.example") == Mailbox("", "a@b.example")


def test_a_long_thread_keeps_every_reference() -> None:
    thread = tuple(f"<{number}@kiruna.example>" for number in range(60))
    around = replace(envelope(), in_reply_to=thread[-1], references=thread)
    message = message_from_bytes(Mail(around, "sv", "A", "Hej\n").as_bytes(), policy=default)
    assert tuple(message["References"].split()) == thread


def test_the_date_keeps_its_zone() -> None:
    around = Envelope(
        Mailbox("", "a@b.example"), Mailbox("", "c@d.example"), "<x@y>", datetime(2025, 11, 24, 7, tzinfo=UTC)
    )
    assert read(Mail(around, "sv", "A", "Hej\n").as_bytes())["Date"].datetime == datetime(2025, 11, 24, 7, tzinfo=UTC)


def test_a_moment_told_in_two_time_zones_is_dated_in_each() -> None:
    summer = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)
    assert date_header(summer) == "Tue, 01 Jul 2025 06:00:00 +0000"
    assert date_header(summer.astimezone(ZoneInfo("Europe/Stockholm"))) == "Tue, 01 Jul 2025 08:00:00 +0200"
