"""The chat page in both languages. A form alone is enough; the script only spares the reload."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.web.api import MOST_CHARACTERS
from bot.web.checks import not_too_many, same_site
from bot.web.conversations import Conversation, Exchange
from bot.web.overview import example_questions, overview
from bot.web.parts import WebParts, parts_of
from bot.web.rendering import PATHS, language_of, page, render, words

COOKIE = "bidragslots_chat"
PART = "bidragslots-part"  # the header by which the script asks for the new part of the page alone

router = APIRouter(include_in_schema=False, dependencies=[Depends(same_site)])


@router.api_route("/", methods=["GET", "HEAD"])
@router.api_route("/en", methods=["GET", "HEAD"])
async def show(request: Request) -> HTMLResponse:
    """The page with the chat so far."""
    parts = parts_of(request)
    conversation = parts.conversations.find(request.cookies.get(COOKIE), parts.clock())
    return await chat_page(request, conversation)


@router.post("/", dependencies=[Depends(not_too_many)])
@router.post("/en", dependencies=[Depends(not_too_many)])
async def ask(request: Request, text: Annotated[str, Form()] = "") -> Response:
    """Answer a question: the whole page for a form, the new exchange alone for the script."""
    language = language_of(request)
    if len(text) > MOST_CHARACTERS:
        return page(
            request, "error.html", language, status=422, error=words(language)["errors"]["too_long"], reference=""
        )
    parts = parts_of(request)
    conversation = parts.conversations.find_or_start(request.cookies.get(COOKIE), parts.clock())
    if not conversation.exchanges:
        parts.engine.begin(f"web:{conversation.id}", language, parts.clock())
    key, answer = await parts.answer(text, conversation=f"web:{conversation.id}", language=None, channel="web")
    exchange = Exchange(key, text.strip(), answer)
    conversation.exchanges.append(exchange)
    return with_cookie(await asked(request, language, exchange), conversation, parts)


async def asked(request: Request, language: str, exchange: Exchange) -> Response:
    """What the browser gets after a question."""
    if request.headers.get(PART):
        return HTMLResponse(render("exchange.html", language, exchange=exchange, is_last=True))
    return RedirectResponse(f"{PATHS[language]}#latest", status_code=303)


async def chat_page(request: Request, conversation: Conversation | None) -> HTMLResponse:
    """The whole page."""
    parts, language = parts_of(request), language_of(request)
    facts = await parts.facts.current()
    today = parts.clock().astimezone(parts.settings.zone).date()
    return page(
        request,
        "chat.html",
        language,
        exchanges=list(conversation.exchanges) if conversation else [],
        examples=example_questions(facts, language, today),
        overview=overview(facts, today),
        most_characters=MOST_CHARACTERS,
    )


def with_cookie(response: Response, conversation: Conversation, parts: WebParts) -> Response:
    """Let the browser name its chat until it is closed; the id says nothing about anyone."""
    https = parts.settings.public_url.startswith("https://")
    response.set_cookie(COOKIE, conversation.id, httponly=True, samesite="lax", secure=https)
    return response


@router.post("/new")
@router.post("/en/new")
async def start_anew(request: Request) -> Response:
    """Forget the chat and begin with an empty page."""
    parts_of(request).conversations.forget(request.cookies.get(COOKIE))
    response = RedirectResponse(PATHS[language_of(request)], status_code=303)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
