"""Rows for the outbox, and the smallest channel and composer that a worker can use."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from messages.channel import Sent
from messages.smtp import ReadyMail
from models.contact import Contact, ContactRecipient
from models.database import Database
from models.deadline import Deadline
from models.outbox import ChannelName, Item, Message
from models.programme import Programme
from models.recipient import Recipient
from scheduler.outbox import MESSAGE, Claimed

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DUE = date(2026, 12, 1)  # an example; no date is decided


def message_row(number: int, **changes: Any) -> dict[str, Any]:
    """A reminder to contact `number`, due at NOW; any column can be given another value."""
    row = {
        "key": f"reminder:{number}",
        "channel": ChannelName.EMAIL,
        "kind": "reminder",
        "contact_id": None,
        "address": f"contact{number}@kommun.example",
        "language": "sv",
        "state": "queued",
        "due_at": NOW,
        "created_at": NOW,
        "attempts": 0,
        "as_of": NOW.date(),
    }
    return row | changes


async def queue(database: Database, *rows: dict[str, Any]) -> None:
    """Write messages as they are, one statement each, since they may have different columns."""

    def write(connection: Connection) -> None:
        for row in rows:
            connection.execute(insert(MESSAGE).values(**row))

    await database.transact(write)


async def queue_reminders(
    database: Database, count: int, name: str = "Kiruna", due: date = DUE, **changes: Any
) -> None:
    """`count` contacts of Kiruna, each with a reminder to requisition by `due`."""

    def write(connection: Connection) -> None:
        recipient = connection.execute(select(Recipient.__table__.c.id).filter_by(name="Kiruna")).scalar_one()  # type: ignore[attr-defined]
        grant = connection.execute(select(Programme.__table__.c.id).filter_by(slug="omstallning-2025")).scalar_one()  # type: ignore[attr-defined]
        deadline = {"programme_id": grant, "step": "requisition", "due": due, "revision": 1}
        connection.execute(insert(Deadline).values(**deadline, set_by="test", set_at=NOW))
        numbers = range(1, count + 1)
        connection.execute(insert(Contact), [contact_row(number) for number in numbers])
        connection.execute(
            insert(ContactRecipient),
            [{"contact_id": number, "recipient_id": recipient, "role": "economist"} for number in numbers],
        )
        connection.execute(
            insert(Message), [message_row(number, id=number, contact_id=number) | changes for number in numbers]
        )
        about = {"channel": "email", "programme_id": grant, "recipient_id": recipient, "step": "requisition"}
        occasion = {"occasion": "7", "revision": 1, "due": due}
        connection.execute(
            insert(Item),
            [{"message_id": number, "contact_id": number} | about | occasion for number in numbers],
        )

    await database.transact(write)


def contact_row(number: int) -> dict[str, Any]:
    address = f"contact{number}@kommun.example"
    return {
        "id": number,
        "name": f"Ekonom {number}",
        "email": address,
        "email_key": address,
        "language": "sv",
        "source": "an example",
        "added_at": NOW - timedelta(days=30),
        "soft_bounces": 0,
    }


async def messages(database: Database) -> Sequence[Row[Any]]:
    """Every message in the order of its number."""
    return await database.transact(
        lambda connection: connection.execute(select(MESSAGE).order_by(MESSAGE.c.id)).all(), writing=False
    )


async def states(database: Database) -> list[str]:
    return [message.state for message in await messages(database)]


class KeyComposer:
    """Composes nothing: a message's content is its key."""

    async def prepare(self, database: Database, claimed: Sequence[Claimed], now: datetime) -> Callable[[Claimed], str]:
        return lambda message: message.key


class MailKeyComposer:
    """Composes the shortest mail, with the message's key in its Message-ID."""

    async def prepare(
        self, database: Database, claimed: Sequence[Claimed], now: datetime
    ) -> Callable[[Claimed], ReadyMail]:
        return lambda message: ReadyMail(
            sender="slots@slots.example",
            recipient=message.address,
            data=f"Message-ID: <{message.key}>\r\n\r\nText\r\n".encode(),
            message_id=f"<{message.key}>",
        )


class FakeChannel:
    """Takes every message unless `answer` raises something for it; `taken` are the keys in order."""

    name = ChannelName.EMAIL
    is_open = True

    def __init__(self, connections: int = 1, time_limit: float = 45.0) -> None:
        self.connections = connections
        self.time_limit = time_limit
        self.taken: list[str] = []

    async def connect(self) -> "FakeChannel":
        return self

    async def send(self, content: str) -> Sent:
        await self.answer(content)
        self.taken.append(content)
        return Sent("250 taken")

    async def answer(self, content: str) -> None:
        """What the other side does first."""

    async def close(self) -> None:
        """Nothing is held open."""
