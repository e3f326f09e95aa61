"""What every handler may ask for by name: the chat as it is known, its language, the time."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, TelegramObject, User

from bot.telegram.chats import Chats, KnownChat
from bot.telegram.flood import UserFlood, Verdict
from bot.telegram.offers import DIGEST, WHOLE
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import telegram_text

LOG = logging.getLogger(__name__)
MOST_PRESSES = 60  # a minute
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Knowing(BaseMiddleware):
    """Adds `known` (the chat), `language` (of what the service says of itself) and `now`.

    Who had blocked the bot and writes again is written to again.
    """

    def __init__(self, parts: TelegramParts, chats: Chats) -> None:
        self._parts, self._chats = parts, chats

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        chat: Chat | None = data.get("event_chat")
        user: User | None = data.get("event_from_user")
        if chat is None or chat.type != "private":
            known = KnownChat(chat.id if chat else 0)
        else:
            known = await self._chats.known(chat.id)
            if known.is_blocked and not isinstance(event, ChatMemberUpdated):
                known = await self._chats.change(chat.id, blocked_at=None)
        data["known"] = known
        data["language"] = known.chosen_language or language_of(user)
        data["now"] = self._parts.clock()
        return await handler(event, data)


def language_of(user: User | None) -> str:
    """English for who has set Telegram to another language than Swedish; Swedish else."""
    code = (user.language_code or "sv") if user else "sv"
    return "sv" if code.startswith("sv") else "en"


class Patience(BaseMiddleware):
    """The flood limit of private chats and inline mode. Administrators are not limited: they steer by buttons.

    Buttons that ask nothing are counted by themselves: who reports step after step asks no questions.
    Talk in groups is not counted here: most of it is not for the bot (bot/telegram/routers/groups.py counts).
    """

    def __init__(self, parts: TelegramParts) -> None:
        self._admins = frozenset(parts.settings.telegram_admins)
        self._questions, self._presses = UserFlood(), UserFlood(MOST_PRESSES)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        in_group = chat is not None and chat.type != "private"
        if user is None or user.id in self._admins or in_group or isinstance(event, ChatMemberUpdated):
            return await handler(event, data)
        flood = self._presses if isinstance(event, CallbackQuery) and not asks(event) else self._questions
        verdict = flood.judge(user.id, time.monotonic())
        if verdict is Verdict.ANSWER:
            return await handler(event, data)
        if isinstance(event, CallbackQuery):
            await event.answer()
        if verdict is Verdict.SAY_SO and data["known"].chat_id:
            bot: Bot = data["bot"]
            await say(bot, data["known"].chat_id, telegram_text("slower", data["language"]))
        return None


def asks(callback: CallbackQuery) -> bool:
    """Whether a button offers a question."""
    return (callback.data or "").startswith((WHOLE, DIGEST))
