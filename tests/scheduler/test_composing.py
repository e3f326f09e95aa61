"""From rows to mails: the last look before a mail goes, and what goes into it."""

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, delete, insert, update

from messages.content import Operator
from messages.mail import Mailbox
from messages.smtp import ReadyMail
from models.catalogue.programmes import load_catalogue
from models.contact import Contact, ContactRecipient
from models.database import Database
from models.deadline import Deadline
from models.facts import FactsCache
from models.links import Links, read_bounce_address
from models.outbox import message_id
from models.progress import Progress
from scheduler.composing import MailComposer, UnknownKindError
from scheduler.endings import Cancelled, Suppressed
from scheduler.guests import GuestList
from scheduler.house import House
from scheduler.outbox import MESSAGE, Claimed
from scheduler.sources import ITEM
from tests.outbox import DUE, NOW, message_row, messages, queue, queue_reminders

SECRET = "s" * 40
HOUSE = House(
    sender=Mailbox("Bidragslots", "slots@slots.example"),
    domain="slots.example",
    operator=Operator("Exempelkontoret", "hjalp@slots.example"),
    links=Links(SECRET, "https://slots.example"),
    secret=SECRET,
    guests=GuestList(),
    zone=ZoneInfo("Europe/Stockholm"),
)


async def composer_for(
    database: Database, house: House = HOUSE
) -> tuple[Callable[[Claimed], ReadyMail], list[Claimed]]:
    rows = await messages(database)
    claimed = [Claimed(*(getattr(row, name) for name in Claimed._fields)) for row in rows]
    composer = MailComposer(FactsCache(database, load_catalogue()), house)
    return await composer.prepare(database, claimed, NOW), claimed


async def composed(database: Database, house: House = HOUSE) -> ReadyMail:
    """The mail of the only message."""
    compose, [message] = await composer_for(database, house)
    return compose(message)


