"""What the imports of lists have in common: counts, errors by line, and how both are printed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.app import App
from bot.commands.arguments import print_json
from bot.commands.running import run
from models.csv_file import CsvFileError, RowError
from models.errors import BidragslotsError


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows were stored, by what happened to them, and what is wrong with which line."""

    counts: dict[str, int]
    errors: list[RowError]


class ImportRefusedError(BidragslotsError):
    """A list has lines that can't be used, so nothing of it was stored."""


def run_import(
    command: Callable[[App], Awaitable[ImportResult]], counted: tuple[str, ...], as_json: bool
) -> ImportResult:
    """Run an import; for programs an error of the whole file is listed like a line's."""
    try:
        return run(command)
    except CsvFileError as error:
        if not as_json:
            raise
        return ImportResult(dict.fromkeys(counted, 0), [RowError(error.line or 1, str(error))])


def finish_import(file: Path, result: ImportResult, as_json: bool) -> None:
    """Print the result. Raises ImportRefusedError where a line was wrong."""
    if as_json:
        print_json(result.counts | {"errors": [{"line": row.line, "error": row.error} for row in result.errors]})
    elif result.errors:
        print("\n".join(f"line {row.line}: {row.error}" for row in result.errors))
    else:
        print(", ".join(f"{count} {what}" for what, count in result.counts.items()))
    if result.errors:
        lines = "1 line" if len(result.errors) == 1 else f"{len(result.errors)} lines"
        raise ImportRefusedError(f"{file}: {lines} can't be used, so nothing was stored; correct them and repeat")
