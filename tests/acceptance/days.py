"""Delivering in this process under a clock that a test moves."""

import asyncio
from datetime import UTC, datetime, timedelta

from messages.smtp import ReadyMail, SmtpChannel
from messages.smtp_url import parse_smtp_url
from models.database import Database
from scheduler.deliver import deliver_all
from scheduler.workers import Worker
from tests.outbox import NOW, MailKeyComposer, states


class Jumping:
    """A clock that jumps whenever everything that was due has been tried."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def delivered_over_days(database: Database, port: int) -> None:
    """Deliver until nothing is queued, an hour passing between two rounds."""
    clock = Jumping()
    channel = SmtpChannel(parse_smtp_url(f"smtp://127.0.0.1:{port}?timeout=2"), "slots.example")
    for _ in range(80):
        await deliver_all(Worker(database, channel, MailKeyComposer(), clock), database, clock, asyncio.Event())
        if "queued" not in await states(database):
            return
        clock.now += timedelta(hours=1)


class Shifted:
    """A clock that a test shifts, and with it the loop's own: timers that have come due meanwhile ring at once."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.shift = 0.0
        self._real = loop.time
        self._began = self._real()
        loop.time = lambda: self._real() + self.shift  # type: ignore[method-assign]

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=self._real() + self.shift - self._began)

    async def go_on(self, seconds: float) -> None:
        """Let so many seconds pass at once, and whatever waits for them do its work."""
        self.shift += seconds
        for _ in range(5):
            await asyncio.sleep(0.001)


def worker_to(database: Database, port: int, clock: Shifted) -> Worker[ReadyMail]:
    """A worker of the service, which waits for its server however long."""
    channel = SmtpChannel(parse_smtp_url(f"smtp://127.0.0.1:{port}?timeout=5"), "slots.example")
    return Worker(database, channel, MailKeyComposer(), clock)
