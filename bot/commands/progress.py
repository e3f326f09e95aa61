"""`bidragslots progress`: which recipient has done which step."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import col, select

from bot.app import App
from bot.commands.arguments import grant_named, place_named, print_json, read_date
from bot.commands.imports import ImportResult, finish_import, run_import
from bot.commands.running import run
from models.contacts import find_contact
from models.facts import Facts
from models.importing.names import KnownNames
from models.progress import Progress, ProgressError, ProgressState, claim_step, confirm_step, undo_claim, undo_step
from models.progress_import import import_progress
from models.steps import RecipientStep, Step

Year = Annotated[str, typer.Argument(help="The grant's year or slug.")]
Name = Annotated[str, typer.Argument(help="The recipient's name or code.")]
StepName = Annotated[Step, typer.Argument(help="The step.")]
By = Annotated[str | None, typer.Option("--contact", help="The address of the contact whose claim it is.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]
BY = "administrator"


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Steps done: claimed by a contact or confirmed by the agency.")
    group.command("set")(set_progress)
    group.command()(undo)
    group.command("list")(list_progress)
    group.command("import")(import_list)
    app.add_typer(group, name="progress")


def set_progress(
    year: Year,
    name: Name,
    step: StepName,
    *,
    amount: Annotated[int | None, typer.Option(help="Kronor: requisitioned, used for the purpose, or repaid.")] = None,
    on: Annotated[str | None, typer.Option(help="The day it was done; today without it.")] = None,
    claimed: Annotated[bool, typer.Option("--claimed", help="Only said by the recipient, not confirmed.")] = False,
    contact: By = None,
    as_json: AsJson = False,
) -> None:
    """Note a step as confirmed by the agency, or with --claimed as said by the recipient."""
    now = datetime.now(UTC)
    done_on = read_date(on) if on else None
    if contact and not claimed:
        raise ProgressError("--contact tells whose claim it is; use it with --claimed")

    async def command(app: App) -> bool:
        facts = await app.facts.current()
        of = RecipientStep(grant_named(facts, year).row["id"], place_named(facts, name).id, step)
        day = done_on or now.astimezone(app.settings.zone).date()
        async with app.database.writing() as session:
            if not claimed:
                return await confirm_step(session, of, amount, day, by=BY, now=now)
            who = await find_contact(session, contact) if contact else None
            by = who.name if who else BY
            return await claim_step(session, of, amount, day, contact_id=who.id if who else None, by=by, now=now)

    updated = run(command)
    if as_json:
        print_json({"updated": int(updated), "errors": []})
    else:
        print(
            f"{name}: {step} {'claimed' if claimed else 'confirmed'}"
            if updated
            else "Nothing new: it was noted already"
        )


def undo(
    year: Year,
    name: Name,
    step: StepName,
    *,
    claimed: Annotated[bool, typer.Option("--claimed", help="Only the claim of --contact, or of no contact.")] = False,
    contact: By = None,
    as_json: AsJson = False,
) -> None:
    """Take back a confirmation, or where there is none, the claims."""

    async def command(app: App) -> str:
        facts = await app.facts.current()
        of = RecipientStep(grant_named(facts, year).row["id"], place_named(facts, name).id, step)
        async with app.database.writing() as session:
            if not (claimed or contact):
                return await undo_step(session, of)
            who = (await find_contact(session, contact)).id if contact else None
            if not await undo_claim(session, of, contact_id=who):
                raise ProgressError("There is no such claim; see: bidragslots progress list")
            return ProgressState.CLAIMED

    undone = run(command)
    if as_json:
        print_json({"updated": 1, "errors": []})
    else:
        print(f"{name}: {step} is no longer {undone}")


def list_progress(
    year: Annotated[str, typer.Argument(help="The grant's year or slug; the newest grant without it.")] = "",
    as_json: AsJson = False,
) -> None:
    """List which steps are claimed or confirmed."""

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        grant = grant_named(facts, year)
        chosen = select(Progress).where(col(Progress.programme_id) == grant.row["id"])
        async with app.database.reading() as session:
            found = await session.scalars(chosen.order_by(col(Progress.recipient_id), col(Progress.id)))
            return [row_of(facts, grant.year, row) for row in found]

    rows = run(command)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        amount = f", {row['amount']} kr" if row["amount"] is not None else ""
        print(f"{row['recipient']}: {row['step']} {row['state']} on {row['on']}{amount} (by {row['by']})")
    if not rows:
        print("Nothing is on record. Note a step with: bidragslots progress set YEAR NAME STEP")


def row_of(facts: Facts, year: int, row: Progress) -> dict[str, Any]:
    names = {place.id: place.name for place in facts.places.values()}
    return {
        "year": year,
        "recipient": names[row.recipient_id],
        "step": row.step,
        "state": row.state,
        "amount": row.amount,
        "on": row.on_date,
        "by": row.said_by,
    }


def import_list(
    file: Annotated[Path, typer.Argument(readable=False, help="CSV with the columns year,recipient,step,amount,date.")],
    as_json: AsJson = False,
) -> None:
    """Confirm the steps of a list; all of them, or none where a line is wrong."""
    now = datetime.now(UTC)

    async def command(app: App) -> ImportResult:
        facts = await app.facts.current()
        today = now.astimezone(app.settings.zone).date()
        async with app.database.writing() as session:
            updated, errors = await import_progress(
                session, file, KnownNames(facts), programme_finder(facts), by=BY, today=today, now=now
            )
            if errors:
                await session.rollback()
        return ImportResult({"updated": 0 if errors else updated}, errors)

    finish_import(file, run_import(command, ("updated",), as_json), as_json)


def programme_finder(facts: Facts) -> Callable[[str], int]:
    """Finds a grant's id by its year or slug; the newest grant's for an empty text."""
    return lambda written: int(grant_named(facts, written).row["id"])
