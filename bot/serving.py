"""What `bidragslots serve` runs: the parts that ROLES names, wired together and announced."""

import asyncio
import sys
from collections.abc import Callable

from bot.answers.recording import QuestionRecorder
from bot.app import App, open_app
from bot.background import background
from bot.lifecycle import serve_until, stop_signals, utc_now, web_server
from bot.listening import ServeError, listen, url_of
from bot.logs import configure_logging
from bot.outgoing import FILED_MAILS
from bot.settings import Settings
from bot.telegram.service import TelegramService
from bot.web.app import create_web
from bot.web.flood import FloodLimit
from bot.web.overview import example_questions
from bot.web.parts import WebParts
from scheduler.running import LongLived


async def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve until a signal. Raises ServeError where the address can't be listened on."""
    configure_logging(settings.log_format)
    async with stop_signals() as stop:
        has_web = "web" in settings.roles
        listening = listen(host or settings.host, settings.port if port is None else port) if has_web else None
        async with open_app(settings) as app:
            recorder = QuestionRecorder(app.database)
            telegram = TelegramService(app, recorder, utc_now) if settings.telegram_token else None
            server = None
            if listening is not None:
                routers = telegram.webhook_routers() if telegram else []
                server = web_server(create_web(web_parts(app, recorder), routers), settings.trusted_proxies)
            tasks: list[LongLived] = [recorder, *background(app, utc_now)]
            if telegram and "telegram" in settings.roles:
                tasks.append(telegram)
            announced = await announcement(app, url_of(listening) if listening else None)
            await serve_until(stop, server, listening, tasks, announcer(announced))
            await recorder.flush()  # of the requests that ended after the tasks


def web_parts(app: App, recorder: QuestionRecorder) -> WebParts:
    """What the web server works with."""
    return WebParts(
        settings=app.settings,
        engine=app.engine(),
        recorder=recorder,
        facts=app.facts,
        database=app.database,
        clock=utc_now,
        flood=FloodLimit(app.settings.questions_per_minute),
    )


async def announcement(app: App, url: str | None) -> str:
    """What is printed once the service answers: where it is, and what to try next."""
    settings = app.settings
    lines = [f"Bidragslots runs: {', '.join(settings.roles)}"]
    if url is not None:
        question = example_questions(await app.facts.current(), "sv", utc_now().date())
        lines += [
            f"  the page      {url}  (in English {url}/en)",
            f"  the API       {url}/docs",
            *([f'  in a terminal {program()} ask "{question[0]}"'] if question else []),
        ]
    if settings.smtp_url is None and {"worker", "planner"} & set(settings.roles):
        lines.append(f"  mails         no SMTP_URL is set: each is written as a file to {FILED_MAILS}, none is sent")
    return "\n".join([*lines, "Stop it with Ctrl+C."])


def program() -> str:
    """How this program was called, so that what is printed can be typed."""
    return sys.argv[0] if sys.argv[0].endswith("bidragslots") else "bidragslots"


def announcer(text: str) -> Callable[[], None]:
    return lambda: print(text, flush=True)


def serve_process(settings: Settings, host: str | None, port: int | None) -> None:
    """Run the service as this process. Raises ServeError where it can't start or was told twice to stop."""
    try:
        asyncio.run(serve(settings, host, port))
    except asyncio.CancelledError:
        raise ServeError("Told twice to stop, so it did not wait for what was under way; nothing else to do") from None
