"""Servers that are away for an hour, hang, or drop the connection: everything arrives, nobody loses an attempt."""

import asyncio
import random
from collections import Counter

import pytest

from models.database import Database
from scheduler.health import LONGEST_PAUSE
from scheduler.reconcile import reconcile
from tests.acceptance.days import Shifted, delivered_over_days, worker_to
from tests.mail_servers import DROP, HANG, TAKEN_AND_GONE, ScriptedServer
from tests.outbox import message_row, messages, queue_reminders, states

HOUR, STEP = 3600, 10
CONNECTIONS = 4


def ids(count: int) -> set[str]:
    """The Message-ID of each reminder that is queued."""
    return {f"<{message_row(number)['key']}>" for number in range(1, count + 1)}


async def taken(server: ScriptedServer, count: int) -> None:
    async with asyncio.timeout(300), server.news:
        await server.news.wait_for(lambda: len(server.taken) >= count)


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.slow)])
async def test_a_server_that_is_down_for_an_hour_costs_nobody_an_attempt_and_gets_everything_by_itself(
    count: int, database: Database
) -> None:
    await queue_reminders(database, count)
    clock, stop = Shifted(), asyncio.Event()
    async with ScriptedServer() as server:
        worker = worker_to(database, server.port, clock)
        running = asyncio.create_task(worker.run(stop))
        await taken(server, count // 4)
        await server.vanish()
    for _ in range(HOUR // STEP):
        await clock.go_on(STEP)
        await reconcile(database, clock())
    assert worker.health.trouble is not None
    waiting = [row for row in await messages(database) if row.state != "sent"]
    in_doubt = [row for row in waiting if row.attempts]  # handed over when the server went away
    assert len(waiting) > count // 2
    assert len(in_doubt) <= CONNECTIONS
    back = ScriptedServer()
    back.port = server.port
    async with back:
        await clock.go_on(LONGEST_PAUSE)
        await taken(back, len(waiting))
        stop.set()
        await running  # what is under way is finished and recorded
    assert set(await states(database)) == {"sent"}
    assert set(server.taken) | set(back.taken) == ids(count)
    assert len(server.taken) + len(back.taken) - count <= CONNECTIONS
    assert Counter(row.attempts for row in await messages(database))[1] >= count - CONNECTIONS


@pytest.mark.parametrize(
    ("at", "count"),
    [
        *((at, 200) for at in ("RCPT", "DATA", "BODY", "END")),
        *(pytest.param(at, 5_000, marks=pytest.mark.slow) for at in ("RCPT", "DATA", "BODY")),
        pytest.param("END", 20_000, marks=pytest.mark.slow),
    ],
)
async def test_a_server_that_drops_the_connection_gets_every_mail_and_doubles_only_what_it_took_in_silence(
    at: str, count: int, sqlite_database: Database
) -> None:
    chance, dropped = random.Random(2026), Counter[str]()

    def script(verb: str, line: str) -> str | None:
        if verb != at or chance.random() >= 0.02:
            return None
        dropped[verb] += 1
        return DROP

    await queue_reminders(sqlite_database, count)
    async with ScriptedServer(script) as server:
        await delivered_over_days(sqlite_database, server.port)
    assert set(await states(sqlite_database)) == {"sent"}
    assert set(server.taken) == ids(count)
    assert dropped[at] > 0
    assert len(server.taken) - count == dropped["END"]


@pytest.mark.parametrize("count", [200, pytest.param(5_000, marks=pytest.mark.slow)])
async def test_a_server_that_leaves_behind_its_final_reply_gets_every_mail_once(
    count: int, sqlite_database: Database
) -> None:
    chance = random.Random(2026)
    await queue_reminders(sqlite_database, count)
    script = lambda verb, line: TAKEN_AND_GONE if verb == "END" and chance.random() < 0.3 else None  # noqa: E731
    async with ScriptedServer(script) as server:
        await delivered_over_days(sqlite_database, server.port)
    assert set(await states(sqlite_database)) == {"sent"}
    assert Counter(server.taken) == dict.fromkeys(ids(count), 1)


@pytest.mark.parametrize(("count", "hangs"), [(200, 4), pytest.param(20_000, 80, marks=pytest.mark.slow)])
async def test_a_server_that_hangs_holds_up_nobody_and_doubles_at_most_what_it_took_in_silence(
    count: int, hangs: int, sqlite_database: Database
) -> None:
    chance, hung = random.Random(2026), Counter[str]()

    def script(verb: str, line: str) -> str | None:
        if verb not in ("CONNECT", "MAIL", "RCPT", "DATA", "END") or chance.random() >= hangs / count / 5:
            return None
        hung[verb] += 1
        return HANG

    await queue_reminders(sqlite_database, count)
    async with ScriptedServer(script) as server:
        await delivered_over_days(sqlite_database, server.port)
    assert set(await states(sqlite_database)) == {"sent"}
    assert set(server.taken) == ids(count)
    assert hung.total() > 0
    assert len(server.taken) - count == hung["END"]
