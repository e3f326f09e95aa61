"""/frågor: who waits for a reply, with a button to give it; and what was declined or disliked."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.answers.similar import grouped
from bot.telegram.chats import KnownChat
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import labels, telegram_text
from models.question_log import failed_questions
from models.reply_request import ReplyRequestError, close_request, reply_message, waiting_request, waiting_requests

REPLY = "reply:"
MOST_SHOWN = 10
MOST_READ = 2_000


class Replying(StatesGroup):
    """What is waited for: the reply to the request in the data."""

    text = State()


def router() -> Router:
    """Lists, and takes replies."""
    made = Router(name="admin-questions")
    made.message.register(unanswered, command("frågor", "fragor", "questions"))
    made.callback_query.register(ask_reply, F.data.startswith(REPLY))
    made.message.register(take_reply, StateFilter(Replying.text), F.text, ~F.text.startswith("/"))
    return made


async def unanswered(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """The oldest that wait, and the most frequent of those that failed."""
    await state.clear()
    async with parts.database.reading() as session:
        waiting = list(await waiting_requests(session))
        groups = grouped(await failed_questions(session, MOST_READ))[:MOST_SHOWN]
    text = telegram_text("unanswered", language, waiting=waiting[:MOST_SHOWN], more=len(waiting), groups=groups)
    words = labels(language)
    rows = [[(words["reply_to"].format(number=each.id), f"{REPLY}{each.id}")] for each in waiting[:MOST_SHOWN]]
    await say(bot, known.chat_id, text, rows)


async def ask_reply(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """Ask for the reply's text."""
    await callback.answer()
    number = (callback.data or "").removeprefix(REPLY)
    try:
        async with parts.database.reading() as session:
            request = await waiting_request(session, int(number) if number.isdecimal() else 0)
    except ReplyRequestError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    await state.set_state(Replying.text)
    await state.set_data({"request": request.id})
    await say(bot, known.chat_id, telegram_text("replying", language, state="ask", question=request.question))


async def take_reply(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """Queue the reply to who asked for it; where it went is forgotten."""
    number = (await state.get_data())["request"]
    await state.clear()
    text = (message.text or "").strip()
    try:
        async with parts.database.writing() as session:
            request = await waiting_request(session, number)
            session.add(reply_message(request, text, now))
            close_request(request, text, now)
    except ReplyRequestError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    await say(bot, known.chat_id, telegram_text("replying", language, state="queued", question=""))
