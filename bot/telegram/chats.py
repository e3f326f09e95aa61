"""What is known of each chat: who it is, what it has chosen, where it stands in a conversation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, String, Table, cast, delete, insert, literal, select, update

from bot.telegram.contexts import CONTEXT, STATE, Contexts, write
from bot.understanding.conversation import Conversations
from models.contact import Contact, ContactRecipient
from models.database import Database
from models.outbox import ChannelName, Item, Message, MessageState
from models.recipient import Recipient
from models.reply_request import ReplyRequest
from models.telegram import Delivery, LoginCode, TelegramChat

CHAT: Table = TelegramChat.__table__  # type: ignore[attr-defined]
CONTACT: Table = Contact.__table__  # type: ignore[attr-defined]
SERVES: Table = ContactRecipient.__table__  # type: ignore[attr-defined]
RECIPIENT: Table = Recipient.__table__  # type: ignore[attr-defined]
CODE: Table = LoginCode.__table__  # type: ignore[attr-defined]
REQUEST: Table = ReplyRequest.__table__  # type: ignore[attr-defined]
MESSAGE: Table = Message.__table__  # type: ignore[attr-defined]
ITEM: Table = Item.__table__  # type: ignore[attr-defined]
ERASED = "erased"  # in place of a chat's number


@dataclass(frozen=True, slots=True)
class KnownChat:
    """A chat as it stands. Without a contact it is a stranger's; `recipients` are codes that it serves.

    `revision` is that of the facts when the chat was read, for the first of its updates only: what
    that one does may change them.
    """

    chat_id: int
    language: str | None = None
    delivery: str = Delivery.BOTH
    is_blocked: bool = False
    contact_id: int | None = None
    contact_name: str = ""
    contact_language: str | None = None
    recipients: tuple[str, ...] = ()
    revision: int | None = None

    @property
    def chosen_language(self) -> str | None:
        """The language that its owner has chosen, in the chat or as a contact; None before that."""
        return self.language or self.contact_language


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a chat stands in a conversation of several steps."""

    state: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


class Chats:
    """The chats in hand, read once for all of a chat's updates: a claim on them keeps others out.

    `forget` a chat when its updates are handled, since another process may take the next ones.
    With `conversations`, what each chat was last about is brought there, and kept by `keep`.
    """

    def __init__(self, database: Database, conversations: Conversations | None = None) -> None:
        self._database = database
        self._contexts = Contexts(conversations) if conversations is not None else None
        self._known: dict[int, KnownChat] = {}
        self._standing: dict[int, Standing] = {}
        self._revisions: dict[int, int] = {}

    async def load(self, chat_ids: Sequence[int]) -> None:
        """Read these chats in one step."""
        wanted = sorted(set(chat_ids) - self._known.keys())
        if not wanted:
            return
        known, states, revision = await self._database.transact(
            lambda connection: (
                read_chats(connection, wanted),
                read_states(connection, wanted),
                connection.exec_driver_sql("SELECT number FROM revision").scalar_one(),
            ),
            writing=False,
        )
        self._known |= known
        self._revisions |= dict.fromkeys(wanted, revision)
        for chat_id in wanted:
            state = states.get(str(chat_id))
            self._standing[chat_id] = Standing(state.state, state.data) if state else Standing()
            if self._contexts is not None:
                context = states.get(f"{CONTEXT}{chat_id}")
                self._contexts.remember(chat_id, context.data if context else None)

    def forget(self, chat_id: int) -> None:
        self._known.pop(chat_id, None)
        self._standing.pop(chat_id, None)
        self._revisions.pop(chat_id, None)

    def keep(self, chat_ids: Iterable[int], now: datetime) -> Callable[[Connection], None]:
        """What stores, in the transaction that notes updates of these chats as handled, what the chats are about."""
        contexts = self._contexts.changed(chat_ids, now) if self._contexts is not None else {}
        return partial(write, contexts=contexts)

    async def known(self, chat_id: int) -> KnownChat:
        await self.load([chat_id])
        return replace(self._known[chat_id], revision=self._revisions.pop(chat_id, None))

    async def standing(self, chat_id: int) -> Standing:
        await self.load([chat_id])
        return self._standing[chat_id]

    async def stand(self, chat_id: int, standing: Standing) -> None:
        """Keep where a chat stands; nothing is kept of one that stands nowhere."""
        await self.load([chat_id])
        if standing == self._standing[chat_id]:
            return
        await self._database.transact(lambda connection: write_standing(connection, chat_id, standing))
        self._standing[chat_id] = standing

    async def change(self, chat_id: int, **values: Any) -> KnownChat:
        """Write to a chat's row, which is made on its first change; returns it as it stands then."""
        await self._database.transact(lambda connection: change_chat(connection, chat_id, values))
        self._known.pop(chat_id, None)
        return await self.known(chat_id)

    async def mark_blocked(self, chat_id: int, now: datetime) -> None:
        """Note that a linked chat's owner has blocked the bot: nothing more is sent there."""
        await self._database.transact(lambda connection: block(connection, chat_id, now))
        self._known.pop(chat_id, None)

    async def erase(self, chat_id: int) -> None:
        """Remove all that is kept of a chat but the numbers of updates, which say nothing."""
        await self._database.transact(lambda connection: erase(connection, chat_id))
        self.forget(chat_id)


