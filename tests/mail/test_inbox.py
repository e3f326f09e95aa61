"""What becomes of a message: noted, answered in its thread, passed on or left alone, and never a loop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from bot.answers.answer import Answer
from bot.answers.engine import Engine
from bot.mail.inbox import MOST_REPLIES, Inbox
from messages.content import Operator
from messages.mail import Mailbox
from models.bounces import StillClaimedError
from models.catalogue.programmes import load_catalogue
from models.contact import Contact
from models.contacts import add_contact
from models.database import Database
from models.facts import FactsCache
from models.links import bounce_address
from models.outbox import Message, MessageKind, MessageState, message_id
from models.progress import confirm_step
from models.recipient import Recipient
from models.steps import RecipientStep, Step
from scheduler.composing import MailComposer
from scheduler.guests import GuestList
from scheduler.house import House
from scheduler.outbox import CLAIMED_COLUMNS, Claimed
from tests.mail.messages import incoming, message, report

NOW = datetime(2025, 11, 24, 9, tzinfo=UTC)
KEY = "a key for tests of mail"
DOMAIN = "bidragslots.example"


class SmallEngine:
    """Knows one question, asks back on another, and nothing else."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    async def ask(self, text: str, *, now: datetime, own: Any = (), standings: Any = ()) -> Answer:
        self.asked.append((text, tuple(own)))
        if "mycket" in text:
            return Answer("Högst 2 672 587 kronor.\n\nKälla: Regeringens beslut, Bilaga 1.", "sv", True)
        if "Habo" in text:
            return Answer("Vem menar du?", "sv", False, clarify=("Habo kommun", "Håbo kommun"))
        return Answer("Det vet jag inte.", "sv", False)


class SmallRecorder:
    def record(self, text: str, answer: Answer, *, channel: str, now: datetime) -> str:
        return channel


def inbox(database: Database, **changes: Any) -> Inbox:
    made = Inbox(
        database=database,
        engine=SmallEngine(),
        recorder=SmallRecorder(),
        secret=KEY,
        domain=DOMAIN,
        own=frozenset({"lots@bidragslots.example", "drift@bidragslots.example"}),
        operator="drift@bidragslots.example",
        guests=GuestList(),
        zone=ZoneInfo("Europe/Stockholm"),
    )
    return replace(made, **changes)


async def queued(database: Database) -> list[Message]:
    async with database.reading() as session:
        return list((await session.scalars(select(Message).order_by(col(Message.id)))).all())


async def economist(database: Database) -> Contact:
    async with database.writing() as session:
        kiruna = (await session.scalars(select(Recipient).where(Recipient.code == "2584"))).one()
        return await add_contact(
            session,
            "Ekonomen",
            "ekonom@kiruna.example",
            language="sv",
            roles={kiruna.id or 0: "economist"},
            source="ett prov",
            now=NOW,
        )


async def sent(database: Database, contact: Contact, key: str = "a", state: str = MessageState.SENT) -> int:
    """A mail that went to the contact."""
    claimed = state == MessageState.CLAIMED
    row = Message(
        key=key,
        kind=MessageKind.REMINDER,
        contact_id=contact.id,
        address=contact.email,
        state=state,
        due_at=NOW,
        created_at=NOW,
        ended_at=None if claimed else NOW,
        claimed_by="w" if claimed else None,
        lease_until=NOW if claimed else None,
    )
    async with database.writing() as session:
        session.add(row)
        await session.flush()
        return row.id or 0


async def contact_now(database: Database) -> Contact:
    async with database.reading() as session:
        return (await session.scalars(select(Contact))).one()


