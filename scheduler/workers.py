"""The workers: they claim what is due, have it composed, hand it over and record how it went."""

import asyncio
import logging
import os
import secrets
import socket
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Generic, Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from messages.channel import Channel, Filed, Refused, Sent, ServerDown
from models.database import Database
from models.errors import BidragslotsError
from scheduler.endings import after, too_late, untouched
from scheduler.health import Health
from scheduler.line import Line
from scheduler.line import now as monotonic
from scheduler.outbox import Claimed, Ending, Recorder, claim, release
from scheduler.refusals import note_refused
from scheduler.waiting import first_of

FEWEST_CLAIMS, MOST_CLAIMS = 4, 32  # in one group, for each connection
FRESH_SECONDS = 5.0  # how old the last check of a message may be when its hand-over begins
COMMIT_SECONDS = 5.0
POLL_SECONDS = 5.0
CROWDED_SECONDS = 0.5
DATABASE_AWAY = (SQLAlchemyError, sqlite3.Error, OSError)  # results are written past SQLAlchemy
log = logging.getLogger(__name__)

Content = TypeVar("Content")
Content_co = TypeVar("Content_co", covariant=True)


class Composer(Protocol[Content_co]):
    """Turns claimed messages into what a channel carries."""

    async def prepare(
        self, database: Database, claimed: Sequence[Claimed], now: datetime
    ) -> Callable[[Claimed], Content_co]:
        """Read what a group of messages needs; the function returned composes each of them.

        It raises Cancelled or Suppressed for a message that must not be sent any longer.
        """


@dataclass(frozen=True, slots=True)
class Group(Generic[Content]):
    """Messages claimed and checked together; each may be begun until `fresh_until` (monotonic seconds)."""

    claimed: Sequence[Claimed]
    compose: Callable[[Claimed], Content]
    fresh_until: float


@dataclass(frozen=True, slots=True)
class Ready(Generic[Content]):
    """A composed message."""

    claimed: Claimed
    content: Content
    fresh_until: float


