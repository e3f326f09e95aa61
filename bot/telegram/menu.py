"""The command menu in each language. Telegram's menu takes a–z, 0–9 and _ alone; texts may have å, ä and ö."""

from unicodedata import normalize

from aiogram import Bot
from aiogram.filters import Command
from aiogram.types import BotCommand

from messages.telegram import labels

# key of the label, and the command's name in each language
COMMANDS = {
    "belopp": {"sv": "belopp", "en": "amount"},
    "datum": {"sv": "datum", "en": "dates"},
    "villkor": {"sv": "villkor", "en": "conditions"},
    "mina": {"sv": "mina", "en": "mine"},
    "paminnelser": {"sv": "paminnelser", "en": "reminders"},
    "sprak": {"sv": "sprak", "en": "language"},
    "hjalp": {"sv": "hjalp", "en": "help"},
    "avsluta": {"sv": "avsluta", "en": "stop"},
    "radera": {"sv": "radera", "en": "erase"},
}


def command(*names: str) -> Command:
    """A command by its names, in capitals or not; some keyboards write å as an a with a ring behind it."""
    return Command(*dict.fromkeys((*names, *(normalize("NFD", name) for name in names))), ignore_case=True)


def menu(language: str) -> list[BotCommand]:
    """The menu of a language; administrators' commands stand in none, so nobody sees that there are any."""
    words = labels(language)
    return [BotCommand(command=names[language], description=words[f"menu_{key}"]) for key, names in COMMANDS.items()]


async def set_menus(bot: Bot) -> None:
    """Each language's for whose Telegram is in it, Swedish for everybody else."""
    await bot.set_my_commands(menu("sv"))
    for language in ("sv", "en"):
        await bot.set_my_commands(menu(language), language_code=language)
