"""What the commands share: the app around one coroutine."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.app import App, open_app
from bot.settings import load_settings

T = TypeVar("T")


def run(command: Callable[[App], Awaitable[T]]) -> T:
    """Open the app by the settings in force, run one command with it, close it."""

    async def opened() -> T:
        async with open_app(load_settings()) as app:
            return await command(app)

    return asyncio.run(opened())