class Worker(Generic[Content]):
    """Delivers the messages of one channel over as many connections as the channel allows.

    `clock` gives the present time, aware. `patience` is how many seconds a server may be down
    before `deliver` gives up; None waits for it however long. `tally` counts endings by state;
    `claims_as` names the worker in the rows that it has claimed.
    """

    def __init__(
        self,
        database: Database,
        channel: Channel[Content],
        composer: Composer[Content],
        clock: Callable[[], datetime],
        patience: float | None = None,
    ) -> None:
        self.name = "deliver"
        self.claims_as = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.channel = channel
        self.wake = asyncio.Event()
        self.tally: Counter[str] = Counter()
        self.health = Health(channel.connections, patience)
        self._lease = timedelta(seconds=channel.time_limit + FRESH_SECONDS + COMMIT_SECONDS)
        self._database = database
        self._composer = composer
        self._clock = clock
        self._claims = FEWEST_CLAIMS
        self._recorder = Recorder(database, self.claims_as, channel.connections)
        self._random = Random()  # noqa: S311 -- scatters repeated attempts, guards nothing

    @property
    def given_up(self) -> ServerDown | None:
        """Why `deliver` gave up, if it did."""
        return self.health.trouble if self.health.is_hopeless(monotonic()) else None

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver whenever woken, and at least every few seconds, until told to stop.

        What is under way then is finished and recorded; nothing more is begun.
        """
        while not stop.is_set():
            self.wake.clear()
            try:
                await self.deliver(stop)
            except* DATABASE_AWAY:
                log.exception("The database does not answer; messages wait")
            await first_of(stop, self.wake, seconds=POLL_SECONDS)

    async def deliver(self, stop: asyncio.Event) -> None:
        """Hand over all that is due; returns when nothing is, when told to stop, or when patience ends."""
        group = await self._claim()
        if not group.claimed:
            return
        ready: asyncio.Queue[Ready[Content] | None] = asyncio.Queue(self.channel.connections)
        fed = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._feed(group, ready, fed, stop))
                for number in range(self.channel.connections):
                    tasks.create_task(self._send_all(number, ready, fed, stop))
        finally:
            await self._give_back()

    async def _claim(self) -> Group[Content]:
        """The next messages; their last check before they go is the reading that composing needs."""
        fresh_until = monotonic() + FRESH_SECONDS
        now = self._clock()
        limit = self._claims * self.channel.connections
        claimed = await self._database.transact(
            lambda connection: claim(
                connection, self.channel.name, self.claims_as, limit=limit, now=now, lease=self._lease
            )
        )
        return Group(claimed, await self._composer.prepare(self._database, claimed, now), fresh_until)

    async def _give_back(self) -> None:
        """Release what was claimed and not begun; where that fails, the leases end by themselves."""
        try:
            await self._database.transact(partial(release, worker=self.claims_as))
        except DATABASE_AWAY:
            log.exception("Claims could not be given back; their leases end by themselves")

    async def _feed(
        self,
        group: Group[Content],
        ready: asyncio.Queue[Ready[Content] | None],
        fed: asyncio.Event,
        stop: asyncio.Event,
    ) -> None:
        """Compose ahead of the connections, so that none waits for a text while it could send."""
        while group.claimed and not self._is_ending(stop):
            withheld: list[Ending] = []
            for claimed in group.claimed:
                composed = self._compose(claimed, group)
                if isinstance(composed, Ending):
                    withheld.append(composed)
                elif not self._is_ending(stop):
                    await ready.put(composed)
                    await asyncio.sleep(0)  # what servers have replied meanwhile is answered first
            await asyncio.gather(*(self._end(ending) for ending in withheld))
            await self._pause(stop)
            self._claims = min(self._claims * 2, MOST_CLAIMS)
            group = await self._claim()
        fed.set()
        await ready.put(None)

    def _compose(self, claimed: Claimed, group: Group[Content]) -> Ready[Content] | Ending:
        now = self._clock()
        late = too_late(claimed, now)
        if late:
            return late
        try:
            return Ready(claimed, group.compose(claimed), group.fresh_until)
        except Exception as error:  # one bad message must not hold up the rest
            if not isinstance(error, BidragslotsError):
                log.exception("Message %s can't be composed", claimed.key)
            return after(claimed, error, now, self._random.random())

    async def _send_all(
        self,
        number: int,
        ready: asyncio.Queue[Ready[Content] | None],
        fed: asyncio.Event,
        stop: asyncio.Event,
    ) -> None:
        """One connection's work: message after message, each begun when the last one's result is committed."""
        line = Line(self.channel, self.health)
        try:
            while await self._may_go_on(number, line, fed, stop):
                message = await ready.get()
                if message is None:
                    ready.put_nowait(None)  # for the next connection
                    return
                if not self._is_ending(stop):
                    await self._send(message, line)
        finally:
            await line.close()

    async def _send(self, message: Ready[Content], line: Line[Content]) -> None:
        """Hand over one message and have the result committed."""
        try:
            await line.open()
            if monotonic() >= message.fresh_until:
                self._claims = FEWEST_CLAIMS
                await self._end(untouched(message.claimed))  # it is checked anew before it goes
                return
            outcome: Sent | Filed | Exception = await line.send(message.content)
        except Exception as error:  # one bad message must not hold up the rest
            if not isinstance(error, BidragslotsError):
                log.exception("Message %s can't be handed over", message.claimed.key)
                await line.close()
            outcome = error
        await self._end(after(message.claimed, outcome, self._clock(), self._random.random()))
        if isinstance(outcome, Refused):
            await note_refused(self._database, message.claimed, outcome, self._clock())

    async def _end(self, ending: Ending) -> None:
        await self._recorder.ended(ending)
        self.tally[ending.state] += 1

    async def _may_go_on(self, number: int, line: Line[Content], fed: asyncio.Event, stop: asyncio.Event) -> bool:
        """Wait while the channel is paused, or too crowded for this connection; False when all is done."""
        while not self._is_ending(stop):
            await self._pause(stop)
            if number < self.health.allowed(monotonic()):
                return True
            await line.close()
            if fed.is_set():
                return False
            await first_of(stop, fed, seconds=CROWDED_SECONDS)
        return True  # to empty what is ready, so that the feeding ends

    async def _pause(self, stop: asyncio.Event) -> None:
        while (seconds := self.health.wait(monotonic())) and not self._is_ending(stop):
            await first_of(stop, seconds=seconds)

    def _is_ending(self, stop: asyncio.Event) -> bool:
        return stop.is_set() or self.health.is_hopeless(monotonic())
