"""Contacts whose address a server refuses: nothing more is sent there, and others are found for their recipients."""

from datetime import datetime
from functools import partial

from messages.channel import Refused
from models.bounce_severity import says_gone
from models.bounces import mark_refused
from models.database import Database
from scheduler.outbox import Claimed


async def note_refused(database: Database, claimed: Claimed, refusal: Refused, now: datetime) -> None:
    """Mark the message's contact, if it has one, where the server says that nobody is there.

    Other refusals mark nobody, however many: a server that takes nothing from us refuses all alike.
    A crash before leaves the mark to the next message.
    """
    if claimed.contact_id is not None and says_gone(str(refusal)):
        mark = partial(mark_refused, contact_id=claimed.contact_id, address=claimed.address, now=now)
        await database.transact(mark)
