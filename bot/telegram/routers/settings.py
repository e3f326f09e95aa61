"""/språk, /avsluta and how to be reminded: what a chat has chosen."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.telegram.chats import Chats, KnownChat
from bot.telegram.contexts import conversation
from bot.telegram.linking import RESUME, STOP, UNLINK, WAY, ways
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import Button, say
from messages.telegram import labels, telegram_text
from models.contact import Language
from models.contacts import resume_reminders, stop_reminders
from models.telegram import Delivery, unlink_chat

LANGUAGE = "language:"


def router() -> Router:
    """Changes what a chat has chosen."""
    made = Router(name="settings")
    made.message.register(ask_language, command("sprak", "språk", "language"))
    made.callback_query.register(choose_language, F.data.in_({LANGUAGE + language for language in Language}))
    made.message.register(end, command("avsluta", "stop"))
    made.message.register(ask_way, command("paminnelser", "påminnelser", "reminders"))
    made.callback_query.register(ask_way_by_button, F.data == WAY)
    made.callback_query.register(choose_way, F.data.in_({WAY + way for way in Delivery}))
    made.callback_query.register(stop, F.data == WAY + STOP)
    made.callback_query.register(resume, F.data == WAY + RESUME)
    made.callback_query.register(unlink, F.data == WAY + UNLINK)
    return made


async def ask_language(_message: Message, bot: Bot, known: KnownChat, language: str, state: FSMContext) -> None:
    """Offer the languages."""
    await state.clear()
    rows = [[("Svenska", f"{LANGUAGE}sv"), ("English", f"{LANGUAGE}en")]]
    await say(bot, known.chat_id, telegram_text("language", language, state="ask"), rows)


async def choose_language(callback: CallbackQuery, bot: Bot, chats: Chats, known: KnownChat) -> None:
    """Keep the language that was chosen."""
    await callback.answer()
    chosen = (callback.data or "").removeprefix(LANGUAGE)
    await chats.change(known.chat_id, language=chosen)
    await say(bot, known.chat_id, telegram_text("language", chosen, state="chosen"))


async def end(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """End what is under way; offer a contact to be reminded otherwise, or no longer."""
    await state.clear()
    parts.engine.conversations.forget(conversation(known.chat_id))
    linked = known.contact_id is not None
    await say(
        bot, known.chat_id, telegram_text("reminders", language, state="ended", linked=linked), offers(known, language)
    )


def offers(known: KnownChat, language: str) -> list[list[Button]]:
    """How a contact may change its reminders; nothing for a stranger."""
    if known.contact_id is None:
        return []
    words = labels(language)
    return [*ways(language), [(words["stop"], WAY + STOP)], [(words["unlink"], WAY + UNLINK)]]


async def ask_way(_message: Message, bot: Bot, known: KnownChat, language: str, state: FSMContext) -> None:
    """Say how the contact is reminded, and offer the other ways."""
    await state.clear()
    await say_ways(bot, known, language)


async def ask_way_by_button(callback: CallbackQuery, bot: Bot, known: KnownChat, language: str) -> None:
    """The same by a button."""
    await callback.answer()
    await say_ways(bot, known, language)


async def say_ways(bot: Bot, known: KnownChat, language: str) -> None:
    if known.contact_id is None:
        await say(bot, known.chat_id, telegram_text("mine", language, state="stranger"), link_row(language))
        return
    text = telegram_text("reminders", language, state="choose", way=known.delivery)
    await say(bot, known.chat_id, text, offers(known, language))


def link_row(language: str) -> list[list[Button]]:
    """The button by which a stranger begins to show who they are."""
    return [[(labels(language)["link"], "link")]]


async def choose_way(callback: CallbackQuery, bot: Bot, chats: Chats, known: KnownChat, language: str) -> None:
    """Keep the way that was chosen."""
    await callback.answer()
    if known.contact_id is None:
        return
    way = (callback.data or "").removeprefix(WAY)
    await chats.change(known.chat_id, delivery=way)
    await say(bot, known.chat_id, telegram_text("reminders", language, state="chosen", way=way))


async def stop(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, now: datetime, language: str
) -> None:
    """Remind the contact no longer, by any way."""
    await callback.answer()
    if known.contact_id is None:
        return
    async with parts.database.writing() as session:
        await stop_reminders(session, known.contact_id, now)
    rows = [[(labels(language)["resume"], WAY + RESUME)]]
    await say(bot, known.chat_id, telegram_text("reminders", language, state="stopped"), rows)


async def resume(callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, language: str) -> None:
    """Remind the contact again."""
    await callback.answer()
    if known.contact_id is None:
        return
    async with parts.database.writing() as session:
        await resume_reminders(session, known.contact_id)
    await say(bot, known.chat_id, telegram_text("reminders", language, state="resumed"))


async def unlink(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, chats: Chats, known: KnownChat, language: str
) -> None:
    """Let the chat be nobody's."""
    await callback.answer()
    if known.contact_id is None:
        return
    async with parts.database.writing() as session:
        await unlink_chat(session, known.chat_id)
    chats.forget(known.chat_id)
    await say(bot, known.chat_id, telegram_text("reminders", language, state="unlinked"))
