"""Long polling: updates are stored before the next call acknowledges them. Knows nothing of aiogram."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import aiohttp
from sqlalchemy.exc import DBAPIError

from bot.telegram.inbox import store
from models.database import Database
from models.errors import BidragslotsError

LOG = logging.getLogger(__name__)
POLL_SECONDS = 25
TIME_LIMIT = 40.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class PollingError(BidragslotsError):
    """A call for updates that brought none; `wait` is how many seconds Telegram wants silence."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


FORESEEN = (PollingError, aiohttp.ClientError, OSError, TimeoutError, ValueError, DBAPIError)


class Polling:
    """Calls getUpdates at `url` and stores what comes; `wake` tells the handlers."""

    def __init__(
        self,
        url: str,
        allowed: Sequence[str],
        database: Database,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._url, self._allowed = url, json.dumps(list(allowed))
        self._database, self._clock, self._wake = database, clock, wake
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled, which loses nothing: what is not stored has not been acknowledged."""
        pause = FIRST_PAUSE
        timeout = aiohttp.ClientTimeout(total=TIME_LIMIT)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                try:
                    await self.poll(session)
                    pause = FIRST_PAUSE
                except Exception as error:  # whatever a server between answers, the bot must not fall silent for good
                    wait = max(pause, getattr(error, "wait", 0.0))
                    unforeseen = not isinstance(error, FORESEEN)
                    LOG.warning(
                        "No updates from Telegram (%s); again in %.1f s", words_of(error), wait, exc_info=unforeseen
                    )
                    await asyncio.sleep(wait)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def poll(self, session: aiohttp.ClientSession) -> int:
        """One call; returns how many updates were new. Raises PollingError where Telegram refuses."""
        form = {"timeout": str(POLL_SECONDS), "allowed_updates": self._allowed}
        if self._offset is not None:
            form["offset"] = str(self._offset)
        async with session.post(self._url, data=form) as response:
            updates = updates_in(json.loads(await response.read()))
        new = await store(self._database, updates, self._clock())
        if updates:
            self._offset = max(int(update["update_id"]) for update in updates) + 1
            self._wake()
        return new


def updates_in(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The updates of an answer. Raises PollingError where it holds none."""
    if answer.get("ok") is True:
        return list(answer["result"])
    wait = (answer.get("parameters") or {}).get("retry_after", 0)
    raise PollingError(str(answer.get("description", "no reason given")), float(wait))


def words_of(error: Exception) -> str:
    """An error for the log, without the address that holds the token."""
    return str(error) if isinstance(error, PollingError) else type(error).__name__
