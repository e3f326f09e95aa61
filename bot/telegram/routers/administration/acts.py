"""The buttons beneath a broadcast: show, test, approve, send, pause, resume, cancel, resend, withdraw."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.telegram.broadcasting import ACT, Progress, read_act, show_draft
from bot.telegram.chats import KnownChat
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import telegram_text
from models.errors import BidragslotsError
from models.outbox import ChannelName
from scheduler import broadcasts

Act = Callable[[AsyncSession, int, TelegramParts, KnownChat, datetime], Awaitable[object]]


def router() -> Router:
    """Does what a button says, by the same functions as the command line."""
    made = Router(name="admin-broadcast-acts")
    made.callback_query.register(act, F.data.startswith(ACT))
    return made


async def act(
    callback: CallbackQuery,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    progress: Progress,
    wake_sender: Callable[[], None],
    now: datetime,
    language: str,
) -> None:
    """Do it in one transaction, say what was done, and show how it goes where it goes out."""
    await callback.answer()
    what, number = read_act(callback.data or "")
    try:
        if what == "show":
            await show_draft(bot, parts, known.chat_id, number, language)
        if what not in ACTS:
            return
        async with parts.database.writing() as session:
            await ACTS[what](session, number, parts, known, now)
            author = (await broadcasts.get(session, number)).author
    except BidragslotsError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    shown = await say(bot, known.chat_id, telegram_text("broadcast_act", language, act=what, number=number))
    wake_sender()
    if what in ("send", "resume", "resend"):
        await progress.watch(number, known.chat_id, shown.message_id, language)
    if what == "approve" and author.startswith("telegram:"):
        await show_draft(bot, parts, int(author.removeprefix("telegram:")), number, language)


async def test(session: AsyncSession, number: int, parts: TelegramParts, known: KnownChat, now: datetime) -> None:
    """One copy to the administrator's own chat, by the way that all copies go."""
    facts = await parts.facts.current()
    address, channel = str(known.chat_id), ChannelName.TELEGRAM
    await broadcasts.queue_test(session, number, address, None, facts, now, channel)


async def approve(session: AsyncSession, number: int, _parts: TelegramParts, known: KnownChat, now: datetime) -> None:
    """Another administrator's word."""
    await broadcasts.approve(session, number, f"telegram:{known.chat_id}", now)


async def send(session: AsyncSession, number: int, parts: TelegramParts, _known: KnownChat, now: datetime) -> None:
    """Queue it for everyone, and publish it."""
    facts = await parts.facts.current()
    await broadcasts.send(session, number, facts, parts.settings.approvals, now, telegram=True)


async def pause(session: AsyncSession, number: int, _parts: TelegramParts, _known: KnownChat, _now: datetime) -> None:
    """Send no more of it for now."""
    await broadcasts.pause(session, number)


async def resume(session: AsyncSession, number: int, _parts: TelegramParts, _known: KnownChat, _now: datetime) -> None:
    """Go on."""
    await broadcasts.resume(session, number)


async def cancel(session: AsyncSession, number: int, _parts: TelegramParts, _known: KnownChat, now: datetime) -> None:
    """Send no more of it for good."""
    await broadcasts.cancel(session, number, now)


async def resend(session: AsyncSession, number: int, _parts: TelegramParts, _known: KnownChat, now: datetime) -> None:
    """To those whom it failed to reach."""
    await broadcasts.resend(session, number, now)


async def withdraw(session: AsyncSession, number: int, _parts: TelegramParts, _known: KnownChat, now: datetime) -> None:
    """Let answers quote it no longer."""
    await broadcasts.withdraw(session, number, now)


ACTS: dict[str, Act] = {
    "test": test,
    "approve": approve,
    "send": send,
    "pause": pause,
    "resume": resume,
    "cancel": cancel,
    "resend": resend,
    "withdraw": withdraw,
}
