"""Putting right what a crash left: claims whose worker is gone go back to the queue."""

from datetime import datetime
from functools import partial

from models.database import Database
from scheduler.outbox import return_expired


async def reconcile(database: Database, now: datetime) -> int:
    """Return expired claims; how many there were.

    Rows that a crash kept from being written are not looked for here: the planner writes each
    group of rows in one transaction and writes what is missing the next time that it runs.
    """
    return await database.transact(partial(return_expired, now=now))
