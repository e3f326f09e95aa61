"""/mina: a contact's recipients, and its word that a step is done."""

from datetime import date, datetime

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.kronor import read_kronor
from bot.telegram.asking import answer_question
from bot.telegram.chats import KnownChat
from bot.telegram.menu import command
from bot.telegram.mine import CLAIM, SNOOZE, UNDO, acts, read_step, standings, step_data
from bot.telegram.parts import TelegramParts
from bot.telegram.recent import Recent
from bot.telegram.routers.settings import link_row
from bot.telegram.sending import Button, say
from messages.telegram import labels, telegram_text
from models.facts import Place
from models.progress import ProgressError, ProgressState, claim_step, most_amount, statements, undo_claim
from models.snooze import put_off_until, snooze_step
from models.steps import RecipientStep

CLAIM_WITHOUT, CANCEL = "claimed:", "unclaimed"


class Claiming(StatesGroup):
    """What is waited for: the amount of the step in the data."""

    amount = State()


def router() -> Router:
    """Lists, claims, undoes."""
    made = Router(name="mine")
    made.message.register(mine, command("mina", "mine"))
    made.callback_query.register(ask_amount, F.data.startswith(CLAIM))
    made.callback_query.register(claim_without_amount, F.data.startswith(CLAIM_WITHOUT))
    made.callback_query.register(cancel, F.data == CANCEL)
    made.callback_query.register(undo, F.data.startswith(UNDO))
    made.callback_query.register(snooze, F.data.startswith(SNOOZE))
    made.message.register(take_amount, StateFilter(Claiming.amount), F.text)
    return made


async def mine(
    _message: Message, bot: Bot, parts: TelegramParts, known: KnownChat, now: datetime, language: str, state: FSMContext
) -> None:
    """How far the contact's recipients have come; for a stranger how to show who they are."""
    await state.clear()
    if known.contact_id is None:
        await say(bot, known.chat_id, telegram_text("mine", language, state="stranger"), link_row(language))
        return
    facts = await parts.facts.current()
    today = now.astimezone(parts.settings.zone).date()
    async with parts.database.reading() as session:
        found = await standings(session, facts, known.recipients, known.contact_id, today)
    words = labels(language)
    text = telegram_text("mine", language, state="list", standings=found, grant=facts.newest())
    await say(bot, known.chat_id, text, [*acts(found, language), [(words["ways"], "way:")]])


async def own_step(data: str, parts: TelegramParts, known: KnownChat) -> tuple[RecipientStep, Place] | None:
    """The step that a button holds, if it is one of the contact's own recipients' with an amount in its grant."""
    of, facts = read_step(data), await parts.facts.current()
    grant = next((grant for grant in facts.grants if of and grant.row["id"] == of.programme_id), None)
    own = [facts.places[code] for code in known.recipients if grant and code in grant.amounts]
    place = next((place for place in own if of and place.id == of.recipient_id), None)
    return (of, place) if of and place and known.contact_id is not None else None


async def ask_amount(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, language: str, state: FSMContext
) -> None:
    """Ask for the amount that belongs to the step."""
    await callback.answer()
    data = (callback.data or "").removeprefix(CLAIM)
    own = await own_step(data, parts, known)
    if own is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    of, place = own
    async with parts.database.reading() as session:
        confirmed = await statements(session, of, ProgressState.CONFIRMED)
        most = None if confirmed else (await most_amount(session, of))[0]
    if confirmed:
        await say(bot, known.chat_id, telegram_text("claim", language, state="confirmed", place=place, step=of.step))
        return
    await state.set_state(Claiming.amount)
    await state.set_data({"step": data})
    text = telegram_text("claim", language, state="ask", place=place, step=of.step, most=most, problem=None)
    await say(bot, known.chat_id, text, amount_buttons(data, language))


def amount_buttons(data: str, language: str) -> list[list[Button]]:
    words = labels(language)
    return [[(words["without_amount"], CLAIM_WITHOUT + data), (words["cancel"], CANCEL)]]


