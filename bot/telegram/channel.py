"""Telegram as a way out of the outbox (messages/channel.py)."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import aiohttp
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.telegram.limits import Limits, Paused
from bot.telegram.requests import was_taken
from bot.telegram.sending import NO_PREVIEW, keyboard
from messages.channel import ChannelError, InDoubt, Permanent, Sent, ServerDown, ServerUnusable, Temporary
from messages.telegram import parts
from models.outbox import ChannelName
from scheduler.telegram_texts import ChatMessage

LOG = logging.getLogger(__name__)
CONNECTIONS = 8
TIME_LIMIT = 45.0  # seconds for all parts of one message
MOST_HALF_SENT = 1_000
GONE = ("chat not found", "user is deactivated", "bot can't initiate conversation")


class TelegramChannel:
    """Hands messages to the Bot API within its limits. `blocked` is told the chats that want no more."""

    name = ChannelName.TELEGRAM
    connections = CONNECTIONS
    time_limit = TIME_LIMIT

    def __init__(self, bot: Bot, limits: Limits, blocked: Callable[[int], Awaitable[object]]) -> None:
        self._bot, self._limits, self._blocked = bot, limits, blocked
        self._half_sent: OrderedDict[str, int] = OrderedDict()

    @property
    def is_open(self) -> bool:
        return not self._limits.is_paused

    async def connect(self) -> "TelegramChannel":
        """Calls need no connection of their own; waits while Telegram wants silence."""
        await self._limits.resumed()
        return self

    async def send(self, content: ChatMessage) -> Sent:
        """Send the parts that have not been sent before. Raises what messages/channel.py names."""
        pieces = parts(content.html)
        reply = "sent"
        try:
            for number in range(self._half_sent.get(content.key, 0), len(pieces)):
                last = number == len(pieces) - 1
                said = await self._bot.send_message(
                    content.chat_id,
                    pieces[number],
                    reply_markup=keyboard(content.rows) if last else None,
                    link_preview_options=NO_PREVIEW,
                )
                reply = f"message {said.message_id}"
                self._remember(content.key, number + 1)
        except (AiogramError, Paused) as error:
            raise await self._ending(error, content.chat_id) from error
        self._half_sent.pop(content.key, None)
        return Sent(reply)

    def _remember(self, key: str, sent: int) -> None:
        self._half_sent[key] = sent
        while len(self._half_sent) > MOST_HALF_SENT:
            self._half_sent.popitem(last=False)

    async def _ending(self, error: Exception, chat_id: int) -> ChannelError:
        """What a failed call means for the message."""
        forbidden = isinstance(error, TelegramForbiddenError)
        if forbidden or (isinstance(error, TelegramBadRequest) and any(words in error.message for words in GONE)):
            await self._blocked(chat_id)
        return ending(error)

    async def close(self) -> None:
        """Nothing is held open."""


def ending(error: Exception) -> ChannelError:
    """A failed call in the words of the outbox."""
    match error:
        case Paused() | TelegramRetryAfter():
            return ServerDown("Telegram wants silence for a while")
        case TelegramUnauthorizedError():
            return ServerUnusable("Telegram does not know TELEGRAM_TOKEN; correct it")
        case TelegramNetworkError(__cause__=aiohttp.ClientConnectorError()):
            return ServerDown("Telegram can't be reached")
        case TelegramNetworkError():
            return InDoubt(error.message)
        case TelegramServerError() | ClientDecodeError() if not was_taken(error):
            return Temporary(error.message)
    return Permanent(str(error))
