"""`bidragslots deliver`: send what is due now, and say how it went."""

import asyncio
import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

import typer

from bot.app import App
from bot.commands.running import run
from bot.outgoing import mail_worker
from messages.channel import ServerDown
from models.outbox import ChannelName, MessageState
from scheduler.deliver import deliver_all, open_messages, waiting_messages
from scheduler.outbox import count_open
from scheduler.workers import Worker

REFRESH_SECONDS = 0.1


def register(app: typer.Typer) -> None:
    app.command()(deliver)


def deliver(
    connections: Annotated[int | None, typer.Option(min=1, max=100, help="At most so many to the server.")] = None,
    patience: Annotated[float, typer.Option(min=0, help="Seconds to wait for a server that is down.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Send all that is due. Several may run at once; they share the work."""

    async def command(app: App) -> ServerDown | None:
        workers: list[Worker[Any]] = [mail_worker(app, now, connections, patience)]
        started, trouble = time.monotonic(), None
        async with AsyncExitStack() as opened:
            if app.settings.telegram_token and await telegram_waits(app):
                from bot.telegram.sender import telegram_sender  # aiogram costs seconds

                workers.append(await opened.enter_async_context(telegram_sender(app, now, patience)))
            for worker in workers:
                try:
                    await stoppable(worker, app)
                except ServerDown as error:
                    trouble = error
            report(await outcome(workers, app, time.monotonic() - started), as_json)
        return trouble

    trouble = run(command)
    if trouble is not None:
        raise trouble


def now() -> datetime:
    return datetime.now(UTC)


async def telegram_waits(app: App) -> bool:
    """Whether there is anything to send by Telegram."""
    waiting = partial(count_open, channel=ChannelName.TELEGRAM, now=now())
    return bool(await app.database.transact(waiting, writing=False))


async def stoppable(worker: Worker[Any], app: App) -> None:
    """Deliver until done or told to stop; what is under way then is finished and recorded."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    showing = asyncio.create_task(show_progress(worker, app)) if sys.stderr.isatty() else None
    try:
        await deliver_all(worker, app.database, now, stop)
    finally:
        if showing:
            showing.cancel()
            with suppress(asyncio.CancelledError):
                await showing


async def outcome(workers: Sequence[Worker[Any]], app: App, seconds: float) -> dict[str, Any]:
    """What `--json` prints: how many were sent, written to files, failed, and are left."""
    tally = sum((worker.tally for worker in workers), Counter())
    return {
        "sent": tally[MessageState.SENT],
        "filed": tally[MessageState.FILED],
        "failed": tally[MessageState.FAILED],
        "queued": sum([await waiting_messages(worker, app.database) for worker in workers]),
        "seconds": round(seconds, 3),
    }


def report(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(result))
        return
    filed = f", {result['filed']} written to var/outbox" if result["filed"] else ""
    print(
        f"Sent {result['sent']}{filed}, failed {result['failed']}, still queued {result['queued']}, "
        f"in {result['seconds']:.1f} s. Details: bidragslots messages list"
    )


async def show_progress(worker: Worker[Any], app: App) -> None:
    """A bar on the terminal: how many of all, how many a second, how long it will take."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    total = await open_messages(worker, app.database, now())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    rate = TextColumn("{task.fields[rate]}")
    with Progress(*columns, rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Sending", total=total, rate="")
        started = time.monotonic()
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            done = sum(worker.tally.values()) - worker.tally[MessageState.QUEUED]
            trouble = worker.health.trouble
            progress.update(
                task,
                completed=done,
                total=max(total, done),
                description=f"Waiting: {trouble}" if trouble else "Sending",
                rate=f"{done / (time.monotonic() - started):.0f}/s",
            )
