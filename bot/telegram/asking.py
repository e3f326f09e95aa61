"""A question from a chat: answered by the one engine, recorded, said with its buttons."""

import asyncio
from contextlib import suppress
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.answers.answer import Answer
from bot.answers.asking import Standing
from bot.answers.recording import outcome_of
from bot.answers.standing import load_standings
from bot.telegram.chats import KnownChat
from bot.telegram.contexts import conversation
from bot.telegram.offers import offered
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Recent
from bot.telegram.sending import Button, say
from messages.telegram import escaped, labels
from models.question_log import Outcome

LONGEST_TEXT = 4096  # Telegram's own limit
TYPING_SECONDS = 2.0
MOST_OFFERS = 12
WHY, GOOD, BAD, PERSON = "why:", "up:", "down:", "person:"


async def answer_question(
    text: str, bot: Bot, parts: TelegramParts, known: KnownChat, recent: Recent, now: datetime
) -> Answer:
    """Answer a text in its chat."""
    await show_typing(bot, known.chat_id)
    answer = parts.engine.answer(
        text[:LONGEST_TEXT],
        await parts.facts.of(known.revision),
        now=now,
        conversation=conversation(known.chat_id),
        language=known.chosen_language,
        own=known.recipients,
        standings=await standings_of(known, parts),
    )
    key = parts.recorder.record(text, answer, channel="telegram", now=now)
    recent.keep(key, text, answer)
    await say(bot, known.chat_id, escaped(answer.text), buttons(answer, key))
    return answer


async def standings_of(known: KnownChat, parts: TelegramParts) -> list[Standing]:
    """The steps that the recipients of a known contact have done: "har vi rekvirerat?" is asked by those who serve."""
    if not known.recipients:
        return []
    async with parts.database.reading() as session:
        return await load_standings(session, known.recipients)


async def show_typing(bot: Bot, chat_id: int) -> None:
    """Show that an answer is coming; the answer comes whether or not that could be shown."""
    with suppress(TelegramAPIError, TimeoutError):
        async with asyncio.timeout(TYPING_SECONDS):
            await bot.send_chat_action(chat_id, "typing")


def buttons(answer: Answer, key: str) -> list[list[Button]]:
    """What may be chosen or asked next, then what may be said about the answer."""
    words = labels(answer.language)
    offers = (answer.clarify or answer.suggestions)[:MOST_OFFERS]
    rows: list[list[Button]] = [[(text, offered(text))] for text in offers]
    if answer.clarify:
        return rows
    if outcome_of(answer) == Outcome.DECLINED:
        rows.append([(words["person"], PERSON + key)])
    rows.append([(words["why"], WHY + key), ("👍", GOOD + key), ("👎", BAD + key)])
    return rows
