"""Telegram at work, once aiogram is loaded: updates in, handlers, the call of each answer."""

import asyncio
import logging
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError

from bot.telegram.chats import Chats
from bot.telegram.dispatching import make_bot, make_dispatcher
from bot.telegram.handling import Handling
from bot.telegram.limits import Limits
from bot.telegram.parts import TelegramParts, webhook_secret
from bot.telegram.polling import Polling
from bot.telegram.webhook import PATH

LOG = logging.getLogger(__name__)
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
REFUSED_SECONDS = 60.0


class Running:
    """One bot with its dispatcher; made when aiogram is there."""

    def __init__(self, parts: TelegramParts, limits: Limits, wake: asyncio.Event) -> None:
        self.parts = parts
        self.bot = make_bot(parts, limits, persistent=True)
        self.chats = Chats(parts.database)
        self.dispatcher: Dispatcher = make_dispatcher(parts, self.chats)
        self.handling = Handling(parts.database, parts.clock, self.handle, self.chats.load, self.chats.forget, wake)

    async def run(self, stop: asyncio.Event) -> None:
        """Take and handle updates until `stop`; what is in hand then is finished."""
        polling = asyncio.create_task(self.take_updates())
        try:
            await self.handling.run(stop)
        finally:
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            await self.bot.session.close()

    async def handle(self, raw: dict[str, Any]) -> None:
        """Have one update handled."""
        await self.dispatcher.feed_raw_update(self.bot, raw)

    async def take_updates(self) -> None:
        """Tell Telegram how it hands over updates; then poll, or leave it to the web server."""
        await self.introduce()
        if self.parts.settings.telegram_mode == "webhook":
            return
        url = self.bot.session.api.api_url(token=self.bot.token, method="getUpdates")
        await Polling(url, ALLOWED, self.parts.database, self.parts.clock, self.handling.wake.set).run()

    async def introduce(self) -> None:
        """Set the webhook or remove it. The bot makes these calls until they succeed."""
        while True:
            try:
                if self.parts.settings.telegram_mode == "webhook":
                    await set_webhook(self.bot, self.parts)
                else:
                    await self.bot.delete_webhook(drop_pending_updates=False)
                return
            except TelegramUnauthorizedError:
                LOG.error("Telegram does not know TELEGRAM_TOKEN; correct it and start again")
            except TelegramAPIError as error:
                LOG.error("Telegram refuses to begin: %s", error.message)
            await asyncio.sleep(REFUSED_SECONDS)


async def set_webhook(bot: Bot, parts: TelegramParts) -> None:
    """Have updates brought to the web server, with a secret that tells them from anyone's."""
    await bot.set_webhook(
        parts.settings.public_url.rstrip("/") + PATH,
        allowed_updates=list(ALLOWED),
        drop_pending_updates=False,
        secret_token=webhook_secret(parts.settings.secret()),
    )
