"""Delivering once: all that is due, whoever has claimed it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, or_

from models.database import Database
from models.outbox import MessageState
from scheduler.outbox import MESSAGE, count, due_conditions
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
    """How many messages are due, or claimed by anybody."""
    channel = worker.channel.name
    claimed = (MESSAGE.c.state == MessageState.CLAIMED) & (MESSAGE.c.channel == channel)
    return await database.transact(
        partial(count, condition=or_(and_(*due_conditions(channel, now)), claimed)), writing=False
    )


async def waiting_messages(worker: Worker[Any], database: Database) -> int:
    """How many messages of the channel are not at an end, due or not."""
    is_open = MESSAGE.c.state.in_([MessageState.QUEUED, MessageState.CLAIMED])
    waiting = is_open & (MESSAGE.c.channel == worker.channel.name)
    return await database.transact(partial(count, condition=waiting), writing=False)
