"""From printed rows to recipients and kronor, with every doubt named by its line."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.allocation import is_rounding
from models.facts import Place
from models.importing.amounts import AmountError, grouped, kronor_from
from models.importing.listing import ListedRow, Problem
from models.importing.names import KnownNames

MOST_PROBLEMS = 100  # beyond these a file is no allocation list, and more lines help nobody


@dataclass(frozen=True, slots=True)
class Entry:
    """A recipient's row: whole kronor at most, and the name as printed."""

    line: int
    place: Place
    printed_name: str
    amount: int


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that the list prints, and the rows that it is the total of."""

    line: int
    amount: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A list, understood as far as it could be; it may be stored only without `problems`.

    `understood` says that every row was, so that problems can only be sums.
    """

    entries: tuple[Entry, ...]
    totals: tuple[StatedTotal, ...]
    problems: tuple[Problem, ...]
    understood: bool


def check_rows(rows: Iterable[ListedRow], names: KnownNames) -> CheckedList:
    """Match every row, then compare every printed sum with its rows; stops after MOST_PROBLEMS."""
    checker = Checker(names)
    for row in rows:
        checker.take(row)
        if len(checker.problems) >= MOST_PROBLEMS:
            checker.problems.append(Problem(row.line, f"the first {MOST_PROBLEMS} problems; the rest was not read"))
            break
    return checker.result()


class Checker:
    """Goes through the rows and knows which of them the next sum is the sum of.

    A county's row is the sum of the rows beneath it, a total that of the rows since the total
    before. A total that follows another directly is a grand total over all since the last such; one
    before any row counts for the whole list.
    """

    def __init__(self, names: KnownNames) -> None:
        self.problems: list[Problem] = []
        self._names = names
        self._entries: list[Entry] = []
        self._lines: dict[str, int] = {}
        self._totals: list[StatedTotal] = []
        self._leading_totals: list[tuple[int, int]] = []
        self._county: ListedRow | None = None
        self._county_from = 0
        self._counties: list[tuple[ListedRow, StatedTotal]] = []
        self._total_from = 0
        self._grand_total_from = 0

    def take(self, row: ListedRow) -> None:
        """Sort a row in: recipient, county or total."""
        place = self._place(row)
        if place is not None:
            self._take_recipient(row, place)
        elif self._names.is_county(row.name):
            self._take_county(row)
        elif self._names.is_total(row.name or row.code):
            self._take_total(row)
        else:
            self._report(row, self._unknown(row))

    def result(self) -> CheckedList:
        """Everything found. Sums are compared only where every row was understood."""
        self._close_county()
        leading = [StatedTotal(line, amount, tuple(self._entries)) for line, amount in self._leading_totals]
        totals = (*leading, *self._totals)
        understood = not self.problems
        if understood:
            for row, total in self._counties:
                self._check_county(row, total)
            self.problems += [problem for total in totals if (problem := sum_problem(total)) is not None]
        return CheckedList(tuple(self._entries), totals, tuple(self.problems), understood)

    def _place(self, row: ListedRow) -> Place | None:
        by_name = self._names.find(row.name) if row.name else None
        by_code = self._names.with_code(row.code) if row.code else None
        if by_name and by_code and by_name.code != by_code.code:
            self._report(row, f"the code {row.code} is that of {by_code.name}, not of {row.name}")
        return by_name or (by_code if not row.name else None)

    def _unknown(self, row: ListedRow) -> str:
        name = row.name or row.code
        nearest = self._names.suggestion(name)
        hint = f"did you mean {nearest}?" if nearest else "write it as the annex of 2025 does"
        return f"'{name[:80]}' is no municipality or RSS; {hint}"

    def _take_recipient(self, row: ListedRow, place: Place) -> None:
        if row.code and self._names.with_code(row.code) is None:
            self._report(row, f"the code {row.code} is unknown; {place.name} has {place.code}")
        if place.code in self._lines:
            self._report(row, f"{place.name} stands in the list twice, first in line {self._lines[place.code]}")
        self._lines.setdefault(place.code, row.line)
        amount = self._amount(row, place.name)
        if amount is not None:
            printed = row.name if self._names.with_code(row.name) is None else place.name
            self._entries.append(Entry(row.line, place, printed or place.name, amount))

    def _take_county(self, row: ListedRow) -> None:
        self._close_county()
        self._county, self._county_from = row, len(self._entries)

    def _close_county(self) -> None:
        """Remember which rows stood beneath a county; without an amount its row is a mere heading."""
        row, self._county = self._county, None
        amount = self._amount(row, row.name) if row is not None and row.amount else None
        if row is not None and amount is not None:
            beneath = tuple(self._entries[self._county_from :])
            self._counties.append((row, StatedTotal(row.line, amount, beneath)))

    def _check_county(self, row: ListedRow, total: StatedTotal) -> None:
        problem = sum_problem(total)
        if not total.entries:
            self._report(row, f"{row.name} is a county, which receives nothing itself; its RSS must stand beneath it")
        elif problem:
            self._report(row, f"{row.name}: {problem.error}")

    def _take_total(self, row: ListedRow) -> None:
        self._close_county()
        amount = self._amount(row, row.name or "the total")
        if amount is None:
            return
        if not self._entries:
            self._leading_totals.append((row.line, amount))
            return
        is_grand = len(self._entries) == self._total_from
        first = self._grand_total_from if is_grand else self._total_from
        self._totals.append(StatedTotal(row.line, amount, tuple(self._entries[first:])))
        self._total_from = len(self._entries)
        if is_grand:
            self._grand_total_from = len(self._entries)

    def _amount(self, row: ListedRow, name: str) -> int | None:
        try:
            return kronor_from(row.amount)
        except AmountError as error:
            unsaved = "; save the workbook anew if a formula stands there" if row.sheet and not row.amount else ""
            self._report(row, f"{name}: {error}{unsaved}")
            return None

    def _report(self, row: ListedRow, error: str) -> None:
        self.problems.append(Problem(row.line, f"sheet '{row.sheet}': {error}" if row.sheet else error))


def sum_problem(total: StatedTotal) -> Problem | None:
    """What to say where rows miss their stated sum by more than rounding explains."""
    listed, rows = sum(entry.amount for entry in total.entries), len(total.entries)
    if is_rounding(listed, total.amount, rows):
        return None
    counted = "1 row" if rows == 1 else f"{rows} rows"
    return Problem(
        total.line,
        f"the {counted} {'sums' if rows == 1 else 'sum'} to {grouped(listed)} kr, but {grouped(total.amount)} kr is "
        f"stated: {grouped(abs(listed - total.amount))} kr apart, which rounding of {counted} does not explain",
    )
