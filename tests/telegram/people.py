"""Contacts with chats, for the tests of this room."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from bot.telegram.chats import CHAT, CONTACT, RECIPIENT, SERVES
from models.database import Database

ADDED = datetime(2026, 1, 2, tzinfo=UTC)


async def add_contacts(
    database: Database, count: int = 1, *, place: str = "Kiruna", chats: bool = True, **chat: Any
) -> list[int]:
    """`count` contacts of a place, numbered from 1; with `chats` each has a chat, numbered from 101."""
    numbers = list(range(1, count + 1))

    def write(connection: Any) -> None:
        recipient = connection.execute(select(RECIPIENT.c.id).where(RECIPIENT.c.name == place)).scalar_one()
        connection.execute(insert(CONTACT), [contact_row(number) for number in numbers])
        serves = [{"contact_id": number, "recipient_id": recipient, "role": "economist"} for number in numbers]
        connection.execute(insert(SERVES), serves)
        if chats:
            rows = [chat_row(number) | chat for number in numbers]
            connection.execute(insert(CHAT), rows)

    await database.transact(write)
    return [100 + number for number in numbers]


def contact_row(number: int) -> dict[str, Any]:
    address = f"contact{number}@kommun.example"
    return {
        "id": number,
        "name": f"Ekonom {number}",
        "email": address,
        "email_key": address,
        "language": "sv",
        "source": "an example",
        "added_at": ADDED,
        "soft_bounces": 0,
    }


def chat_row(number: int) -> dict[str, Any]:
    return {"chat_id": 100 + number, "contact_id": number, "delivery": "telegram", "linked_at": ADDED}
