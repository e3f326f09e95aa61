"""Making sure that a database is there, migrated and filled before anything uses it."""

from models.catalogue.programmes import ProgrammeData
from models.catalogue.seed import seed
from models.database import Database, sqlite_path
from models.migrate import OutdatedDatabaseError, migrate, newest_revision, revision_of


async def create_if_missing(database_url: str, database: Database, catalogue: dict[str, ProgrammeData]) -> bool:
    """Create and seed a SQLite database whose file is missing; returns whether it did.

    Raises OutdatedDatabaseError where a database exists but has another schema.
    """
    path = sqlite_path(database_url)
    if path is not None and not path.exists():
        await upgrade_and_seed(database_url, database, catalogue)
        return True
    async with database.engine.connect() as connection:
        revision = await revision_of(connection)
    if revision != newest_revision():
        raise OutdatedDatabaseError(
            f"The database has schema {revision or 'none'}, this version needs {newest_revision()}; "
            "run: bidragslots db upgrade"
        )
    return False


async def upgrade_and_seed(
    database_url: str, database: Database, catalogue: dict[str, ProgrammeData]
) -> tuple[str | None, str]:
    """Migrate to the newest schema, then add what the catalogue has and the database lacks."""
    revisions = await migrate(database_url)
    async with database.writing() as session:
        await seed(session, catalogue)
    return revisions
