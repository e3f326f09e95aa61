"""Telegram as a task of the service. aiogram costs seconds, so it loads in a thread beside what runs already."""

import asyncio
import gc
import importlib
import logging
from collections.abc import Callable
from datetime import datetime
from types import ModuleType

from fastapi import APIRouter

from bot.answers.recording import QuestionRecorder
from bot.app import App
from bot.outgoing import house
from bot.telegram.limits import Limits
from bot.telegram.parts import TelegramParts, webhook_secret
from bot.telegram.webhook import webhook_router

LOG = logging.getLogger(__name__)


def load() -> ModuleType:
    """Import what needs aiogram, with the collector of cycles at rest.

    It would look through all that has been loaded again and again, and nothing else runs meanwhile:
    200 ms at a time. What is there in the end stays for good, so it is left out later too.
    """
    gc.disable()
    try:
        return importlib.import_module("bot.telegram.running")
    finally:
        gc.freeze()
        gc.enable()


class TelegramService:
    """Everything of Telegram in this process (role `telegram`); only with a token."""

    name = "telegram"

    def __init__(self, app: App, recorder: QuestionRecorder, clock: Callable[[], datetime]) -> None:
        self.wake = asyncio.Event()
        self._parts = TelegramParts(
            settings=app.settings,
            database=app.database,
            facts=app.facts,
            engine=app.engine(),
            recorder=recorder,
            house=house(app.settings),
            clock=clock,
        )

    def webhook_routers(self) -> list[APIRouter]:
        """The route that takes updates, in webhook mode. Any process may have it, also while aiogram loads."""
        if self._parts.settings.telegram_mode != "webhook":
            return []
        secret = webhook_secret(self._parts.settings.secret())
        return [webhook_router(self._parts.database, secret, self._parts.clock, self.wake.set)]

    async def run(self, stop: asyncio.Event) -> None:
        """Load aiogram, then work until `stop`."""
        module = await asyncio.to_thread(load)
        if stop.is_set():
            return
        running = module.Running(self._parts, Limits(), self.wake)
        LOG.info("Telegram is ready")
        await running.run(stop)
