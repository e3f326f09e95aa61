"""The database: one engine, sessions for reading and for writing, on SQLite or PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import URL, Connection, Engine, UpdateBase, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from models.errors import BidragslotsError
from models.sqlite_thread import SqliteThread

BUSY_TIMEOUT_MS = 10_000
CONNECT_TIMEOUT_SECONDS = 10
STATEMENT_TIMEOUT_SECONDS = 60

T = TypeVar("T")


class DatabaseUrlError(BidragslotsError):
    """DATABASE_URL names no database that the service knows."""


class UnusableDatabaseError(BidragslotsError):
    """The database can't be opened: no such place, no right to it, or no database at all."""


class Database:
    """One engine and its sessions; open it with `open_database`, close it when done."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writing=True)
        # a statement by itself needs no BEGIN and ROLLBACK, which are two round trips more
        self._glances = engine if self.is_sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")
        self._glancing: aiosqlite.Connection | None = None
        self._connecting = asyncio.Lock()
        self._thread: SqliteThread | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for reading; nothing is committed."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: committed at the end, rolled back by an exception.

        On SQLite it takes the write lock at once, so that it waits for others instead of failing
        between a read and its write.
        """
        async with AsyncSession(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    async def transact(self, work: Callable[[Connection], T], *, writing: bool = True) -> T:
        """Run plain Core statements in one transaction, by the shortest way; returns what `work` returns.

        On SQLite all of it is one hop to a thread with an engine of its own: with a hop for each
        statement a small transaction costs ten times as much. `work` must not touch the event loop.
        """
        thread = self._sqlite_thread()
        if thread is None:
            async with (self._writing if writing else self.engine).begin() as connection:
                return await connection.run_sync(work)
        return await thread.transact(work, writing=writing)

    def _sqlite_thread(self) -> SqliteThread | None:
        """The thread for a SQLite file; None for any other database."""
        path = sqlite_file(self.engine.url)
        if self._thread is None and path is not None:
            self._thread = SqliteThread(path, prepare=lambda engine: prepare_sqlite(engine, foreign_keys=True))
        return self._thread

    async def write_many(self, statement: UpdateBase, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run one statement for many rows, in a transaction of its own, by the very shortest way.

        On SQLite the driver gets text that was compiled once: a third of what `transact` costs. On
        PostgreSQL asyncpg sends all rows at once, and all or none of them count.
        """
        thread = self._sqlite_thread()
        if thread is None:
            async with self._glances.connect() as connection:
                await connection.execute(statement, rows)
        else:
            await thread.write_many(statement, rows)

    async def glance(self, statement: str) -> Sequence[Any]:
        """The rows of one short reading statement, as committed now, by the shortest way.

        On SQLite a connection is kept for this, on which a statement is one hop to its thread; values
        come as the driver gives them (dates as text there).
        """
        path = sqlite_file(self.engine.url)
        if path is None:
            async with self._glances.connect() as connection:
                return (await connection.exec_driver_sql(statement)).all()
        async with self._connecting:
            if self._glancing is None:
                self._glancing = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
        return list(await self._glancing.execute_fetchall(statement))

    async def close(self) -> None:
        """Close every connection."""
        if self._glancing is not None:
            await self._glancing.close()
        if self._thread is not None:
            await self._thread.close()
        await self.engine.dispose()


def async_url(database_url: str) -> URL:
    """The URL with the driver that the service uses: aiosqlite or asyncpg.

    Raises DatabaseUrlError for a URL that can't be read or names another kind of database.
    """
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise DatabaseUrlError(
            "DATABASE_URL can't be read; write sqlite:///path or postgresql://user@host/name"
        ) from None
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    backend = url.drivername.partition("+")[0]
    if backend not in drivers:
        raise DatabaseUrlError(
            f"DATABASE_URL names '{url.drivername}', which is not known; write sqlite:///path or postgresql://…"
        )
    return url.set(drivername=drivers[backend])


def sqlite_path(database_url: str) -> Path | None:
    """The file of a SQLite URL; None for PostgreSQL and for a database in memory."""
    return sqlite_file(async_url(database_url))


def sqlite_file(url: URL) -> Path | None:
    """The same for a URL that has been read."""
    in_memory = url.database in (None, "", ":memory:")
    return None if url.get_backend_name() != "sqlite" or in_memory else Path(url.database or "")


@contextmanager
def opening(database_url: str) -> Iterator[None]:
    """Around the first use of a database: whatever stops it becomes one UnusableDatabaseError.

    The drivers raise errors of many families here (files, sockets, passwords, names).
    """
    try:
        yield
    except BidragslotsError:
        raise
    except Exception as error:
        place = sqlite_path(database_url) or async_url(database_url).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0] or type(error).__name__
        raise UnusableDatabaseError(
            f"The database {place} can't be used ({reason}); mend it or set BIDRAGSLOTS_DATABASE_URL to another"
        ) from error


def open_database(database_url: str) -> Database:
    """An engine for the URL; connects only when first used."""
    url = async_url(database_url)
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
        prepare_sqlite(engine.sync_engine, foreign_keys=True)
    else:
        engine = create_async_engine(url, pool_pre_ping=True, connect_args=postgresql_arguments())
    return Database(engine)


def postgresql_arguments() -> dict[str, Any]:
    """Connection arguments of asyncpg: time limits, and no prepared statements kept on the server.

    Statement caches bind a session to one server connection, which a PgBouncer in transaction
    mode does not give.
    """
    return {
        "timeout": CONNECT_TIMEOUT_SECONDS,
        "command_timeout": STATEMENT_TIMEOUT_SECONDS,
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
    }


def prepare_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    """Make every SQLite connection of the engine safe: busy timeout, foreign keys, real BEGIN.

    The write-ahead log is a property of the file, which its creation by `models.migrate` sets.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late for DDL and reads
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