async def test_a_question_is_answered_in_its_thread_with_the_source(database: Database) -> None:
    data = message(References="<var-paminnelse@bidragslots.example>")
    handled = await inbox(database).handle(incoming(data), NOW)
    assert handled.done == "answered"
    (row,) = await queued(database)
    assert (row.kind, row.address, row.state) == (MessageKind.REPLY, "ekonom@kiruna.example", MessageState.QUEUED)
    mail = await composed(database, row)
    assert mail["To"] == "Ekonomen <ekonom@kiruna.example>"
    assert mail["Subject"] == "Re: Kiruna kommun"
    assert mail["In-Reply-To"] == "<fraga-1@kiruna.example>"
    assert mail["References"] == "<var-paminnelse@bidragslots.example> <fraga-1@kiruna.example>"
    assert mail["Auto-Submitted"] == "auto-replied"
    text = mail.get_body(("plain",)).get_content()
    assert "Högst 2 672 587 kronor." in text
    assert "Källa: Regeringens beslut, Bilaga 1" in text


async def composed(database: Database, row: Message) -> Any:
    house = House(
        sender=Mailbox("Bidragslots", "lots@bidragslots.example"),
        domain=DOMAIN,
        operator=Operator("Bidragslots", "drift@bidragslots.example"),
        links=None,
        secret=KEY,
        guests=GuestList(),
        zone=ZoneInfo("Europe/Stockholm"),
    )
    claimed = Claimed(**{column.name: getattr(row, column.name) for column in CLAIMED_COLUMNS})
    composer = MailComposer(FactsCache(database, load_catalogue()), house)
    compose = await composer.prepare(database, [claimed], NOW)
    return message_from_bytes(compose(claimed).data, policy=default)


async def test_the_same_message_is_answered_once(sqlite_database: Database) -> None:
    for _ in range(2):
        handled = await inbox(sqlite_database).handle(incoming(message()), NOW)
    assert (handled.done, len(await queued(sqlite_database))) == ("ignored", 1)


async def test_a_known_contact_is_asked_for_by_its_own_recipient(sqlite_database: Database) -> None:
    await economist(sqlite_database)
    engine = SmallEngine()
    await inbox(sqlite_database, engine=engine).handle(incoming(message("Hur mycket får vi?")), NOW)
    await inbox(sqlite_database, engine=engine).handle(incoming(message("Hur mycket?", From="x@y.example")), NOW)
    assert engine.asked == [("Hur mycket får vi?", ("2584",)), ("Hur mycket?", ())]


async def test_a_known_contact_who_asks_is_told_the_steps_that_are_confirmed(sqlite_database: Database) -> None:
    await economist(sqlite_database)
    facts = FactsCache(sqlite_database, load_catalogue())
    known = await facts.current()
    grant = known.newest()
    assert grant
    of = RecipientStep(grant.row["id"], known.places["2584"].id, Step.REQUISITION)
    async with sqlite_database.writing() as session:
        await confirm_step(session, of, None, NOW.date(), by="the agency", now=NOW)
    await inbox(sqlite_database, engine=Engine(facts)).handle(incoming(message("Har vi rekvirerat?")), NOW)
    (reply,) = await queued(sqlite_database)
    assert "bekräftad 24" in str(reply.payload)


async def test_asking_back_lists_what_to_choose_from(sqlite_database: Database) -> None:
    await inbox(sqlite_database).handle(incoming(message("Vad får Habo?")), NOW)
    (row,) = await queued(sqlite_database)
    assert row.payload is not None
    assert row.payload["text"] == "Vem menar du?\n\n– Habo kommun\n– Håbo kommun"


async def test_a_subject_alone_is_a_question_too(sqlite_database: Database) -> None:
    await inbox(sqlite_database).handle(incoming(message("Hej!", Subject="Hur mycket får Kiruna?")), NOW)
    (row,) = await queued(sqlite_database)
    assert row.payload is not None
    assert row.payload["text"].startswith("Högst 2 672 587 kronor.")


