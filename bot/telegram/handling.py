"""From stored updates to their handlers: each chat's in their order, many chats at once."""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.telegram.contexts import forget_over
from bot.telegram.inbox import BEAT_SECONDS, Done, StoredUpdate, claim, extend, handled, release
from models.database import Database
from scheduler.waiting import first_of

LOG = logging.getLogger(__name__)
MOST_AT_ONCE = 200  # updates in hand
MOST_CLAIMED = 100  # by one claim, so that the next claim is made while these are handled
LOOK_SECONDS = 1.0  # for what another process has stored
END_SECONDS = 20.0  # for updates in hand when the service stops

GROUP_SECONDS = 0.02  # for updates to end together, so that one commit notes them

Handle = Callable[[dict[str, Any]], Awaitable[object]]


class InHand(Protocol):
    """What is known of the chats whose updates are in hand (bot/telegram/chats.py)."""

    async def load(self, chat_ids: Sequence[int]) -> None:
        """Read these chats: their updates come now."""

    def forget(self, chat_id: int) -> None:
        """A chat's updates are handled."""

    def keep(self, chat_ids: Iterable[int], now: datetime) -> Callable[[Connection], object]:
        """What stores these chats' state in the transaction that notes their updates as handled."""


class Handling:
    """Claims updates and has them handled. `handle` gets an update as Telegram sent it."""

    name = "updates"

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        handle: Handle,
        chats: InHand,
        wake: asyncio.Event,
    ) -> None:
        self.wake = wake
        self._database, self._clock = database, clock
        self._handle, self._chats = handle, chats
        self._worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._running: set[asyncio.Task[None]] = set()
        self._in_hand = 0
        self._claimed: Sequence[StoredUpdate] = []  # and not begun: kept where the database fails between the two
        self._done: list[StoredUpdate] = []

    async def run(self, stop: asyncio.Event) -> None:
        """Handle what comes until `stop`; then finish what is in hand, and give back the rest."""
        beating = asyncio.create_task(self._beat())
        try:
            while not stop.is_set():
                self.wake.clear()
                took = await self._step()
                if not took:
                    await first_of(stop, self.wake, seconds=LOOK_SECONDS)
                    if self._in_hand:
                        await first_of(stop, seconds=GROUP_SECONDS)
            await self._end()
        finally:
            beating.cancel()

    async def _step(self) -> int:
        """Note what is done and take what is new, by one commit; returns how much was taken."""
        try:
            if not self._claimed:
                self._claimed = await self._turn(min(MOST_CLAIMED, MOST_AT_ONCE - self._in_hand))
            return await self._begin(self._claimed)
        except (DBAPIError, OSError):
            LOG.exception("The database does not answer; updates wait")
            await asyncio.sleep(LOOK_SECONDS)
            return 0

    async def _turn(self, room: int) -> list[StoredUpdate]:
        ended, self._done = self._done, []
        try:
            done = self._done_now(ended)
            if room:
                return await claim(self._database, self._worker, self._clock(), room, done)
            if ended:
                await handled(self._database, done)
        except BaseException:
            self._done = ended + self._done
            raise
        return []

    def _done_now(self, ended: Sequence[StoredUpdate]) -> Done:
        chats = {update.chat_id for update in ended if update.chat_id is not None}
        return Done([update.update_id for update in ended], self._chats.keep(chats, self._clock()))

    async def _begin(self, claimed: Sequence[StoredUpdate]) -> int:
        by_chat: dict[int, list[StoredUpdate]] = {}
        for update in claimed:
            by_chat.setdefault(update.chat_id or -update.update_id, []).append(update)
        await self._chats.load([update.chat_id for update in claimed if update.chat_id is not None])
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
                self._done.append(update)
        finally:
            self._in_hand -= len(updates)
            self._chats.forget(chat)
            self.wake.set()

    async def _beat(self) -> None:
        """Keep the leases of what is in hand; forget what chats were about that have been silent for long."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await extend(self._database, self._worker, self._clock())
                await self._database.transact(partial(forget_over, now=self._clock()))
            except (DBAPIError, OSError):
                LOG.warning("The leases of updates in hand could not be kept")

    async def _end(self) -> None:
        running = list(self._running)
        if running:
            _, late = await asyncio.wait(running, timeout=END_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._turn(0)
        await release(self._database, self._worker)
