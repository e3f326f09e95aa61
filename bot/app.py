"""The composition root: everything is wired here, all else receives what it needs."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import Settings
from models.catalogue.programmes import ProgrammeData, load_catalogue
from models.database import Database, open_database, sqlite_path
from models.facts import FactsCache
from models.prepare import create_if_missing

if TYPE_CHECKING:
    from bot.answers.engine import Engine


@dataclass(frozen=True, slots=True)
class App:
    """What every command and server part works with."""

    settings: Settings
    catalogue: dict[str, ProgrammeData]
    database: Database
    facts: FactsCache

    def engine(self) -> "Engine":
        """What answers questions; imported only by who asks."""
        from bot.answers.engine import Engine
        from messages.topics import Operator

        return Engine(self.facts, Operator(self.settings.operator_name, self.settings.operator_email))


@asynccontextmanager
async def open_app(settings: Settings) -> AsyncIterator[App]:
    """Open the database (creating and seeding a missing SQLite file) and close it in the end."""
    catalogue = load_catalogue(settings.catalogue)
    database = open_database(settings.database_url)
    try:
        if await create_if_missing(settings.database_url, database, catalogue):
            print(f"Created the database {sqlite_path(settings.database_url)}", file=sys.stderr)
        yield App(settings, catalogue, database, FactsCache(database, catalogue))
    finally:
        await database.close()
