"""An open SQLite database, for what does not depend on the backend."""

from collections.abc import AsyncIterator

import pytest

from models.database import Database, open_database


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()
