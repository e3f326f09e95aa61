"""The dispatcher: every router in its order, with what handlers ask for by name."""

import logging
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.strategy import FSMStrategy
from aiogram.types import Message

from bot.telegram.chats import Chats
from bot.telegram.knowing import Knowing, Patience
from bot.telegram.limits import Limits
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Recent
from bot.telegram.requests import Courteous, Obeying, Persistent
from bot.telegram.routers import (
    erase,
    errors,
    groups,
    learning,
    link,
    membership,
    mine,
    questions,
    settings,
    start,
    topics,
)
from bot.telegram.routers.administration.router import router as administration
from bot.telegram.storage import DatabaseStorage
from bot.telegram.username import OFFICIAL_API

LOG = logging.getLogger(__name__)
CALL_SECONDS = 20.0


def make_bot(token: str, api: str | None, limits: Limits, *, persistent: bool) -> Bot:
    """A bot within the limits, at Telegram or at the Bot API server `api`.

    A persistent one makes a failed call again by itself; another one never waits out a 429.
    """
    server = TelegramAPIServer.from_base((api or OFFICIAL_API).rstrip("/"))
    session = AiohttpSession(api=server, timeout=CALL_SECONDS)
    session.middleware(Courteous())
    if persistent:
        session.middleware(Persistent())
    session.middleware(Obeying(limits, patient=persistent))
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))


def make_dispatcher(parts: TelegramParts, chats: Chats, **named: Any) -> Dispatcher:
    """The dispatcher with all its routers; what a handler names as a parameter it gets, also from `named`."""
    dispatcher = Dispatcher(
        storage=DatabaseStorage(chats),
        fsm_strategy=FSMStrategy.CHAT,
        parts=parts,
        chats=chats,
        recent=Recent(parts.database),
        **link.floods(),
        **named,
    )
    knowing, patience = Knowing(parts, chats), Patience(parts)
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.outer_middleware(knowing)
        observer.outer_middleware(patience)
    dispatcher.my_chat_member.outer_middleware(knowing)
    dispatcher.include_routers(private(parts.settings.telegram_admins), membership.router(), errors.router())
    if parts.settings.telegram_groups:
        dispatcher.include_router(groups.groups())
    if parts.settings.telegram_inline:
        dispatcher.inline_query.outer_middleware(knowing)
        dispatcher.inline_query.outer_middleware(patience)
        dispatcher.include_router(groups.inline())
    return dispatcher


def private(administrators: tuple[int, ...]) -> Router:
    """What is said between two: everything but groups and inline mode."""
    made = Router(name="private")
    made.message.filter(is_private)
    made.edited_message.filter(is_private)
    made.callback_query.filter(F.message.chat.type == "private")
    acting = Router(name="acting")
    acting.message.filter(is_more_than_a_question)
    acting.include_routers(
        *([administration(administrators)] if administrators else []),
        start.router(),
        topics.router(),
        mine.router(),
        settings.router(),
        erase.router(),
        link.router(),
        learning.router(),
    )
    made.include_routers(acting, questions.router())
    return made


async def is_private(message: Message) -> bool:
    """Whether a message is between two. A coroutine, since aiogram hands every plain function to a thread."""
    return message.chat.type == "private"


async def is_more_than_a_question(message: Message, raw_state: str | None = None) -> bool:
    """Whether a message may be a command, a step of a conversation or a file: plain questions pass all that by."""
    return raw_state is not None or (message.text or "").startswith("/") or message.document is not None
