"""Conversations of several steps in the service's own database, so that a restart loses none (aiogram's FSM)."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from models.database import Database
from models.telegram import TelegramState


class DatabaseStorage(BaseStorage):
    """A row for each conversation; one without state and data is removed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = DefaultKeyBuilder(with_destiny=True)

    def _key(self, key: StorageKey) -> str:
        return self._keys.build(key)

    async def _row(self, key: StorageKey) -> TelegramState | None:
        async with self._database.reading() as session:
            return await session.get(TelegramState, self._key(key))

    async def _change(self, key: StorageKey, **values: Any) -> None:
        async with self._database.writing() as session:
            row = await session.get(TelegramState, self._key(key)) or TelegramState(key=self._key(key))
            for name, value in values.items():
                setattr(row, name, value)
            if row.state is None and not row.data:
                await session.delete(row) if row in session else None
            else:
                session.add(row)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._change(key, state=state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        row = await self._row(key)
        return row.state if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._change(key, data=dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        row = await self._row(key)
        return dict(row.data) if row else {}

    async def close(self) -> None:
        """Nothing to close: the database belongs to the service."""
