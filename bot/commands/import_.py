"""`bidragslots import`: next year's decision into the database, or what it would change."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import App
from bot.commands.arguments import grant_named, print_json
from bot.commands.running import run
from models.errors import BidragslotsError
from models.facts import Facts, Grant
from models.importing.amounts import grouped
from models.importing.checking import CheckedList, check_rows
from models.importing.difference import Change, Difference, KindSum
from models.importing.file import Progress, read_list
from models.importing.listing import Problem, UnreadableListError
from models.importing.names import KnownNames
from models.importing.store import import_list
from models.kinds import RecipientKind
from models.programme import STATED

LARGE_FILE = 500_000  # bytes from which reading takes long enough to show how far it is
KIND_NAMES = {RecipientKind.MUNICIPALITY: "municipalities", RecipientKind.RSS: "RSS"}


class ListRefusedError(BidragslotsError):
    """A list has rows or sums that can't be used, so nothing of it was stored."""


def register(app: typer.Typer) -> None:
    app.command("import")(import_file)


def import_file(
    file: Annotated[
        Path, typer.Argument(readable=False, help="A CSV, an Excel workbook (.xlsx) or the pasted text of a decision.")
    ],
    programme: Annotated[str, typer.Option(help="The grant's slug, or its year.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Replace a grant's amounts by those of a list: all of them, or none where anything is wrong."""
    if not programme.strip():
        raise typer.BadParameter("name the grant by its slug or its year", param_hint="--programme")

    async def command(app: App) -> tuple[Facts, Grant, Difference]:
        facts = await app.facts.current()
        grant = grant_named(facts, programme)
        with progress_bar(file) as on_progress:
            checked = await asyncio.to_thread(read_and_check, file, KnownNames(facts), on_progress)
        return facts, grant, await import_list(app.database, facts, grant, checked, dry_run=dry_run)

    try:
        facts, grant, found = run(command)
    except BidragslotsError as error:
        if as_json:
            print_json(as_dict(None, [Problem(getattr(error, "line", None), str(error))]))
        raise
    if as_json:
        print_json(as_dict(found, found.problems))
    elif found.understood:
        print("\n".join([*described(found), *consequences(facts, grant, found)]))
    finish(file, found, dry_run=dry_run, quiet=as_json)


def read_and_check(file: Path, names: KnownNames, on_progress: Progress) -> CheckedList:
    """Read and check a file; an error names the file and, where it has one, the line."""
    try:
        return check_rows(read_list(file, names, on_progress), names)
    except UnreadableListError as error:
        where = f"{file}, line {error.line}:" if error.line else f"{file}"
        raise UnreadableListError(f"{where} {error}", error.line) from error


def finish(file: Path, found: Difference, *, dry_run: bool, quiet: bool) -> None:
    """Say on standard error what is wrong, one line each, and end with status 1; else what was done."""
    where = {problem: f"{file}, line {problem.line}" if problem.line else str(file) for problem in found.problems}
    told = [f"{where[problem]}: {problem.error}" for problem in found.problems]
    if len(told) == 1:
        raise ListRefusedError(f"{told[0]} (nothing was stored)")
    if told:
        print("\n".join(f"bidragslots: {line}" for line in told), file=sys.stderr)
        raise ListRefusedError(f"{file}: nothing was stored; mend the list and import it again")
    if not quiet:
        print("Nothing was stored (--dry-run)." if dry_run else "Stored.")


@contextmanager
def progress_bar(file: Path) -> Iterator[Progress]:
    """A bar on standard error while a large file is read, where that is a terminal."""
    if not sys.stderr.isatty() or not file.is_file() or file.stat().st_size < LARGE_FILE:
        yield lambda _line: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Reading line {task.completed:.0f}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda line: bar.update(task, completed=line)


def as_dict(found: Difference | None, problems: list[Problem] | tuple[Problem, ...]) -> dict[str, Any]:
    """The contract of `import --json`; amounts are whole kronor."""
    return {
        "new": [{**named(change), "amount": change.after} for change in found.new] if found else [],
        "changed": [{**named(c), "from": c.before, "to": c.after} for c in found.changed] if found else [],
        "gone": [{**named(change), "amount": change.before} for change in found.gone] if found else [],
        "sum": found.listed if found else None,
        "stated_sum": found.stated if found else None,
        "errors": [{"line": problem.line, "error": problem.error} for problem in problems],
    }


def named(change: Change) -> dict[str, Any]:
    return {"recipient": change.place.name, "code": change.place.code, "kind": change.place.kind}


def described(found: Difference) -> list[str]:
    """What would change, for people: counts, every change, and each sum against its stated total."""
    lines = [f"New: {len(found.new)}, changed: {len(found.changed)}, gone: {len(found.gone)}"]
    lines += [f"  new      {change.place.name}: {grouped(change.after or 0)}" for change in found.new]
    lines += [f"  changed  {c.place.name}: {grouped(c.before or 0)} -> {grouped(c.after or 0)}" for c in found.changed]
    lines += [f"  gone     {change.place.name}: {grouped(change.before or 0)}" for change in found.gone]
    return lines + [sum_line(kind_sum) for kind_sum in found.sums]


def consequences(facts: Facts, grant: Grant, found: Difference) -> list[str]:
    """What else the import means: what stays, and what the grant counts as afterwards."""
    left = {facts.places[code].kind for code in grant.amounts} - found.kinds
    lines = [f"The list holds no {KIND_NAMES[kind]}: their amounts stay as they are." for kind in left]
    for kind_sum in found.sums:
        before = grant.row[STATED[kind_sum.kind]]
        if kind_sum.stated_by_list and before not in (None, kind_sum.stated):
            lines.append(f"The total stated for {KIND_NAMES[kind_sum.kind]} was {grouped(before)} kr before.")
    if not grant.is_decided and grant.is_of_one_year:
        lines.append("The grant was announced only; with these amounts it counts as decided.")
    elif not grant.is_decided:
        lines.append(f"The amounts count for {grant.year}; the later years of the grant stay announced only.")
    return lines


def sum_line(found: KindSum) -> str:
    text = f"Sum of {found.rows} {KIND_NAMES[found.kind]}: {grouped(found.listed)} kr"
    if found.stated is None:
        return f"{text}, no total is stated to compare with"
    apart = abs(found.stated - found.listed)
    by = "in the list" if found.stated_by_list else "by the grant"
    return f"{text}, stated {by}: {grouped(found.stated)} kr" + (f" ({grouped(apart)} kr apart)" if apart else "")
