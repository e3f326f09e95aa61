"""The outermost layer: security headers on every response, limits for bodies, no traceback to anyone."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)
BODY_SECONDS = 15
MOST_BYTES = 256 * 1024  # 20 000 characters, each written as an escape of 12 bytes
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
FOREVER = "public, max-age=31536000, immutable"


class Guard:
    """Wraps the application. `failed` makes the response to an unexpected error from its reference."""

    def __init__(
        self, app: ASGIApp, failed: Callable[[Request, str], Awaitable[Response]], *, https: bool = False
    ) -> None:
        self._app = app
        self._failed = failed
        self._headers = HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded_send(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._add_headers(scope, message)
            await send(message)

        try:
            await self._app(scope, Body(scope, receive), guarded_send)
        except ClientDisconnect:
            LOG.debug("A client went away before its request was complete")
        except Exception:
            reference = secrets.token_hex(4)
            LOG.exception("A request failed: %s %s, reference %s", scope["method"], scope["path"], reference)
            if not started:
                response = await self._failed(Request(scope, receive), reference)
                await response(scope, receive, guarded_send)

    def _add_headers(self, scope: Scope, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        versioned = scope["path"].startswith("/static/") and scope["query_string"].startswith(b"v=")
        headers.setdefault("cache-control", FOREVER if versioned else "no-store")


class Body:
    """Receives a request's body: at most MOST_BYTES (else status 413), each part within BODY_SECONDS.

    A client that is slower is treated as gone.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        self._left = MOST_BYTES
        self._complete = False
        announced = Headers(scope=scope).get("content-length", "")
        self._too_large = announced.isdecimal() and int(announced) > MOST_BYTES

    async def __call__(self) -> Message:
        if self._complete:
            return await self._receive()
        if self._too_large:
            raise HTTPException(413)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                message = await self._receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        self._left -= len(message.get("body", b""))
        self._too_large = self._left < 0
        self._complete = not message.get("more_body", False)
        if self._too_large:
            raise HTTPException(413)
        return message
