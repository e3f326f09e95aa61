"""Mails a second from a queued outbox to a sink, beside a bare loop over aiosmtplib in the same run.

Counted at the sink, which is a process of its own. Both send the same number of the same mails over
four connections; ours also claims, renders, signs the links, and records each result.
"""

import asyncio
import os
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, insert, select

from messages.content import Operator
from messages.mail import Mailbox
from models.catalogue.programmes import load_catalogue
from models.contact import Contact, ContactRecipient
from models.database import Database, open_database
from models.deadline import Deadline
from models.facts import FactsCache
from models.links import Links
from models.outbox import Item, Message
from models.prepare import upgrade_and_seed
from scheduler.composing import MailComposer
from scheduler.guests import GuestList
from scheduler.house import House
from scheduler.outbox import Claimed

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).parent / "bidragslots"
CONNECTIONS = 4
MAILS = 8000
DUE = date(2026, 12, 1)  # an example; no date is decided
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LONG_DUE = datetime(2026, 1, 1, tzinfo=UTC)
GROUP = 5000


def rows_of(number: int, recipient: int, grant: int) -> tuple[dict[str, Any], ...]:
    """A contact, its recipient, its message and the message's item."""
    address = f"kontakt{number}@kommun{recipient}.example"
    language = "en" if number % 4 == 0 else "sv"
    person = {"name": f"Åsa Exempel {number}", "email": address, "email_key": address, "source": "the requisition"}
    times = {"due_at": LONG_DUE, "created_at": NOW, "as_of": NOW.date()}
    message = {"key": f"reminder:{number}", "kind": "reminder", "address": address, "state": "queued", "attempts": 0}
    item = {"recipient_id": recipient, "programme_id": grant, "step": "requisition", "occasion": "7", "revision": 1}
    return (
        {"id": number, "language": language, "added_at": NOW, "soft_bounces": 0} | person,
        {"contact_id": number, "recipient_id": recipient, "role": "economist"},
        {"id": number, "contact_id": number, "channel": "email", "language": language} | times | message,
        {"message_id": number, "contact_id": number, "channel": "email", "due": DUE} | item,
    )


async def fill(url: str, count: int) -> None:
    """A database with `count` reminders queued, to contacts of every recipient in turn."""
    database = open_database(url)
    await upgrade_and_seed(url, load_catalogue())
    facts = await FactsCache(database, load_catalogue()).current()
    grant = facts.newest()
    assert grant is not None
    recipients = [place.id for place in facts.places.values()]

    def write(connection: Connection, first: int) -> None:
        numbers = range(first, min(first + GROUP, count + 1))
        made = [rows_of(number, recipients[number % len(recipients)], grant.row["id"]) for number in numbers]
        for table, rows in zip((Contact, ContactRecipient, Message, Item), zip(*made, strict=True), strict=True):
            connection.execute(insert(table), list(rows))

    deadline = {"programme_id": grant.row["id"], "step": "requisition", "due": DUE, "revision": 1, "set_by": "bench"}
    await database.transact(lambda connection: connection.execute(insert(Deadline).values(**deadline, set_at=NOW)))
    for first in range(1, count + 1, GROUP):
        await database.transact(lambda connection, first=first: write(connection, first))
    await database.close()


