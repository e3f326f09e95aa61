"""Telegram at work, once aiogram is loaded: updates in, handlers, the call of each answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.types import Update
from pydantic import ValidationError

from bot.telegram.broadcasting import Progress
from bot.telegram.channel import TelegramChannel
from bot.telegram.chats import Chats
from bot.telegram.dispatching import make_bot, make_dispatcher
from bot.telegram.handling import Handling
from bot.telegram.limits import Limits
from bot.telegram.menu import set_menus
from bot.telegram.parts import TelegramParts, webhook_secret
from bot.telegram.polling import Polling
from bot.telegram.webhook import PATH
from scheduler.running import run_all
from scheduler.telegram_texts import ChatComposer
from scheduler.workers import Worker

LOG = logging.getLogger(__name__)
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
INLINE = "inline_query"
WRITTEN = ("message", "edited_message")
PLAIN = ("message_id", "date", "edit_date", "chat", "from", "text", "caption")
REFUSED_SECONDS = 60.0


class Running:
    """One bot with its dispatcher; made when aiogram is there."""

    def __init__(self, parts: TelegramParts, limits: Limits, wake: asyncio.Event) -> None:
        self.parts, api = parts, parts.settings.telegram_api_url
        self.bot = make_bot(parts.token, api, limits, persistent=True)
        self.chats = Chats(parts.database, parts.engine.conversations)
        self.sending_bot = make_bot(parts.token, api, limits, persistent=False)
        channel = TelegramChannel(self.sending_bot, limits, self.mark_blocked)
        self.sender = Worker(parts.database, channel, ChatComposer(parts.facts, parts.house), parts.clock)
        self.progress = Progress(parts, self.sending_bot)
        self.dispatcher: Dispatcher = make_dispatcher(
            parts, self.chats, progress=self.progress, wake_sender=self.sender.wake.set
        )
        self.handling = Handling(parts.database, parts.clock, self.handle, self.chats, wake)

    async def run(self, stop: asyncio.Event) -> None:
        """Take and handle updates until `stop`; what is in hand then is finished."""
        polling = asyncio.create_task(self.take_updates())
        try:
            await run_all([self.handling, self.sender, self.progress], stop)
        finally:
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            await asyncio.gather(self.bot.session.close(), self.sending_bot.session.close())

    async def mark_blocked(self, chat_id: int) -> None:
        """Note that a chat wants no more."""
        await self.chats.mark_blocked(chat_id, self.parts.clock())

    async def handle(self, raw: dict[str, Any]) -> None:
        """Have one update handled; of what this version of aiogram can't read, the text alone."""
        try:
            update = Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError as error:
            LOG.warning("Parts of an update are not known here: %s", [each["loc"] for each in error.errors()][:3])
            update = Update.model_validate(text_alone(raw), context={"bot": self.bot})
        await self.dispatcher.feed_update(self.bot, update)

    async def take_updates(self) -> None:
        """Tell Telegram how it hands over updates; then poll, or leave it to the web server. Menus come beside."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.until_done("the menus", lambda: set_menus(self.bot)))
            await self.until_done("updates", self.introduce)
            if self.parts.settings.telegram_mode == "webhook":
                return
            allowed = allowed_updates(self.parts)
            url = self.bot.session.api.api_url(token=self.bot.token, method="getUpdates")
            await Polling(url, allowed, self.parts.database, self.parts.clock, self.handling.wake.set).run()

    async def introduce(self) -> None:
        """Set the webhook or remove it."""
        if self.parts.settings.telegram_mode == "webhook":
            await set_webhook(self.bot, self.parts)
        else:
            await self.bot.delete_webhook(drop_pending_updates=False)

    async def until_done(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do it again, a minute later, until Telegram takes it."""
        while True:
            try:
                await work()
                return
            except TelegramUnauthorizedError:
                LOG.error("Telegram does not know TELEGRAM_TOKEN; correct it and start again")
            except AiogramError as error:
                LOG.error("Telegram refuses %s: %s", what, error)
            await asyncio.sleep(REFUSED_SECONDS)


def text_alone(raw: dict[str, Any]) -> dict[str, Any]:
    """An update with no more of its message than who wrote what where."""
    return {
        kind: {key: value for key, value in part.items() if key in PLAIN} if kind in WRITTEN else part
        for kind, part in raw.items()
    }


def allowed_updates(parts: TelegramParts) -> list[str]:
    """The kinds of updates that the bot wants."""
    return [*ALLOWED, *([INLINE] if parts.settings.telegram_inline else [])]


async def set_webhook(bot: Bot, parts: TelegramParts) -> None:
    """Have updates brought to the web server, with a secret that tells them from anyone's."""
    await bot.set_webhook(
        parts.settings.public_url.rstrip("/") + PATH,
        allowed_updates=allowed_updates(parts),
        drop_pending_updates=False,
        secret_token=webhook_secret(parts.settings.secret()),
    )
