"""/radera: all that is kept of a chat goes, after one question back."""

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.telegram.chats import Chats, KnownChat
from bot.telegram.contexts import conversation
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import labels, telegram_text

ERASE, KEEP = "erase:yes", "erase:no"


def router() -> Router:
    """Asks, then erases."""
    made = Router(name="erase")
    made.message.register(ask, command("radera", "erase"))
    made.callback_query.register(erase, F.data == ERASE)
    made.callback_query.register(keep, F.data == KEEP)
    return made


async def ask(_message: Message, bot: Bot, known: KnownChat, language: str, state: FSMContext) -> None:
    """Say what is erased, and ask."""
    await state.clear()
    words = labels(language)
    rows = [[(words["erase"], ERASE), (words["keep"], KEEP)]]
    await say(bot, known.chat_id, telegram_text("erase", language, state="ask"), rows)


async def erase(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, chats: Chats, known: KnownChat, language: str
) -> None:
    """Erase the chat; its deliveries stay on record without it."""
    await callback.answer()
    await chats.erase(known.chat_id)
    parts.engine.conversations.forget(conversation(known.chat_id))
    await say(bot, known.chat_id, telegram_text("erase", language, state="erased"))


async def keep(callback: CallbackQuery, bot: Bot, known: KnownChat, language: str) -> None:
    """Leave everything as it is."""
    await callback.answer()
    await say(bot, known.chat_id, telegram_text("erase", language, state="kept"))
