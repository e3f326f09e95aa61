"""`bidragslots deliver` from outside: real processes, real servers, real crashes."""

import asyncio
import email
import email.policy
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from models.contact import Contact
from models.database import Database, open_database
from models.outbox import message_id
from tests.acceptance.days import delivered_over_days
from tests.mail_servers import DROP, Mailbox, ScriptedServer, make_certificate, real_server
from tests.outbox import messages, queue_reminders, states

COMMAND = Path(sys.executable).parent / "bidragslots"
DUE_NOW = {"due_at": datetime(2026, 1, 1, tzinfo=UTC)}


def environment(url: str, folder: Path, **settings: str) -> dict[str, str]:
    given = {"DATABASE_URL": url, "MAIL_FROM": "Bidragslots <slots@slots.example>", "SECRET_KEY": "s" * 40} | settings
    return {"PATH": os.defpath, "HOME": str(folder)} | {
        name if name == "SSL_CERT_FILE" else f"BIDRAGSLOTS_{name}": value for name, value in given.items()
    }


def command(*arguments: str, url: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment(url, folder, **settings),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


async def started(*arguments: str, url: str, folder: Path, **settings: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        COMMAND,
        *arguments,
        env=environment(url, folder, **settings),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


async def taken(server: ScriptedServer, count: int) -> None:
    """Wait until the server has taken so many."""
    async with asyncio.timeout(60), server.news:
        await server.news.wait_for(lambda: len(server.taken) >= count)


async def with_reminders(url: str, count: int, **changes: Any) -> None:
    database = open_database(url)
    try:
        await queue_reminders(database, count, **(DUE_NOW | changes))
    finally:
        await database.close()


async def states_in(url: str) -> Counter[str]:
    database = open_database(url)
    try:
        return Counter(await states(database))
    finally:
        await database.close()


def test_a_reminder_arrives_at_a_server_with_authentication_and_verified_encryption(
    sqlite_url: str, tmp_path: Path
) -> None:
    asyncio.run(with_reminders(sqlite_url, 1))
    certificate, box = make_certificate(tmp_path), Mailbox()
    with real_server(box, certificate, auth_required=True, require_starttls=True) as port:
        run = command(
            "deliver",
            "--json",
            url=sqlite_url,
            folder=tmp_path,
            SMTP_URL=f"smtp+starttls://user:pass%2Fword@localhost:{port}",
            SSL_CERT_FILE=str(certificate[0]),
        )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout).items() >= {"sent": 1, "failed": 0, "queued": 0}.items()
    [envelope] = box.envelopes
    assert envelope.rcpt_tos == ["contact1@kommun.example"]
    mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    assert mail["Message-ID"] == message_id("reminder:1", "slots.example")
    assert "2 672 587 kr" in mail["Subject"].replace("\u00a0", " ")
    assert mail.get_body(("html",)) is not None


def test_without_a_server_mails_are_filed_and_never_called_sent(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(with_reminders(sqlite_url, 3))
    run = command("deliver", "--json", url=sqlite_url, folder=tmp_path)
    assert json.loads(run.stdout).items() >= {"sent": 0, "filed": 3, "failed": 0, "queued": 0}.items()
    assert len(list((tmp_path / "var" / "outbox").glob("*.eml"))) == 3
    assert asyncio.run(states_in(sqlite_url)) == {"filed": 3}


def test_what_was_sent_is_listed_with_what_the_server_said(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(with_reminders(sqlite_url, 2))
    box = Mailbox()
    with real_server(box, None) as port:
        command("deliver", url=sqlite_url, folder=tmp_path, SMTP_URL=f"smtp://127.0.0.1:{port}")
    listed = command("messages", "list", "--recipient", "Kiruna", "--json", url=sqlite_url, folder=tmp_path)
    assert [(row["state"], row["reply"]) for row in json.loads(listed.stdout)] == [("sent", "250 taken")] * 2
    others = command("messages", "list", "--recipient", "Habo", url=sqlite_url, folder=tmp_path)
    assert "No messages" in others.stdout
    queued = command("messages", "list", "--state", "queued", "--json", url=sqlite_url, folder=tmp_path)
    assert json.loads(queued.stdout) == []


def test_a_guest_list_keeps_a_trial_from_reaching_anyone_else(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(with_reminders(sqlite_url, 3))
    box = Mailbox()
    with real_server(box, None) as port:
        settings = {"SMTP_URL": f"smtp://127.0.0.1:{port}", "MAIL_ONLY_TO": "Contact2@kommun.example"}
        command("deliver", url=sqlite_url, folder=tmp_path, **settings)
    assert [envelope.rcpt_tos for envelope in box.envelopes] == [["contact2@kommun.example"]]
    assert asyncio.run(states_in(sqlite_url)) == {"sent": 1, "suppressed": 2}


@pytest.mark.parametrize(
    ("smtp_url", "said"),
    [
        ("smtp://127.0.0.1:1", "127.0.0.1:1 can't be reached"),
        ("ftp://127.0.0.1", "'ftp:'"),
        ("smtp://user@mail.example", "without a password"),
    ],
)
def test_a_server_that_cannot_be_used_is_one_line_and_status_1(
    smtp_url: str, said: str, sqlite_url: str, tmp_path: Path
) -> None:
    asyncio.run(with_reminders(sqlite_url, 3))
    run = command("deliver", "--patience", "0.5", url=sqlite_url, folder=tmp_path, SMTP_URL=smtp_url)
    assert run.returncode == 1
    assert said in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert asyncio.run(states_in(sqlite_url)) == {"queued": 3}


def test_a_wrong_password_is_said_at_once_and_never_shown(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(with_reminders(sqlite_url, 1))
    box = Mailbox()
    with real_server(box, None, auth_require_tls=False) as port:
        url = f"smtp://user:s3cret@127.0.0.1:{port}"
        run = command("deliver", url=sqlite_url, folder=tmp_path, SMTP_URL=url)
    assert run.returncode == 1
    assert "refuses the login" in run.stderr
    assert "s3cret" not in run.stderr + run.stdout
    assert asyncio.run(states_in(sqlite_url)) == {"queued": 1}


async def killed_and_resumed(url: str, folder: Path, count: int, kills: int) -> Counter[str]:
    """How often each Message-ID arrived while `deliver` was killed again and again."""
    await with_reminders(url, count)
    async with ScriptedServer() as server:
        settings = {"SMTP_URL": f"smtp://127.0.0.1:{server.port}?timeout=1"}
        for kill in range(kills):
            process = await started("deliver", url=url, folder=folder, **settings)
            wanted = len(server.taken) + count // (2 * kills)
            await taken(server, wanted)
            process.kill()
            await process.communicate()
            assert process.returncode == -signal.SIGKILL, f"finished before kill {kill}"
        process = await started("deliver", "--json", url=url, folder=folder, **settings)
        output, _ = await asyncio.wait_for(process.communicate(), 300)
        assert json.loads(output).items() >= {"failed": 0, "queued": 0}.items()
        return Counter(server.taken)


@pytest.mark.parametrize(
    ("count", "kills"), [(400, 3), pytest.param(5000, 20, marks=pytest.mark.slow, id="5000 and 20 kills")]
)
async def test_killed_again_and_again_all_arrive_and_at_most_one_a_connection_and_kill_is_doubled(
    count: int, kills: int, database_url: str, tmp_path: Path
) -> None:
    arrived = await killed_and_resumed(database_url, tmp_path, count, kills)
    assert set(arrived) == {message_id(f"reminder:{number}", "slots.example") for number in range(1, count + 1)}
    assert sum(arrived.values()) - count <= 4 * kills
    assert await states_in(database_url) == {"sent": count}


async def test_a_stopped_delivery_ends_with_status_0_and_nothing_half_sent(sqlite_url: str, tmp_path: Path) -> None:
    await with_reminders(sqlite_url, 400)
    async with ScriptedServer() as server:
        settings = {"SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
        process = await started("deliver", "--json", url=sqlite_url, folder=tmp_path, **settings)
        await taken(server, 40)
        process.terminate()
        output, errors = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, errors) == (0, b"")
    assert server.verbs["QUIT"] == server.verbs["CONNECT"] == 4
    sent = len(server.taken)
    assert sent < 400
    assert await states_in(sqlite_url) == {"sent": sent, "queued": 400 - sent}
    assert json.loads(output).items() >= {"sent": sent, "queued": 400 - sent}.items()


@pytest.mark.parametrize("workers", [2, 4])
@pytest.mark.parametrize("count", [300, pytest.param(5_000, marks=pytest.mark.slow)])
async def test_several_processes_on_one_database_double_nothing(
    count: int, workers: int, database_url: str, tmp_path: Path
) -> None:
    await with_reminders(database_url, count)
    async with ScriptedServer() as server:
        settings = {"SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
        processes = [
            await started("deliver", "--json", url=database_url, folder=tmp_path, **settings) for _ in range(workers)
        ]
        outputs = [await asyncio.wait_for(process.communicate(), 300) for process in processes]
    results = [json.loads(output) for output, _ in outputs]
    assert len(server.taken) == len(set(server.taken)) == count
    assert sum(result["sent"] for result in results) == count
    assert [result["queued"] for result in results] == [0] * workers


@pytest.mark.parametrize("count", [200, pytest.param(20_000, marks=pytest.mark.slow)])
async def test_every_mail_to_a_good_address_arrives_at_a_server_that_refuses_at_random(
    count: int, sqlite_database: Database
) -> None:
    chance = random.Random(2026)

    def script(verb: str, line: str) -> str | None:
        if verb == "RCPT" and "7@kommun" in line:
            return chance.choice(["550 no such user", "552 mailbox full"])
        if verb in ("MAIL", "RCPT", "DATA", "END") and chance.random() < 0.03:
            return chance.choice(["421 closing", "432 too many connections", "451 later"])
        return "421 busy" if verb == "CONNECT" and chance.random() < 0.1 else None

    await queue_reminders(sqlite_database, count)
    async with ScriptedServer(script) as server:
        await delivered_over_days(sqlite_database, server.port)
    for message in await messages(sqlite_database):
        assert message.state == ("failed" if message.id % 10 == 7 else "sent")
    assert len(server.taken) == len(set(server.taken)) == count - count // 10


async def test_a_contact_whose_address_is_refused_as_gone_is_marked_and_no_other_refusal_marks_anybody(
    database: Database,
) -> None:
    refusals = {
        1: "550 5.1.1 no such user",
        2: "552 mailbox full",
        3: "554 5.7.1 relay access denied",
        4: "550 5.1.8 sender address rejected: domain not found",
    }

    def script(verb: str, line: str) -> str | None:
        return next((said for number, said in refusals.items() if verb == "RCPT" and f"contact{number}@" in line), None)

    await queue_reminders(database, 5)
    async with ScriptedServer(script) as server:
        await delivered_over_days(database, server.port)
    assert await states(database) == ["failed"] * 4 + ["sent"]
    async with database.reading() as session:
        contacts = (await session.scalars(select(Contact).order_by(col(Contact.id)))).all()
    assert [contact.bounced_at is not None for contact in contacts] == [True, False, False, False, False]


async def test_what_a_server_takes_without_saying_so_arrives_again_under_the_same_message_id(
    sqlite_database: Database,
) -> None:
    chance, dropped = random.Random(2026), []

    def script(verb: str, line: str) -> str | None:
        if verb == "END" and chance.random() < 0.1:
            dropped.append(verb)
            return DROP
        return None

    await queue_reminders(sqlite_database, 100)
    async with ScriptedServer(script) as server:
        await delivered_over_days(sqlite_database, server.port)
    assert await states(sqlite_database) == ["sent"] * 100
    assert len(set(server.taken)) == 100
    assert len(server.taken) == 100 + len(dropped) > 100


async def test_a_server_that_comes_back_gets_everything_and_nobody_has_lost_an_attempt(
    sqlite_url: str, tmp_path: Path
) -> None:
    await with_reminders(sqlite_url, 30)
    async with ScriptedServer() as server:
        port = server.port
    process = await started("deliver", "--json", url=sqlite_url, folder=tmp_path, SMTP_URL=f"smtp://127.0.0.1:{port}")
    await asyncio.sleep(1.5)  # the server is down meanwhile
    assert process.returncode is None
    back = ScriptedServer()
    back.port = port
    async with back:
        output, errors = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, errors) == (0, b"")
    assert json.loads(output)["sent"] == len(back.taken) == 30
    database = open_database(sqlite_url)
    try:
        assert {row.attempts for row in await messages(database)} == {1}
    finally:
        await database.close()


async def test_a_stopped_service_ends_with_status_0_and_nothing_half_sent(sqlite_url: str, tmp_path: Path) -> None:
    await with_reminders(sqlite_url, 400)
    async with ScriptedServer() as server:
        settings = {"SMTP_URL": f"smtp://127.0.0.1:{server.port}", "ROLES": "worker,planner"}
        process = await started("serve", url=sqlite_url, folder=tmp_path, **settings)
        await taken(server, 40)
        process.terminate()
        await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0
    assert server.verbs["QUIT"] == server.verbs["CONNECT"]
    sent = len(server.taken)
    assert 40 <= sent < 400
    counted = await states_in(sqlite_url)
    assert (counted["sent"], counted["claimed"]) == (sent, 0)


def test_on_a_terminal_a_bar_shows_how_far_it_is(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(with_reminders(sqlite_url, 300))
    box = Mailbox()
    with real_server(box, None) as port:
        shown, terminal = os.openpty()
        process = subprocess.Popen(
            [COMMAND, "deliver"],
            env=environment(sqlite_url, tmp_path, SMTP_URL=f"smtp://127.0.0.1:{port}") | {"TERM": "xterm"},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=terminal,
        )
        os.close(terminal)
        seen = b""
        while b"/300" not in seen:
            seen += os.read(shown, 4096)
        process.communicate(timeout=60)
        os.close(shown)
    assert process.returncode == 0
    assert "Sending" in seen.decode()
    assert len(box.envelopes) == 300
