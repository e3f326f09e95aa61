"""A SQLite file in a thread of its own: whole transactions in one hop from the event loop.

A hop costs more than a small statement. Whoever sends a thousand mails a second and commits each
result needs the short way.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine, UpdateBase, create_engine

from models.many_rows import CompiledStatement, Rows

T = TypeVar("T")


class SqliteThread:
    """One thread and its connections; `prepare` makes every new connection safe."""

    def __init__(self, path: Path, prepare: Callable[[Engine], None]) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._engine = create_engine(f"sqlite:///{path}")
        prepare(self._engine)
        self._writing = self._engine.execution_options(writing=True)
        self._compiled: dict[UpdateBase, CompiledStatement] = {}
        self._driver: sqlite3.Connection | None = None

    async def transact(self, work: Callable[[Connection], T], *, writing: bool) -> T:
        """Run `work` in one transaction; returns what it returns."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._run, work, writing)

    def _run(self, work: Callable[[Connection], T], writing: bool) -> T:
        with (self._writing if writing else self._engine).begin() as connection:
            return work(connection)

    async def write_many(self, statement: UpdateBase, rows: Rows) -> None:
        """Run one statement for many rows in one transaction, past everything but the driver."""
        await asyncio.get_running_loop().run_in_executor(self._executor, self._write, statement, rows)

    def _write(self, statement: UpdateBase, rows: Rows) -> None:
        compiled = self._compiled.get(statement)
        if compiled is None:
            compiled = self._compiled[statement] = CompiledStatement(statement, self._engine.dialect, rows)
        if self._driver is None:
            self._driver = self._own_connection()
        values = compiled.values(rows)
        self._driver.execute("BEGIN IMMEDIATE")
        try:
            self._driver.executemany(compiled.text, values)
            self._driver.execute("COMMIT")
        except sqlite3.Error:
            self._driver.rollback()
            raise

    def _own_connection(self) -> sqlite3.Connection:
        """A connection whose commits outlive the process, and outlive the machine once `transact` commits next.

        That one waits for the disk, and for all that was written before it. A disk takes
        milliseconds for each such wait, which would be most of the time of sending a mail.
        """
        pooled = self._engine.raw_connection()
        driver = cast("sqlite3.Connection", pooled.driver_connection)
        pooled.detach()
        driver.execute("PRAGMA synchronous = NORMAL")
        return driver

    async def close(self) -> None:
        """Finish what is under way, then close the connections."""
        await asyncio.to_thread(self._executor.shutdown)
        if self._driver is not None:
            self._driver.close()
        self._engine.dispose()