@contextmanager
def sink() -> Iterator[tuple[int, list[float]]]:
    """A running sink: its port and, once the block has ended, its count and seconds."""
    process = subprocess.Popen(
        [sys.executable, HERE / "sink.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    result: list[float] = []
    yield int(process.stdout.readline()), result
    process.stdin.close()
    result += [float(each) for each in process.stdout.read().split()]
    process.wait(10)
    process.stdout.close()


def environment(url: str, port: int, folder: Path) -> dict[str, str]:
    settings = {"DATABASE_URL": url, "SMTP_URL": f"smtp://127.0.0.1:{port}", "SECRET_KEY": "s" * 40}
    return {"PATH": os.defpath, "HOME": str(folder)} | {f"BIDRAGSLOTS_{key}": value for key, value in settings.items()}


def ours(url: str, folder: Path) -> float:
    """Mails a second by `bidragslots deliver`."""
    with sink() as (port, result):
        command = [COMMAND, "deliver", "--connections", str(CONNECTIONS)]
        subprocess.run(command, env=environment(url, port, folder), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    count, seconds = result
    assert count == MAILS
    return count / seconds


def bare(mails: Path) -> float:
    """Mails a second by a bare loop."""
    with sink() as (port, result):
        subprocess.run([sys.executable, HERE / "bare.py", str(port), mails, str(CONNECTIONS)], check=True)
    count, seconds = result
    assert count == MAILS
    return count / seconds


async def ready_mails(url: str) -> list[tuple[str, str, bytes]]:
    """The mails of the outbox as bytes."""
    database = open_database(url)
    house = House(
        sender=Mailbox("Bidragslots", "bidragslots@localhost"),
        domain="localhost",
        operator=Operator("Bidragslots"),
        links=Links("s" * 40, "http://127.0.0.1:8080"),
        secret="s" * 40,
        guests=GuestList(),
        zone=ZoneInfo("Europe/Stockholm"),
    )
    columns = [Message.__table__.c[name] for name in Claimed._fields]
    found = await database.transact(lambda connection: connection.execute(select(*columns)).all(), writing=False)
    claimed = [Claimed(*row) for row in found]
    composer = MailComposer(FactsCache(database, load_catalogue()), house)
    mails = []
    for start in range(0, len(claimed), 500):
        compose = await composer.prepare(database, claimed[start : start + 500], NOW)
        mails += [(mail.sender, mail.recipient, mail.data) for mail in map(compose, claimed[start : start + 500])]
    await database.close()
    return mails


@pytest.mark.parametrize("rounds", [3])
def test_mails_a_second_beside_a_bare_loop(benchmark: Any, tmp_path: Path, rounds: int) -> None:
    figures: dict[str, list[float]] = {"ours": [], "bare": []}
    mails = tmp_path / "mails.pickle"

    def side_by_side() -> None:
        for number in range(rounds):
            url = f"sqlite:///{tmp_path / f'{number}.db'}"
            asyncio.run(fill(url, MAILS))
            if not mails.exists():
                mails.write_bytes(pickle.dumps(asyncio.run(ready_mails(url))))
            figures["bare"].append(bare(mails))
            figures["ours"].append(ours(url, tmp_path))

    benchmark.pedantic(side_by_side, rounds=1)
    middle = {name: statistics.median(each) for name, each in figures.items()}
    benchmark.extra_info |= middle | {"ratio": middle["ours"] / middle["bare"]}
    print(f"\nours {middle['ours']:.0f}/s, bare {middle['bare']:.0f}/s: {middle['ours'] / middle['bare']:.0%}")


def peak_memory(url: str, folder: Path, sent: int) -> float:
    """The most memory, in MB, that delivering takes until `sent` mails have gone."""
    with sink() as (port, _):
        process = subprocess.Popen([COMMAND, "deliver"], env=environment(url, port, folder), cwd=folder)
        peak, database = 0.0, open_database(url)
        while process.poll() is None and asyncio.run(sent_so_far(url)) < sent:
            peak = max(peak, high_water(process.pid))
            time.sleep(0.2)
        peak = max(peak, high_water(process.pid))
        process.terminate()
        process.wait(60)
        asyncio.run(database.close())
    return peak


async def sent_so_far(url: str) -> int:
    database: Database = open_database(url)
    try:
        found = await database.glance("SELECT count(*) FROM message WHERE state = 'sent'")
    finally:
        await database.close()
    return int(found[0][0])


def high_water(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def test_memory_is_flat_from_a_thousand_to_two_hundred_thousand_queued(benchmark: Any, tmp_path: Path) -> None:
    peaks: dict[int, float] = {}

    def measure() -> None:
        for count in (1_000, 200_000):
            url = f"sqlite:///{tmp_path / f'{count}.db'}"
            asyncio.run(fill(url, count))
            peaks[count] = peak_memory(url, tmp_path, sent=900)

    benchmark.pedantic(measure, rounds=1)
    benchmark.extra_info |= {f"MB at {count}": round(peak, 1) for count, peak in peaks.items()}
    print(f"\n{peaks}")
    assert peaks[200_000] < peaks[1_000] * 1.1 + 5
