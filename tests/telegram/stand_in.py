"""A small Bot API server on loopback, strict where Telegram is: marks, lengths, buttons, rates, order.

A test pushes updates as Telegram would, reads what was sent, and lets calls fail as it likes.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram.html_check import NotParsed, plain

TOKEN = "42:AAFakeTokenForTestsOnly_0123456789abcdef"
IN_ALL, WINDOW = 30, 1.0
COUNTED = {"sendMessage", "editMessageText", "editMessageReplyMarkup"}


@dataclass
class Call:
    """A call as it came, and when (seconds of the loop's clock)."""

    method: str
    form: dict[str, Any]
    at: float


@dataclass
class Said:
    """A message that reached a chat; `text` is what its reader sees."""

    chat: int
    message_id: int
    text: str
    html: str
    rows: list[list[dict[str, str]]]
    at: float
    edited: int = 0

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [button for row in self.rows for button in row]

    def data_of(self, label: str) -> str:
        """The callback data behind the button that says this."""
        return next(button["callback_data"] for button in self.buttons if label in button["text"])


class Fault(Exception):
    """An answer other than the usual one. Status 0 loses the connection, `taken` after the call was carried out."""

    def __init__(self, status: int, description: str = "", retry_after: int | None = None, taken: bool = False) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after, self.taken = status, description, retry_after, taken


@dataclass
class StandIn:
    """The server's state. `fault` is asked before each call and may return a Fault."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    fault: Callable[[Call], Fault | None] = lambda call: None
    webhook: dict[str, Any] = field(default_factory=dict)
    silent_until: float = 0.0
    chat_seconds: float = 0.99  # between two messages to one chat
    news: asyncio.Event = field(default_factory=asyncio.Event)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    _times: deque[float] = field(default_factory=deque)
    _time_of: dict[int, float] = field(default_factory=dict)
    _next_update: int = 1000
    _polling: int = 0
    offset: int = 0

    # what a test does

    def push(self, **parts: Any) -> dict[str, Any]:
        """A new update for the bot; returned, so that it can be pushed again."""
        self._next_update += 1
        update = {"update_id": self._next_update, **parts}
        self.give(update)
        return update

    def give(self, update: dict[str, Any]) -> None:
        self.updates.append(update)
        self.news.set()

    def write(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        """Somebody writes to the bot."""
        return self.push(message=message(chat, text=text, **more))

    def press(self, chat: int, data: str, under: Said | None = None) -> dict[str, Any]:
        """Somebody presses a button beneath a message."""
        shown = {"message_id": under.message_id if under else 1, "date": 1, "chat": private(chat), "text": "…"}
        if under and under.rows:
            shown["reply_markup"] = {"inline_keyboard": under.rows}
        query = {"id": str(self._next_update), "from": person(chat), "chat_instance": "1", "data": data}
        return self.push(callback_query=query | {"message": shown})

    def to(self, chat: int) -> list[Said]:
        return [said for said in self.said if said.chat == chat]

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait until the condition holds; it is looked at after every call that comes."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.heard.clear()
                await self.heard.wait()

    async def answer_to(self, chat: int, count: int = 1, seconds: float = 20.0) -> Said:
        """The chat's message number `count`."""
        await self.until(lambda: len(self.to(chat)) >= count, seconds)
        return self.to(chat)[count - 1]

    # what the bot calls

    async def called(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return refused(401, "Unauthorized")
        call = Call(request.match_info["method"], await form_of(request), asyncio.get_running_loop().time())
        self.calls.append(call)
        try:
            result = await self.carry_out(call)
        except Fault as fault:
            return self.failed(request, fault)
        except NotParsed as error:
            self.violations.append(f"{call.method}: {error}")
            return refused(400, f"Bad Request: {error}")
        finally:
            self.heard.set()
        return web.json_response({"ok": True, "result": result})

    def failed(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.status == 0:
            assert request.transport
            request.transport.close()
            return web.Response()
        return refused(fault.status, fault.description, fault.retry_after)

    async def carry_out(self, call: Call) -> Any:
        fault = self.fault(call)
        if fault is not None and not fault.taken:
            if fault.retry_after:
                self.silent_until = max(self.silent_until, call.at + fault.retry_after)
            raise fault
        result = await getattr(self, f"on_{call.method}", self.on_anything)(call)
        if fault is not None:
            raise fault
        return result

    async def on_anything(self, call: Call) -> Any:
        return True

    async def on_getMe(self, call: Call) -> Any:
        return {"id": 42, "is_bot": True, "first_name": "Lots", "username": "lots_bot"}

    async def on_getUpdates(self, call: Call) -> Any:
        if self.webhook.get("url"):
            raise Fault(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._polling:
            raise Fault(409, "Conflict: terminated by other getUpdates request")
        self.offset = max(self.offset, int(call.form.get("offset", 0)))
        self.updates = [each for each in self.updates if each["update_id"] >= self.offset]
        self._polling += 1
        try:
            async with asyncio.timeout(float(call.form.get("timeout", 0))):
                while not self.updates:
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            return []
        finally:
            self._polling -= 1
        return self.updates[:100]

    async def on_setWebhook(self, call: Call) -> Any:
        self.webhook = dict(call.form)
        return True

    async def on_deleteWebhook(self, call: Call) -> Any:
        self.webhook = {}
        return True

    async def on_sendMessage(self, call: Call) -> Any:
        chat = int(call.form["chat_id"])
        self.check_rates(chat, call)
        text, rows = plain(call.form["text"]), rows_of(call)
        said = Said(chat, len(self.said) + 1, text, call.form["text"], rows, call.at)
        self.said.append(said)
        return {"message_id": said.message_id, "date": 1, "chat": private(chat), "text": text}

    async def on_editMessageText(self, call: Call) -> Any:
        chat = int(call.form["chat_id"])
        self.check_rates(chat, call)
        said = self.said[int(call.form["message_id"]) - 1]
        text, rows = plain(call.form["text"]), rows_of(call)
        if (text, rows) == (said.text, said.rows):
            raise Fault(400, "Bad Request: message is not modified")
        said.text, said.html, said.rows, said.edited = text, call.form["text"], rows, said.edited + 1
        return {"message_id": said.message_id, "date": 1, "chat": private(chat), "text": text}

    async def on_editMessageReplyMarkup(self, call: Call) -> Any:
        self.check_rates(int(call.form["chat_id"]), call)
        said = self.said[int(call.form["message_id"]) - 1]
        said.rows = rows_of(call)
        return {"message_id": said.message_id, "date": 1, "chat": private(said.chat), "text": said.text}

    async def on_setMyCommands(self, call: Call) -> Any:
        for command in json.loads(call.form["commands"]):
            name = command["command"]
            if not (1 <= len(name) <= 32 and name.isascii() and name.replace("_", "a").isalnum() and name.islower()):
                raise NotParsed(f"BOT_COMMAND_INVALID {name}")
            if not 1 <= len(command["description"]) <= 256:
                raise NotParsed("BOT_COMMAND_DESCRIPTION_INVALID")
        return True

    async def on_getFile(self, call: Call) -> Any:
        name = call.form["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_path": name, "file_size": len(self.files[name])}

    async def download(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["path"]])

    def check_rates(self, chat: int, call: Call) -> None:
        """What is too fast is refused as Telegram does, and remembered against the bot."""
        if chat in self.blocked:
            raise Fault(403, "Forbidden: bot was blocked by the user")
        if call.at < self.silent_until:
            self.violations.append(f"a message {self.silent_until - call.at:.3f} s too early after 429")
        while self._times and self._times[0] <= call.at - WINDOW:
            self._times.popleft()
        if len(self._times) >= IN_ALL:
            self.violations.append(f"more than {IN_ALL} messages in a second")
            raise Fault(429, "Too Many Requests: retry after 1", 1)
        if call.at - self._time_of.get(chat, -9) < self.chat_seconds:
            self.violations.append(f"two messages to {chat} too close to each other")
            raise Fault(429, "Too Many Requests: retry after 1", 1)
        self._times.append(call.at)
        self._time_of[chat] = call.at

    # webhooks

    async def deliver(self, update: dict[str, Any], secret: str | None = None) -> int:
        """Bring an update to the webhook; returns the status of the answer."""
        secret = self.webhook["secret_token"] if secret is None else secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as response,
        ):
            return response.status


def private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "Kim"}


def person(number: int, language: str = "sv") -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Kim", "language_code": language}


def message(chat: int, *, language: str = "sv", **parts: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1, "chat": private(chat), "from": person(chat, language), **parts}


def rows_of(call: Call) -> list[list[dict[str, str]]]:
    """The buttons of a call. Raises NotParsed where Telegram refuses them."""
    rows: list[list[dict[str, str]]] = json.loads(call.form.get("reply_markup", "{}")).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if not button["text"].strip() or not 1 <= len(button["callback_data"].encode()) <= 64:
            raise NotParsed(f"BUTTON_DATA_INVALID {button}")
    return rows


def refused(status: int, description: str, retry_after: int | None = None) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if retry_after:
        body["parameters"] = {"retry_after": retry_after}
    return web.json_response(body, status=status)


async def form_of(request: web.Request) -> dict[str, Any]:
    return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}


@asynccontextmanager
async def stand_in() -> AsyncIterator[StandIn]:
    """A server on a free port of this machine."""
    server = StandIn()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", server.called)
    app.router.add_get("/file/bot{token}/{path}", server.download)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        server.news.set()
        await runner.cleanup()
