"""The jobs: what is woken when, and why. All of APScheduler is here.

A job only wakes a long-lived task: APScheduler cancels a coroutine that runs when it is shut down,
and a mail must not be cut off in the middle.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from scheduler.running import LongLived


@dataclass(frozen=True, slots=True)
class Job:
    """When a task is woken: every so many seconds, or each night at an hour and minute of local time.

    A run that is late by up to `misfire_grace_time` seconds still counts, several missed ones are
    one (`coalesce`), and none starts while the last one runs.
    """

    name: str
    purpose: str
    every_seconds: int | None = None
    at: tuple[int, int] | None = None
    misfire_grace_time: int = 60
    coalesce: bool = True
    max_instances: int = 1

    def trigger(self, zone: ZoneInfo) -> BaseTrigger:
        if self.at is not None:
            return CronTrigger(hour=self.at[0], minute=self.at[1], timezone=zone)
        return IntervalTrigger(seconds=self.every_seconds or 60, timezone=zone)


JOBS = (
    Job(
        "plan",
        "Keep the planner's lease; put what has become due into the outbox, on working days from 08:00",
        every_seconds=8,
    ),
    Job("deliver", "Send what is due in the outbox", every_seconds=3),
    Job("reconcile", "Give back the claims of workers that are gone", every_seconds=10),
    Job("clean", "Delete what is kept for a time only", at=(3, 30), misfire_grace_time=6 * 3600),
)


class Jobs:
    """The table at work: wakes the tasks until told to stop."""

    name = "jobs"

    def __init__(self, tasks: Iterable[LongLived], zone: ZoneInfo) -> None:
        self.wake = asyncio.Event()  # nobody wakes the waker
        self._tasks = tuple(tasks)
        self._zone = zone

    async def run(self, stop: asyncio.Event) -> None:
        scheduler = start_jobs(self._tasks, self._zone)
        try:
            await stop.wait()
        finally:
            scheduler.shutdown(wait=False)


def start_jobs(tasks: Iterable[LongLived], zone: ZoneInfo) -> AsyncIOScheduler:
    """Wake these tasks by the table, each once at the start as well; stop it by `shutdown(wait=False)`.

    What was missed while nothing ran is thereby caught up at once.
    """
    scheduler = AsyncIOScheduler(timezone=zone)
    by_name: dict[str, list[LongLived]] = {}
    for task in tasks:
        by_name.setdefault(task.name, []).append(task)
        task.wake.set()
    for job in JOBS:
        for number, task in enumerate(by_name.get(job.name, [])):
            scheduler.add_job(
                wake,
                job.trigger(zone),
                args=[task.wake],
                id=f"{job.name}-{number}",
                name=job.purpose,
                misfire_grace_time=job.misfire_grace_time,
                coalesce=job.coalesce,
                max_instances=job.max_instances,
            )
    scheduler.start()
    return scheduler


async def wake(event: asyncio.Event) -> None:
    """A coroutine, because APScheduler runs plain functions in threads, where events must not be set."""
    event.set()
