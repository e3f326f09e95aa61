"""Free text in a chat is answered by the engine, as everywhere."""

from datetime import UTC, datetime, timedelta
from functools import partial
from unicodedata import normalize

from sqlalchemy import insert

from bot.telegram.contexts import STATE, forget_over
from bot.telegram.offers import offered, taken
from models.database import Database
from tests.telegram.conftest import ADMIN, Working
from tests.telegram.people import add_contacts
from tests.telegram.stand_in import StandIn, message, person, private

KIRUNA = "2\u00a0672\u00a0587\u00a0kronor"


async def test_a_question_is_answered_with_the_amount_of_the_decision(
    telegram: StandIn, working: Working, database: Database
) -> None:
    async with working(database):
        telegram.write(7, "Hur mycket får Kiruna?")
        said = await telegram.answer_to(7)
    assert KIRUNA in said.text
    assert next(call.method for call in telegram.calls if call.form.get("chat_id") == "7") == "sendChatAction"


async def test_an_edited_message_is_answered_anew(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "Hur mycket får Gällivare?")
        await telegram.answer_to(7)
        telegram.push(edited_message=message(7, text="Hur mycket får Kiruna?", edit_date=2))
        said = await telegram.answer_to(7, 2)
    assert KIRUNA in said.text


async def test_markup_in_a_question_is_only_text(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "<b>Hur mycket får Kiruna & <script>?")
        said = await telegram.answer_to(7)
    assert said.text


async def test_an_option_is_asked_when_its_button_is_pressed(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "Hur mycket får vi?")
        said = await telegram.answer_to(7)
        telegram.press(7, said.buttons[0]["callback_data"], said)
        answer = await telegram.answer_to(7, 2)
    assert "kronor" in answer.text
    assert any(call.method == "answerCallbackQuery" for call in telegram.calls)


async def test_a_button_works_after_a_restart(telegram: StandIn, working: Working, sqlite_database: Database) -> None:
    async with working(sqlite_database):
        telegram.write(7, "Vad får bidraget användas till?")
        said = await telegram.answer_to(7)
    async with working(sqlite_database) as running:
        await running.parts.recorder.flush()
        telegram.press(7, said.buttons[0]["callback_data"], said)
        await telegram.answer_to(7, 2)


async def test_why_an_answer_came_about_is_told_with_its_source(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "Hur mycket får Kirunna?")
        said = await telegram.answer_to(7)
        telegram.press(7, said.data_of("Varför"), said)
        why = await telegram.answer_to(7, 2)
    assert "Kirunna" in why.text
    assert "S2025/00122" in why.text


async def test_a_thumb_is_kept_with_the_question(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database) as running:
        telegram.write(7, "Hur mycket får Kiruna?")
        said = await telegram.answer_to(7)
        telegram.press(7, said.data_of("👎"), said)
        await telegram.until(lambda: any(call.method == "answerCallbackQuery" for call in telegram.calls))
        await running.parts.recorder.flush()
    rows = await sqlite_database.glance("SELECT text, rating, channel FROM asked_question")
    assert [tuple(row) for row in rows] == [("Hur mycket får Kiruna?", -1, "telegram")]


async def test_a_declined_question_can_wait_for_a_person_once(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "Vilken är huvudstaden i Frankrike?")
        said = await telegram.answer_to(7)
        for _ in range(2):
            telegram.press(7, said.data_of("människa"), said)
        await telegram.answer_to(7, 3)
    rows = await sqlite_database.glance("SELECT channel, address FROM reply_request")
    assert [tuple(row) for row in rows] == [("telegram", "7")]


async def test_a_sticker_gets_a_helpful_line(telegram: StandIn, working: Working, sqlite_database: Database) -> None:
    sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}
    async with working(sqlite_database):
        telegram.push(message=message(7, sticker=sticker | {"is_animated": False, "is_video": False}))
        said = await telegram.answer_to(7)
    assert "text" in said.text


