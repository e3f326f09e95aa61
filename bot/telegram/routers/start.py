"""/start and /help, and the link by which a contact's chat is connected."""

from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.telegram.chats import Chats, KnownChat
from bot.telegram.linking import welcome
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import telegram_text
from models.deep_link import use_start_token
from models.links import LinkError
from models.telegram import link_chat


def router() -> Router:
    """Greets, explains, connects."""
    made = Router(name="start")
    made.message.register(connect, CommandStart(deep_link=True))
    made.message.register(start, CommandStart())
    made.message.register(helped, command("hjalp", "hjälp", "help"))
    return made


async def start(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """Say what the service does."""
    await state.clear()
    operator = parts.settings.operator_name
    await say(
        bot, known.chat_id, telegram_text("start", language, operator=operator, linked=known.contact_id is not None)
    )


async def helped(_message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str) -> None:
    """List the commands; an administrator's own too, to administrators alone."""
    admin = known.chat_id in parts.settings.telegram_admins
    await say(bot, known.chat_id, telegram_text("help", language, admin=admin))


async def connect(
    _message: Message,
    command: CommandObject,
    bot: Bot,
    parts: TelegramParts,
    chats: Chats,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """Connect the chat by a signed link; one that is forged, old or used is all the same to who tries."""
    await state.clear()
    try:
        async with parts.database.writing() as session:
            contact_id = await use_start_token(session, command.args or "", parts.house.secret, now)
            await link_chat(session, known.chat_id, contact_id, now)
    except LinkError:
        await say(bot, known.chat_id, telegram_text("linking", language, state="bad_link"))
        return
    chats.forget(known.chat_id)
    await welcome(bot, parts, await chats.known(known.chat_id))
