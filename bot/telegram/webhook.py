"""Where Telegram hands over updates in webhook mode: stored, then acknowledged. Knows nothing of aiogram."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Request, Response

from bot.telegram.inbox import Storing
from models.database import Database

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1_000_000  # bytes; Telegram's have a few thousand
LARGEST_NUMBER = 2**63  # as the database has them


def webhook_router(
    database: Database, secret: str, clock: Callable[[], datetime], wake: Callable[[], None]
) -> APIRouter:
    """The one route. `wake` tells the handlers that something has come."""
    router = APIRouter(include_in_schema=False)
    storing = Storing(database)

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=404)
        body = await request.body()
        try:
            update = json.loads(body[: LARGEST_UPDATE + 1])
            number = update["update_id"]
        except (ValueError, TypeError, KeyError):
            return Response(status_code=400)
        if not isinstance(number, int) or not 0 <= number < LARGEST_NUMBER:
            return Response(status_code=400)
        await storing.store(update, clock())
        wake()
        return Response(status_code=200)

    return router
