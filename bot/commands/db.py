"""`bidragslots db`: the schema, the state and a copy of the database."""

import asyncio
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load_settings
from models.catalogue.programmes import load_catalogue
from models.database import opening, sqlite_path
from models.errors import BidragslotsError
from models.migrate import DatabaseState, copy_sqlite, state_of
from models.prepare import upgrade_and_seed


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="The database.")
    group.command()(upgrade)
    group.command()(status)
    group.command()(backup)
    app.add_typer(group, name="db")


def upgrade() -> None:
    """Bring the database to this version's schema and add what the catalogue has new."""
    settings = load_settings()
    before, after = asyncio.run(upgrade_and_seed(settings.database_url, load_catalogue(settings.catalogue)))
    print(f"The database is at schema {after}" + ("" if before == after else f" (was {before or 'empty'})"))


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Say which schema the database has and how much it holds; changes nothing."""
    settings = load_settings()
    state = asyncio.run(state_of(settings.database_url))
    print(json.dumps(asdict(state), ensure_ascii=False) if as_json else described(state))
    if not state.is_current:
        raise typer.Exit(1)


def described(state: DatabaseState) -> str:
    """The state in a few lines, with what to do where something is to be done."""
    schema = f"schema {state.schema}" if state.schema else "empty or missing"
    todo = f"this version needs {state.newest}; run: bidragslots db upgrade"
    if state.is_current:
        todo = "the newest"
    elif state.schema and state.schema > state.newest:
        todo = f"this version knows only up to {state.newest}; install the version that made it"
    counts = [f"  {table}: {count}" for table, count in state.counts.items()]
    return "\n".join([f"{state.place} ({state.backend}): {schema}, {todo}", *counts])


def backup(
    to: Annotated[
        Path | None, typer.Argument(help="The copy; by default beside the database, named by the time.")
    ] = None,
) -> None:
    """Copy a SQLite database to a file, also while the service runs."""
    database_url = load_settings().database_url
    path = sqlite_path(database_url)
    if path is None:
        raise BidragslotsError("The database is on PostgreSQL; copy it with: pg_dump --format=custom")
    if not path.exists():
        raise BidragslotsError(f"{path}: there is no database to copy; set BIDRAGSLOTS_DATABASE_URL")
    copy = to or path.with_name(f"{path.name}.backup-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
    if copy.exists():
        raise BidragslotsError(f"{copy} exists already; name another file")
    with opening(database_url):
        copy_sqlite(path, copy)
    print(f"Copied {path} to {copy}")
