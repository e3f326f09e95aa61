"""`bidragslots export`: amounts, dates and progress as CSV for a spreadsheet, or as JSON."""

import csv
import io
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import col, select

from bot.app import App
from bot.commands.arguments import grant_named, print_json
from bot.commands.running import run
from models.errors import BidragslotsError
from models.facts import Facts, Grant, Place
from models.progress import Progress, ProgressState
from models.steps import Step

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
Stated = dict[tuple[int, str, str], Progress]


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    programme: Annotated[str, typer.Argument(metavar="YEAR", help="The grant's year or slug.")] = "",
    output: Annotated[Path | None, typer.Option(help="A file instead of standard output.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of CSV.")] = False,
) -> None:
    """Print one row a recipient: amount at most, the dates in force, and each step's progress."""

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        grant = grant_named(facts, programme)
        stated = await progress_of(app, int(grant.row["id"]))
        return [row_of(grant, facts.places[code], stated) for code in codes_of(facts, grant)]

    rows = run(command)
    if output is not None:
        write(output, rows, as_json)
    elif as_json:
        print_json(rows)
    else:
        print(as_csv(rows), end="")


def codes_of(facts: Facts, grant: Grant) -> list[str]:
    """Recipients in the annex's order; all of them where the grant has no amounts yet."""
    return list(grant.amounts or facts.places)


async def progress_of(app: App, programme_id: int) -> Stated:
    """What is stated by recipient, step and state; of several claims the latest."""
    async with app.database.reading() as session:
        rows = await session.scalars(
            select(Progress).where(col(Progress.programme_id) == programme_id).order_by(col(Progress.said_at))
        )
        return {(row.recipient_id, row.step, row.state): row for row in rows}


def row_of(grant: Grant, place: Place, stated: Stated) -> dict[str, Any]:
    """One recipient's row; what is unknown is None. Amounts are whole kronor."""
    row: dict[str, Any] = {
        "code": place.code,
        "recipient": place.name,
        "kind": place.kind.value,
        "amount": grant.amounts.get(place.code),
    }
    for step in Step:
        window = grant.window(step, place.code)
        row |= {f"{step}_opens": window.opens, f"{step}_due": window.due}
        for state in ProgressState:
            said = stated.get((place.id, step, state))
            row |= {f"{step}_{state}_on": said and said.on_date, f"{step}_{state}_amount": said and said.amount}
    return row


def as_csv(rows: list[dict[str, Any]]) -> str:
    """UTF-8 CSV with a header; texts can't act as formulas. `bidragslots import` reads its amounts back."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else ["code"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def write(output: Path, rows: list[dict[str, Any]], as_json: bool) -> None:
    import json

    text = json.dumps(rows, ensure_ascii=False, default=str, indent=1) + "\n" if as_json else as_csv(rows)
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BidragslotsError(f"{output} can't be written ({error.strerror}); name another file") from error
    print(f"Wrote {len(rows)} rows to {output}")
