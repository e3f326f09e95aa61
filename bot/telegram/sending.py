"""Saying something in a chat: in as many messages as it needs, buttons beneath the last."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message

from messages.telegram import parts

Button = tuple[str, str]  # what it says, and its data of at most 64 bytes
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def say(bot: Bot, chat_id: int, html: str, rows: Sequence[Sequence[Button]] = ()) -> Message:
    """Send a text with its rows of buttons; returns the last message."""
    *before, last = parts(html)
    for part in before:
        await bot.send_message(chat_id, part, link_preview_options=NO_PREVIEW)
    return await bot.send_message(chat_id, last, reply_markup=keyboard(rows), link_preview_options=NO_PREVIEW)


def keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """Inline buttons; None where there are none."""
    made = [[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=made) if made else None
