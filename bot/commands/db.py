"""`bidragslots db`: the schema and the state of the database."""

import asyncio

import typer

from bot.settings import load_settings
from models.catalogue.programmes import load_catalogue
from models.database import open_database
from models.prepare import upgrade_and_seed


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="The database.")
    group.command()(upgrade)
    group.command()(status)
    app.add_typer(group, name="db")


def upgrade() -> None:
    """Bring the database to this version's schema and add what the catalogue has new."""
    settings = load_settings()

    async def command() -> tuple[str | None, str]:
        database = open_database(settings.database_url)
        try:
            return await upgrade_and_seed(settings.database_url, database, load_catalogue(settings.catalogue))
        finally:
            await database.close()

    before, after = asyncio.run(command())
    print(f"The database is at schema {after}" + ("" if before == after else f" (was {before or 'empty'})"))


def status() -> None:
    """Say which schema the database has and whether it is the newest."""
    raise NotImplementedError
