"""Bringing a database to the newest schema: no row is lost, and a failure leaves it as it was."""

import asyncio
import multiprocessing
import shutil
import sqlite3
import warnings
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from models.catalogue.programmes import load_catalogue
from models.catalogue.seed import seed
from models.contact import Contact, ContactRecipient
from models.database import Database, UnusableDatabaseError, open_database, sqlite_path
from models.migrate import (
    MIGRATIONS,
    MigrationError,
    OutdatedDatabaseError,
    copy_sqlite,
    migrate,
    newest_revision,
    state_of,
)
from models.prepare import create_if_missing, upgrade_and_seed

NEXT = f"{int(newest_revision()) + 1:04}"
# Rebuilds `contact` on SQLite: dropping the old table would empty contact_recipient by cascade.
ALTER_A_PARENT = """
def upgrade():
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("note", sa.String(), nullable=False, server_default=""))
        batch.create_check_constraint("contact_name_given", "name <> ''")
"""
FAIL_HALFWAY = """
def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("DELETE FROM contact_recipient")
    op.execute("DELETE FROM contact")
    raise RuntimeError("the disk is on fire")
"""
BREAK_A_REFERENCE = """
def upgrade():
    op.execute("DELETE FROM contact")
"""


@pytest.fixture
def with_migration(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of the migrations with one more at the end."""

    def copy(body: str) -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        head = f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "{NEXT}"\n'
        tail = f'down_revision = "{newest_revision()}"\n{body}'
        (folder / "versions" / f"{NEXT}_for_a_test.py").write_text(head + tail, encoding="utf-8")
        return folder

    return copy


async def fill(database: Database) -> None:
    async with database.writing() as session:
        contact = Contact(
            name="Ekonomen",
            email="ekonom@kiruna.example",
            email_key="ekonom@kiruna.example",
            source="a test",
            added_at=datetime(2025, 3, 1, 12, tzinfo=UTC),
        )
        session.add(contact)
        await session.flush()
        kiruna = (await session.execute(text("SELECT id FROM recipient WHERE code = '2584'"))).scalar_one()
        session.add(ContactRecipient(contact_id=contact.id or 0, recipient_id=kiruna))


async def test_migrating_a_filled_database_keeps_every_row(
    database: Database, database_url: str, with_migration: Callable[[str], Path]
) -> None:
    await fill(database)
    before = (await state_of(database_url)).counts
    assert await migrate(database_url, migrations=with_migration(ALTER_A_PARENT)) == (newest_revision(), NEXT)
    for table, count in before.items():
        assert (await database.glance(f'SELECT count(*) FROM "{table}"'))[0][0] == count, table
    assert before["contact_recipient"] == 1
    assert [tuple(row) for row in await database.glance("SELECT email, note FROM contact")] == [
        ("ekonom@kiruna.example", "")
    ]


async def test_a_migration_that_fails_leaves_everything_as_it_was(
    database: Database, database_url: str, with_migration: Callable[[str], Path]
) -> None:
    await fill(database)
    before = await state_of(database_url)
    with pytest.raises(MigrationError, match="the disk is on fire"):
        await migrate(database_url, migrations=with_migration(FAIL_HALFWAY))
    assert await state_of(database_url) == before
    assert "half_done" not in before.counts


async def test_a_migration_that_would_break_a_reference_is_refused(
    database: Database, database_url: str, with_migration: Callable[[str], Path]
) -> None:
    await fill(database)
    if not database.is_sqlite:
        # PostgreSQL keeps its foreign keys on and takes the children along, as the schema says
        await migrate(database_url, migrations=with_migration(BREAK_A_REFERENCE))
        assert (await database.glance("SELECT count(*) FROM contact_recipient"))[0][0] == 0
        return
    before = await state_of(database_url)
    with pytest.raises(MigrationError, match="broken references in contact_recipient"):
        await migrate(database_url, migrations=with_migration(BREAK_A_REFERENCE))
    assert await state_of(database_url) == before


async def test_the_copy_before_a_migration_holds_what_only_the_log_holds(
    sqlite_database: Database, sqlite_url: str, with_migration: Callable[[str], Path]
) -> None:
    path = sqlite_path(sqlite_url)
    assert path is not None
    async with sqlite_database.engine.connect():  # a reader, so that the log is not written back
        await fill(sqlite_database)
        assert path.with_name(f"{path.name}-wal").stat().st_size > 0
        await migrate(sqlite_url, migrations=with_migration(ALTER_A_PARENT))
    with closing(sqlite3.connect(path.with_name(f"{path.name}.before-{NEXT}"))) as copy:
        assert copy.execute("SELECT email FROM contact").fetchall() == [("ekonom@kiruna.example",)]
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest_revision(),)]
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_copy_that_is_interrupted_leaves_no_half_copy(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        copy_sqlite(tmp_path / "broken.db", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


async def test_a_new_database_gets_its_schema_and_its_facts_at_once(empty_database_url: str) -> None:
    assert await upgrade_and_seed(empty_database_url, load_catalogue()) == (None, newest_revision())
    state = await state_of(empty_database_url)
    assert (state.is_current, state.counts["allocation"], state.counts["recipient"]) == (True, 604, 314)
    assert await upgrade_and_seed(empty_database_url, load_catalogue()) == (newest_revision(), newest_revision())


async def test_where_filling_fails_no_schema_is_left_behind(empty_database_url: str) -> None:
    async def fails(_session: object) -> None:
        raise MigrationError("no facts today")

    with pytest.raises(MigrationError, match="no facts today"):
        await migrate(empty_database_url, fill=fails)
    assert (await state_of(empty_database_url)).schema is None


async def test_several_migrators_in_one_running_loop_wait_for_each_other(empty_database_url: str) -> None:
    catalogue = load_catalogue()
    results = await asyncio.gather(*(upgrade_and_seed(empty_database_url, catalogue) for _ in range(3)))
    assert sorted(results, key=str) == [(newest_revision(), newest_revision())] * 2 + [(None, newest_revision())]
    assert (await state_of(empty_database_url)).counts["allocation"] == 604


def start(url: str, barrier: "multiprocessing.synchronize.Barrier", results: "multiprocessing.Queue[str]") -> None:
    """What each process does as it starts: create what is missing, then read."""

    async def create_and_count() -> str:
        database = open_database(url)
        try:
            created = await create_if_missing(url, database, load_catalogue())
            allocations = (await database.glance("SELECT count(*) FROM allocation"))[0][0]
            return f"{'created' if created else 'found'} {allocations}"
        finally:
            await database.close()

    barrier.wait(timeout=60)
    try:
        results.put(asyncio.run(create_and_count()))
    except Exception as error:
        results.put(repr(error))


def test_four_processes_that_start_at_once_create_one_database(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(4), context.Queue()
    url = f"sqlite:///{tmp_path / 'new' / 'service.db'}"
    processes = [context.Process(target=start, args=(url, barrier, results)) for _ in range(4)]
    for process in processes:
        process.start()
    found = sorted(results.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(timeout=60)
    assert found == ["created 604", "found 604", "found 604", "found 604"]


async def set_revision(url: str, revision: str) -> None:
    database = open_database(url)
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    await database.close()


@pytest.mark.parametrize("revision", ["0000", "9999"])
async def test_another_schema_is_refused_and_the_command_is_named(
    revision: str, database: Database, database_url: str
) -> None:
    await set_revision(database_url, revision)
    with pytest.raises(OutdatedDatabaseError, match="bidragslots db upgrade"):
        await create_if_missing(database_url, database, load_catalogue())


async def test_a_newer_schema_is_never_migrated(database: Database, database_url: str) -> None:
    await set_revision(database_url, "9999")
    with pytest.raises(OutdatedDatabaseError, match="install the version that made it"):
        await upgrade_and_seed(database_url, load_catalogue())
    assert (await state_of(database_url)).schema == "9999"


@pytest.mark.parametrize(
    ("kind", "command"),
    [(kind, command) for kind in ("garbage", "folder", "other tables") for command in ("create", "upgrade", "look")]
    + [("below a file", "create"), ("below a file", "upgrade")],
)
async def test_what_is_no_database_of_ours_is_said_in_one_line(kind: str, command: str, tmp_path: Path) -> None:
    url = f"sqlite:///{no_database(kind, tmp_path / 'thing.db')}"
    database = open_database(url)
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "create": lambda: create_if_missing(url, database, load_catalogue()),
        "upgrade": lambda: upgrade_and_seed(url, load_catalogue()),
        "look": lambda: state_of(url),
    }
    with pytest.raises(UnusableDatabaseError) as caught:
        await calls[command]()
    await database.close()
    assert "\n" not in str(caught.value)


def no_database(kind: str, path: Path) -> Path:
    if kind == "folder":
        path.mkdir()
    elif kind == "other tables":
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE recipes (id INTEGER)")
    else:
        path.write_bytes(b"this is no database" * 500)
    return path / "deeper.db" if kind == "below a file" else path


async def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    database = open_database(f"sqlite:///{path}")
    assert await create_if_missing(f"sqlite:///{path}", database, load_catalogue())
    assert (await database.glance("SELECT count(*) FROM recipient"))[0][0] == 314
    await database.close()


async def test_an_unreachable_server_is_said_in_one_line_without_the_password() -> None:
    url = "postgresql://someone:hidden-word@127.0.0.1:1/nothing"
    database = open_database(url)
    with pytest.raises(UnusableDatabaseError) as caught:
        await create_if_missing(url, database, load_catalogue())
    await database.close()
    assert "hidden-word" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_an_empty_postgresql_database_names_the_command(postgresql_server: str) -> None:
    database = open_database(postgresql_server)
    with pytest.raises(OutdatedDatabaseError, match="bidragslots db upgrade"):
        await create_if_missing(postgresql_server, database, load_catalogue())
    await database.close()


async def test_the_schema_is_the_one_that_the_tables_describe(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from models.tables import metadata

    def differences(connection: object) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))  # type: ignore[arg-type]

    with warnings.catch_warnings():
        for text_of_warning in ("Skipped unsupported reflection", "autogenerate skipping"):
            warnings.filterwarnings("ignore", text_of_warning)  # the indexes on coalesce(…) can't be compared
        async with database.engine.connect() as connection:
            assert await connection.run_sync(differences) == []


async def test_seeding_is_part_of_the_upgrade_for_a_grant_that_is_new(database: Database, database_url: str) -> None:
    async with database.writing() as session:
        await session.execute(
            text("DELETE FROM allocation WHERE programme_id = (SELECT id FROM programme WHERE year = 2024)")
        )
        await session.execute(text("DELETE FROM programme WHERE year = 2024"))
    await upgrade_and_seed(database_url, load_catalogue())
    async with database.writing() as session:
        assert await seed(session, load_catalogue()) == []
    assert (await state_of(database_url)).counts["allocation"] == 604
