"""Conversations of several steps in the service's own database, so that a restart loses none (aiogram's FSM)."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.telegram.chats import Chats, Standing


class DatabaseStorage(BaseStorage):
    """A row for each chat that stands somewhere (strategy: one conversation a chat)."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        standing = await self._chats.standing(key.chat_id)
        name = state.state if isinstance(state, State) else state
        await self._chats.stand(key.chat_id, Standing(name, standing.data))

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._chats.standing(key.chat_id)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        standing = await self._chats.standing(key.chat_id)
        await self._chats.stand(key.chat_id, Standing(standing.state, dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict((await self._chats.standing(key.chat_id)).data)

    async def close(self) -> None:
        """Nothing to close: the database belongs to the service."""
