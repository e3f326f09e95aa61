"""The buttons beneath an answer: why it came about, whether it helped, whether a person shall reply."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.answers.explanation import reasons
from bot.telegram.asking import BAD, GOOD, PERSON, WHY
from bot.telegram.chats import KnownChat
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Exchange, Recent
from bot.telegram.sending import say
from messages.telegram import labels, telegram_text
from models.masking import mask
from models.outbox import ChannelName
from models.reply_request import ReplyRequest


def router() -> Router:
    """Takes what is said about answers."""
    made = Router(name="learning")
    made.callback_query.register(why, F.data.startswith(WHY))
    made.callback_query.register(rate, F.data.startswith(GOOD) | F.data.startswith(BAD))
    made.callback_query.register(want_person, F.data.startswith(PERSON))
    return made


async def why(
    callback: CallbackQuery,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    recent: Recent,
    now: datetime,
    language: str,
) -> None:
    """Say how the question was understood and where the facts stand; after a restart it is read once more."""
    await callback.answer()
    exchange = await recent.find((callback.data or "").removeprefix(WHY))
    if exchange is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    answer = exchange.answer or await parts.engine.ask(exchange.question, now=now, own=known.recipients)
    sources = [f"{citation.document}, {citation.section}" for citation in answer.citations]
    lines = reasons(answer, answer.language)
    await say(bot, known.chat_id, telegram_text("why", answer.language, lines=lines, sources=sources))


async def rate(callback: CallbackQuery, parts: TelegramParts, language: str) -> None:
    """Keep a thumb up or down."""
    data = callback.data or ""
    good = data.startswith(GOOD)
    parts.recorder.rate(data.removeprefix(GOOD if good else BAD), good=good)
    await callback.answer(labels(language)["rated"])


async def want_person(
    callback: CallbackQuery,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    recent: Recent,
    now: datetime,
    language: str,
) -> None:
    """Keep a question that could not be answered, with the chat as its address, once."""
    await callback.answer()
    exchange = await recent.take_request((callback.data or "").removeprefix(PERSON))
    if exchange is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    async with parts.database.writing() as session:
        session.add(request_for(exchange, known.chat_id, language, now))
    await say(bot, known.chat_id, telegram_text("person", language))


def request_for(exchange: Exchange, chat_id: int, language: str, now: datetime) -> ReplyRequest:
    return ReplyRequest(
        question=mask(exchange.question),
        language=exchange.answer.language if exchange.answer else language,
        channel=ChannelName.TELEGRAM,
        address=str(chat_id),
        asked_at=now,
    )
