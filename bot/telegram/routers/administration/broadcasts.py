"""/utskick: an instruction from its first word to its last message."""

from datetime import datetime
from io import BytesIO

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.answers.topic import label
from bot.telegram.broadcasting import TO, TOPIC, ask_audience, ask_topic, show_draft
from bot.telegram.chats import KnownChat
from bot.telegram.menu import command
from bot.telegram.offers import topic_names
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import say
from messages.telegram import labels, telegram_text
from models.audience import parse_audience
from models.errors import BidragslotsError
from scheduler import broadcasts

NEW = "bnew"
LARGEST_FILE = 200_000  # bytes
LONGEST_SUBJECT = 200  # characters


class Writing(StatesGroup):
    """What is waited for, in this order."""

    topic = State()
    audience = State()
    subject = State()
    body = State()


def router() -> Router:
    """Asks for the parts of a draft; `bot.telegram.routers.administration.acts` does the rest."""
    made = Router(name="admin-broadcasts")
    typed = F.text & ~F.text.startswith("/")
    made.message.register(begin, command("utskick", "broadcast"))
    made.callback_query.register(take_topic, F.data.startswith(TOPIC))
    made.callback_query.register(take_audience_by_button, F.data.startswith(TO))
    made.message.register(take_audience, StateFilter(Writing.audience), typed)
    made.message.register(take_subject, StateFilter(Writing.subject), typed)
    made.message.register(take_body, StateFilter(Writing.body), typed)
    made.message.register(take_file, F.document.file_name.lower().endswith(".md"))
    return made


async def begin(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """Show the broadcasts there are, and ask for the topic of a new one."""
    await state.clear()
    await state.set_state(Writing.topic)
    async with parts.database.reading() as session:
        numbers = (await broadcasts.numbers(session))[:5]
        found = [await broadcasts.status(session, number, parts.settings.approvals) for number in numbers]
    await ask_topic(bot, known.chat_id, language, found)


async def take_topic(callback: CallbackQuery, bot: Bot, known: KnownChat, language: str, state: FSMContext) -> None:
    """Keep the topic; ask for the audience."""
    await callback.answer()
    topic = (callback.data or "").removeprefix(TOPIC)
    if topic not in topic_names():
        return
    await state.update_data(topic=topic)
    await state.set_state(Writing.audience)
    await ask_audience(bot, known.chat_id, language, label(topic, language))


async def take_audience_by_button(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """The audience of a button."""
    await callback.answer()
    await keep_audience((callback.data or "").removeprefix(TO), bot, parts, known, language, state)


async def take_audience(
    message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """An audience as it is written on the command line."""
    await keep_audience((message.text or "").strip(), bot, parts, known, language, state)


async def keep_audience(
    audience: str, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    try:
        parse_audience(audience, await parts.facts.current())
    except BidragslotsError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    await state.update_data(audience=audience)
    await state.set_state(Writing.subject)
    await say(bot, known.chat_id, telegram_text("broadcasting", language, state="subject"))


async def take_subject(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """Keep the subject; ask for the text, unless a file brought it."""
    data = await state.update_data(subject=" ".join((message.text or "").split())[:LONGEST_SUBJECT])
    if data.get("body"):
        await make_draft(data["body"], bot, parts, known, now, language, state)
        return
    await state.set_state(Writing.body)
    await say(bot, known.chat_id, telegram_text("broadcasting", language, state="body"))


async def take_body(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """The text as it was written, in Markdown."""
    await make_draft(message.text or "", bot, parts, known, now, language, state)


async def take_file(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """The text as a file; one that comes first begins a broadcast."""
    document = message.document
    if document is None or (document.file_size or 0) > LARGEST_FILE:
        await say(bot, known.chat_id, telegram_text("broadcasting", language, state="too_large"))
        return
    content = BytesIO()
    await bot.download(document, content)
    try:
        body = content.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        await say(bot, known.chat_id, telegram_text("broadcasting", language, state="not_text"))
        return
    if await state.get_state() == Writing.body.state:
        await make_draft(body, bot, parts, known, now, language, state)
        return
    await state.set_data({"body": body})
    await state.set_state(Writing.topic)
    await ask_topic(bot, known.chat_id, language, [])


async def make_draft(
    body: str, bot: Bot, parts: TelegramParts, known: KnownChat, now: datetime, language: str, state: FSMContext
) -> None:
    """Store the draft and show it; where the text can't be used, say why and wait for another."""
    data = await state.get_data()
    facts = await parts.facts.current()
    grant = facts.newest()
    try:
        draft = broadcasts.Draft(
            grant=grant.slug if grant else "",
            topic=data["topic"],
            audience=data["audience"],
            subject=data["subject"],
            body=body,
            author=f"telegram:{known.chat_id}",
        )
        async with parts.database.writing() as session:
            made = await broadcasts.create(session, draft, facts, now)
    except BidragslotsError as error:
        await state.set_state(Writing.body)
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    await state.clear()
    await show_draft(bot, parts, known.chat_id, made.id or 0, language)
    if parts.settings.approvals > 1:
        for administrator in set(parts.settings.telegram_admins) - {known.chat_id}:
            await show_draft(bot, parts, administrator, made.id or 0, language)
    await say(bot, known.chat_id, labels(language)["draft_kept"].format(number=made.id))
