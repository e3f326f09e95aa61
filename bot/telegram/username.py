"""The bot's own name, asked of Telegram without aiogram."""

import json

from models.errors import BidragslotsError

OFFICIAL_API = "https://api.telegram.org"
TIME_LIMIT = 10.0  # seconds


class UnknownBotError(BidragslotsError):
    """Telegram does not say who the bot is."""


async def bot_username(api: str | None, token: str) -> str:
    """The name in links to the bot. Raises UnknownBotError where Telegram can't be reached or knows no such bot."""
    import aiohttp

    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT)) as session,
            session.get(f"{(api or OFFICIAL_API).rstrip('/')}/bot{token}/getMe") as response,
        ):
            answer = json.loads(await response.read())
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise UnknownBotError(f"Telegram can't be reached ({type(error).__name__}); try again later") from None
    if answer.get("ok") is not True:
        raise UnknownBotError("Telegram does not know the bot; check BIDRAGSLOTS_TELEGRAM_TOKEN")
    return str(answer["result"]["username"])
