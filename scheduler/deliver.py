"""Delivering once: all that is due, whoever has claimed it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from models.database import Database
from scheduler.outbox import count_open, count_waiting
from scheduler.reconcile import reconcile
from scheduler.waiting import first_of
from scheduler.workers import Worker

LOOK_SECONDS = 0.25


async def deliver_all(
    worker: Worker[Any], database: Database, clock: Callable[[], datetime], stop: asyncio.Event
) -> None:
    """Send all that is due; wait for others' claims to end or expire; then return.

    Returns early when told to stop. Raises ServerDown when the worker's patience with the server
    has ended; everything that is left stays queued.
    """
    while not stop.is_set():
        await reconcile(database, clock())
        await worker.deliver(stop)
        if worker.given_up is not None:
            raise worker.given_up
        if not await open_messages(worker, database, clock()):
            return
        await first_of(stop, seconds=LOOK_SECONDS)


async def open_messages(worker: Worker[Any], database: Database, now: datetime) -> int:
    """How many messages may be sent now or are claimed by anybody."""
    return await database.transact(partial(count_open, channel=worker.channel.name, now=now), writing=False)


async def waiting_messages(worker: Worker[Any], database: Database) -> int:
    """How many messages of the channel are not at an end, due or not."""
    return await database.transact(partial(count_waiting, channel=worker.channel.name), writing=False)
