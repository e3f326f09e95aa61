"""The web application, put together."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from bot.web import api, documentation, learning, links, pages, status
from bot.web.errors import add_error_pages, failed
from bot.web.guard import Guard
from bot.web.parts import WebParts
from bot.web.rendering import STATIC

ROUTERS = (pages.router, links.router, learning.router, api.router, documentation.router, status.router)

DESCRIPTION = """Answers questions about a Swedish targeted state grant, in Swedish and English.
Amounts are whole kronor and say how much a recipient may requisition at most."""


def create_web(parts: WebParts, others: Sequence[APIRouter] = ()) -> ASGIApp:
    """The application with all its routes, inside its guard. `others` are routes that are not for browsers."""
    app = FastAPI(
        title="Bidragslots",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
    )
    app.state.parts = parts
    for router in (*ROUTERS, *others):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_error_pages(app)
    app.add_middleware(Guard, failed=failed, https=parts.settings.public_url.startswith("https://"))
    return app
