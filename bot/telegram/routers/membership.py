"""Whether somebody has blocked the bot, as Telegram tells it."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated

from bot.telegram.chats import Chats, KnownChat


def router() -> Router:
    """Notes who wants nothing more, and who does again."""
    made = Router(name="membership")
    made.my_chat_member.filter(F.chat.type == "private")
    made.my_chat_member.register(left, F.new_chat_member.status == "kicked")
    made.my_chat_member.register(came_back, F.new_chat_member.status == "member")
    return made


async def left(event: ChatMemberUpdated, chats: Chats, now: datetime) -> None:
    """Send nothing there any more."""
    await chats.mark_blocked(event.chat.id, now)


async def came_back(event: ChatMemberUpdated, chats: Chats, known: KnownChat) -> None:
    """Send there again."""
    if known.is_blocked:
        await chats.change(event.chat.id, blocked_at=None)
