"""What a request must pass before it is answered."""

import time
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from bot.web.parts import parts_of


def same_site(request: Request) -> None:
    """Refuse a form that another site's page sent (status 403)."""
    if request.method in ("GET", "HEAD"):
        return
    fetched_from = request.headers.get("sec-fetch-site")
    if fetched_from is not None:
        allowed = fetched_from in ("same-origin", "none")
    else:
        origin = request.headers.get("origin")
        allowed = origin is None or urlsplit(origin).netloc in own_hosts(request)
    if not allowed:
        raise HTTPException(403, "other_site")


def own_hosts(request: Request) -> set[str]:
    return {request.headers.get("host", ""), urlsplit(parts_of(request).settings.public_url).netloc}


def not_too_many(request: Request) -> None:
    """Refuse a client that asks too much (status 429, with Retry-After in seconds)."""
    client = request.client.host if request.client else ""
    wait = parts_of(request).flood.seconds_to_wait(client, time.monotonic())
    if wait:
        raise HTTPException(429, "too_many", headers={"Retry-After": str(int(wait) + 1)})
