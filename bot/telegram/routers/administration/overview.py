"""/läget and /kommun: how far all have come, and all about one."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, func, select

from bot.commands.arguments import ArgumentError, place_named
from bot.telegram.chats import KnownChat
from bot.telegram.menu import command
from bot.telegram.mine import standings
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import telegram_text
from models.contact import Contact, ContactRecipient
from models.facts import Facts, Grant, Place
from models.outbox import Item, MessageState
from models.outbox import Message as OutboxMessage
from models.progress import Progress, ProgressState
from models.steps import Step
from models.telegram import TelegramChat
from models.window import days_left

MOST_NAMED = 30
LAST_SENT = 5


def router() -> Router:
    """Shows; changes nothing."""
    made = Router(name="overview")
    made.message.register(overview, command("läget", "laget"))
    made.message.register(one_recipient, command("kommun", "mottagare"))
    return made


async def overview(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, now: datetime, language: str
) -> None:
    """Steps confirmed, claimed and missing, days left, who has no contact, how the outbox is."""
    facts = await parts.facts.current()
    grant = facts.newest()
    if grant is None:
        await say(bot, known.chat_id, telegram_text("dates", language, grant=None))
        return
    today = now.astimezone(parts.settings.zone).date()
    async with parts.database.reading() as session:
        values = {
            "steps": await step_counts(session, grant, today),
            "alone": await without_contact(session, facts, grant),
            "outbox": await outbox_counts(session),
            "oldest": await oldest_due(session, now),
        }
    text = telegram_text(
        "overview", language, name=grant.row[f"short_name_{language}"], most=MOST_NAMED, now=now, **values
    )
    await say(bot, known.chat_id, text)


async def step_counts(session: AsyncSession, grant: Grant, today: date) -> list[dict[str, Any]]:
    """For each step how many recipients are confirmed, only claimed, or neither; and its days left."""
    rows = await session.execute(
        select(Progress.step, Progress.state, Progress.recipient_id).where(
            col(Progress.programme_id) == grant.row["id"]
        )
    )
    said: dict[tuple[str, str], set[int]] = {}
    for step, state, recipient in rows.tuples():
        said.setdefault((step, state), set()).add(recipient)
    found = []
    for step in Step:
        confirmed = said.get((step, ProgressState.CONFIRMED), set())
        claimed = said.get((step, ProgressState.CLAIMED), set()) - confirmed
        due = grant.window(step).due
        found.append(
            {
                "step": step,
                "confirmed": len(confirmed),
                "claimed": len(claimed),
                "missing": len(grant.amounts) - len(confirmed) - len(claimed),
                "due": due,
                "days_left": days_left(due, today) if due else None,
            }
        )
    return found


async def without_contact(session: AsyncSession, facts: Facts, grant: Grant) -> list[str]:
    """The recipients of the grant whom nobody can be reached for, by name."""
    reachable = await session.scalars(
        select(ContactRecipient.recipient_id)
        .join(Contact, col(Contact.id) == col(ContactRecipient.contact_id))
        .where(col(Contact.stopped_at).is_(None), col(ContactRecipient.wrong_person_at).is_(None))
    )
    reached = set(reachable)
    return [facts.places[code].name for code in grant.amounts if facts.places[code].id not in reached]


async def outbox_counts(session: AsyncSession) -> dict[str, int]:
    """How many messages are in each state."""
    rows = await session.execute(select(OutboxMessage.state, func.count()).group_by(col(OutboxMessage.state)))
    return Counter(dict(rows.tuples().all()))


async def oldest_due(session: AsyncSession, now: datetime) -> datetime | None:
    """Since when the message that has waited longest is due; None where none waits."""
    waiting = select(func.min(col(OutboxMessage.due_at))).where(
        col(OutboxMessage.state) == MessageState.QUEUED, col(OutboxMessage.due_at) <= now
    )
    found: datetime | None = await session.scalar(waiting)
    return found


async def one_recipient(
    _message: Message,
    command: CommandObject,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
) -> None:
    """Amount, dates, steps, contacts and what was sent last."""
    facts = await parts.facts.current()
    try:
        place = place_named(facts, command.args or "")
    except ArgumentError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    today = now.astimezone(parts.settings.zone).date()
    async with parts.database.reading() as session:
        (found,) = await standings(session, facts, [place.code], None, today) or (None,)
        contacts = await contacts_of(session, place)
        sent = await last_sent(session, place)
    text = telegram_text("recipient", language, place=place, standing=found, contacts=contacts, sent=sent)
    await say(bot, known.chat_id, text)


async def contacts_of(session: AsyncSession, place: Place) -> list[dict[str, Any]]:
    """Who is written to for a recipient, and by which ways."""
    rows = await session.execute(
        select(Contact, ContactRecipient, TelegramChat)
        .join(ContactRecipient, col(ContactRecipient.contact_id) == col(Contact.id))
        .outerjoin(TelegramChat, col(TelegramChat.contact_id) == col(Contact.id))
        .where(col(ContactRecipient.recipient_id) == place.id)
        .order_by(col(Contact.name))
    )
    return [
        {"contact": contact, "role": serves.role, "wrong": serves.wrong_person_at is not None, "chat": chat}
        for contact, serves, chat in rows.tuples()
    ]


async def last_sent(session: AsyncSession, place: Place) -> list[OutboxMessage]:
    """The latest messages about a recipient."""
    about = select(Item.message_id).where(col(Item.recipient_id) == place.id)
    rows = await session.scalars(
        select(OutboxMessage)
        .where(col(OutboxMessage.id).in_(about))
        .order_by(col(OutboxMessage.id).desc())
        .limit(LAST_SENT)
    )
    return list(rows)
