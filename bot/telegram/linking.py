"""What is said once a chat belongs to a contact, and the choice how to be reminded."""

from aiogram import Bot

from bot.telegram.chats import KnownChat
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import Button, say
from messages.telegram import labels, telegram_text
from models.telegram import Delivery

WAY = "way:"
STOP, RESUME, UNLINK = "stop", "resume", "unlink"


async def welcome(bot: Bot, parts: TelegramParts, known: KnownChat) -> None:
    """Greet a contact by name, with its recipients, and ask how it wants to be reminded."""
    language = known.chosen_language or "sv"
    places = (await parts.facts.current()).places
    names = [places[code].official_name for code in known.recipients]
    text = telegram_text("linking", language, state="linked", name=known.contact_name, names=names)
    await say(bot, known.chat_id, text, ways(language))


def ways(language: str) -> list[list[Button]]:
    """A button for each way to be reminded."""
    words = labels(language)
    return [[(words[f"way_{way}"], WAY + way)] for way in Delivery]
