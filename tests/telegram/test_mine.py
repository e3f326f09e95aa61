"""A contact's own recipients: what they are to do, and its word that it is done."""

from datetime import UTC, datetime

import pytest

from models.database import Database
from models.progress import confirm_step
from models.steps import RecipientStep, Step
from tests.telegram.conftest import Working
from tests.telegram.people import add_contacts
from tests.telegram.stand_in import Fault, StandIn


async def claims(database: Database) -> list[tuple[object, ...]]:
    rows = await database.glance("SELECT step, state, amount, contact_id FROM progress ORDER BY id")
    return [tuple(row) for row in rows]


async def test_a_contact_claims_a_step_with_its_amount_and_undoes_it(
    telegram: StandIn, working: Working, database: Database
) -> None:
    (chat,) = await add_contacts(database)
    async with working(database):
        telegram.write(chat, "/mina")
        said = await telegram.answer_to(chat)
        assert "högst 2\u00a0672\u00a0587\u00a0kronor" in said.text
        assert "inte beslutat" in said.text
        telegram.press(chat, said.data_of("Vi har rekvirerat"), said)
        await telegram.answer_to(chat, 2)
        telegram.write(chat, "1 250 000 kr")
        noted = await telegram.answer_to(chat, 3)
        assert "är gjord, 1\u00a0250\u00a0000\u00a0kronor." in noted.text
        assert await claims(database) == [("requisition", "claimed", 1_250_000, 1)]
        telegram.press(chat, noted.data_of("Ångra"), noted)
        await telegram.answer_to(chat, 4)
    assert await claims(database) == []


async def test_an_amount_that_is_too_high_or_none_is_asked_for_again(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    async with working(sqlite_database):
        telegram.write(chat, "/mina")
        said = await telegram.answer_to(chat)
        telegram.press(chat, said.data_of("Vi har rekvirerat"), said)
        telegram.write(chat, "3 000 000")
        assert "högre än" in (await telegram.answer_to(chat, 3)).text
        telegram.write(chat, "12 tusen")
        again = await telegram.answer_to(chat, 4)
        assert "hela kronor" in again.text
        telegram.press(chat, again.data_of("Utan belopp"), again)
        await telegram.answer_to(chat, 5)
    assert await claims(sqlite_database) == [("requisition", "claimed", None, 1)]


@pytest.mark.parametrize("question", ["Hur mycket får Kiruna", "Hur mycket får Kiruna 2025?"])
async def test_a_question_in_the_midst_of_a_claim_is_answered(
    telegram: StandIn, working: Working, sqlite_database: Database, question: str
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    async with working(sqlite_database):
        telegram.write(chat, "/mina")
        said = await telegram.answer_to(chat)
        telegram.press(chat, said.data_of("Vi har rekvirerat"), said)
        telegram.write(chat, question)
        assert "Källa" in (await telegram.answer_to(chat, 3)).text
    assert await claims(sqlite_database) == []


async def test_a_stranger_can_claim_nothing_by_a_forged_button(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database)
    async with working(sqlite_database):
        for data in ("claim:1:1:requisition", "claimed:1:1:requisition", "undo:1:1:requisition", "snooze:1:1:report"):
            telegram.press(7, data)
        telegram.press(7, "claim:999999999999:-1:x")
        await telegram.answer_to(7, 5)
    assert await claims(sqlite_database) == []
    assert {said.text for said in telegram.to(7)} == {telegram.to(7)[0].text}


async def test_a_confirmed_step_is_shown_as_done_and_the_next_one_offered(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    rows = await sqlite_database.glance(
        "SELECT p.id, r.id FROM programme p, recipient r WHERE p.slug = 'omstallning-2025' AND r.name = 'Kiruna'"
    )
    of, now = RecipientStep(rows[0][0], rows[0][1], Step.REQUISITION), datetime.now(UTC)
    async with sqlite_database.writing() as session:
        await confirm_step(session, of, 2_000_000, now.date(), by="test", now=now)
    async with working(sqlite_database):
        telegram.write(chat, "/mina")
        said = await telegram.answer_to(chat)
    assert "2\u00a0000\u00a0000\u00a0kronor" in said.text
    assert not any("rekvirerat" in button["text"] for button in said.buttons)
    assert any("redovisat" in button["text"] for button in said.buttons)


@pytest.mark.parametrize(
    "fault",
    [Fault(400, "Bad Request: query is too old and response timeout expired"), Fault(500, "no"), Fault(0)],
)
async def test_a_button_pressed_while_the_service_was_away_still_does_what_it_says(
    telegram: StandIn, working: Working, sqlite_database: Database, fault: Fault
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    telegram.fault = lambda call: fault if call.method == "answerCallbackQuery" else None
    async with working(sqlite_database):
        telegram.write(chat, "/mina")
        shown = await telegram.answer_to(chat)
        telegram.press(chat, shown.data_of("Vi har rekvirerat"), shown)
        telegram.write(chat, "2 000 000")
        assert "Noterat" in (await telegram.answer_to(chat, 3)).text


async def test_a_contact_who_asks_is_told_the_steps_that_it_has_claimed(
    telegram: StandIn, working: Working, database: Database
) -> None:
    (chat,) = await add_contacts(database)
    async with working(database):
        telegram.write(chat, "Har vi rekvirerat?")
        before = (await telegram.answer_to(chat)).text
        telegram.write(chat, "/mina")
        said = await telegram.answer_to(chat, 2)
        telegram.press(chat, said.data_of("Vi har rekvirerat"), said)
        await telegram.answer_to(chat, 3)
        telegram.write(chat, "1 250 000")
        await telegram.answer_to(chat, 4)
        telegram.write(chat, "Har vi rekvirerat?")
        after = (await telegram.answer_to(chat, 5)).text
    assert "ingenting" in before.split("redovisning")[0]
    assert "anmäld som gjord" in after


async def test_a_button_of_a_grant_that_there_is_not_is_only_too_old(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    ((kiruna,),) = await sqlite_database.glance("SELECT id FROM recipient WHERE name = 'Kiruna'")
    async with working(sqlite_database):
        for number, act in enumerate(("claim", "claimed", "undo", "snooze"), 1):
            telegram.press(chat, f"{act}:999:{kiruna}:requisition")
            assert "för gammal" in (await telegram.answer_to(chat, number)).text
