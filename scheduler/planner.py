"""The planner: wakes, makes the plan of the day once, writes it to the outbox in groups.

Everything it does may be interrupted and repeated: keys and items are unique in the database.
"""

import asyncio
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from models.catalogue.programmes import ProgrammeData
from models.database import Database
from scheduler.effective import Clock
from scheduler.lease import PLANNER, hold, let_go, mark_done
from scheduler.plan import plan
from scheduler.planned import Day, PlannedMessage, planned_day
from scheduler.planning_rows import read_rows
from scheduler.queue import GROUP, queue_messages
from scheduler.running import Repeated
from scheduler.situation import Situation, Ways
from scheduler.situation_from import situation_from
from scheduler.stale import stale
from scheduler.tidy import read_queued, tidy

TIDY_EVERY = timedelta(minutes=1)


class Planner:
    """Plans for one process among several; `holder` names the process in the lease."""

    def __init__(
        self,
        database: Database,
        catalogue: Mapping[str, ProgrammeData],
        zone: ZoneInfo,
        holder: str,
        ways: Ways,
    ) -> None:
        self._database, self._catalogue, self._zone = database, catalogue, zone
        self._holder, self._ways = holder, ways
        self._tidied_at: datetime | None = None

    async def tick(self, now: datetime) -> int:
        """Make today's plan where it is due and not made; returns how many messages were queued.

        Does nothing while another process holds the planner's lease.
        """
        held = await self._database.transact(partial(hold, name=PLANNER, holder=self._holder, now=now))
        day = planned_day(now, self._zone)
        if held is None or day is None:
            return 0
        with without_collector():
            cancelled = await self._tidy(now, day)
            if held.done_for == day.today and not cancelled:
                return 0
            queued = await self.plan_day(now)
        await self._database.transact(partial(mark_done, name=PLANNER, holder=self._holder, day=day.today))
        return queued

    async def plan_day(self, now: datetime) -> int:
        """Queue what is due at `now` and not yet in the outbox; returns how many messages were new."""
        situation = await self._situation(now)
        messages = await asyncio.to_thread(plan, situation, now, self._zone)
        return await store(self._database, messages, now)

    async def close(self, now: datetime) -> None:
        """Let another process plan at once."""
        await self._database.transact(partial(let_go, name=PLANNER, holder=self._holder, now=now))

    async def _situation(self, now: datetime) -> Situation:
        return await load_situation(self._database, self._catalogue, Clock(now, self._zone), self._ways)

    async def _tidy(self, now: datetime, day: Day) -> int:
        """Cancel queued messages that have lost their point, once a minute; returns how many."""
        if self._tidied_at is not None and now - self._tidied_at < TIDY_EVERY:
            return 0
        self._tidied_at = now
        queued = await self._database.transact(partial(read_queued, day=day), writing=False)
        if not queued:
            return 0
        lost = await asyncio.to_thread(stale, queued, await self._situation(now), day)
        return await self._database.transact(partial(tidy, queued=queued, lost=lost, day=day, now=now))


@contextmanager
def without_collector() -> Iterator[None]:
    """Put off the search for circular garbage, for seconds at most.

    A plan makes a few objects for each contact and no circles; looking through all of them again
    and again, as they become more, took a quarter of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def load_situation(
    database: Database, catalogue: Mapping[str, ProgrammeData], clock: Clock, ways: Ways
) -> Situation:
    """Read the situation; the event loop only waits."""
    rows = await database.transact(partial(read_rows, today=clock.today), writing=False)
    return await asyncio.to_thread(situation_from, rows, catalogue, clock, ways)


async def store(database: Database, messages: Sequence[PlannedMessage], now: datetime) -> int:
    """Write messages in groups, a transaction each, so that workers get their turn; returns how many were new."""
    queued = 0
    for start in range(0, len(messages), GROUP):
        group = messages[start : start + GROUP]
        queued += await database.transact(partial(queue_messages, planned=group, now=now))
    return queued


class Planning(Repeated):
    """The planner as a task of the service (role `planner`): ticks when woken, lets others plan when it ends."""

    def __init__(self, planner: Planner, clock: Callable[[], datetime]) -> None:
        super().__init__("plan", lambda: planner.tick(clock()))
        self._planner, self._clock = planner, clock

    async def run(self, stop: asyncio.Event) -> None:
        try:
            await super().run(stop)
        finally:
            await self._planner.close(self._clock())
