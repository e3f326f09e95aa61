"""One planner at a time: a row that belongs to one process for some seconds and can then be taken."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Table, or_, select, update

from models.lease import Lease
from scheduler.queue import insert_or_ignore

LEASE: Table = Lease.__table__  # type: ignore[attr-defined]
PLANNER = "planner"
LASTS = timedelta(seconds=20)  # with a tick every 8 seconds another process takes over within 30


class Held(NamedTuple):
    """A lease that this process holds, and the day whose plan is complete."""

    done_for: date | None


def hold(connection: Connection, name: str, holder: str, now: datetime) -> Held | None:
    """Take or keep a lease for the next seconds; None while another process holds it."""
    row = {"name": name, "holder": holder, "until": now + LASTS}
    connection.execute(insert_or_ignore(connection, LEASE, ("name",)), [row])
    taken = connection.execute(
        update(LEASE)
        .where(LEASE.c.name == name, or_(LEASE.c.holder == holder, LEASE.c.until < now))
        .values(holder=holder, until=now + LASTS)
    )
    if not taken.rowcount:
        return None
    return Held(connection.execute(select(LEASE.c.done_for).where(LEASE.c.name == name)).scalar())


def mark_done(connection: Connection, name: str, holder: str, day: date | None) -> None:
    """Note that the plan of a day is complete, or with None that it has to be made again."""
    connection.execute(update(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder).values(done_for=day))


def let_go(connection: Connection, name: str, holder: str, now: datetime) -> None:
    """Give a lease back, so that another process need not wait for its end."""
    connection.execute(update(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder).values(until=now))
