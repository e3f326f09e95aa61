"""What the mails say, in both languages and in both forms."""

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from messages.blocks import blocks, rendered
from messages.content import Done
from messages.environment import TEMPLATES
from messages.receipt import compose_receipt
from messages.reminder import compose_reminder
from messages.reply import Reply, compose_reply
from models.steps import Step
from tests.messages.sample_mails import DUE, OPERATOR, SAMPLES, TODAY, contact_mail, envelope, line
from tests.messages.snapshots import FOLDER, snapshots

LANGUAGES = ("sv", "en")
TAGS = re.compile(r"<style>.*?</style>|<!--.*?-->|<[^>]*>", re.DOTALL)


def words_of_html(html: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", html)).replace("\u00a0", " ").split())


def test_the_mails_say_what_their_snapshots_say() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert snapshots() == kept, "renew with: python tests/messages/snapshots.py, and read the difference"


def test_both_languages_have_the_same_mails() -> None:
    swedish, english = (sorted(p.name for p in (TEMPLATES / lang / "mails").iterdir()) for lang in LANGUAGES)
    assert swedish == english


@pytest.mark.parametrize("path", sorted((TEMPLATES / "sv" / "mails").iterdir()), ids=lambda path: path.name)
def test_both_languages_ask_for_the_same_values_in_the_same_order(path: Path) -> None:
    english = (TEMPLATES / "en" / "mails" / path.name).read_text(encoding="utf-8")
    names = re.compile(r"\b(?:line|first|nearest|contact|operator|report|question)\.\w+")
    assert set(names.findall(path.read_text(encoding="utf-8"))) == set(names.findall(english))


def test_the_subject_says_everything() -> None:
    subject = SAMPLES["reminder"]("sv").subject
    assert subject == "Kiruna kommun: rekvirera högst 2 672 587 kr, senast 1 december (7 dagar kvar)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_text_and_html_say_the_same_words(name: str, language: str) -> None:
    mail = SAMPLES[name](language)
    html = words_of_html((mail.html or "").partition("<body>")[2])
    for word in re.findall(r"[\w/]*\d[\w/]*|[\wåäö]{5,}", re.sub(r"https://\S+", "", mail.text)):
        assert word in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_mail_loads_nothing_and_tracks_nothing(name: str, language: str) -> None:
    html = SAMPLES[name](language).html or ""
    assert not re.findall(r"<(?:img|script|link|iframe|object|video)\b|@import|url\(", html)
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_date_nobody_is_told_to_requisition(language: str) -> None:
    mail = SAMPLES["reminder_after"](language)
    told = {
        "sv": ("rekvirera ", "rekvirera\n", "rekvirerar"),
        "en": ("requisition at most", "You requisition", "can now"),
    }
    assert not [word for word in told[language] if word in mail.text.lower() or word in mail.subject]
    assert "statsbidrag@myndigheten.example" in mail.text
    assert not mail.calendars


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_registrar_gets_no_acting_links(language: str) -> None:
    mail = SAMPLES["reminder_registrar"](language)
    assert "/m/" not in mail.as_bytes().decode()
    assert "/m/" not in mail.text + (mail.html or "")


def test_an_invoiced_repayment_waits_for_the_invoice() -> None:
    assert "Vänta på den innan ni betalar." in SAMPLES["reminder_invoiced"]("sv").text


def test_several_recipients_are_counted_and_the_nearest_date_stands_in_the_subject() -> None:
    lines = (line("sv", official_name="Habo kommun", due=DUE + timedelta(days=5)), line("sv"))
    mail = compose_reminder(contact_mail("sv", *lines), envelope())
    assert mail.subject == "2 mottagare: 2 steg, närmast rekvisition, senast 1 december (7 dagar kvar)"
    assert mail.text.index("Kiruna kommun: rekvisition") < mail.text.index("Habo kommun: rekvisition")
    same = compose_reminder(contact_mail("sv", line("sv"), line("sv", official_name="Habo kommun")), envelope())
    assert same.subject == "2 mottagare: rekvirera, senast 1 december (7 dagar kvar)"


def test_a_date_in_another_year_is_named_with_its_year() -> None:
    mail = compose_reminder(contact_mail("sv", line("sv", due=date(2026, 1, 23), occasion="60")), envelope())
    assert "senast 23 januari 2026 (60 dagar kvar)" in mail.subject
    assert "ombud" in mail.text


def test_a_date_that_is_not_decided_is_said_to_be_so_and_never_invented() -> None:
    mail = compose_reminder(contact_mail("sv", line("sv", due=None, occasion="open")), envelope())
    assert "inte beslutad ännu" in mail.text
    assert "senast" not in mail.subject
    assert not mail.calendars


def test_a_missing_value_is_an_error_and_never_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        rendered("mails/trial", "sv")


@given(name=st.text(max_size=60))
def test_no_name_can_change_what_a_mail_is_made_of(name: str) -> None:
    plain = contact_mail("sv", line("sv"))
    odd = plain._replace(contact=plain.contact._replace(name=name))
    _, expected = rendered_blocks(plain)
    _, found = rendered_blocks(odd)
    assert [block.kind for block in found] == [block.kind for block in expected]
    html = compose_reminder(odd, envelope()).html or ""
    assert html.count("<a ") == (compose_reminder(plain, envelope()).html or "").count("<a ")
    assert html.count("<") == (compose_reminder(plain, envelope()).html or "").count("<")


def rendered_blocks(content: object) -> tuple[str, tuple[object, ...]]:
    mail = compose_reminder(content, envelope())  # type: ignore[arg-type]
    return mail.subject, tuple(blocks(mail.text))


def test_a_name_with_marks_stays_a_name() -> None:
    plain = contact_mail("sv", line("sv", official_name="# <b>Kiruna</b> | kommun\n> tryck | https://fel.example"))
    mail = compose_reminder(plain, envelope())
    assert "<b>" not in (mail.html or "")
    assert 'href="https://fel.example"' not in (mail.html or "")
    assert "\n" not in mail.subject


def test_the_calendar_entry_keeps_its_uid_and_rises_with_the_date() -> None:
    before, after, gone = (SAMPLES[name]("sv").calendars[0] for name in ("reminder", "new_date", "date_withdrawn"))
    events = [icalendar.Calendar.from_ical(each.content).walk("VEVENT")[0] for each in (before, after, gone)]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [int(event["SEQUENCE"]) for event in events] == [1, 2, 3]
    assert [each.method for each in (before, after, gone)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert events[1].decoded("DTSTART") == date(2025, 12, 15)
    assert str(events[2]["STATUS"]) == "CANCELLED"


def test_a_receipt_withdraws_the_calendar_entry_as_a_further_revision() -> None:
    published, withdrawn = (SAMPLES[name]("sv").calendars[0] for name in ("reminder", "receipt"))
    first, second = (icalendar.Calendar.from_ical(each.content).walk("VEVENT")[0] for each in (published, withdrawn))
    assert withdrawn.method == "CANCEL"
    assert (first["UID"], int(first["SEQUENCE"])) == (second["UID"], int(second["SEQUENCE"]) - 1)


def test_a_receipt_after_the_date_has_nothing_to_withdraw_from_a_calendar() -> None:
    done = line("sv", done=Done(DUE, 5), as_of=DUE + timedelta(days=1))
    assert compose_receipt(contact_mail("sv", done), envelope()).calendars == ()


def test_every_calendar_can_be_read_and_names_its_recipient() -> None:
    mail = compose_reminder(
        contact_mail("sv", line("sv"), line("sv", official_name="Habo, kommun; \\x", uid="b@x", step=Step.REPORT)),
        envelope(),
    )
    calendar = icalendar.Calendar.from_ical(mail.calendars[0].content)
    titles = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert (
        titles == ["Kiruna kommun: sista dag att rekvirera", "Habo, kommun; \\x: sista dag att redovisa"]
        or titles[::-1]
    )
    assert all(event.decoded("DTSTART") == DUE for event in calendar.walk("VEVENT"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_written_by_a_person_does_not_claim_to_be_automatic(language: str) -> None:
    made = Reply("Moms", "Fråga Skatteverket.", language, by_person=True)
    text = compose_reply(made, OPERATOR, envelope()).text
    assert "automati" not in text
    assert "automati" in SAMPLES["reply"](language).text


def test_days_are_counted_from_the_day_that_the_mail_speaks_of() -> None:
    texts = [
        compose_reminder(contact_mail("sv", line("sv", as_of=TODAY + timedelta(days=more))), envelope()).subject
        for more in (0, 6, 7)
    ]
    assert [text.partition("(")[2] for text in texts] == ["7 dagar kvar)", "1 dag kvar)", "sista dagen i dag)"]
