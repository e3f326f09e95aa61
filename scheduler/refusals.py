"""Contacts whose address a server refuses: nothing more is sent there, and others are found for their recipients."""

from datetime import datetime
from functools import partial

from messages.channel import Refused
from models.bounces import mark_refused
from models.database import Database
from scheduler.outbox import Claimed


async def note_refused(database: Database, claimed: Claimed, refusal: Refused, now: datetime) -> None:
    """Mark the message's contact, if it has one, as a bounce would. A crash before leaves it to the next message."""
    if claimed.contact_id is not None:
        await database.transact(
            partial(mark_refused, contact_id=claimed.contact_id, address=claimed.address, reply=str(refusal), now=now)
        )
