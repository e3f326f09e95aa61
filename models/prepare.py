"""Making sure that a database is there, migrated and filled before anything uses it."""

import asyncio

from models.catalogue.programmes import ProgrammeData
from models.database import Database, opening, sqlite_path
from models.migrate import check_revision, migrate, revision_of


async def create_if_missing(database_url: str, database: Database, catalogue: dict[str, ProgrammeData]) -> bool:
    """Create and seed a SQLite database that is missing or still empty; returns whether it did.

    Raises OutdatedDatabaseError where a database has another schema, UnusableDatabaseError where it
    can't be opened.
    """
    path = sqlite_path(database_url)
    exists = path is None or await asyncio.to_thread(path.exists)
    revision = await revision_in(database_url, database) if exists else None
    if path is not None and revision is None:
        before, _ = await upgrade_and_seed(database_url, catalogue)
        return before is None
    check_revision(revision)
    return False


async def revision_in(database_url: str, database: Database) -> str | None:
    with opening(database_url):
        async with database.engine.connect() as connection:
            return await revision_of(connection)


async def upgrade_and_seed(database_url: str, catalogue: dict[str, ProgrammeData]) -> tuple[str | None, str]:
    """Migrate to the newest schema and add what the catalogue has and the database lacks, both or neither.

    Another process that starts meanwhile never sees a schema without its facts. Returns the
    revision before and after.
    """
    from models.catalogue.seed import seed

    return await migrate(database_url, fill=lambda session: seed(session, catalogue))