async def test_a_known_contact_asks_what_we_get(telegram: StandIn, working: Working, sqlite_database: Database) -> None:
    (chat,) = await add_contacts(sqlite_database)
    async with working(sqlite_database):
        telegram.write(chat, "/belopp")
        said = await telegram.answer_to(chat)
    assert KIRUNA in said.text


async def test_every_command_answers_in_both_languages_and_spellings(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    commands = [
        *("/start", "/hjälp", "/hjalp", "/help", "/belopp", "/datum", "/villkor", "/mina", "/språk", "/sprak"),
        *("/avsluta", "/radera", "/amount", "/dates", "/conditions", "/mine", "/language", "/stop", "/erase"),
    ]
    async with working(sqlite_database):
        for chat, command in enumerate(commands, 1):
            telegram.write(chat, command, language="en" if command in commands[12:] else "sv")
        for chat in range(1, len(commands) + 1):
            await telegram.answer_to(chat)
    menus = [call.form for call in telegram.calls if call.method == "setMyCommands"]
    assert [menu.get("language_code") for menu in menus] == [None, "sv", "en"]


async def test_the_language_that_is_chosen_is_kept(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "/språk")
        said = await telegram.answer_to(7)
        telegram.press(7, said.data_of("English"), said)
        assert "English" in (await telegram.answer_to(7, 2)).text
        telegram.write(7, "Hur mycket får Kiruna?")
        assert "SEK" in (await telegram.answer_to(7, 3)).text


async def test_who_floods_is_told_so_once(telegram: StandIn, working: Working, sqlite_database: Database) -> None:
    async with working(sqlite_database) as running:
        for _ in range(20):
            telegram.press(7, "#nosuchquestion", None)
        for _ in range(5):
            telegram.write(7, "Hur mycket får Kiruna?")
        for _ in range(5):
            telegram.press(7, "?Hur mycket får Kiruna?", None)
        telegram.write(8, "Hur mycket får Kiruna?")
        await telegram.answer_to(8)
        told = await telegram.answer_to(7, 21)
    assert len(telegram.to(7)) == 21
    assert "minut" in told.text
    assert running


async def test_groups_are_left_alone_unless_set(telegram: StandIn, working: Working, sqlite_database: Database) -> None:
    group = {"id": -5, "type": "group", "title": "Grupp"}
    asked = {"message_id": 3, "date": 1, "chat": group, "from": person(7), "text": "@lots_bot Hur mycket får Kiruna?"}
    async with working(sqlite_database):
        telegram.push(message=asked)
        telegram.write(8, "Hej")
        await telegram.answer_to(8)
    assert telegram.to(-5) == []
    async with working(sqlite_database, telegram_groups=True):
        telegram.push(message=asked | {"text": "Hur mycket får Kiruna?"})
        telegram.push(message=asked)
        said = await telegram.answer_to(-5)
    assert KIRUNA in said.text
    assert len(telegram.to(-5)) == 1


async def test_a_failing_handler_apologises_and_the_next_question_is_answered(
    telegram: StandIn, working: Working, sqlite_database: Database, monkeypatch: object, caplog: object
) -> None:
    async with working(sqlite_database) as running:
        answered, times = running.parts.engine.answer, []

        def broken_once(*args: object, **named: object) -> object:
            times.append(1)
            if len(times) == 1:
                raise RuntimeError("broken once")
            return answered(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(running.parts.engine, "answer", broken_once)  # type: ignore[attr-defined]
        telegram.write(7, "Hur mycket får Kiruna?")
        apology = await telegram.answer_to(7)
        telegram.write(7, "Hur mycket får Kiruna?")
        answer = await telegram.answer_to(7, 2)
    assert KIRUNA in answer.text
    reference = apology.text.split("referensen ")[1].split()[0]
    assert f"reference {reference}" in caplog.text  # type: ignore[attr-defined]
    assert "broken once" in caplog.text  # type: ignore[attr-defined]


def test_a_long_offer_is_found_again_without_being_stored() -> None:
    text = "Vad händer med pengarna om kommunen inte har använt dem före årets slut?"
    data = offered(text)
    assert len(data.encode()) <= 64
    assert taken(data, [(text, data)]) == text
    assert taken(data, []) is None
    assert taken(offered("Kiruna kommun"), []) == "Kiruna kommun"


def test_private_chats_have_the_users_number() -> None:
    assert private(7)["id"] == person(7)["id"]


async def test_what_a_chat_was_about_is_known_after_a_restart(
    telegram: StandIn, working: Working, database: Database
) -> None:
    async with working(database):
        telegram.write(7, "Hur mycket får Gällivare?")
        await telegram.answer_to(7)
        telegram.write(8, "Hur mycket får Hbo?")
        asked_back = await telegram.answer_to(8)
    async with working(database):
        telegram.write(7, "och 2024?")
        told = (await telegram.answer_to(7, 2)).text
        assert told.startswith("Gällivare kommun")
        assert "650\u00a0000" in told
        telegram.press(8, asked_back.data_of("Habo"), asked_back)
        assert "Habo kommun får" in (await telegram.answer_to(8, 2)).text


async def test_what_a_chat_was_about_is_forgotten_after_half_an_hour_and_by_erasing(
    telegram: StandIn, working: Working, database: Database
) -> None:
    kept = "SELECT key FROM telegram_state ORDER BY key"
    async with working(database):
        for chat in (7, 8):
            telegram.write(chat, "Hur mycket får Gällivare?")
            await telegram.answer_to(chat)
    assert [key for (key,) in await database.glance(kept)] == ["context:7", "context:8"]
    async with working(database):
        telegram.press(7, "erase:yes")
        await telegram.answer_to(7, 2)
    assert [key for (key,) in await database.glance(kept)] == ["context:8"]
    for minutes, left in ((29, 1), (31, 0)):
        later = datetime.now(UTC) + timedelta(minutes=minutes)
        await database.transact(partial(forget_over, now=later))
        assert len(await database.glance(kept)) == left


async def test_of_a_question_that_waits_for_a_reply_no_address_is_kept(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        telegram.write(7, "Jag heter Kim, kim@hemma.example. Hur mycket får Hbo?")
        await telegram.answer_to(7)
    (data,) = await sqlite_database.glance("SELECT data FROM telegram_state")
    assert "pending" in data[0]
    assert "hemma" not in data[0]


async def test_a_context_that_an_earlier_version_kept_is_none(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    odd = {"key": "context:7", "state": "2999", "data": {"focus": [{"kind": "planet", "code": "1"}]}}
    await sqlite_database.transact(lambda connection: connection.execute(insert(STATE), [odd]))
    async with working(sqlite_database):
        telegram.write(7, "Hur mycket får Kiruna?")
        assert KIRUNA in (await telegram.answer_to(7)).text


async def test_a_question_after_a_change_in_the_same_chat_is_answered_by_the_changed_facts(
    telegram: StandIn, working: Working, database: Database
) -> None:
    telegram.press(ADMIN, "setdate:requisition:2026-12-10:0")
    telegram.write(ADMIN, "När ska vi rekvirera?")
    async with working(database):
        assert "10\u00a0december 2026" in (await telegram.answer_to(ADMIN, 2)).text


async def test_a_command_whose_letters_are_written_in_parts_is_known(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        for chat, text in ((7, "/språk"), (8, normalize("NFD", "/språk"))):
            telegram.write(chat, text)
            await telegram.answer_to(chat)
        telegram.write(ADMIN, normalize("NFD", "/datum återbetalning 2027-03-01"))
        assert "2027" in (await telegram.answer_to(ADMIN)).text
    assert telegram.to(7)[0].text == telegram.to(8)[0].text


async def test_buttons_that_ask_nothing_use_up_no_questions(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        for _ in range(70):
            telegram.press(7, "up:unknown")
        telegram.write(7, "Hur mycket får Kiruna?")
        await telegram.until(lambda: any(KIRUNA in said.text for said in telegram.to(7)))
        ended = [call for call in telegram.calls if call.method == "answerCallbackQuery"]
    assert len(ended) == 70, "a button's clock is ended also where it is pressed too often"
    assert len(telegram.to(7)) == 2
