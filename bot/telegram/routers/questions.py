"""Free text is a question; so is a button that offers one."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.telegram.asking import answer_question
from bot.telegram.chats import KnownChat
from bot.telegram.offers import DIGEST, WHOLE, taken
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Recent
from bot.telegram.sending import say
from messages.telegram import telegram_text


def router() -> Router:
    """The last router of a private chat: takes whatever no other has taken."""
    made = Router(name="questions")
    made.message.register(unknown_command, is_command)
    for observer in (made.message, made.edited_message):
        observer.register(asked, has_text)
        observer.register(asked_beside, F.caption)
    made.message.register(unreadable)
    made.callback_query.register(chosen, F.data.startswith(WHOLE) | F.data.startswith(DIGEST))
    made.callback_query.register(unknown)
    return made


async def is_command(message: Message) -> bool:
    """Whether a message looks like a command."""
    text = message.text or ""
    return text.startswith("/") and text[1:2].isalnum()


async def has_text(message: Message) -> bool:
    """Whether there is something to answer."""
    return bool(message.text)


async def unknown_command(_message: Message, bot: Bot, known: KnownChat, language: str) -> None:
    """The same words for every command that is none here, so that nothing shows which ones others have."""
    await say(bot, known.chat_id, telegram_text("unknown_command", language))


async def asked(
    message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, recent: Recent, now: datetime
) -> None:
    """Answer a text; one that was edited is answered anew."""
    await answer_question(message.text or "", bot, parts, known, recent, now)


async def asked_beside(
    message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, recent: Recent, now: datetime
) -> None:
    """Answer what stands beneath a picture or file."""
    await answer_question(message.caption or "", bot, parts, known, recent, now)


async def unreadable(_message: Message, bot: Bot, known: KnownChat, language: str) -> None:
    """A sticker, a picture, a file: say what can be read."""
    await say(bot, known.chat_id, telegram_text("unreadable", language))


async def chosen(
    callback: CallbackQuery,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    recent: Recent,
    now: datetime,
    language: str,
) -> None:
    """Answer what a button offered."""
    await callback.answer()
    text = taken(callback.data or "", buttons_of(callback))
    if text is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    await answer_question(text, bot, parts, known, recent, now)


def buttons_of(callback: CallbackQuery) -> list[tuple[str, str]]:
    """The texts and data of the buttons beneath the message that was pressed."""
    markup = getattr(callback.message, "reply_markup", None)
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [(button.text, button.callback_data or "") for row in markup.inline_keyboard for button in row]


async def unknown(callback: CallbackQuery) -> None:
    """A button of no use: end its clock."""
    await callback.answer()
