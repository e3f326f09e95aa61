"""Showing who one is: an address, a code that is sent to it, the code typed back."""

import re
import secrets
import time
from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram.asking import answer_question
from bot.telegram.chats import Chats, KnownChat
from bot.telegram.flood import UserFlood, Verdict
from bot.telegram.linking import welcome
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Recent
from bot.telegram.sending import say
from messages.telegram import telegram_text
from models.email_address import EmailAddressError, checked_address
from models.login import DIGITS, MOST_TRIES, CodeCheck, check_code, send_code
from models.telegram import link_chat

MOST_CODES, CODES_SECONDS = 3, 3600.0  # for one chat, whatever the addresses
LINK = "link"
CODE = re.compile(rf"(?<!\d)[0-9]{{{DIGITS}}}(?!\d)")


class Linking(StatesGroup):
    """What is waited for."""

    email = State()
    code = State()


def floods() -> dict[str, Any]:
    """What the handlers here ask for by name: how many codes a chat may want, how many it may try.

    The tries are counted beside those in the database, which /radera takes away.
    """
    return {"codes": UserFlood(MOST_CODES, CODES_SECONDS), "tries": UserFlood(MOST_TRIES, CODES_SECONDS)}


def router() -> Router:
    """Asks for the address, then for the code."""
    made = Router(name="link")
    made.message.register(ask_email, command("koppla", "link"))
    made.callback_query.register(ask_email_by_button, F.data == LINK)
    made.message.register(take_email, StateFilter(Linking.email), F.text)
    made.message.register(take_email, StateFilter(Linking.code), F.text.contains("@"))
    made.message.register(take_code, StateFilter(Linking.code), F.text)
    return made


async def ask_email(_message: Message, bot: Bot, known: KnownChat, language: str, state: FSMContext) -> None:
    """Ask for the address."""
    await state.set_state(Linking.email)
    await say(bot, known.chat_id, telegram_text("linking", language, state="ask_email"))


async def ask_email_by_button(
    callback: CallbackQuery, bot: Bot, known: KnownChat, language: str, state: FSMContext
) -> None:
    """Ask for the address."""
    await callback.answer()
    await state.set_state(Linking.email)
    await say(bot, known.chat_id, telegram_text("linking", language, state="ask_email"))


async def take_email(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
    recent: Recent,
    codes: UserFlood,
) -> None:
    """Send a code to the address. The words are the same whether or not it is known."""
    text = (message.text or "").strip()
    if "@" not in text:
        await state.clear()
        await answer_question(text, bot, parts, known, recent, now)
        return
    try:
        address = checked_address(text)
    except EmailAddressError:
        await say(bot, known.chat_id, telegram_text("linking", language, state="bad_email"))
        return
    may = codes.judge(known.chat_id, time.monotonic()) is Verdict.ANSWER
    if may:
        async with parts.database.writing() as session:
            may = await send_code(session, known.chat_id, address, secrets.token_hex(8), parts.house.secret, now)
    await (state.set_state(Linking.code) if may else state.clear())
    await say(bot, known.chat_id, telegram_text("linking", language, state="sent" if may else "paused"))


async def take_code(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    chats: Chats,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
    recent: Recent,
    tries: UserFlood,
) -> None:
    """Check the code. Any other text is a question, and the code is still waited for: mails take their time."""
    text = (message.text or "").strip()
    digits = re.sub(r"[\s-]", "", text)
    written = CODE.search(digits if digits.isdecimal() else text)
    if written is None and not digits.isdecimal():
        await answer_question(text, bot, parts, known, recent, now)
        return
    result, contact_id = CodeCheck.PAUSED, None
    if tries.judge(known.chat_id, time.monotonic()) is Verdict.ANSWER:
        code = written[0] if written else ""
        async with parts.database.writing() as session:
            result, contact_id = await check_code(session, known.chat_id, code, parts.house.secret, now)
            if contact_id is not None:
                await link_chat(session, known.chat_id, contact_id, now)
    if result is CodeCheck.WRONG:
        await say(bot, known.chat_id, telegram_text("linking", language, state="wrong"))
        return
    await state.clear()
    if result is not CodeCheck.RIGHT:
        await say(bot, known.chat_id, telegram_text("linking", language, state=str(result)))
        return
    chats.forget(known.chat_id)
    await welcome(bot, parts, await chats.known(known.chat_id))
