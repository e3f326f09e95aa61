"""Lists in columns: which column holds what, and the rows beneath a header."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.importing.listing import ListedRow, UnreadableListError

# The first word of a column's header, in Swedish and English; an earlier set goes first.
NAMES = (
    {"kommun", "kommuner", "kommunnamn", "mottagare", "recipient", "municipality"},
    {"rss", "huvudman", "namn", "name", "län"},
)
AMOUNTS = {"belopp", "amount", "kronor", "bidrag", "kr"}
CODES = {"kod", "code", "kommunkod"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The positions, from 0, of the columns in use; `count` is how many the header has."""

    name: int
    amount: int
    code: int | None
    count: int

    @property
    def is_plain(self) -> bool:
        """Whether the table has a recipient, then an amount, and nothing else."""
        return (self.name, self.amount, self.count) == (0, 1, 2)

    def row(self, line: int, cells: Sequence[str], sheet: str) -> ListedRow:
        """The row that these cells hold; raises UnreadableListError where they outnumber the header."""
        if any(cell.strip() for cell in cells[self.count :]):
            raise UnreadableListError(
                f"the row has {len(cells)} columns, the header {self.count}; put quotes around a cell with a separator",
                line,
            )
        padded = [*cells, *[""] * (self.count - len(cells))]
        code = padded[self.code].strip() if self.code is not None else ""
        return ListedRow(line, padded[self.name].strip(), padded[self.amount].strip(), code, sheet)


def find_columns(cells: Sequence[str], line: int | None = None) -> Columns | None:
    """The columns that a header row names; None where it is no header.

    Raises UnreadableListError where two columns hold amounts: which one counts is not ours to guess.
    """
    words = [re.findall(r"\w+", cell.casefold()) for cell in cells]
    codes = [at for at, found in enumerate(words) if found and CODES & {found[0], found[-1]}]
    amounts = [at for at, found in enumerate(words) if found and found[0] in AMOUNTS]
    names = [at for known in NAMES for at, found in enumerate(words) if found and found[0] in known and at not in codes]
    if not names or not amounts:
        return None
    if len(amounts) > 1:
        raise UnreadableListError("the header names two columns of amounts; keep the one to import", line)
    return Columns(names[0], amounts[0], codes[0] if codes else None, len(cells))


def rows_beneath_headers(lines: Iterable[tuple[int, Sequence[str]]], sheet: str = "") -> Iterator[ListedRow]:
    """The rows beneath the first header, empty ones left out; a further header starts a further table."""
    columns: Columns | None = None
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        found = find_columns(cells, line)
        if found is not None:
            columns = found
        elif columns is not None:
            yield columns.row(line, cells, sheet)
