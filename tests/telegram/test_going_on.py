"""Whatever comes, or does not come, the bot goes on."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.telegram.chats import Chats
from bot.telegram.handling import Handling
from bot.telegram.inbox import store
from models.database import Database
from tests.telegram.conftest import Working
from tests.telegram.stand_in import Call, Fault, StandIn, message, person

KIRUNA = "2\u00a0672\u00a0587\u00a0kronor"
GROUP = {"id": -5, "type": "group", "title": "Grupp"}


async def test_an_update_is_handled_although_the_database_failed_between_its_claim_and_its_beginning(
    sqlite_database: Database,
) -> None:
    stop, failures, handled = asyncio.Event(), iter([OSError("gone for a moment")]), []

    class Failing(Chats):
        async def load(self, chat_ids: Sequence[int]) -> None:
            for failure in failures:
                raise failure
            await super().load(chat_ids)

    async def handle(raw: dict[str, Any]) -> None:
        handled.append(raw["update_id"])
        stop.set()

    await store(sqlite_database, [{"update_id": 1, "message": message(7, text="Hej")}], datetime.now(UTC))
    working = Handling(sqlite_database, lambda: datetime.now(UTC), handle, Failing(sqlite_database), asyncio.Event())
    await asyncio.wait_for(working.run(stop), 15)
    assert handled == [1]


async def test_an_answer_that_makes_no_sense_does_not_end_the_polling(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    odd, usual = iter([5, [{"no": "number"}], ["text"]]), telegram.on_getUpdates

    async def answered(call: Call) -> Any:
        for each in odd:
            return each
        return await usual(call)

    telegram.on_getUpdates = answered  # type: ignore[method-assign]
    telegram.write(7, "Hur mycket får Kiruna?")
    async with working(sqlite_database):
        assert KIRUNA in (await telegram.answer_to(7)).text


async def test_questions_are_answered_although_telegram_refuses_the_menu(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    telegram.fault = lambda call: Fault(400, "Bad Request: no menus") if call.method == "setMyCommands" else None
    telegram.write(7, "Hur mycket får Kiruna?")
    async with working(sqlite_database):
        assert KIRUNA in (await telegram.answer_to(7)).text


async def test_what_is_new_in_telegram_does_not_hide_the_text_beside_it(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.push(message=message(7, text="Hur mycket får Kiruna?", sticker={"of": "another kind"}))
        telegram.push(message=message(8, sticker={"of": "another kind"}))
        telegram.push(message={"nothing": "that is known"})
        telegram.push(something_new={"of": "another kind"})
        assert KIRUNA in (await telegram.answer_to(7)).text
        assert "Jag kan bara läsa text" in (await telegram.answer_to(8)).text


async def test_talk_in_a_group_is_neither_counted_nor_answered(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    talk = {"message_id": 3, "date": 1, "chat": GROUP, "from": person(7), "text": "Ska vi äta lunch?"}
    for groups in (False, True):
        async with working(sqlite_database, telegram_groups=groups):
            before = len(telegram.said)
            for _ in range(25):
                telegram.push(message=talk)
            telegram.write(7, "Hur mycket får Kiruna?")
            await telegram.until(lambda: len(telegram.said) > before)  # noqa: B023 - awaited within the turn
            assert KIRUNA in telegram.said[-1].text
    assert telegram.to(-5) == []


async def test_an_address_in_a_group_is_no_mention_and_an_edited_mention_is_answered(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    talk = {"message_id": 3, "date": 1, "chat": GROUP, "from": person(7)}
    async with working(sqlite_database, telegram_groups=True):
        telegram.push(message=talk | {"text": "Skriv till kim@lots_bot.example om Kiruna"})
        telegram.push(edited_message=talk | {"edit_date": 2, "text": "Hur mycket får Kiruna, @lots_bot?"})
        await telegram.until(lambda: telegram.to(-5))
    assert [KIRUNA in said.text for said in telegram.to(-5)] == [True]


async def test_who_asks_too_much_in_a_group_gets_silence(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    asked = {"message_id": 3, "date": 1, "chat": GROUP, "text": "@lots_bot Hur mycket får Kiruna?"}
    async with working(sqlite_database, telegram_groups=True):
        for _ in range(25):
            telegram.push(message=asked | {"from": person(7)})
        telegram.push(message=asked | {"from": person(8), "text": "@lots_bot Hur mycket får Mora?"})
        await telegram.until(lambda: any("Mora" in said.text for said in telegram.to(-5)))
    assert len(telegram.to(-5)) == 21
