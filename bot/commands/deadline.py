"""`bidragslots deadline`: the dates that Socialstyrelsen decides, as an administrator enters them."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.app import App
from bot.commands.arguments import grant_named, place_named, print_json, read_date
from bot.commands.running import run
from models.deadline import clear_deadline, set_deadline
from models.facts import Facts, Grant
from models.reminder_schedule import set_schedule
from models.steps import Step
from models.window import Window

Year = Annotated[str, typer.Argument(help="The grant's year or slug.")]
StepName = Annotated[Step, typer.Argument(help="The step.")]
Recipient = Annotated[str | None, typer.Option(help="One recipient's own date (an extension).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]
BY = "administrator"


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="When each step opens and by which day it must have come in.")
    group.command("set")(set_date)
    group.command()(clear)
    group.command("list")(list_dates)
    group.command()(schedule)
    app.add_typer(group, name="deadline")


def set_date(
    year: Year,
    step: StepName,
    due: Annotated[str, typer.Argument(metavar="DATE", help="The last day, like 2025-12-01.")],
    *,
    opens: Annotated[str | None, typer.Option(help="The first day.")] = None,
    recipient: Recipient = None,
    as_json: AsJson = False,
) -> None:
    """Set the last day of a step for the whole grant, or for one recipient."""
    window = Window(read_date(opens) if opens else None, read_date(due))

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        grant = grant_named(facts, year)
        place = place_named(facts, recipient) if recipient is not None else None
        async with app.database.writing() as session:
            await set_deadline(
                session, grant.row["id"], step, place.id if place else None, window, by=BY, now=datetime.now(UTC)
            )
        return listed(await app.facts.current(), grant.slug, step, place.code if place else None)

    show(run(command), as_json)


def clear(year: Year, step: StepName, recipient: Recipient = None, as_json: AsJson = False) -> None:
    """Withdraw the dates of a step; those who were told them get a mail."""

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        grant = grant_named(facts, year)
        place = place_named(facts, recipient) if recipient is not None else None
        async with app.database.writing() as session:
            await clear_deadline(
                session, grant.row["id"], step, place.id if place else None, by=BY, now=datetime.now(UTC)
            )
        return listed(await app.facts.current(), grant.slug, step, place.code if place else None)

    show(run(command), as_json)


def list_dates(
    year: Annotated[str | None, typer.Argument(help="The grant's year or slug; all without it.")] = None,
    as_json: AsJson = False,
) -> None:
    """List every date that is set."""

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        grants = [grant_named(facts, year)] if year else facts.grants
        return [row for grant in grants for row in rows_of(facts, grant) if row["opens"] or row["due"]]

    show(run(command), as_json)


def rows_of(facts: Facts, grant: Grant) -> list[dict[str, Any]]:
    """A grant's dates in the order of the steps, the whole grant's before single recipients'."""
    order = list(Step)
    keys = sorted(grant.windows, key=lambda key: (order.index(key[0]), key[1] or ""))
    return [row_of(facts, grant, step, code) for step, code in keys]


def row_of(facts: Facts, grant: Grant, step: Step, code: str | None) -> dict[str, Any]:
    window = grant.windows[(step, code)]
    return {
        "year": grant.year,
        "step": str(step),
        "recipient": facts.places[code].name if code else None,
        "opens": window.opens,
        "due": window.due,
    }


def listed(facts: Facts, slug: str, step: Step, code: str | None) -> list[dict[str, Any]]:
    grant = facts.of_slug(slug)
    return [row_of(facts, grant, step, code)] if grant else []


def show(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        whom = row["recipient"] or "all recipients"
        opens = f", opens {row['opens']}" if row["opens"] else ""
        print(f"{row['year']} {row['step']} for {whom}: {row['due'] or 'no date'}{opens}")
    if not rows:
        print("No dates are set. Set one with: bidragslots deadline set YEAR STEP DATE")


def schedule(
    year: Year,
    step: StepName,
    before: Annotated[str, typer.Option(help="Days before the date, 0 is the day itself.")] = "30,14,7,1,0",
    after: Annotated[str, typer.Option(help="Days after the date while the step is not done.")] = "1,7",
    forecast: Annotated[
        int | None, typer.Option(min=0, max=365, help="Report: days before the period of use ends to ask what is left.")
    ] = None,
) -> None:
    """Choose on which days before and after a step's date its contacts are written to."""

    async def command(app: App) -> None:
        grant = grant_named(await app.facts.current(), year)
        async with app.database.writing() as session:
            await set_schedule(
                session, grant.row["id"], step, days_before=before, days_after=after, forecast_days=forecast
            )

    run(command)
    print(f"{year} {step}: {before} days before, {after} days after")
