"""What administrators do in the chat, and that nobody else sees any of it."""

from datetime import UTC, datetime

import pytest

from models.catalogue.programmes import load_catalogue
from models.database import Database
from models.facts import FactsCache
from models.reply_request import ReplyRequest
from scheduler import broadcasts
from tests.telegram.conftest import ADMIN, SECOND_ADMIN, Working
from tests.telegram.people import add_contacts
from tests.telegram.stand_in import Fault, StandIn, message

COMMANDS = [
    *("/läget", "/laget", "/kommun Kiruna", "/mottagare Kiruna", "/klart Kiruna rekvisition 1000", "/klar", "/done"),
    *("/frågor", "/fragor", "/questions", "/utskick", "/broadcast", "/blahonga", "/blahonga Kiruna"),
]
CALLBACKS = [
    *("setdate:requisition:2026-12-01:0", "reply:1", "btopic:requisition", "bto:all", "b:send:1", "b:approve:1"),
    *("b:cancel:1", "b:show:1", "b:test:1", "nothing at all"),
]


async def test_a_stranger_sees_no_sign_of_the_administrators_commands(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        for chat, command in enumerate(COMMANDS, 1):
            telegram.write(chat, command)
        for chat, data in enumerate(CALLBACKS, 100):
            telegram.press(chat, data)
        for chat in range(1, len(COMMANDS) + 1):
            await telegram.answer_to(chat)
        assert len({said.text for said in telegram.said}) == 1, "all commands that are none get the same words"
        telegram.write(50, "/datum rekvisition 2026-12-01")
        telegram.write(51, "/datum")
        assert (await telegram.answer_to(50)).text == (await telegram.answer_to(51)).text
        telegram.write(60, "/hjälp")
        assert "utskick" not in (await telegram.answer_to(60)).text
    answered = [call for call in telegram.calls if call.method == "answerCallbackQuery"]
    assert len(answered) == len(CALLBACKS)
    assert not any(telegram.to(chat) for chat in range(100, 100 + len(CALLBACKS)))
    for table in ("progress", "deadline", "broadcast", "message", "telegram_state"):
        assert await sqlite_database.glance(f"SELECT * FROM {table}") == []
    menus = " ".join(call.form["commands"] for call in telegram.calls if call.method == "setMyCommands")
    assert not any(word in menus for word in ("laget", "utskick", "klart", "fragor", "kommun"))


async def test_the_state_of_things_and_of_one_recipient_is_shown(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database)
    async with working(sqlite_database):
        telegram.write(ADMIN, "/läget")
        said = (await telegram.answer_to(ADMIN)).text
        telegram.write(ADMIN, "/kommun Kiruna")
        one = (await telegram.answer_to(ADMIN, 2)).text
        telegram.write(ADMIN, "/kommun Kirrruna")
        refused = (await telegram.answer_to(ADMIN, 3)).text
    assert "0 bekräftade, 0 påstådda, 314 saknas" in said
    assert "Utan kontakt: 313" in said
    assert "contact1@kommun.example" in one
    assert "Kiruna" in refused
    assert "(ekonom)" in one


WRONG = {
    "/kommun Kirrruna": "Menade du Kiruna?",
    "/kommun": "Skriv namnet eller koden.",
    "/datum rekvisition": "Skriv dagen också",
    "/datum rekvisition 2026-13-45": "är inget datum",
    "/datum rekvisition 1026-01-01": "Kontrollera året",
    "/datum 2026-12-01": "Skriv ett steg",
    "/klart rekvisition": "mottagarens namn",
    "/klart Kiruna rekvisition 12x": "inget belopp i hela kronor",
    "/klart Kiruna rekvisition 9 999 999": "Det kan vara högst 2 672 587 kronor",
}
WRONG_BUTTONS = {
    "b:send:999": "inget utskick 999",
    "b:show:999": "inget utskick 999",
    "b:pause:1": "Utskick 1 är ett utkast",
    "b:approve:1": "ditt eget",
    "b:send:1": "godkännas av en annan",
    "reply:999": "ingen fråga med nummer 999",
    "bto:kind=nonsense": "känner jag inte",
    "bto:recipients=Xyzzy": "heter Xyzzy",
    "bto:county=99": "county=99",
    "setdate:requisition:soon:0": "för gammal",
}


async def test_what_went_wrong_is_said_in_the_administrators_language(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    facts = await FactsCache(sqlite_database, load_catalogue()).current()
    draft = broadcasts.Draft("omstallning-2025", "report", "all", "Nytt", "Text", author=f"telegram:{ADMIN}")
    async with sqlite_database.writing() as session:
        await broadcasts.create(session, draft, facts, datetime.now(UTC))
    async with working(sqlite_database, approvals=2):
        for text in WRONG:
            telegram.write(ADMIN, text)
        for data in WRONG_BUTTONS:
            telegram.press(ADMIN, data)
        await telegram.answer_to(ADMIN, len(WRONG) + len(WRONG_BUTTONS))
        telegram.press(ADMIN, "language:en")
        telegram.write(ADMIN, "/kommun Kirrruna")
        english = (await telegram.answer_to(ADMIN, len(WRONG) + len(WRONG_BUTTONS) + 2)).text
    said = [said.text.replace("\u00a0", " ") for said in telegram.to(ADMIN)]
    for heard, words in zip(said, [*WRONG.values(), *WRONG_BUTTONS.values()], strict=False):
        assert words in heard
    assert "did you mean Kiruna?" in english


async def test_a_date_is_set_once_it_is_said_who_will_be_told(
    telegram: StandIn, working: Working, database: Database
) -> None:
    await add_contacts(database, 3)
    async with working(database):
        telegram.write(ADMIN, "/datum rekvisition 2026-12-01")  # an example; no date is decided
        said = await telegram.answer_to(ADMIN)
        assert "3 kontakter" in said.text
        assert await database.glance("SELECT * FROM deadline") == []
        telegram.press(ADMIN, said.data_of("Sätt datumet"), said)
        await telegram.answer_to(ADMIN, 2)
        telegram.write(7, "/datum")
        assert "1 december 2026" in (await telegram.answer_to(7)).text.replace("\u00a0", " ")
    rows = await database.glance("SELECT step, set_by FROM deadline")
    assert [tuple(row) for row in rows] == [("requisition", f"telegram:{ADMIN}")]


async def test_a_step_is_confirmed_with_its_amount(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    async with working(sqlite_database):
        for text in ("/klart Kiruna rekvisition 2 672 587", "/klart Kiruna rekvisition 9 999 999", "/klart Kiruna"):
            telegram.write(ADMIN, text)
        assert "bekräftad" in (await telegram.answer_to(ADMIN)).text
        assert "Det gick inte" in (await telegram.answer_to(ADMIN, 2)).text
        assert "Det gick inte" in (await telegram.answer_to(ADMIN, 3)).text
    rows = await sqlite_database.glance("SELECT step, state, amount FROM progress")
    assert [tuple(row) for row in rows] == [("requisition", "confirmed", 2_672_587)]


async def test_a_reply_reaches_who_asked_for_it(telegram: StandIn, working: Working, sqlite_database: Database) -> None:
    async with sqlite_database.writing() as session:
        session.add(
            ReplyRequest(
                question="Får vi <b>pengar</b>?", language="sv", channel="telegram", address="7",
                asked_at=datetime.now(UTC),
            )
        )  # fmt: skip
    async with working(sqlite_database) as running:
        telegram.write(ADMIN, "/frågor")
        said = await telegram.answer_to(ADMIN)
        telegram.press(ADMIN, said.data_of("Svara 1"), said)
        await telegram.answer_to(ADMIN, 2)
        telegram.write(ADMIN, "Ja & nej")
        await telegram.answer_to(ADMIN, 3)
        running.sender.wake.set()
        reply = await telegram.answer_to(7)
    assert "Ja & nej" in reply.text
    assert "Får vi <b>pengar</b>?" in reply.text
    assert (await sqlite_database.glance("SELECT address FROM reply_request"))[0][0] is None


async def draft(telegram: StandIn, body: str = "Belopp för **{{ mottagare }}**: {{ belopp }} & <inget annat>") -> None:
    """An administrator writes a broadcast to Kiruna's contacts, up to the draft."""
    telegram.write(ADMIN, "/utskick")
    said = await telegram.answer_to(ADMIN)
    telegram.press(ADMIN, "btopic:requisition", said)
    await telegram.answer_to(ADMIN, 2)
    telegram.write(ADMIN, "recipients=Kiruna")
    telegram.write(ADMIN, "Nya anvisningar")
    telegram.write(ADMIN, body)
    await telegram.answer_to(ADMIN, 6)


async def test_a_broadcast_goes_from_its_first_word_to_its_result(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    chats = await add_contacts(sqlite_database, 3)
    telegram.blocked.add(chats[2])
    async with working(sqlite_database):
        await draft(telegram)
        shown = telegram.to(ADMIN)[4]
        assert "3 personer, 3 i Telegram" in shown.text
        assert "Kiruna kommun: 2\u00a0672\u00a0587\u00a0kronor & <inget annat>" in shown.text
        telegram.press(ADMIN, shown.data_of("Prova"), shown)
        assert "<b>Kiruna kommun</b>" in (await telegram.answer_to(ADMIN, 8)).html
        telegram.press(ADMIN, shown.data_of("Skicka"), shown)
        await telegram.until(lambda: len(telegram.to(chats[0])) + len(telegram.to(chats[1])) == 2)
        await telegram.until(lambda: any("är klart" in said.text for said in telegram.to(ADMIN)))
        result = next(said for said in telegram.to(ADMIN) if "är klart" in said.text)
        telegram.write(7, "Hur rekvirerar man?")
        assert "2026" in (await telegram.answer_to(7)).text
    assert "2 av 3 nådde fram, 1 misslyckades" in result.text
    assert "Ekonom 3: " in result.text
    assert result.data_of("Skicka igen")
    assert (await sqlite_database.glance("SELECT count(*) FROM telegram_chat WHERE blocked_at IS NOT NULL"))[0][0] == 1


async def test_with_two_approvals_another_administrator_must_say_yes(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    chats = await add_contacts(sqlite_database, 1)
    async with working(sqlite_database, approvals=2):
        await draft(telegram)
        shown = telegram.to(ADMIN)[4]
        assert not any("Skicka" in button["text"] for button in shown.buttons)
        for data in ("b:send:1", "b:approve:1"):
            telegram.press(ADMIN, data, shown)
        assert "Det gick inte" in (await telegram.answer_to(ADMIN, 8)).text
        asked = await telegram.answer_to(SECOND_ADMIN)
        telegram.press(SECOND_ADMIN, asked.data_of("Godkänn"), asked)
        ready = await telegram.answer_to(ADMIN, 9)
        telegram.press(ADMIN, ready.data_of("Skicka"), ready)
        await telegram.answer_to(chats[0])


@pytest.mark.parametrize("body", ["Hej {{ okänd }}", "{% for x in y %}{% endfor %}"])
async def test_a_text_that_can_not_be_filled_in_is_refused_before_it_is_stored(
    telegram: StandIn, working: Working, sqlite_database: Database, body: str
) -> None:
    async with working(sqlite_database):
        telegram.write(ADMIN, "/utskick")
        said = await telegram.answer_to(ADMIN)
        telegram.press(ADMIN, "btopic:requisition", said)
        telegram.press(ADMIN, "bto:all", said)
        telegram.write(ADMIN, "Ämne")
        telegram.write(ADMIN, body)
        assert "Det gick inte" in (await telegram.answer_to(ADMIN, 5)).text
    assert await sqlite_database.glance("SELECT * FROM broadcast") == []


async def test_a_file_in_markdown_begins_a_broadcast(
    telegram: StandIn, working: Working, sqlite_database: Database
) -> None:
    await add_contacts(sqlite_database)
    telegram.files["f1"] = "\ufeff# Rubrik\n\nText för {{ mottagare }}".encode()
    document = {"file_id": "f1", "file_unique_id": "f1", "file_name": "Anvisning.MD", "file_size": 40}
    async with working(sqlite_database):
        telegram.push(message=message(ADMIN, document=document))
        said = await telegram.answer_to(ADMIN)
        telegram.press(ADMIN, "btopic:report", said)
        telegram.press(ADMIN, "bto:kind=kommun", said)
        telegram.write(ADMIN, "Nya anvisningar")
        shown = await telegram.answer_to(ADMIN, 4)
    assert "<b>Rubrik</b>" in shown.html


async def test_a_silence_that_telegram_wants_neither_ends_the_bot_nor_loses_a_broadcasts_result(
    telegram: StandIn, working: Working, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.broadcasting.SHOW_SECONDS", 0.2)
    (chat,) = await add_contacts(sqlite_database)
    faults = iter([Fault(500, "Internal Server Error"), Fault(429, "Too Many Requests: retry after 3", 3)])
    telegram.fault = lambda call: next(faults, None) if call.method == "editMessageText" else None
    async with working(sqlite_database):
        await draft(telegram)
        shown = telegram.to(ADMIN)[4]
        telegram.press(ADMIN, shown.data_of("Skicka"), shown)
        await telegram.answer_to(chat)
        await telegram.until(lambda: any("är klart" in said.text for said in telegram.to(ADMIN)))
        telegram.write(7, "Hur mycket får Kiruna?")
        await telegram.answer_to(7)
    assert next(faults, None) is None
