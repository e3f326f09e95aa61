"""Long-lived tasks: they sleep until they are woken, do their work, and end when told to stop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from scheduler.waiting import first_of

log = logging.getLogger(__name__)


class LongLived(Protocol):
    """A task of the service. `name` is the job's that wakes it (scheduler/jobs.py)."""

    @property
    def name(self) -> str: ...

    @property
    def wake(self) -> asyncio.Event: ...

    async def run(self, stop: asyncio.Event) -> None:
        """Work whenever woken until `stop` is set; what is under way then is finished first."""


class Repeated:
    """Does the same work whenever it is woken. A failure is logged, and the next waking tries again."""

    def __init__(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        self.name = name
        self.wake = asyncio.Event()
        self._work = work

    async def run(self, stop: asyncio.Event) -> None:
        while True:
            await first_of(stop, self.wake)
            if stop.is_set():
                return
            self.wake.clear()
            try:
                await self._work()
            except Exception:  # whatever it is, the other tasks go on
                log.exception("%s failed; it is tried again when it is due next", self.name)


async def run_all(tasks: Iterable[LongLived], stop: asyncio.Event) -> None:
    """Run the tasks until `stop` is set and each has finished what was under way."""
    async with asyncio.TaskGroup() as group:
        for task in tasks:
            group.create_task(task.run(stop), name=task.name)
