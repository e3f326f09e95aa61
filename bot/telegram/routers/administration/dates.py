"""/datum STEP DATE [NAME] sets a date, after showing who will be told. /datum alone is everybody's."""

from datetime import date, datetime

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from bot.telegram.chats import KnownChat
from bot.telegram.parts import TelegramParts
from bot.telegram.routers.administration.written import read_written
from bot.telegram.sending import say
from messages.telegram import labels, telegram_text
from models.contact import Contact, ContactRecipient
from models.deadline import find_deadline, set_deadline
from models.errors import BidragslotsError
from models.facts import Facts, Grant, Place
from models.outbox import Item
from models.steps import Step
from models.window import Window

SET, LEAVE = "setdate:", "leavedate"


def router() -> Router:
    """Asks, then sets."""
    made = Router(name="admin-dates")
    made.message.register(ask, Command("datum", ignore_case=True, magic=F.args))
    made.callback_query.register(set_date, F.data.startswith(SET))
    made.callback_query.register(leave, F.data == LEAVE)
    return made


async def ask(
    _message: Message, command: CommandObject, bot: Bot, parts: TelegramParts, known: KnownChat, language: str
) -> None:
    """Show the date as it is and as it would be, and who would be told."""
    facts = await parts.facts.current()
    grant = facts.newest()
    try:
        written = read_written(command.args or "", facts)
        if written.day is None or grant is None:
            message = "Write the day like 2026-12-01, for example: /datum requisition 2026-12-01"
            raise BidragslotsError(message, "day_missing")
    except BidragslotsError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    async with parts.database.reading() as session:
        old = await find_deadline(session, grant.row["id"], written.step, written.place.id if written.place else None)
        people, told = await concerned(session, grant, written.step, written.place)
    data = f"{SET}{written.step}:{written.day}:{written.place.id if written.place else 0}"
    text = telegram_text(
        "set_date",
        language,
        state="ask",
        step=written.step,
        place=written.place,
        day=written.day,
        old=old.due if old else None,
        people=people,
        told=told,
    )
    words = labels(language)
    await say(bot, known.chat_id, text, [[(words["set_date"], data), (words["cancel"], LEAVE)]])


async def concerned(session: AsyncSession, grant: Grant, step: Step, place: Place | None) -> tuple[int, int]:
    """How many contacts are reminded of the date, and how many have been told another one already."""
    serving = (
        select(ContactRecipient.contact_id)
        .join(Contact)
        .where(col(Contact.stopped_at).is_(None), col(ContactRecipient.wrong_person_at).is_(None))
    )
    told = select(Item.contact_id).where(
        col(Item.programme_id) == grant.row["id"], col(Item.step) == step, col(Item.contact_id).is_not(None)
    )
    if place is not None:
        serving = serving.where(col(ContactRecipient.recipient_id) == place.id)
        told = told.where(col(Item.recipient_id) == place.id)
    people = set(await session.scalars(serving))
    return len(people), len(people & set(await session.scalars(told)))


async def set_date(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, now: datetime, language: str
) -> None:
    """Set the date; whoever has been told another one gets a message from the planner."""
    await callback.answer()
    facts = await parts.facts.current()
    grant = facts.newest()
    try:
        step, day, place = read_data((callback.data or "").removeprefix(SET), facts)
    except ValueError:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    if grant is None:
        return
    try:
        async with parts.database.writing() as session:
            await set_deadline(
                session,
                grant.row["id"],
                step,
                place.id if place else None,
                Window(None, day),
                by=f"telegram:{known.chat_id}",
                now=now,
            )
    except BidragslotsError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    await say(bot, known.chat_id, telegram_text("set_date", language, state="set", step=step, place=place, day=day))


def read_data(data: str, facts: Facts) -> tuple[Step, date, Place | None]:
    """What the button holds. Raises ValueError for what is none of ours."""
    step, day, recipient = data.split(":")
    place = next((place for place in facts.places.values() if place.id == int(recipient)), None)
    return Step(step), date.fromisoformat(day), place


async def leave(callback: CallbackQuery, bot: Bot, known: KnownChat, language: str) -> None:
    """Leave everything as it is."""
    await callback.answer()
    await say(bot, known.chat_id, telegram_text("claim", language, state="cancelled"))
