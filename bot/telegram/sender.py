"""The worker that sends the outbox by Telegram, for a command that does nothing else."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.app import App
from bot.outgoing import house
from bot.telegram.channel import TelegramChannel
from bot.telegram.chats import Chats
from bot.telegram.dispatching import make_bot
from bot.telegram.limits import Limits
from scheduler.telegram_texts import ChatComposer, ChatMessage
from scheduler.workers import Worker


@asynccontextmanager
async def telegram_sender(
    app: App, clock: Callable[[], datetime], patience: float | None = None
) -> AsyncIterator[Worker[ChatMessage]]:
    """A worker with a bot of its own, closed in the end; only where there is a token."""
    token, limits, chats = app.settings.telegram_token, Limits(), Chats(app.database)
    bot = make_bot(token.get_secret_value() if token else "", app.settings.telegram_api_url, limits, persistent=False)
    channel = TelegramChannel(bot, limits, lambda chat_id: chats.mark_blocked(chat_id, clock()))
    try:
        yield Worker(app.database, channel, ChatComposer(app.facts, house(app.settings)), clock, patience)
    finally:
        await bot.session.close()
