"""The small pages behind the links in mails. Nothing happens before a button is pressed.

Programs that check mails follow every link, so GET only shows; POST acts. The link itself is what
lets in, so a POST needs no page before it: mail programs unsubscribe in that way (RFC 8058).
"""

from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from bot.web.link_acts import ACTS, View, Visit, pressed
from bot.web.parts import parts_of
from bot.web.rendering import language_of, operator, page
from messages.blocks import rendered
from models.contact import Contact
from models.links import ExpiredLink, LinkError, Links, Purpose

HEADERS = {"x-robots-tag": "noindex", "referrer-policy": "no-referrer"}
GONE, UNKNOWN = 410, 404
MOST_FIELDS = 10

router = APIRouter(prefix="/m", include_in_schema=False)


@router.api_route("/{purpose}/{token}", methods=["GET", "HEAD"])
async def show(request: Request, purpose: str, token: str) -> HTMLResponse:
    """Show what the button would do."""
    return await visited(request, purpose, token, None)


@router.post("/{purpose}/{token}")
async def act(request: Request, purpose: str, token: str) -> HTMLResponse:
    """Do it, and show what was done."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        said = texts(form)
    is_button = purpose in ACTS and pressed(Purpose(purpose), said)
    return await visited(request, purpose, token, said if is_button else None)


def texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def visited(request: Request, purpose: str, token: str, form: Mapping[str, str] | None) -> HTMLResponse:
    """The page of a link, in its contact's language; a link that can't be used says nothing about anyone."""
    if purpose not in ACTS:
        raise HTTPException(UNKNOWN)
    try:
        language, view = await opened(request, Purpose(purpose), token, form)
    except LinkError as error:
        state, status = ("expired", GONE) if isinstance(error, ExpiredLink) else ("forged", UNKNOWN)
        language, view = language_of(request), View("unusable", state, {}, status)
    return shown(request, language, view, (form or {}).get("amount", ""))


async def opened(request: Request, purpose: Purpose, token: str, form: Mapping[str, str] | None) -> tuple[str, View]:
    """The contact's language and the page. Raises LinkError for a link that can't be used."""
    parts = parts_of(request)
    now = parts.clock()
    target = Links(parts.settings.secret(), parts.settings.public_url).read(purpose, token, now)
    facts = await parts.facts.current()
    async with parts.database.reading() if form is None else parts.database.writing() as session:
        # what a contact does twice at once, as by a double click, it does one after the other
        contact = await session.get(Contact, target.contact_id, with_for_update=form is not None)
        if contact is None:
            raise ExpiredLink("The contact is no more; there is nothing to do")
        visit = Visit(session, facts, parts.settings.zone, contact, target, now, form)
        return contact.language, await ACTS[purpose](visit)


def shown(request: Request, language: str, view: View, typed: str) -> HTMLResponse:
    """The page with its texts; what was typed stays in its field until it is right."""
    about = operator(parts_of(request).settings)
    title, blocks = rendered(f"pages/{view.page}", language, operator=about, state=view.state, **view.values)
    response = page(request, "link.html", language, status=view.status, title=title, blocks=blocks, typed=typed)
    response.headers.update(HEADERS)
    return response
