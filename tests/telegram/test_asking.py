"""Free text in a chat is answered by the engine, as everywhere."""

from bot.telegram.running import Running  # noqa: F401 -- loads aiogram before the clock of a test runs
from models.database import Database
from tests.telegram.conftest import Working
from tests.telegram.stand_in import StandIn


async def test_a_question_is_answered_with_the_amount_of_the_decision(
    telegram: StandIn, working: Working, database: Database
) -> None:
    async with working(database):
        telegram.write(7, "Hur mycket får Kiruna?")
        said = await telegram.answer_to(7)
    assert "2\u00a0672\u00a0587\u00a0kronor" in said.text
    assert [call.method for call in telegram.calls if call.form.get("chat_id") == "7"][0] == "sendChatAction"
