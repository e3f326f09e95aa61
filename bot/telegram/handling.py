"""From stored updates to their handlers: each chat's in their order, many chats at once."""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.telegram.inbox import BEAT_SECONDS, StoredUpdate, claim, extend, handled, release
from models.database import Database
from scheduler.waiting import first_of

LOG = logging.getLogger(__name__)
MOST_AT_ONCE = 200  # updates in hand
LOOK_SECONDS = 1.0  # for what another process has stored
END_SECONDS = 20.0  # for updates in hand when the service stops

Handle = Callable[[dict[str, Any]], Awaitable[object]]
Prepare = Callable[[Sequence[int]], Awaitable[object]]


class Handling:
    """Claims updates and has them handled. `handle` gets an update as Telegram sent it.

    `prepare` is told the chats of what was claimed, before, and `finish` the chat that is done.
    """

    name = "updates"

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        handle: Handle,
        prepare: Prepare,
        finish: Callable[[int], None],
        wake: asyncio.Event,
    ) -> None:
        self.wake = wake
        self._database, self._clock = database, clock
        self._handle, self._prepare, self._finish = handle, prepare, finish
        self._worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._running: set[asyncio.Task[None]] = set()
        self._in_hand = 0
        self._claimed: Sequence[StoredUpdate] = []  # and not begun: kept where the database fails between the two
        self._done: list[int] = []

    async def run(self, stop: asyncio.Event) -> None:
        """Handle what comes until `stop`; then finish what is in hand, and give back the rest."""
        beating = asyncio.create_task(self._beat())
        try:
            while not stop.is_set():
                self.wake.clear()
                took = await self._step()
                if not took:
                    await first_of(stop, self.wake, seconds=LOOK_SECONDS)
            await self._end()
        finally:
            beating.cancel()

    async def _step(self) -> int:
        """Note what is done, take what is new; returns how much was taken."""
        try:
            await self._note_done()
            room = MOST_AT_ONCE - self._in_hand
            if room and not self._claimed:
                self._claimed = await claim(self._database, self._worker, self._clock(), room)
            return await self._begin(self._claimed)
        except (DBAPIError, OSError):
            LOG.exception("The database does not answer; updates wait")
            await asyncio.sleep(LOOK_SECONDS)
            return 0

    async def _begin(self, claimed: Sequence[StoredUpdate]) -> int:
        by_chat: dict[int, list[StoredUpdate]] = {}
        for update in claimed:
            by_chat.setdefault(update.chat_id or -update.update_id, []).append(update)
        await self._prepare([update.chat_id for update in claimed if update.chat_id is not None])
        self._claimed = []
        for chat, updates in by_chat.items():
            self._in_hand += len(updates)
            task = asyncio.create_task(self._of_chat(chat, updates))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return len(claimed)

    async def _of_chat(self, chat: int, updates: Sequence[StoredUpdate]) -> None:
        """A chat's updates, one after the other; one that fails does not keep the next from its turn."""
        try:
            for update in updates:
                try:
                    await self._handle(update.raw)
                except Exception:  # the handlers have told the user; the bot goes on
                    LOG.exception("Update %d could not be handled", update.update_id)
                self._done.append(update.update_id)
        finally:
            self._in_hand -= len(updates)
            self._finish(chat)
            self.wake.set()

    async def _note_done(self) -> None:
        done, self._done = self._done, []
        if not done:
            return
        try:
            await handled(self._database, done)
        except BaseException:
            self._done = done + self._done
            raise

    async def _beat(self) -> None:
        """Keep the leases of what is in hand."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await extend(self._database, self._worker, self._clock())
            except (DBAPIError, OSError):
                LOG.warning("The leases of updates in hand could not be kept")

    async def _end(self) -> None:
        running = list(self._running)
        if running:
            _, late = await asyncio.wait(running, timeout=END_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._note_done()
        await release(self._database, self._worker)
