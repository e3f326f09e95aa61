"""/klart NAME STEP [AMOUNT] [DATE]: the agency has confirmed a step."""

from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.telegram.chats import KnownChat
from bot.telegram.menu import command
from bot.telegram.parts import TelegramParts
from bot.telegram.routers.administration.written import read_written
from bot.telegram.sending import say
from messages.telegram import telegram_text
from models.errors import BidragslotsError
from models.progress import confirm_step
from models.steps import RecipientStep


def router() -> Router:
    """Confirms."""
    made = Router(name="admin-steps")
    made.message.register(confirm, command("klart", "klar", "done"))
    return made


async def confirm(
    _message: Message,
    command: CommandObject,
    bot: Bot,
    parts: TelegramParts,
    known: KnownChat,
    now: datetime,
    language: str,
) -> None:
    """Note the confirmation; the recipient's contacts get a receipt from the planner."""
    facts = await parts.facts.current()
    grant = facts.newest()
    try:
        written = read_written(command.args or "", facts)
        if written.place is None or grant is None:
            message = "Write the recipient's name too, for example: /klart Kiruna requisition 2672587"
            raise BidragslotsError(message, "name_missing")
        of = RecipientStep(grant.row["id"], written.place.id, written.step)
        day = written.day or now.astimezone(parts.settings.zone).date()
        async with parts.database.writing() as session:
            new = await confirm_step(session, of, written.amount, day, by=f"telegram:{known.chat_id}", now=now)
    except BidragslotsError as error:
        await say(bot, known.chat_id, telegram_text("refused", language, error=error))
        return
    text = telegram_text("confirmed", language, place=written.place, step=written.step, amount=written.amount, new=new)
    await say(bot, known.chat_id, text)
