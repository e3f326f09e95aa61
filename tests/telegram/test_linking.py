"""Showing in a chat who one is, and what follows from it."""

import re
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.telegram.chats import CHAT
from models.database import Database
from models.deep_link import start_token
from models.login import check_code, code_of, forget_old_codes, send_code
from models.outbox import Message
from tests.telegram.conftest import Working
from tests.telegram.people import add_contacts
from tests.telegram.stand_in import StandIn

SECRET = "a key for tests alone"


def link(contact: int, *, age: timedelta = timedelta(0)) -> str:
    return start_token(contact, secrets.token_bytes(6), SECRET, datetime.now(UTC) - age)


async def contact_of(database: Database, chat: int) -> int | None:
    async with database.reading() as session:
        return await session.scalar(select(CHAT.c.contact_id).where(CHAT.c.chat_id == chat))


async def sent_code(database: Database) -> str:
    async with database.reading() as session:
        (message,) = await session.scalars(select(Message).where(Message.kind == "login_code"))  # type: ignore[arg-type]
    assert message.payload
    return code_of(message.payload["nonce"], SECRET)


async def codes_mailed(database: Database) -> list[str]:
    async with database.reading() as session:
        messages = await session.scalars(select(Message).where(Message.kind == "login_code"))  # type: ignore[arg-type]
        return [code_of(message.payload["nonce"], SECRET) for message in messages if message.payload]


async def test_a_signed_link_connects_a_chat_once(telegram: StandIn, working: Working, database: Database) -> None:
    await add_contacts(database, chats=False)
    token = link(1)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", token)
    async with working(database):
        telegram.write(7, f"/start {token}")
        said = await telegram.answer_to(7)
        assert "Ekonom 1" in said.text
        assert "Kiruna kommun" in said.text
        telegram.write(8, f"/start {token}")
        assert "Länken" in (await telegram.answer_to(8)).text
    assert await contact_of(database, 7) == 1
    assert await contact_of(database, 8) is None


async def test_a_forged_or_old_link_connects_nobody_and_says_no_more_than_that(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database, chats=False)
    good = link(1)
    other = "A" if good[5] != "A" else "B"
    forged = [good[:5] + other + good[6:], good[:-2], "x" * 64, start_token(1, b"123456", "other", datetime.now(UTC))]
    async with working(sqlite_database):
        for chat, token in enumerate([*forged, link(1, age=timedelta(days=8))], 1):
            telegram.write(chat, f"/start {token}")
        said = [(await telegram.answer_to(chat)).text for chat in range(1, 6)]
    assert len(set(said)) == 1
    assert [await contact_of(sqlite_database, chat) for chat in range(1, 6)] == [None] * 5


async def test_a_code_sent_by_mail_connects_the_chat(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database, chats=False)
    async with working(sqlite_database):
        telegram.write(7, "/mina")
        stranger = await telegram.answer_to(7)
        telegram.press(7, stranger.data_of("Visa vem jag är"), stranger)
        await telegram.answer_to(7, 2)
        telegram.write(7, "Contact1@Kommun.example")
        await telegram.answer_to(7, 3)
        telegram.write(7, await sent_code(sqlite_database))
        assert "Ekonom 1" in (await telegram.answer_to(7, 4)).text
    assert await contact_of(sqlite_database, 7) == 1


async def test_a_question_or_another_address_between_neither_costs_a_try_nor_ends_the_waiting_for_the_code(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database, chats=False)
    texts = ["/koppla", "contact2@kommun.example", "Hur mycket får Kiruna 2025?", "contact1@kommun.example", "Tack"]
    async with working(sqlite_database):
        for text in texts:
            telegram.write(7, text)
        await telegram.answer_to(7, 5)
        assert await sqlite_database.glance("SELECT tries FROM login_code") == [(0,)]
        code = await sent_code(sqlite_database)
        telegram.write(7, f"Koden är {code}.")
        await telegram.answer_to(7, 6)
    assert "2\u00a0672\u00a0587" in telegram.to(7)[2].text
    assert await contact_of(sqlite_database, 7) == 1


async def test_a_known_and_an_unknown_address_get_the_same_words(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database, chats=False)
    async with working(sqlite_database):
        for chat, address in ((7, "contact1@kommun.example"), (8, "nobody@kommun.example")):
            telegram.write(chat, "/koppla")
            telegram.write(chat, address)
            telegram.write(chat, "000000")
            await telegram.answer_to(chat, 3)
    assert [said.text for said in telegram.to(7)] == [said.text for said in telegram.to(8)]
    assert len(await sqlite_database.glance("SELECT id FROM message")) == 1


