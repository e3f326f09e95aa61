"""Confirmed steps from a list, as the agency keeps them: all of it stored or none."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from models.contacts_import import find_recipient
from models.csv_file import CsvRow, RowError, read_csv_file
from models.errors import BidragslotsError
from models.importing.amounts import AmountError, kronor_from
from models.importing.names import KnownNames
from models.progress import ProgressError, confirm_step
from models.steps import RecipientStep, Step

COLUMNS = {
    "year": ("år", "programme", "bidrag"),
    "recipient": ("mottagare", "kommun"),
    "step": ("steg",),
    "amount": ("belopp",),
    "date": ("datum",),
}
REQUIRED = ("recipient", "step")
STEPS = {"rekvisition": Step.REQUISITION, "redovisning": Step.REPORT, "återbetalning": Step.REPAYMENT} | {
    str(step): step for step in Step
}


async def import_progress(
    session: AsyncSession,
    path: Path,
    names: KnownNames,
    programme_of: Callable[[str], int],
    *,
    by: str,
    today: date,
    now: datetime,
) -> tuple[int, list[RowError]]:
    """Confirm each line's step; returns how many were new or changed, and what is wrong.

    `programme_of` finds a grant's id by what the year column says ("" where there is none). The
    caller commits only where there are no errors. Raises CsvFileError for a file that can't be used.
    """
    updated, errors = 0, []
    for row in read_csv_file(path, COLUMNS, REQUIRED):
        try:
            row.check()
            updated += await confirm_row(session, row, names, programme_of, by=by, today=today, now=now)
        except BidragslotsError as error:
            errors.append(RowError(row.line, str(error)))
    return updated, errors


async def confirm_row(
    session: AsyncSession,
    row: CsvRow,
    names: KnownNames,
    programme_of: Callable[[str], int],
    *,
    by: str,
    today: date,
    now: datetime,
) -> bool:
    programme_id = programme_of(row.cells.get("year", ""))
    recipient_id = find_recipient(names, row.cells["recipient"])
    step = STEPS.get(row.cells["step"].casefold())
    if step is None:
        raise ProgressError(f"'{row.cells['step'][:40]}' is no step; write requisition, report or repayment")
    amount, on_date = amount_in(row.cells.get("amount", "")), date_in(row.cells.get("date", ""), today)
    return await confirm_step(session, RecipientStep(programme_id, recipient_id, step), amount, on_date, by=by, now=now)


def amount_in(text: str) -> int | None:
    try:
        return kronor_from(text) if text else None
    except AmountError as error:
        raise ProgressError(str(error)) from None


def date_in(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise ProgressError(f"'{text[:40]}' is no date; write it like 2025-12-01") from None