@pytest.mark.parametrize("headers", [{"Subject": "SV: Hur mycket får Kiruna?"}, {"References": "<var@lots.example>"}])
async def test_the_subject_of_a_reply_is_ours_and_no_question(
    sqlite_database: Database, headers: dict[str, str]
) -> None:
    headers = {"Subject": "Hur mycket får Kiruna?"} | headers
    assert (await inbox(sqlite_database).handle(incoming(message("", **headers)), NOW)).done == "ignored"
    assert (await inbox(sqlite_database).handle(incoming(message("Moms?", **headers)), NOW)).done == "passed_on"


@pytest.mark.parametrize(
    "text",
    [
        "Tack!",
        "Hej! Tack så mycket för hjälpen.\n\nMvh\nAnna Berg\nHabo kommun",
        "Thanks!\n\nSent from my phone",
        "Ok, tack",
    ],
)
async def test_who_says_only_thank_you_gets_no_answer_and_no_person_is_troubled(
    sqlite_database: Database, text: str
) -> None:
    assert (await inbox(sqlite_database).handle(incoming(message(text)), NOW)).done == "ignored"
    assert await queued(sqlite_database) == []


@pytest.mark.parametrize(
    "text",
    ["Tack!\n\nHur mycket får Kiruna?", "Tack, men hur mycket får Kiruna?", "Tack för svaret. Hur mycket får vi?"],
)
async def test_who_thanks_and_asks_is_answered(sqlite_database: Database, text: str) -> None:
    assert (await inbox(sqlite_database).handle(incoming(message(text)), NOW)).done == "answered"


async def test_what_it_cannot_answer_goes_to_the_operator_with_the_thread(sqlite_database: Database) -> None:
    data = message("Får vi dra av momsen?\n\n> Hej Ekonomen!", Subject="Moms")
    handled = await inbox(sqlite_database).handle(incoming(data), NOW)
    assert handled.done == "passed_on"
    answer, question = await queued(sqlite_database)
    assert answer.payload is not None
    assert answer.payload["passed_on"] is True
    assert question.address == "drift@bidragslots.example"
    mail = await composed(sqlite_database, question)
    assert mail["Reply-To"] == "ekonom@kiruna.example"
    assert mail["References"] == "<fraga-1@kiruna.example>"
    text = mail.get_body(("plain",)).get_content()
    assert "Får vi dra av momsen?" in text
    assert "Hej Ekonomen!" in text


async def test_without_an_operator_a_question_is_declined_and_nothing_else(sqlite_database: Database) -> None:
    handled = await inbox(sqlite_database, operator=None).handle(incoming(message("Moms?", Subject="")), NOW)
    assert (handled.done, len(await queued(sqlite_database))) == ("answered", 1)


async def test_an_automatic_reply_is_left_alone(sqlite_database: Database) -> None:
    handled = await inbox(sqlite_database).handle(incoming(message(Auto_Submitted="auto-replied")), NOW)
    assert (handled.done, await queued(sqlite_database)) == ("ignored", [])


async def test_our_own_mails_coming_back_are_never_answered(sqlite_database: Database) -> None:
    await inbox(sqlite_database).handle(incoming(message()), NOW)
    (row,) = await queued(sqlite_database)
    returned = (await composed(sqlite_database, row)).as_bytes()
    for sender in (b"Bidragslots <lots@bidragslots.example>", b"Other <other@kiruna.example>"):
        data = returned.replace(b"Bidragslots <lots@bidragslots.example>", sender, 1)
        handled = await inbox(sqlite_database).handle(incoming(data), NOW)
        assert handled.done == "ignored"
    assert len(await queued(sqlite_database)) == 1


async def test_one_address_gets_only_so_many_replies(sqlite_database: Database) -> None:
    period, most = MOST_REPLIES[0]
    box = inbox(sqlite_database)
    for number in range(most + 3):
        await box.handle(incoming(message(Message_ID=f"<{number}@x.example>", From="Ekonom@Kiruna.example")), NOW)
    assert len(await queued(sqlite_database)) == most
    later = await box.handle(incoming(message(Message_ID="<l@x.example>")), NOW + period + timedelta(seconds=1))
    assert later.done == "answered"


