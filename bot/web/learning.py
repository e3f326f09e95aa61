"""What visitors tell about an answer: whether it helped, and where to send a person's reply."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.web.checks import not_too_many, same_site
from bot.web.conversations import Exchange
from bot.web.pages import COOKIE, PART
from bot.web.parts import parts_of
from bot.web.rendering import PATHS, language_of, render
from models.masking import mask
from models.outbox import ChannelName
from models.reply_request import ReplyRequest

EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}")

router = APIRouter(include_in_schema=False, dependencies=[Depends(same_site), Depends(not_too_many)])


@router.post("/rating")
@router.post("/en/rating")
async def rate(request: Request, key: Annotated[str, Form()] = "", rating: Annotated[str, Form()] = "") -> Response:
    """Keep a thumb up or down."""
    exchange = own_exchange(request, key)
    if exchange is not None and rating in ("up", "down"):
        exchange.rating = rating
        parts_of(request).recorder.rate(key, good=rating == "up")
    return changed(request, exchange)


@router.post("/reply")
@router.post("/en/reply")
async def want_reply(
    request: Request, key: Annotated[str, Form()] = "", email: Annotated[str, Form()] = ""
) -> Response:
    """Keep a declined question with an address until somebody has answered it."""
    exchange, address = own_exchange(request, key), email.strip()
    if exchange is None or exchange.reply_wanted:
        return changed(request, exchange)
    if len(address) > 254 or not EMAIL.fullmatch(address):
        exchange.problem = "email"
        return changed(request, exchange)
    parts = parts_of(request)
    async with parts.database.writing() as session:
        session.add(
            ReplyRequest(
                question=mask(exchange.question),
                language=exchange.answer.language,
                channel=ChannelName.EMAIL,
                address=address,
                asked_at=parts.clock(),
            )
        )
    exchange.problem, exchange.reply_wanted = "", True
    return changed(request, exchange)


def own_exchange(request: Request, key: str) -> Exchange | None:
    """The exchange with this key in the visitor's own chat."""
    parts = parts_of(request)
    conversation = parts.conversations.find(request.cookies.get(COOKIE), parts.clock())
    return conversation.exchange(key) if conversation else None


def changed(request: Request, exchange: Exchange | None) -> Response:
    """The exchange as it now is: alone for the script (status 404 where it is gone), within the page for a form."""
    language = language_of(request)
    if request.headers.get(PART):
        if exchange is None:
            raise HTTPException(404)
        return HTMLResponse(render("exchange.html", language, exchange=exchange))
    anchor = f"#e-{exchange.key}" if exchange else ""
    return RedirectResponse(f"{PATHS[language]}{anchor}", status_code=303)