async def change(database: Database, *statements: Any) -> None:
    def write(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    await database.transact(write)


def parsed(mail: ReadyMail) -> EmailMessage:
    return email.message_from_bytes(mail.data, policy=email.policy.default)  # type: ignore[return-value]


def text_of(mail: ReadyMail) -> str:
    return parsed(mail).get_body(("plain",)).get_content().replace("\u00a0", " ")  # type: ignore[union-attr]


async def test_a_reminder_says_who_how_much_at_most_by_when_and_which_number(database: Database) -> None:
    await queue_reminders(database, 1)
    mail = await composed(database)
    text = text_of(mail)
    for said in ("Kiruna kommun", "2 672 587 kr", "1 december", "7 dagar", "S2025/00122", "Exempelkontoret"):
        assert said in text
    assert parsed(mail)["To"] == "Ekonom 1 <contact1@kommun.example>"


async def test_a_mail_comes_back_to_an_address_of_its_own(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    mail = await composed(sqlite_database)
    assert read_bounce_address(mail.sender, SECRET) == 1
    assert mail.message_id == parsed(mail)["Message-ID"] == message_id("reminder:1", "slots.example")


async def test_the_same_message_composed_again_is_the_same_but_for_its_time(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    assert await composed(sqlite_database) == await composed(sqlite_database)


async def test_a_mail_goes_to_the_address_that_the_contact_has_now(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    await change(sqlite_database, update(Contact).values(email="ny@kommun.example", email_key="ny@kommun.example"))
    assert (await composed(sqlite_database)).recipient == "ny@kommun.example"


@pytest.mark.parametrize("column", ["stopped_at", "bounced_at"])
async def test_nothing_goes_to_who_has_stopped_or_whose_mail_comes_back(column: str, sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    await change(sqlite_database, update(Contact).values({column: NOW}))
    with pytest.raises(Suppressed):
        await composed(sqlite_database)


async def test_nothing_goes_to_who_has_been_removed(database: Database) -> None:
    await queue_reminders(database, 1)
    await change(database, delete(ContactRecipient), delete(Contact))
    with pytest.raises(Cancelled, match="removed"):
        await composed(database)


async def test_nothing_goes_to_the_wrong_person(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    await change(sqlite_database, update(ContactRecipient).values(wrong_person_at=NOW))
    with pytest.raises(Cancelled):
        await composed(sqlite_database)


async def test_a_reminder_of_a_date_that_has_changed_does_not_go(database: Database) -> None:
    await queue_reminders(database, 1)
    await change(database, update(Deadline).values(due=date(2027, 1, 15)))
    with pytest.raises(Cancelled):
        await composed(database)
    await change(database, update(Deadline).values(due=DUE))
    assert "1 december" in text_of(await composed(database))


async def test_a_reminder_of_a_step_that_is_confirmed_does_not_go(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    await change(sqlite_database, insert(Progress).from_select(*confirmation()))
    with pytest.raises(Cancelled):
        await composed(sqlite_database)


def confirmation() -> tuple[list[str], Any]:
    """A confirmation of the step that the item is about."""
    from sqlalchemy import literal, select

    said = {"state": "confirmed", "on_date": NOW.date(), "said_by": "test", "said_at": NOW.replace(tzinfo=None)}
    columns = ["programme_id", "recipient_id", "step", *said]
    about = [ITEM.c.programme_id, ITEM.c.recipient_id, ITEM.c.step]
    return columns, select(*about, *(literal(value) for value in said.values()))


async def test_a_mail_to_a_registrar_has_no_acting_links(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    assert "https://slots.example/m/claim/" in text_of(await composed(sqlite_database))
    await change(sqlite_database, update(ContactRecipient).values(role="registrar"))
    text = text_of(await composed(sqlite_database))
    assert "/m/claim/" not in text
    assert "/m/stop/" not in text


async def test_a_service_without_a_public_address_sends_mails_without_links(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    mail = await composed(sqlite_database, replace(HOUSE, links=None))
    assert "/m/" not in text_of(mail)
    assert parsed(mail)["List-Unsubscribe"] is None


async def test_who_is_not_on_the_guest_list_gets_nothing(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    with pytest.raises(Suppressed, match="MAIL_ONLY_TO"):
        await composed(sqlite_database, replace(HOUSE, guests=GuestList(["other@kommun.example"])))
    assert await composed(sqlite_database, replace(HOUSE, guests=GuestList(["@KOMMUN.example"])))


async def test_a_message_of_a_kind_that_nobody_knows_waits_for_a_newer_version(sqlite_database: Database) -> None:
    await queue(sqlite_database, message_row(1, kind="telepathy"))
    with pytest.raises(UnknownKindError) as caught:
        await composed(sqlite_database)
    assert caught.value.retry


async def test_a_reply_stands_in_the_thread_of_its_question(sqlite_database: Database) -> None:
    payload = {"subject": "Sv: Belopp", "text": "Högst 2 672 587 kr.", "in_reply_to": "<q@kommun.example>"}
    await queue(sqlite_database, message_row(1, kind="reply", payload=payload))
    mail = await composed(sqlite_database)
    assert parsed(mail)["Subject"] == "Re: Belopp"
    assert parsed(mail)["In-Reply-To"] == parsed(mail)["References"] == "<q@kommun.example>"
    assert "Högst 2 672 587 kr." in text_of(mail)


async def test_a_question_is_passed_on_to_those_who_run_the_service(sqlite_database: Database) -> None:
    payload = {"asked_by": "a@kommun.example", "subject": "Moms", "received": "i dag", "paragraphs": ["Gäller moms?"]}
    await queue(sqlite_database, message_row(1, kind="passed_on", payload=payload))
    assert "Gäller moms?" in text_of(await composed(sqlite_database))


async def test_the_weekly_list_names_recipients_and_contacts_that_no_mail_reaches(sqlite_database: Database) -> None:
    await queue_reminders(sqlite_database, 1)
    weekly = update(MESSAGE).values(kind="weekly_list", contact_id=None)
    await change(sqlite_database, weekly, update(Contact).values(bounced_at=NOW))
    text = text_of(await composed(sqlite_database))
    assert "Kiruna kommun" in text
    assert "contact1@kommun.example" in text


async def test_the_agencys_own_report_is_remembered(sqlite_database: Database, facts: Any) -> None:
    payload = {"programme": facts.newest().row["id"], "due": "2026-09-30"}
    await queue(sqlite_database, message_row(1, kind="authority_report", payload=payload, as_of=date(2026, 9, 23)))
    text = text_of(await composed(sqlite_database))
    assert "30 september 2026" in text
    assert "Socialstyrelsen" in text
