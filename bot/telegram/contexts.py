"""What each chat was last about, in the service's own database, so that "och 2024?" is understood after a restart.

It is kept as long as it is remembered: half an hour after the chat's last message. A question that
waits for a reply is kept masked, like the log of questions.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Table, delete, insert

from bot.understanding.conversation import EXPIRY, NOTHING, Context, Conversations
from models.masking import mask
from models.telegram import TelegramState

LOG = logging.getLogger(__name__)
STATE: Table = TelegramState.__table__  # type: ignore[attr-defined]
CONTEXT = "context:"  # before a chat's number, the key of its context
SHAPE = TypeAdapter(Context)


def conversation(chat_id: int) -> str:
    """The name of a chat's context with the engine."""
    return f"telegram:{chat_id}"


class Contexts:
    """Brings the contexts of the chats in hand to the engine's memory, and what has become of them back."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._stored: dict[int, Context] = {}

    def remember(self, chat_id: int, data: Mapping[str, Any] | None) -> None:
        """Take what the database holds of a chat for the truth: another process may have answered last."""
        context = read(data) if data is not None else None
        if context is None or context.at is None:
            self._conversations.forget(conversation(chat_id))
            self._stored[chat_id] = NOTHING
        else:
            self._conversations.keep(conversation(chat_id), context, context.at)
            self._stored[chat_id] = context

    def changed(self, chat_ids: Iterable[int], now: datetime) -> dict[int, Context]:
        """The contexts that are not stored as they are now."""
        found = {chat_id: self._conversations.of(conversation(chat_id), now) for chat_id in chat_ids}
        return {chat_id: context for chat_id, context in found.items() if context != self._stored.pop(chat_id, None)}


def write(connection: Connection, contexts: Mapping[int, Context]) -> None:
    """Store contexts in place of earlier ones; of an empty one nothing."""
    if not contexts:
        return
    keys = [f"{CONTEXT}{chat_id}" for chat_id in contexts]
    connection.execute(delete(STATE).where(STATE.c.key.in_(keys)))
    rows = [
        {"key": f"{CONTEXT}{chat_id}", "state": sortable(context.at + EXPIRY), "data": written(context)}
        for chat_id, context in contexts.items()
        if context.at is not None
    ]
    if rows:
        connection.execute(insert(STATE), rows)


def sortable(at: datetime) -> str:
    """A time as text that sorts: when a context is over stands where others have their state."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def written(context: Context) -> Any:
    """A context as JSON, with no more of a waiting question than completing it needs."""
    waiting = context.pending
    if waiting is not None:
        context = replace(context, pending=replace(waiting, text="", asked=mask(waiting.asked)))
    return SHAPE.dump_python(context, mode="json", exclude_defaults=True)


def read(data: Mapping[str, Any]) -> Context | None:
    """What `written` made; None where an earlier version made something else."""
    try:
        return SHAPE.validate_python(data)
    except ValidationError:
        LOG.info("A chat's context is of another version and is forgotten")
        return None


def forget_over(connection: Connection, now: datetime) -> None:
    """Delete what is remembered no longer."""
    connection.execute(delete(STATE).where(STATE.c.key.startswith(CONTEXT), STATE.c.state < sortable(now)))
