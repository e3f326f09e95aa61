"""`bidragslots calendar`: the whole plan of the coming days."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from bot.app import App
from bot.commands.arguments import ArgumentError, print_json, read_date
from bot.commands.plan_rows import Naming, read_naming
from bot.commands.running import run
from bot.planning import ways
from scheduler.coming import coming
from scheduler.effective import Clock
from scheduler.planned import PlannedMessage
from scheduler.planner import load_situation

FARTHEST = timedelta(days=3 * 366)


def register(app: typer.Typer) -> None:
    app.command()(calendar)


def calendar(
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day to list, like 2025-12-31.")],
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day, if not today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """List every mail that the plan holds, as long as nothing changes meanwhile."""
    now = datetime.now(UTC)

    async def command(app: App) -> list[dict[str, Any]]:
        zone = app.settings.zone
        first, last = read_date(since) if since else now.astimezone(zone).date(), read_date(until)
        if not first <= last <= first + FARTHEST:
            raise ArgumentError(f"--until {last} must lie within three years from {first}")
        start = datetime.combine(first, datetime.min.time(), zone)
        clock = Clock(start, zone, at_once=since is not None)
        situation = await load_situation(app.database, app.catalogue, clock, ways(app.settings))
        naming = await read_naming(app.database, await app.facts.current())
        return [row_of(message, naming) for message in coming(situation, first, last, zone)]

    rows = run(command)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        what = "; ".join(
            f"{item['recipient']} {item['step']} {item['year']} ({item['occasion']})" for item in row["items"]
        )
        print(f"{row['day']} {row['kind']} to {row['contact']} <{row['email']}>: {what}".rstrip(": "))
    print(f"{len(rows)} mails")


def row_of(message: PlannedMessage, naming: Naming) -> dict[str, Any]:
    said = zip(naming.items(message), message.items, strict=True)
    return {
        "day": message.as_of,
        "kind": str(message.kind),
        "contact": naming.contact(message),
        "email": message.address,
        "items": [row | {"occasion": item.occasion} for row, item in said],
    }
