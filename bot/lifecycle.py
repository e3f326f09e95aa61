"""How a serving process lives: its tasks and its web server start and stop together.

The process's signals belong to this file alone. On SIGTERM or SIGINT the web server stops taking
connections and finishes what it has begun, each task ends its step, and the database closes last.
"""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime

import uvicorn
from starlette.types import ASGIApp

from scheduler.running import LongLived
from scheduler.waiting import first_of

LOG = logging.getLogger(__name__)
REQUEST_SECONDS = 10  # for requests under way when the service stops
DRAIN_SECONDS = 75  # for tasks: longer than one message's whole time limit
RESTART_SECONDS = 5
SAME_STOP_SECONDS = 1  # a terminal or make may pass one wish to stop on as two signals


class Server(uvicorn.Server):
    """uvicorn without its signal handling, which would end the process by the signal after all.

    `answers` is set once it takes requests.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def utc_now() -> datetime:
    """The present, aware: the one clock of the process."""
    return datetime.now(UTC)


def web_server(application: ASGIApp, trusted_proxies: tuple[str, ...]) -> Server:
    """A server for the application that logs nothing about its visitors."""
    return Server(
        uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            forwarded_allow_ips=list(trusted_proxies),
            timeout_graceful_shutdown=REQUEST_SECONDS,
        )
    )


@asynccontextmanager
async def stop_signals() -> AsyncIterator[asyncio.Event]:
    """An event that SIGTERM and SIGINT set; a second one, SAME_STOP_SECONDS later, cancels what still runs."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    main = asyncio.current_task()
    assert main is not None  # noqa: S101 - a coroutine runs in a task

    told_at = loop.time()

    def on_signal() -> None:
        nonlocal told_at
        if not stop.is_set():
            told_at = loop.time()
        elif loop.time() - told_at > SAME_STOP_SECONDS:
            main.cancel()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    try:
        yield stop
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def kept_running(task: LongLived, stop: asyncio.Event) -> None:
    """Run a task until `stop`; one that fails is logged and started again after RESTART_SECONDS."""
    while not stop.is_set():
        try:
            await task.run(stop)
        except Exception:
            LOG.exception("The task %s failed; it starts again in %d s", task.name, RESTART_SECONDS)
        await first_of(stop, seconds=RESTART_SECONDS)


async def serve_until(
    stop: asyncio.Event,
    server: Server | None,
    listening: socket.socket | None,
    tasks: Iterable[LongLived],
    ready: Callable[[], None],
) -> None:
    """Run the server and the tasks until `stop` is set; `ready` is called once the server answers."""
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(kept_running(task, stop), name=task.name) for task in tasks]
        if server is not None and listening is not None:
            group.create_task(serve_web(server, listening, stop))
            await server.answers.wait()
        ready()
        await stop.wait()
        group.create_task(end_late_tasks(running))


async def serve_web(server: Server, listening: socket.socket, stop: asyncio.Event) -> None:
    """Answer requests until `stop`, then finish those under way."""

    async def on_stop() -> None:
        await stop.wait()
        server.should_exit = True

    watching = asyncio.create_task(on_stop())
    try:
        await server.serve(sockets=[listening])
    finally:
        watching.cancel()
        stop.set()


async def end_late_tasks(running: list[asyncio.Task[None]]) -> None:
    """Cancel a task that has not ended its step in time; what it had claimed comes back by its lease."""
    _, late = await asyncio.wait(running, timeout=DRAIN_SECONDS) if running else (set(), set())
    for task in late:
        LOG.error("The task %s did not stop within %d s and is cut off", task.get_name(), DRAIN_SECONDS)
        task.cancel()
