"""The outbox by Telegram: each message exactly once, within the limits, whatever Telegram says."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import insert, update

from bot.telegram.chats import CHAT
from models.database import Database
from models.outbox import ChannelName
from scheduler.outbox import MESSAGE
from tests.outbox import queue, queue_reminders, states
from tests.telegram.conftest import Working
from tests.telegram.people import add_contacts
from tests.telegram.stand_in import Call, Fault, StandIn

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


async def queue_replies(database: Database, chats: list[int], text: str = "Svar") -> None:
    """A message to each chat, as to who asked for a reply."""
    now = datetime.now(UTC) - timedelta(seconds=1)
    common = {"channel": "telegram", "kind": "reply", "language": "sv", "state": "queued", "attempts": 0}
    rows = [
        common | {"key": f"r:{chat}", "address": str(chat), "due_at": now, "created_at": now,
                  "payload": {"subject": "Fråga", "text": text}}
        for chat in chats
    ]  # fmt: skip
    await database.transact(lambda connection: connection.execute(insert(MESSAGE), rows))


async def all_ended(database: Database) -> None:
    async with asyncio.timeout(120):
        while {"queued", "claimed"} & set(await states(database)):  # noqa: ASYNC110 - workers tell nobody
            await asyncio.sleep(0.1)


async def many(telegram: StandIn, working: Working, database: Database, number: int) -> None:
    """Send to many chats while Telegram now and then wants silence; each gets its message once."""
    chats = list(range(1, number + 1))
    await queue_replies(database, chats)
    calls = count(1)
    telegram.fault = lambda call: (
        Fault(429, "Too Many Requests: retry after 1", 1)
        if call.method == "sendMessage" and next(calls) % 60 == 0
        else None
    )
    async with working(database):
        await telegram.until(lambda: len(telegram.said) >= number, seconds=20 + number / 10)
        await all_ended(database)
    assert Counter(said.chat for said in telegram.said) == Counter(chats)
    assert set(await states(database)) == {"sent"}


async def test_each_of_150_chats_gets_its_message_once_under_429(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await many(telegram, working, sqlite_database, 150)


@pytest.mark.slow
async def test_each_of_2000_chats_gets_its_message_once_under_429(
    telegram: StandIn, working: Working, database: Database
) -> None:
    await many(telegram, working, database, 2_000)


async def test_500_and_lost_connections_are_outlived(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    faults = iter([Fault(500, "Internal Server Error"), Fault(0), Fault(502, "Bad Gateway")])
    telegram.fault = lambda call: next(faults, None) if call.method == "sendMessage" else None
    async with working(sqlite_database):
        telegram.write(7, "Hur mycket får Kiruna?")
        said = await telegram.answer_to(7)
    assert "2\u00a0672\u00a0587" in said.text
    assert len(telegram.to(7)) == 1


async def test_who_has_blocked_the_bot_is_marked_until_they_write_again(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    (chat,) = await add_contacts(sqlite_database)
    telegram.blocked.add(chat)
    await queue_replies(sqlite_database, [chat])
    async with working(sqlite_database):
        await all_ended(sqlite_database)
        assert await states(sqlite_database) == ["failed"]
        assert (await sqlite_database.glance("SELECT blocked_at FROM telegram_chat"))[0][0] is not None
        telegram.blocked.clear()
        telegram.write(chat, "Hej")
        await telegram.answer_to(chat)
    assert (await sqlite_database.glance("SELECT blocked_at FROM telegram_chat"))[0][0] is None
    assert sum(call.method == "sendMessage" for call in telegram.calls) == 2


async def test_a_reminder_says_what_the_mail_says_with_buttons_that_claim(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await queue_reminders(sqlite_database, 1, channel=ChannelName.TELEGRAM, address="101", due_at=NOW - timedelta(1))
    recent = {"due_at": datetime.now(UTC) - timedelta(seconds=1)}
    linked = {"chat_id": 101, "contact_id": 1, "delivery": "telegram", "linked_at": NOW}

    def write(connection: object) -> None:
        connection.execute(update(MESSAGE).values(recent))  # type: ignore[attr-defined]
        connection.execute(insert(CHAT).values(linked))  # type: ignore[attr-defined]

    await sqlite_database.transact(write)
    async with working(sqlite_database):
        said = await telegram.answer_to(101)
        telegram.press(101, said.data_of("Vi har rekvirerat"), said)
        assert "Kiruna kommun" in (await telegram.answer_to(101, 2)).text
    assert said.html.startswith("<b>Kiruna kommun: rekvirera högst 2\u00a0672\u00a0587 kr") or "rekvirera" in said.text
    assert "S2025/00122" in said.text
    assert "http" not in said.text
    assert "Sluta påminna" not in said.text


async def test_nothing_goes_to_a_chat_that_no_longer_belongs_to_the_contact(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database)
    await queue_replies(sqlite_database, [101])
    unlinked = update(CHAT).values(contact_id=None)
    as_to_contact = update(MESSAGE).values(contact_id=1)
    await sqlite_database.transact(lambda connection: (connection.execute(unlinked), connection.execute(as_to_contact)))
    async with working(sqlite_database):
        await all_ended(sqlite_database)
    assert await states(sqlite_database) == ["cancelled"]
    assert telegram.said == []


async def test_a_long_message_is_not_begun_again_when_a_later_part_is_refused(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await queue_replies(sqlite_database, [7], "Ett stycke med många ord & tecken. " * 300)
    sent = count(1)

    def second_refused(call: Call) -> Fault | None:
        refuse = call.method == "sendMessage" and next(sent) == 2
        return Fault(429, "Too Many Requests: retry after 1", 1) if refuse else None

    telegram.fault = second_refused
    async with working(sqlite_database):
        await all_ended(sqlite_database)
    texts = [said.text for said in telegram.to(7)]
    assert len(texts) == len(set(texts)) == 3


async def test_mails_are_left_to_their_own_worker(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await queue(sqlite_database, {"key": "m", "channel": "email", "kind": "reply", "address": "a@b.example",
                                  "language": "sv", "state": "queued", "due_at": NOW - timedelta(9), "attempts": 0,
                                  "created_at": NOW - timedelta(9)})  # fmt: skip
    await queue_replies(sqlite_database, [7])
    async with working(sqlite_database):
        await telegram.answer_to(7)
    assert (await states(sqlite_database))[0] == "queued"
