"""/belopp, /datum and /villkor: the questions that most come for, without typing them."""

from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.telegram.asking import answer_question
from bot.telegram.chats import KnownChat
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Recent
from bot.telegram.sending import say
from messages.telegram import labels, telegram_text
from models.facts import Facts, Grant, Place
from models.steps import Step


def router() -> Router:
    """Answers the commands as if their questions had been written."""
    made = Router(name="topics")
    made.message.register(amount, command("belopp", "amount"))
    made.message.register(dates, command("datum", "dates"))
    made.message.register(conditions, command("villkor", "conditions"))
    return made


async def amount(
    _message: Message,
    command: CommandObject,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    recent: Recent,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """The amount of who is named behind the command, else of who asks."""
    await state.clear()
    words = labels(language)
    text = words["ask_amount_of"].format(name=command.args) if command.args else words["ask_amount"]
    await answer_question(text, bot, parts, known, recent, now)


async def conditions(
    _message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    recent: Recent,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """What the money may be used for."""
    await state.clear()
    await answer_question(labels(language)["ask_conditions"], bot, parts, known, recent, now)


async def dates(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """The dates of each step as they are decided, a recipient's own where they are its own."""
    await state.clear()
    await say(bot, known.chat_id, dates_text(await parts.facts.current(), known, language))


def dates_text(facts: Facts, known: KnownChat, language: str) -> str:
    """The newest grant's dates, for all and for those recipients of the chat that have others."""
    grant = facts.newest()
    places = [facts.places[code] for code in known.recipients]
    own = [place for place in places if grant and has_own(grant, place)]
    name = grant.row[f"short_name_{language}"] if grant else ""
    return telegram_text("dates", language, grant=grant, short_name=name, own=own, steps=list(Step))


def has_own(grant: Grant, place: Place) -> bool:
    return any((step, place.code) in grant.windows for step in Step)