async def test_the_guest_list_of_a_trial_holds_for_replies_too(sqlite_database: Database) -> None:
    box = inbox(sqlite_database, guests=GuestList(["prov@bidragslots.example"]))
    assert (await box.handle(incoming(message()), NOW)).done == "ignored"


@pytest.mark.parametrize("sender", ["a@b@c.example", '"a b"@c.example', "a@-"])
async def test_nothing_is_queued_to_an_address_that_cannot_be_written_to(
    sqlite_database: Database, sender: str
) -> None:
    await inbox(sqlite_database).handle(incoming(message(From=f"<{sender}>")), NOW)
    for row in await queued(sqlite_database):
        assert await composed(sqlite_database, row)


async def test_a_hard_bounce_marks_the_message_and_its_contact(database: Database) -> None:
    number = await sent(database, await economist(database))
    back = report("ekonom@kiruna.example", To=bounce_address("lots@bidragslots.example", number, KEY))
    handled = await inbox(database).handle(incoming(back), NOW)
    assert (handled.done, handled.why) == ("bounced", f"message {number}, hard")
    (row,) = await queued(database)
    assert row.state == MessageState.BOUNCED
    assert "5.1.1" in (row.reply or "")
    assert (await contact_now(database)).bounced_at == NOW


async def test_three_soft_bounces_mark_the_contact_and_the_same_one_counts_once(database: Database) -> None:
    contact, box = await economist(database), inbox(database)
    for name in ("a", "b", "c"):
        assert (await contact_now(database)).bounced_at is None
        number = await sent(database, contact, name)
        back = report(contact.email, status="4.2.2", To=bounce_address("lots@bidragslots.example", number, KEY))
        for _ in range(2):
            await box.handle(incoming(back), NOW)
    assert (await contact_now(database)).bounced_at == NOW
    assert (await contact_now(database)).soft_bounces == 3


async def test_a_report_without_our_return_address_is_known_by_the_message_that_it_returns(
    sqlite_database: Database,
) -> None:
    await sent(sqlite_database, await economist(sqlite_database), "nyckel")
    back = report("ekonom@kiruna.example", original=message_id("nyckel", DOMAIN))
    assert (await inbox(sqlite_database).handle(incoming(back), NOW)).done == "bounced"
    assert (await contact_now(sqlite_database)).bounced_at == NOW


@pytest.mark.parametrize("to", ["lots@bidragslots.example", "lots+b1-aaaaaaaaaaaaaaaaaaaa@bidragslots.example"])
async def test_a_forged_report_marks_nobody(sqlite_database: Database, to: str) -> None:
    await sent(sqlite_database, await economist(sqlite_database))
    handled = await inbox(sqlite_database).handle(incoming(report("ekonom@kiruna.example", To=to)), NOW)
    assert handled.done == "ignored"
    assert (await contact_now(sqlite_database)).bounced_at is None


async def test_a_bounce_of_an_address_that_was_changed_meanwhile_leaves_the_new_one(
    sqlite_database: Database,
) -> None:
    number = await sent(sqlite_database, await economist(sqlite_database))
    async with sqlite_database.writing() as session:
        contact = (await session.scalars(select(Contact))).one()
        contact.email = contact.email_key = "ny@kiruna.example"
    back = report("ekonom@kiruna.example", To=bounce_address("lots@bidragslots.example", number, KEY))
    await inbox(sqlite_database).handle(incoming(back), NOW)
    assert (await contact_now(sqlite_database)).bounced_at is None


async def test_a_bounce_that_overtakes_the_worker_has_to_come_again(sqlite_database: Database) -> None:
    number = await sent(sqlite_database, await economist(sqlite_database), state=MessageState.CLAIMED)
    back = report("ekonom@kiruna.example", To=bounce_address("lots@bidragslots.example", number, KEY))
    with pytest.raises(StillClaimedError):
        await inbox(sqlite_database).handle(incoming(back), NOW)
