"""What happens around every call to the Bot API: Telegram's limits kept, 429 obeyed, faults outlived."""

import asyncio
import json
import logging
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.telegram.limits import Limits

LOG = logging.getLogger(__name__)
FAULTS = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
COUNTED = ("send", "edit", "copy", "forward")
FREE = {"sendChatAction"}
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between attempts
GIVE_UP = 3600.0  # seconds


class Obeying(BaseRequestMiddleware):
    """Waits for the turn of what counts as a message; notes how long Telegram wants silence.

    Where it is not `patient`, it raises Paused instead of waiting out such a silence.
    """

    def __init__(self, limits: Limits, *, patient: bool) -> None:
        self._limits, self._patient = limits, patient

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat = counted_chat(method)
        await (self._limits.resumed() if chat is None else self._limits.turn(chat, patient=self._patient))
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self._limits.pause(error.retry_after)
            raise
        finally:
            if chat is not None:
                self._limits.ended(chat)


class Persistent(BaseRequestMiddleware):
    """Makes a call again after 429, 5xx and network loss, ever more slowly, for at most an hour.

    A call whose answer was lost may be doubled thereby: Telegram has no key by which it knows it again.
    """

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        pause, waited = FIRST_PAUSE, 0.0
        while True:
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                LOG.info("Telegram wants silence for %d s", error.retry_after)
            except FAULTS as error:
                if waited >= GIVE_UP or not is_repeatable(method) or was_taken(error):
                    raise
                LOG.warning("%s failed (%s); again in %.1f s", method.__api_method__, type(error).__name__, pause)
                await asyncio.sleep(pause)
                pause, waited = min(pause * 2, LONGEST_PAUSE), waited + pause


class Courteous(BaseRequestMiddleware):
    """Ends a button's clock where that can be done: what the button asks for is done all the same.

    Telegram refuses it after a while, so also for every button pressed while the service was away.
    """

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except AiogramError as error:
            if method.__api_method__ != "answerCallbackQuery":
                raise
            LOG.info("A button's clock could not be ended (%s)", type(error).__name__)
            return cast("Response[TelegramType]", True)


def counted_chat(method: TelegramMethod[Any]) -> int | str | None:
    """The chat to which a call counts as a message; None for a call that does not."""
    name = method.__api_method__
    if name in FREE or not name.startswith(COUNTED):
        return None
    chat: int | str | None = getattr(method, "chat_id", None)
    return chat


def is_repeatable(method: TelegramMethod[Any]) -> bool:
    """Whether a call still means something later: "is typing" and the end of a button's clock don't."""
    return method.__api_method__ not in {"sendChatAction", "answerCallbackQuery"}


def was_taken(error: Exception) -> bool:
    """Whether Telegram answered in JSON, only not as expected: the call has been done."""
    return isinstance(error, ClientDecodeError) and not isinstance(error.original, json.JSONDecodeError)
