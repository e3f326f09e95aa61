"""Bringing a database to the schema that this version of the service needs.

A migration runs on a connection of its own with foreign keys off: a batch migration on SQLite
rebuilds tables, and dropping the old one would otherwise empty its children by cascade.
"""

import asyncio
import shutil
from pathlib import Path

from sqlalchemy import Connection, inspect, pool, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from models.database import BUSY_TIMEOUT_MS, async_url, postgresql_arguments, prepare_sqlite, sqlite_path
from models.errors import BidragslotsError

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 2025_00122  # the key of the advisory lock that lets in one migrator at a time


class MigrationError(BidragslotsError):
    """The database could not be brought to the newest schema; it is as it was."""


class OutdatedDatabaseError(BidragslotsError):
    """The database has an older or a newer schema than this version of the service needs."""


def newest_revision() -> str:
    """The schema's newest revision: migrations are numbered, so it is the last file's number."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def migration_engine(database_url: str) -> AsyncEngine:
    """An engine for one migration: no pool, foreign keys off on SQLite."""
    url = async_url(database_url)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, poolclass=pool.NullPool, connect_args=postgresql_arguments())
    engine = create_async_engine(url, poolclass=pool.NullPool, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    prepare_sqlite(engine, foreign_keys=False)
    return engine.execution_options(writing=True)


async def revision_of(connection: AsyncConnection) -> str | None:
    """The revision that a database is at; None for an empty one."""
    exists = await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version"))
    if not exists:
        return None
    return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()


async def migrate(database_url: str) -> tuple[str | None, str]:
    """Bring the database to the newest revision; returns the revision before and after.

    The SQLite file is copied beside itself first. Everything happens in one transaction, behind a
    lock that lets in one migrator at a time, and is checked for broken references before the
    commit. Raises MigrationError, with the database as it was.
    """
    path = sqlite_path(database_url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = migration_engine(database_url)
    try:
        async with engine.begin() as connection:
            await take_migration_lock(connection)
            before = await revision_of(connection)
            if before == newest_revision():
                return before, before
            if path is not None and before is not None:
                await asyncio.to_thread(copy_before_migration, path, before)
            await connection.run_sync(upgrade)
            await check_references(connection)
            return before, newest_revision()
    finally:
        await engine.dispose()


async def take_migration_lock(connection: AsyncConnection) -> None:
    """Wait for other migrators. On SQLite the transaction itself, begun for writing, is the lock."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


def copy_before_migration(path: Path, revision: str) -> Path:
    """Copy the SQLite file beside itself, named after the revision that it holds."""
    copy = path.with_name(f"{path.name}.before-{revision}")
    shutil.copy2(path, copy)
    return copy


def upgrade(connection: Connection) -> None:
    """Run the migrations on this connection, inside its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
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
