"""`bidragslots remind`: put what is due at a chosen time into the outbox, or only show it."""

import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated, Any

import typer

from bot.app import App
from bot.commands.arguments import ArgumentError, print_json, read_local_time
from bot.commands.plan_rows import Naming, read_naming
from bot.commands.running import run
from bot.outgoing import house
from bot.planning import ways
from bot.settings import Settings
from messages.smtp_url import parse_smtp_url
from models.loopback import is_loopback
from scheduler.planned import PlannedMessage, planned_day
from scheduler.planner import store
from scheduler.reminding import composed, existing, plan_at, queued_at, subjects

FAR_OFF = timedelta(days=1)


def register(app: typer.Typer) -> None:
    app.command()(remind)


def remind(
    at: Annotated[str, typer.Option(metavar="LOCAL_TIME", help="Plan as if it were then, like 2025-11-24T08:00.")],
    preview: Annotated[bool, typer.Option("--preview", help="Only show what would be sent.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Show the whole mails.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also for a time far from today's, to a real server.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Queue what is due at a time, once however often it is asked; `deliver` sends it."""
    now = datetime.now(UTC)

    async def command(app: App) -> None:
        zone = app.settings.zone
        moment = read_local_time(at, zone)
        if not preview and not force:
            check_server(app.settings, moment, now)
        planned = await plan_at(app.database, app.catalogue, moment, zone, ways(app.settings), now)
        as_of = moment.astimezone(zone).date()
        if not preview:
            await store(app.database, planned, now)
        new = await app.database.transact(partial(queued_at, now=now), writing=False)
        known = await app.database.transact(partial(existing, as_of=as_of), writing=False)
        planned = [message for message in planned if preview or message.key in new]
        known = [message for message in known if message.key not in new]
        await show(app, [*planned, *known], new, now, text=text, as_json=as_json)
        if not planned and not known and planned_day(moment, zone) is None:
            print(f"Nothing is sent then: mails go on working days from 08:00 ({zone})", file=sys.stderr)

    run(command)


def check_server(settings: Settings, at: datetime, now: datetime) -> None:
    """Raise ArgumentError where mails that speak of another day would go to a real server."""
    if settings.smtp_url is None or abs(at - now) <= FAR_OFF:
        return
    server = parse_smtp_url(settings.smtp_url.get_secret_value())
    if not is_loopback(server.host):
        raise ArgumentError(
            f"--at is more than a day off and SMTP_URL names {server.host}: real mails would speak of the wrong day; "
            "look with --preview, or add --force"
        )


async def show(
    app: App, messages: list[PlannedMessage], new: set[str], now: datetime, *, text: bool, as_json: bool
) -> None:
    """Print the messages: whom to, what of, and whether this call has queued them."""
    facts = await app.facts.current()
    naming = await read_naming(app.database, facts)
    if as_json:
        titles = await subjects(app.database, messages, facts, house(app.settings), now)
        print_json([row_of(message, naming, title, new) for message, title in zip(messages, titles, strict=True)])
    elif text:
        for mail in await composed(app.database, messages, facts, house(app.settings), now):
            print(f"To: {mail.envelope.to.name} <{mail.envelope.to.address}>\nSubject: {mail.subject}\n\n{mail.text}")
    else:
        titles = await subjects(app.database, messages, facts, house(app.settings), now)
        for message, title in zip(messages, titles, strict=True):
            mark = "queued " if message.key in new else ""
            print(f"{mark}{naming.contact(message)} <{message.address}>: {title}".strip())
        print(f"{len(new)} queued, {len(messages)} in all", file=sys.stderr)


def row_of(message: PlannedMessage, naming: Naming, subject: str, new: set[str]) -> dict[str, Any]:
    return {
        "contact": naming.contact(message),
        "email": message.address,
        "channel": message.channel,
        "items": naming.items(message),
        "subject": subject,
        "queued": message.key in new,
    }
