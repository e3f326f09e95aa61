"""Groups and inline mode: off unless the settings say otherwise. Both answer as to a stranger."""

import re
import time
from datetime import datetime
from hashlib import sha256

from aiogram import Bot, F, Router
from aiogram.types import InlineQuery, InlineQueryResultArticle, InputTextMessageContent, Message

from bot.telegram.asking import LONGEST_TEXT
from bot.telegram.contexts import conversation
from bot.telegram.flood import UserFlood, Verdict
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import escaped
from messages.telegram import parts as parts_of

INLINE_SECONDS = 60  # for which Telegram may keep an inline answer
TITLE = 60


def groups() -> Router:
    """Answers in groups, only when mentioned or replied to."""
    made = Router(name="groups")
    flood = UserFlood()

    async def asked(message: Message, bot: Bot, parts: TelegramParts, now: datetime) -> None:
        await asked_in_group(message, bot, parts, now, flood)

    for observer in (made.message, made.edited_message):
        observer.register(asked, F.chat.type.in_({"group", "supergroup"}), F.text)
    return made


def inline() -> Router:
    """Answers what is typed behind the bot's name in any chat."""
    made = Router(name="inline")
    made.inline_query.register(asked_inline)
    return made


async def asked_in_group(message: Message, bot: Bot, parts: TelegramParts, now: datetime, flood: UserFlood) -> None:
    """Answer, with the options as a list: buttons would be everyone's. Who asks too much gets silence."""
    me = await bot.me()
    mention = re.compile(rf"(?<!\w)@{re.escape(me.username or '')}\b(?!\.\w)", re.IGNORECASE)  # no e-mail address
    text = message.text or ""
    replied = message.reply_to_message and message.reply_to_message.from_user
    if not mention.search(text) and not (replied and replied.id == me.id):
        return
    if message.from_user and flood.judge(message.from_user.id, time.monotonic()) is not Verdict.ANSWER:
        return
    answer = await parts.engine.ask(
        mention.sub("", text)[:LONGEST_TEXT].strip(), now=now, conversation=conversation(message.chat.id)
    )
    parts.recorder.record(text, answer, channel="telegram", now=now)
    options = "".join(f"\n– {option}" for option in answer.clarify)
    await say(bot, message.chat.id, escaped(answer.text + options))


async def asked_inline(query: InlineQuery, parts: TelegramParts, now: datetime) -> None:
    """Offer the answer as what the user says in the other chat."""
    text = query.query.strip()
    if not text:
        await query.answer([], cache_time=INLINE_SECONDS)
        return
    answer = await parts.engine.ask(text, now=now)
    said = InputTextMessageContent(message_text=parts_of(escaped(answer.text))[0], parse_mode="HTML")
    title = answer.text if len(answer.text) <= TITLE else f"{answer.text[: TITLE - 1]}…"
    number = sha256(answer.text.encode()).hexdigest()[:32]
    article = InlineQueryResultArticle(id=number, title=title, input_message_content=said)
    await query.answer([article], cache_time=INLINE_SECONDS, is_personal=False)
