"""`bidragslots messages`: what was sent to whom, when, and what the server said."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import select

from bot.app import App
from bot.commands.arguments import place_named, print_json
from bot.commands.running import run
from models.outbox import MessageState
from scheduler.outbox import MESSAGE
from scheduler.sources import ITEM

SHOWN = ("kind", "channel", "address", "state", "due_at", "ended_at", "attempts", "reply")


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="What was sent, and how it went.")
    group.command("list")(list_messages)
    group.callback()(lambda: None)
    app.add_typer(group, name="messages")


def list_messages(
    recipient: Annotated[str | None, typer.Option(help="Only messages about this recipient.")] = None,
    state: Annotated[MessageState | None, typer.Option(help="Only messages in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest first.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """List messages, the newest first."""

    async def command(app: App) -> tuple[list[dict[str, Any]], ZoneInfo]:
        chosen = select(*(MESSAGE.c[name] for name in SHOWN)).order_by(MESSAGE.c.id.desc()).limit(limit)
        if state is not None:
            chosen = chosen.where(MESSAGE.c.state == state)
        if recipient is not None:
            place = place_named(await app.facts.current(), recipient)
            about = select(ITEM.c.message_id).where(ITEM.c.recipient_id == place.id)
            chosen = chosen.where(MESSAGE.c.id.in_(about))
        rows = await app.database.transact(
            lambda connection: connection.execute(chosen).mappings().all(), writing=False
        )
        return [dict(row) for row in rows], app.settings.zone

    found, zone = run(command)
    if as_json:
        print_json(found)
        return
    for message in found:
        at = (message["ended_at"] or message["due_at"]).astimezone(zone)
        print(f"{at:%Y-%m-%d %H:%M}  {message['state']:<10} {message['kind']:<12} {message['address']}")
        if message["reply"]:
            print(f"    {message['reply']}")
    if not found:
        print("No messages.")