def read_chats(connection: Connection, chat_ids: Sequence[int]) -> dict[int, KnownChat]:
    """These chats; one without a row is a stranger's."""
    chosen = (
        select(CHAT, CONTACT.c.name, CONTACT.c.language.label("contact_language"))
        .outerjoin(CONTACT, CONTACT.c.id == CHAT.c.contact_id)
        .where(CHAT.c.chat_id.in_(chat_ids))
    )
    rows = connection.execute(chosen).all()
    served = read_served(connection, {row.contact_id for row in rows if row.contact_id is not None})
    strangers = {chat_id: KnownChat(chat_id) for chat_id in chat_ids}
    return strangers | {row.chat_id: known_chat(row, served) for row in rows}


def read_served(connection: Connection, contact_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The codes of the recipients that contacts serve and are the right person for."""
    wanted = sorted(contact_ids)
    if not wanted:
        return {}
    rows = connection.execute(
        select(SERVES.c.contact_id, RECIPIENT.c.code)
        .join(RECIPIENT, RECIPIENT.c.id == SERVES.c.recipient_id)
        .where(SERVES.c.contact_id.in_(wanted), SERVES.c.wrong_person_at.is_(None))
        .order_by(SERVES.c.contact_id, RECIPIENT.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for contact_id, code in rows:
        found[contact_id] = (*found.get(contact_id, ()), code)
    return found


def known_chat(row: Row[Any], served: Mapping[int, tuple[str, ...]]) -> KnownChat:
    return KnownChat(
        chat_id=row.chat_id,
        language=row.language,
        delivery=row.delivery,
        is_blocked=row.blocked_at is not None,
        contact_id=row.contact_id,
        contact_name=row.name or "",
        contact_language=row.contact_language,
        recipients=served.get(row.contact_id, ()),
    )


def read_states(connection: Connection, chat_ids: Sequence[int]) -> dict[str, Row[Any]]:
    """Where these chats stand and what they were last about, by key."""
    keys = [key for chat_id in chat_ids for key in (str(chat_id), f"{CONTEXT}{chat_id}")]
    return {row.key: row for row in connection.execute(select(STATE).where(STATE.c.key.in_(keys)))}


def write_standing(connection: Connection, chat_id: int, standing: Standing) -> None:
    key = str(chat_id)
    connection.execute(delete(STATE).where(STATE.c.key == key))
    if standing != Standing():
        connection.execute(insert(STATE).values(key=key, state=standing.state, data=dict(standing.data)))


def change_chat(connection: Connection, chat_id: int, values: Mapping[str, Any]) -> None:
    changed = connection.execute(update(CHAT).where(CHAT.c.chat_id == chat_id).values(**values))
    if not changed.rowcount:
        connection.execute(insert(CHAT).values({"chat_id": chat_id, "delivery": Delivery.BOTH} | dict(values)))


def block(connection: Connection, chat_id: int, now: datetime) -> None:
    linked = (CHAT.c.chat_id == chat_id) & CHAT.c.blocked_at.is_(None)
    connection.execute(update(CHAT).where(linked).values(blocked_at=now))


def erase(connection: Connection, chat_id: int) -> None:
    """Remove a chat; what was delivered to it stays on record without the chat and the person."""
    address = str(chat_id)
    connection.execute(delete(CHAT).where(CHAT.c.chat_id == chat_id))
    connection.execute(delete(STATE).where(STATE.c.key.in_((address, f"{CONTEXT}{address}"))))
    connection.execute(delete(CODE).where(CODE.c.chat_id == chat_id))
    connection.execute(delete(REQUEST).where(REQUEST.c.channel == ChannelName.TELEGRAM, REQUEST.c.address == address))
    own = (MESSAGE.c.channel == ChannelName.TELEGRAM) & (MESSAGE.c.address == address)
    is_open = MESSAGE.c.state.in_((MessageState.QUEUED, MessageState.CLAIMED))
    connection.execute(delete(MESSAGE).where(own, is_open))
    connection.execute(
        update(ITEM).where(ITEM.c.message_id.in_(select(MESSAGE.c.id).where(own))).values(contact_id=None)
    )
    nameless = literal(f"{ERASED}:").concat(cast(MESSAGE.c.id, String))  # a key holds its contact's number
    connection.execute(update(MESSAGE).where(own).values(key=nameless, address=ERASED, contact_id=None, payload=None))
