"""Bringing a database to the schema that this version of the service needs.

A migration runs on a connection of its own with foreign keys off: a batch migration on SQLite
rebuilds tables, and dropping the old one would otherwise empty its children by cascade.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, pool, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from models.database import (
    BUSY_TIMEOUT_MS,
    UnusableDatabaseError,
    async_url,
    opening,
    postgresql_arguments,
    prepare_sqlite,
    sqlite_path,
)
from models.errors import BidragslotsError

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 2025_00122  # the key of the advisory lock that lets in one migrator at a time

Fill = Callable[[AsyncSession], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What a database is and holds; `schema` is None for an empty one, `counts` rows by table."""

    backend: str
    place: str
    schema: str | None
    newest: str
    counts: dict[str, int]

    @property
    def is_current(self) -> bool:
        return self.schema == self.newest


class MigrationError(BidragslotsError):
    """The database could not be brought to the newest schema; it is as it was."""


class OutdatedDatabaseError(BidragslotsError):
    """The database has an older or a newer schema than this version of the service needs."""


def known_revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """The schema's revisions in order: migrations are numbered, so they are the files' numbers."""
    return sorted(path.name[:4] for path in (migrations / "versions").glob("[0-9]*.py"))


def newest_revision(migrations: Path = MIGRATIONS) -> str:
    """The revision that this version of the service needs."""
    return known_revisions(migrations)[-1]


def migration_engine(database_url: str) -> AsyncEngine:
    """An engine for one migration: no pool, foreign keys off on SQLite."""
    url = async_url(database_url)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, poolclass=pool.NullPool, connect_args=postgresql_arguments())
    engine = create_async_engine(url, poolclass=pool.NullPool, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    prepare_sqlite(engine.sync_engine, foreign_keys=False)
    return engine.execution_options(writing=True)


async def revision_of(connection: AsyncConnection) -> str | None:
    """The revision that a database is at; None for an empty one.

    Raises UnusableDatabaseError for a database that holds tables of something else.
    """
    tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    if "alembic_version" in tables:
        return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    if tables:
        raise UnusableDatabaseError(
            f"The database holds tables of something else ({', '.join(sorted(tables)[:3])}); "
            "set BIDRAGSLOTS_DATABASE_URL to an empty one"
        )
    return None


def check_revision(revision: str | None) -> None:
    """Raise OutdatedDatabaseError where a database's revision is not the one this version needs."""
    if revision is not None and revision > newest_revision():
        raise OutdatedDatabaseError(
            f"The database has schema {revision}, this version knows only up to {newest_revision()}: install the "
            "version that made it (bidragslots db upgrade only goes forward)"
        )
    if revision != newest_revision():
        raise OutdatedDatabaseError(
            f"The database has schema {revision or 'none'}, this version needs {newest_revision()}; "
            "run: bidragslots db upgrade"
        )


async def state_of(database_url: str) -> DatabaseState:
    """Look at a database without changing it; raises UnusableDatabaseError where there is none."""
    path, url = sqlite_path(database_url), async_url(database_url)
    place = str(path) if path else url.render_as_string(hide_password=True)
    if path is not None and not await asyncio.to_thread(path.exists):
        return DatabaseState("sqlite", place, None, newest_revision(), {})
    engine = migration_engine(database_url).execution_options(writing=False)
    try:
        with opening(database_url):
            async with engine.connect() as connection:
                schema = await revision_of(connection)
                counts = await count_rows(connection) if schema == newest_revision() else {}
    finally:
        await engine.dispose()
    return DatabaseState(url.get_backend_name(), place, schema, newest_revision(), counts)


async def count_rows(connection: AsyncConnection) -> dict[str, int]:
    """Rows by table, in the tables' order of names."""
    tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return {
        name: (await connection.execute(select(func.count()).select_from(table(name)))).scalar_one()
        for name in sorted(tables)
        if name != "alembic_version"
    }


async def migrate(database_url: str, fill: Fill | None = None, migrations: Path = MIGRATIONS) -> tuple[str | None, str]:
    """Bring the database to the newest revision; returns the revision before and after.

    The SQLite file is copied beside itself first. Everything, `fill` included, happens in one
    transaction, behind a lock that lets in one migrator at a time, and is checked for broken
    references before the commit. Raises MigrationError, with the database as it was.
    """
    path = sqlite_path(database_url)
    with opening(database_url):
        if path is not None:
            await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
            await asyncio.to_thread(use_write_ahead_log, path)
        engine = migration_engine(database_url)
        try:
            async with engine.begin() as connection:
                await take_migration_lock(connection)
                return await migrate_on(connection, path, fill, migrations)
        finally:
            await engine.dispose()


async def migrate_on(
    connection: AsyncConnection, path: Path | None, fill: Fill | None, migrations: Path
) -> tuple[str | None, str]:
    """The steps of `migrate` on a connection that holds the lock and a transaction."""
    before, newest = await revision_of(connection), newest_revision(migrations)
    if before is not None and before > newest:
        check_revision(before)
    if before != newest:
        if path is not None and before is not None:
            await asyncio.to_thread(copy_sqlite, path, path.with_name(f"{path.name}.before-{newest}"))
        await run_migrations(connection, migrations)
    if fill is not None:
        async with AsyncSession(connection) as session:
            await fill(session)
            await session.flush()
    await check_references(connection)
    return before, newest


async def run_migrations(connection: AsyncConnection, migrations: Path) -> None:
    """Run the missing migrations; raises MigrationError with the reason where one fails."""
    try:
        await connection.run_sync(upgrade, migrations)
    except Exception as error:
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise MigrationError(f"The migration failed ({reason}); nothing was changed, report this") from error


async def take_migration_lock(connection: AsyncConnection) -> None:
    """Wait for other migrators. On SQLite the transaction itself, begun for writing, is the lock."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


def use_write_ahead_log(path: Path) -> None:
    """Switch a SQLite file to its write-ahead log, which it keeps: readers and the writer don't wait for each other.

    Where several processes start at once, SQLite refuses the switch instead of waiting; so it is
    tried again until BUSY_TIMEOUT_MS have passed.
    """
    give_up_at = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                    raise
            time.sleep(0.02)


def copy_sqlite(path: Path, copy: Path) -> None:
    """Copy a SQLite database, also one in use: what is committed, with what still stands in its log.

    The copy appears under its name only when it is whole.
    """
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    os.replace(unfinished, copy)


def upgrade(connection: Connection, migrations: Path) -> None:
    """Run the migrations on this connection, inside its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def check_references(connection: AsyncConnection) -> None:
    """Raise MigrationError where a row points to a row that is not there (SQLite)."""
    if connection.dialect.name != "sqlite":
        return
    broken = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise MigrationError(
            f"The migration would leave {len(broken)} broken references in {tables}; nothing was changed, report this"
        )
