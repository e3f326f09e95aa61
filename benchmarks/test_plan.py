"""Planning a day for very many contacts on SQLite: read, planned in a thread, written to the outbox.

`make bench` shows the seconds for 10 000 and for 100 000 contacts; ten times as many must take no
more than about ten times as long.
"""

import asyncio
import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, insert, select

from models.catalogue.programmes import load_catalogue
from models.contact import Contact, ContactRecipient
from models.database import open_database
from models.deadline import Deadline
from models.prepare import upgrade_and_seed
from models.programme import Programme
from models.recipient import Recipient
from scheduler.planner import TIDY_EVERY, Planner
from scheduler.situation import Ways

STOCKHOLM = ZoneInfo("Europe/Stockholm")
AT = datetime(2025, 11, 24, 8, tzinfo=STOCKHOLM)
DUE = date(2025, 12, 1)  # an example; no date is decided
LONG_AGO = datetime(2025, 1, 2, tzinfo=UTC)
CATALOGUE = load_catalogue()
SIZES = (10_000, 100_000)


def fill(connection: Connection, contacts: int) -> None:
    """So many contacts, spread over the 314 recipients, and a date seven days ahead."""
    recipients = connection.execute(select(Recipient.__table__.c.id)).scalars().all()  # type: ignore[attr-defined]
    grant = connection.execute(select(Programme.__table__.c.id).filter_by(slug="omstallning-2025")).scalar_one()  # type: ignore[attr-defined]
    numbers = range(1, contacts + 1)
    connection.execute(insert(Contact), [contact_row(number) for number in numbers])
    links = [(number, recipients[number % len(recipients)]) for number in numbers]
    connection.execute(
        insert(ContactRecipient), [{"contact_id": each, "recipient_id": of, "role": "other"} for each, of in links]
    )
    deadline = {"programme_id": grant, "step": "requisition", "due": DUE, "revision": 1}
    connection.execute(insert(Deadline).values(**deadline, set_by="benchmark", set_at=LONG_AGO))


def contact_row(number: int) -> dict[str, Any]:
    address = f"kontakt{number}@kommun.example"
    times = {"added_at": LONG_AGO, "soft_bounces": 0}
    return {"id": number, "name": "Exempel", "email": address, "email_key": address, "source": "x"} | times


async def prepare(path: Path, contacts: int) -> None:
    url = f"sqlite:///{path}"
    await upgrade_and_seed(url, CATALOGUE)
    database = open_database(url)
    await database.transact(lambda connection: fill(connection, contacts))
    await database.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A database for each size."""
    folder = tmp_path_factory.mktemp("plan")
    paths = {size: folder / f"{size}.db" for size in SIZES}
    for size, path in paths.items():
        asyncio.run(prepare(path, size))
    return paths


async def plan(path: Path) -> tuple[int, dict[str, float]]:
    """Messages queued, and seconds: for the plan, for asking again when all is planned, for a look over the queue."""
    database = open_database(f"sqlite:///{path}")
    planner = Planner(database, CATALOGUE, STOCKHOLM, "benchmark", Ways())
    started = time.perf_counter()
    queued = await planner.tick(AT)
    planned = time.perf_counter()
    again = await planner.plan_day(AT)
    asked_again = time.perf_counter()
    again += await planner.tick(AT + TIDY_EVERY)
    looked_over = time.perf_counter()
    await database.close()
    assert again == 0
    return queued, {
        "planned": planned - started,
        "asked_again": asked_again - planned,
        "looked_over": looked_over - asked_again,
    }


def test_plan_100_000_contacts(benchmark: Any, filled: dict[int, Path], tmp_path: Path) -> None:
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}

    def both() -> None:
        for size in SIZES:
            copy = tmp_path / f"{time.monotonic_ns()}.db"
            shutil.copy(filled[size], copy)
            queued, taken = asyncio.run(plan(copy))
            assert queued == size
            seconds[size].append(taken["planned"])
            benchmark.extra_info |= {f"{name}_{size}_seconds": round(each, 2) for name, each in taken.items()}

    benchmark.pedantic(both, rounds=2, iterations=1)
    few, many = (min(seconds[size]) for size in SIZES)
    benchmark.extra_info |= {"seconds_10_000": round(few, 2), "seconds_100_000": round(many, 2)}
    benchmark.extra_info["times_as_long_for_ten_times_as_many"] = round(many / few, 1)
