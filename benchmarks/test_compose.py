"""Composing and signing a reminder, beside the same mail as an EmailMessage; mails a second and core."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from messages.content import Contact, ContactLinks, ContactMail
from messages.mail import Mailbox
from messages.reminder import compose_reminder
from models.links import Links, LinkTarget, Purpose
from models.steps import RecipientStep, Step
from tests.messages.sample_mails import OPERATOR, envelope, line
from tests.messages.slow_mail import slow_mail

NOW = datetime(2025, 11, 24, 7, tzinfo=UTC)
LINKS = Links("a key for measuring only", "https://bidragslots.example")
RECIPIENTS = 314
NUMBERS = itertools.count(1)


def content(number: int) -> ContactMail:
    """A contact of one of 314 recipients, with five links signed for it alone."""
    recipient = number % RECIPIENTS
    target = LinkTarget(number, RecipientStep(1, recipient, Step.REQUISITION))
    said = line(
        "sv",
        official_name=f"Kommun {recipient}",
        amount=1_000_000 + recipient,
        uid=f"{recipient}@bidragslots.example",
        claim=LINKS.url(Purpose.CLAIM, target, NOW),
        snooze=LINKS.url(Purpose.SNOOZE, target, NOW),
    )
    links = ContactLinks(LINKS.url(Purpose.WRONG_PERSON, target, NOW), LINKS.url(Purpose.STOP, target, NOW))
    contact = Contact(f"Kontakt {number}", "sv", "kommunens anmälan", (said.official_name,), links=links)
    return ContactMail(contact, OPERATOR, (said,))


def compose() -> bytes:
    number = next(NUMBERS)
    unsubscribe = LINKS.url(Purpose.UNSUBSCRIBE, LinkTarget(number), NOW)
    to = Mailbox(f"Kontakt {number}", f"kontakt{number}@kommun.example")
    around = replace(envelope(unsubscribe_url=unsubscribe), to=to, message_id=f"<{number}@bidragslots.example>")
    return compose_reminder(content(number), around).as_bytes()


@pytest.mark.benchmark(group="compose")
def test_a_reminder_with_its_links(benchmark: BenchmarkFixture) -> None:
    for _ in range(RECIPIENTS):
        compose()
    assert benchmark(compose).startswith(b"From: ")


@pytest.mark.benchmark(group="compose")
def test_the_same_as_an_email_message(benchmark: BenchmarkFixture) -> None:
    mail = compose_reminder(content(1), envelope())
    assert b"Subject: " in benchmark(lambda: slow_mail(mail).as_bytes())