async def take_amount(
    message: Message,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    recent: Recent,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """Claim the step with the amount that was written; a text without digits, or one that asks, is a question."""
    text = message.text or ""
    data = str((await state.get_data()).get("step", ""))
    own = await own_step(data, parts, known)
    if own is None or "?" in text or not any(letter.isdigit() for letter in text):
        await state.clear()
        await answer_question(text, bot, parts, known, recent, now)
        return
    amount = None
    try:
        amount = read_kronor(text)
        problem = await claim(own, amount, parts, known, now)
    except ValueError:
        problem = "not_kronor"
    await say_claimed(own, amount, problem, data, bot, parts, known, language, state)


async def claim_without_amount(
    callback: CallbackQuery,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
    state: FSMContext,
) -> None:
    """Claim the step without an amount."""
    await callback.answer()
    data = (callback.data or "").removeprefix(CLAIM_WITHOUT)
    own = await own_step(data, parts, known)
    if own is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    problem = await claim(own, None, parts, known, now)
    await say_claimed(own, None, problem, data, bot, parts, known, language, state)


async def claim(
    own: tuple[RecipientStep, Place], amount: int | None, parts: TelegramParts, known: KnownChat, now: datetime
) -> str | None:
    """Note the contact's word; returns what is wrong with the amount, if anything."""
    try:
        async with parts.database.writing() as session:
            await claim_step(
                session,
                own[0],
                amount,
                now.astimezone(parts.settings.zone).date(),
                contact_id=known.contact_id,
                by=known.contact_name,
                now=now,
            )
    except ProgressError:
        return "too_much"
    return None


async def say_claimed(
    own: tuple[RecipientStep, Place],
    amount: int | None,
    problem: str | None,
    data: str,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    language: str,
    state: FSMContext,
) -> None:
    """Say what was noted, with undo beside it; or ask once more for the amount."""
    of, place = own
    if problem is None:
        await state.clear()
        rows = [[(labels(language)[f"undo_{of.step}"], UNDO + step_data(of))]]
        text = telegram_text("claim", language, state="claimed", place=place, step=of.step, amount=amount)
        await say(bot, known.chat_id, text, rows)
        return
    async with parts.database.reading() as session:
        most = (await most_amount(session, of))[0]
    text = telegram_text("claim", language, state="ask", place=place, step=of.step, most=most, problem=problem)
    await say(bot, known.chat_id, text, amount_buttons(data, language))


async def cancel(callback: CallbackQuery, bot: Bot, known: KnownChat, language: str, state: FSMContext) -> None:
    """Leave the step as it is."""
    await callback.answer()
    await state.clear()
    await say(bot, known.chat_id, telegram_text("claim", language, state="cancelled"))


async def undo(callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, language: str) -> None:
    """Take the contact's own word back."""
    await callback.answer()
    own = await own_step((callback.data or "").removeprefix(UNDO), parts, known)
    if own is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    of, place = own
    async with parts.database.writing() as session:
        await undo_claim(session, of, contact_id=known.contact_id)
    await say(bot, known.chat_id, telegram_text("claim", language, state="undone", place=place, step=of.step))


async def snooze(
    callback: CallbackQuery, bot: Bot, parts: TelegramParts, known: KnownChat, now: datetime, language: str
) -> None:
    """Put the next reminder of a step off by a week; the last one before the date comes all the same."""
    await callback.answer()
    own = await own_step((callback.data or "").removeprefix(SNOOZE), parts, known)
    until = put_off_until(await due_of(own, parts), now.astimezone(parts.settings.zone).date()) if own else None
    if own is None or until is None or known.contact_id is None:
        await say(bot, known.chat_id, telegram_text("stale", language))
        return
    of, place = own
    async with parts.database.writing() as session:
        await snooze_step(session, of, known.contact_id, until, now)
    text = telegram_text("claim", language, state="snoozed", place=place, step=of.step, until=until)
    await say(bot, known.chat_id, text)


async def due_of(own: tuple[RecipientStep, Place], parts: TelegramParts) -> date | None:
    """The date of the recipient's step."""
    of, place = own
    grants = (await parts.facts.current()).grants
    return next((grant.window(of.step, place.code).due for grant in grants if grant.row["id"] == of.programme_id), None)
