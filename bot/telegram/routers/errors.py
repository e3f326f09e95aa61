"""What becomes of a handler's error, by its type: the bot goes on, the user is told, the log has the traceback."""

import logging
import secrets
from contextlib import suppress

from aiogram import Bot, Router
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Update, User

from bot.telegram.chats import Chats
from bot.telegram.knowing import language_of
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import telegram_text

LOG = logging.getLogger(__name__)


def router() -> Router:
    """Takes errors of all routers; the first handler whose type fits has it."""
    made = Router(name="errors")
    made.errors.register(blocked, ExceptionTypeFilter(TelegramForbiddenError))
    made.errors.register(refused, ExceptionTypeFilter(TelegramBadRequest))
    made.errors.register(failed)
    return made


async def blocked(event: ErrorEvent, chats: Chats, parts: TelegramParts) -> None:
    """The owner has blocked the bot: nothing is sent until they write again."""
    chat_id = chat_of(event.update)
    if chat_id is not None:
        await chats.mark_blocked(chat_id, parts.clock())


async def refused(event: ErrorEvent, bot: Bot, chats: Chats) -> None:
    """Telegram refused a call: an edit that changes nothing is none; anything else is our mistake."""
    if "message is not modified" not in str(event.exception):
        await failed(event, bot, chats)


async def failed(event: ErrorEvent, bot: Bot, chats: Chats) -> None:
    """Apologise with a reference under which the log has the traceback."""
    reference = secrets.token_hex(4)
    LOG.error("A handler failed, reference %s", reference, exc_info=event.exception)
    chat_id, user = chat_of(event.update), user_of(event.update)
    if chat_id is None:
        return
    known = await chats.known(chat_id)
    language = known.chosen_language or language_of(user)
    with suppress(AiogramError):
        await say(bot, chat_id, telegram_text("failed", language, reference=reference))


def chat_of(update: Update) -> int | None:
    """The private chat of an update."""
    message = update.message or update.edited_message or (update.callback_query and update.callback_query.message)
    return message.chat.id if message and message.chat.type == "private" else None


def user_of(update: Update) -> User | None:
    """Who caused an update."""
    event = update.message or update.edited_message or update.callback_query
    return event.from_user if event else None
