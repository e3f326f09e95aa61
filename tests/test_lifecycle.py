"""How a serving process starts and stops its tasks."""

import asyncio
import signal
import socket
from typing import Any

import pytest

from bot import lifecycle
from bot.lifecycle import kept_running, serve_until, stop_signals
from bot.listening import ServeError, listen, url_of


class Mail:
    """A task without its work."""

    name = "mail"

    def __init__(self) -> None:
        self.wake = asyncio.Event()


class Failing(Mail):
    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    async def run(self, stop: asyncio.Event) -> None:
        self.times += 1
        if self.times == 1:
            raise RuntimeError("broken once")
        stop.set()


async def test_a_task_that_fails_is_logged_and_started_again(monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setattr(lifecycle, "RESTART_SECONDS", 0)
    failing = Failing()
    await kept_running(failing, asyncio.Event())
    assert failing.times == 2
    assert "The task mail failed" in caplog.text
    assert "broken once" in caplog.text


class Draining(Mail):
    """Finishes its step after it was told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.finished = False

    async def run(self, stop: asyncio.Event) -> None:
        stop.set()
        await asyncio.sleep(0)
        self.finished = True


async def test_stopping_waits_until_each_task_has_finished_its_step() -> None:
    stop, draining = asyncio.Event(), Draining()
    await serve_until(stop, None, None, [draining], lambda: None)
    assert draining.finished


async def stopped_by_two_signals() -> str:
    """How a process ends that still has something under way when two signals come at once."""
    both_came = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, both_came.set)
    async with stop_signals():
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGUSR1):
            signal.raise_signal(number)
        await both_came.wait()
        await asyncio.sleep(0)  # where a cancellation would arrive
    return "finished"


async def test_one_wish_to_stop_that_arrives_as_two_signals_cuts_nothing_off() -> None:
    assert await stopped_by_two_signals() == "finished"


async def test_a_second_signal_after_a_while_cuts_off_what_is_under_way(monkeypatch: Any) -> None:
    monkeypatch.setattr(lifecycle, "SAME_STOP_SECONDS", -1)
    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(stopped_by_two_signals())


class Deaf(Mail):
    async def run(self, stop: asyncio.Event) -> None:
        stop.set()
        await asyncio.Event().wait()


async def test_a_task_that_does_not_stop_is_cut_off_in_the_end(monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setattr(lifecycle, "DRAIN_SECONDS", 0)
    stop = asyncio.Event()
    async with asyncio.timeout(20):
        await serve_until(stop, None, None, [Deaf()], lambda: None)
    assert "The task mail did not stop" in caplog.text


def test_a_port_in_use_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ServeError) as error:
        listen("127.0.0.1", taken.getsockname()[1])
    assert "is in use; stop what uses it, or choose another" in str(error.value)


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("no.such.host.example", "is not known here"),
        ("192.0.2.1", "is no address of this machine"),
        ("\ud800", "not known"),
    ],
)
def test_a_host_that_is_not_this_machine_is_told_in_one_line(host: str, says: str) -> None:
    with pytest.raises(ServeError, match=says):
        listen(host, 0)


def test_port_zero_takes_a_free_port_and_tells_which() -> None:
    listening = listen("0.0.0.0", 0)
    try:
        assert url_of(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
