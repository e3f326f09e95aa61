"""`bidragslots inbound`: a message from the mail server's pipe."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.answers.recording import QuestionRecorder
from bot.app import App, open_app
from bot.commands.main import unexpected
from bot.mail.inbox import Handled, Inbox
from bot.mail.incoming import Incoming, read_bounded, read_incoming
from bot.outgoing import own_domain
from bot.settings import Settings, load_settings
from messages.mail import mailbox
from models.contact import email_key
from models.errors import BidragslotsError
from scheduler.guests import GuestList

AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]
TEMPORARY = 75  # EX_TEMPFAIL: the mail server keeps the message and tries again
MOST_SECONDS = 60


def register(app: typer.Typer) -> None:
    app.command()(inbound)


def inbound(
    recipient: Annotated[
        str | None, typer.Option(help="The address that it was delivered to, if the mail server says so.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Handle one message from standard input: a bounce, an automatic reply or a question.

    Exit status 0 when it is done with, 75 when the mail server should try again later.
    """
    incoming = read_incoming(read_bounded(sys.stdin.buffer), recipient)
    try:
        handled = asyncio.run(handle(incoming)) if incoming else Handled("ignored", "it can't be read")
    except Exception as error:  # whatever it was, the mail server must keep the message
        print(f"bidragslots: the message has to wait: {problem(error)}", file=sys.stderr)
        raise typer.Exit(TEMPORARY) from None
    print(json.dumps({"done": handled.done, "why": handled.why}) if as_json else f"{handled.done}: {handled.why}")


def problem(error: Exception) -> str:
    """One line; the traceback of what nobody foresaw goes to a file."""
    if isinstance(error, TimeoutError):
        return f"it took more than {MOST_SECONDS} seconds"
    foreseen = isinstance(error, BidragslotsError | SQLAlchemyError | OSError)
    return str(error).partition("\n")[0] if foreseen else unexpected(error)


async def handle(incoming: Incoming) -> Handled:
    """Open the app and let the inbox do its work, within a minute."""
    settings = load_settings()
    async with asyncio.timeout(MOST_SECONDS), open_app(settings) as app:
        recorder = QuestionRecorder(app.database)
        handled = await inbox(app, settings, recorder).handle(incoming, datetime.now(UTC))
        await recorder.flush()
    return handled


def inbox(app: App, settings: Settings, recorder: QuestionRecorder) -> Inbox:
    """The inbox by the settings."""
    addresses = (mailbox(settings.mail_from).address, settings.operator_email or "", settings.mail_reply_to or "")
    return Inbox(
        database=app.database,
        engine=app.engine(),
        recorder=recorder,
        secret=settings.secret(),
        domain=own_domain(settings),
        own=frozenset(email_key(address) for address in addresses if address),
        operator=settings.operator_email,
        guests=GuestList(settings.mail_only_to),
        zone=settings.zone,
    )