async def test_five_wrong_codes_bring_a_pause_that_a_new_code_does_not_end(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database, chats=False)
    async with working(sqlite_database):
        telegram.write(7, "/koppla")
        telegram.write(7, "contact1@kommun.example")
        await telegram.answer_to(7, 2)
        right = await sent_code(sqlite_database)
        for _ in range(5):
            telegram.write(7, "000001" if right != "000001" else "000002")
        assert "timme" in (await telegram.answer_to(7, 7)).text
        telegram.write(7, "/koppla")
        telegram.write(7, "contact1@kommun.example")
        assert "timme" in (await telegram.answer_to(7, 9)).text
    assert await contact_of(sqlite_database, 7) is None


async def test_erasing_the_chat_does_not_end_the_pause_after_five_wrong_codes(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database, chats=False)
    async with working(sqlite_database):
        telegram.write(7, "/koppla")
        telegram.write(7, "contact1@kommun.example")
        await telegram.answer_to(7, 2)
        right = await sent_code(sqlite_database)
        for _ in range(5):
            telegram.write(7, "000001" if right != "000001" else "000002")
        telegram.press(7, "erase:yes")
        telegram.write(7, "/koppla")
        telegram.write(7, "contact1@kommun.example")
        await telegram.answer_to(7, 10)
        telegram.write(7, (await codes_mailed(sqlite_database))[1])
        assert "timme" in (await telegram.answer_to(7, 11)).text
    assert await contact_of(sqlite_database, 7) is None


async def test_a_code_that_is_mailed_to_nobody_any_more_connects_nobody(sqlite_database: Database) -> None:
    await add_contacts(sqlite_database, chats=False)
    now = datetime.now(UTC)
    async with sqlite_database.writing() as session:
        for chat in range(1, 8):
            await send_code(session, chat, "contact1@kommun.example", f"nonce {chat}", SECRET, now)
        found = [await check_code(session, chat, code_of(f"nonce {chat}", SECRET), SECRET, now) for chat in (5, 6)]
    assert [contact for _, contact in found] == [1, None]


async def test_codes_are_forgotten_when_their_time_and_their_pause_are_over(sqlite_database: Database) -> None:
    await add_contacts(sqlite_database, chats=False)
    now = datetime.now(UTC)
    async with sqlite_database.writing() as session:
        for chat in (1, 2):
            await send_code(session, chat, "contact1@kommun.example", f"nonce {chat}", SECRET, now)
        for _ in range(5):
            await check_code(session, 2, "000000", SECRET, now + timedelta(minutes=9))
        assert await forget_old_codes(session, now + timedelta(minutes=30)) == 0
        assert await forget_old_codes(session, now + timedelta(minutes=71)) == 2


async def test_a_contact_chooses_its_way_and_may_stop(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    async with working(sqlite_database):
        telegram.write(chat, "/påminnelser")
        said = await telegram.answer_to(chat)
        telegram.press(chat, said.data_of("båda"), said)
        await telegram.answer_to(chat, 2)
        telegram.press(chat, said.data_of("Sluta"), said)
        await telegram.answer_to(chat, 3)
    assert (await sqlite_database.glance("SELECT delivery FROM telegram_chat"))[0][0] == "both"
    assert (await sqlite_database.glance("SELECT stopped_at FROM contact"))[0][0] is not None


async def test_erasing_leaves_no_trace_of_the_chat(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    async with sqlite_database.writing() as session:
        now = datetime.now(UTC)
        common = {"channel": "telegram", "kind": "reply", "contact_id": 1, "address": str(chat), "due_at": now}
        session.add(Message(key="a", state="sent", ended_at=now, created_at=now, **common))
    async with working(sqlite_database):
        telegram.write(chat, "/radera")
        said = await telegram.answer_to(chat)
        telegram.press(chat, said.data_of("Nej"), said)
        await telegram.answer_to(chat, 2)
        assert await contact_of(sqlite_database, chat) == 1
        telegram.press(chat, said.data_of("Ja"), said)
        await telegram.answer_to(chat, 3)
    assert await sqlite_database.glance("SELECT * FROM telegram_chat") == []
    kept = await sqlite_database.glance("SELECT address, contact_id, state FROM message")
    assert [tuple(row) for row in kept] == [("erased", None, "sent")]


async def test_what_was_sent_before_an_erasure_names_neither_the_chat_nor_its_person(
    telegram: StandIn, working: Working, database: Database
) -> None:
    await add_contacts(database, chats=False)
    async with database.writing() as session:
        now = datetime.now(UTC)
        common = {"kind": "broadcast", "contact_id": 1, "address": "7", "due_at": now, "created_at": now}
        session.add(Message(key="broadcast:3:1:telegram:all", channel="telegram", state="sent", ended_at=now, **common))
    async with working(database):
        telegram.write(7, "/koppla")
        telegram.write(7, "contact1@kommun.example")
        await telegram.answer_to(7, 2)
        telegram.press(7, "erase:yes")
        await telegram.answer_to(7, 3)
    rows = await database.glance("SELECT kind, key FROM message")
    keys = {row[0]: row[1] for row in rows}
    assert keys["broadcast"].startswith("erased:")
    assert keys["login_code"].startswith("login:")
    assert ":7:" not in keys["login_code"]
