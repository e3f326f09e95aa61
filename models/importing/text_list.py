"""Allocation lists in the pasted plain text of a decision: prose, then tables, broken by pages.

A table begins with a header ("Kommun", "Belopp, kr") or with the first row that names a recipient,
and ends with its total, or with the grand total right beneath that. Within it every line that has
the form of a row is a row, so that a misspelt name is an error and not prose.
"""

import re
from collections import deque
from collections.abc import Iterator

from models.importing.amounts import SPACES
from models.importing.listing import ListedRow
from models.importing.names import KnownNames
from models.importing.table import Columns, find_columns

BETWEEN_CELLS = re.compile(rf"[{SPACES}]*\t[{SPACES}\t]*|[{SPACES}]{{2,}}")
RULE = re.compile(r"<hr\s*/?>|[-–—=_*|+ ]+")
AMOUNT = re.compile(rf"[-−–]?[0-9][0-9.,{SPACES}]*(?:kr|kronor)?", re.IGNORECASE)
NAME_THEN_AMOUNT = re.compile(rf"(?P<name>.*?[^\W\d].*?)[{SPACES}](?P<amount>[-−–]?[0-9][0-9.,{SPACES}]*)")
CODE = re.compile(r"[0-9]{4}")
PAGE_OF = r"[0-9]{1,3}\s*(?:\([0-9]{1,3}\)|(?:/|av|of)\s*[0-9]{1,3})"  # "7 (12)", "7 av 12"
PAGE = re.compile(
    rf"(?:sida?|page|s\.|bilaga|annex)\b.*|{PAGE_OF}|[0-9]{{1,3}}|[-–]\s*[0-9]{{1,3}}\s*[-–]", re.IGNORECASE
)
FEWEST_DIGITS = 5  # of an amount; fewer are a year or a page
LONGEST_ROW = 300  # characters; a longer line is prose
MOST_CANDIDATES = 100


def read_text(text: str, names: KnownNames) -> Iterator[ListedRow]:
    """The rows of every table in the text with their line numbers."""
    reader = TextReader(names)
    for number, line in enumerate(text.split("\n"), start=1):
        yield from reader.take(number, line.replace("\f", " ").strip("\r"))
    yield from reader.finish()


class TextReader:
    """Goes through the lines and knows whether it stands in a table.

    `candidates` are lines of a row's form before any recipient was named: they become rows when a
    known name follows directly, so that an unknown first name is not taken for prose.
    """

    def __init__(self, names: KnownNames) -> None:
        self._names = names
        self._in_table = False
        self._found_any = False
        self._after_total = False
        self._columns: Columns | None = None
        self._candidates: deque[ListedRow] = deque(maxlen=MOST_CANDIDATES)

    def take(self, number: int, line: str) -> Iterator[ListedRow]:
        """The rows that this line completes."""
        if len(line) > LONGEST_ROW:
            return
        cells = BETWEEN_CELLS.split(line)
        if not line.strip() or RULE.fullmatch("".join(cells)):
            return
        columns = find_columns(every_cell(line), number)
        if columns is not None:
            self._in_table = True
            self._columns = columns
            self._candidates.clear()
            return
        row = self._row(number, line, cells)
        if row is None:
            self._candidates.clear()
            self._after_total = False
        elif self._in_table or self._names_recipient(row) or (self._after_total and self._is_total(row)):
            yield from [*self._candidates, row]
            self._candidates.clear()
            self._found_any = True
            self._after_total = self._is_total(row)
            self._in_table = not self._after_total
        else:
            self._candidates.append(row)

    def finish(self) -> Iterator[ListedRow]:
        """Where no recipient was named at all, what looked like rows is what has to be mended."""
        if not self._found_any:
            yield from self._candidates

    def _row(self, number: int, line: str, cells: list[str]) -> ListedRow | None:
        if len(cells) == 1:
            return self._row_of_words(number, line.strip())
        row = self._row_by_header(number, every_cell(line)) or row_of_cells(number, [unquoted(cell) for cell in cells])
        if PAGE.fullmatch(f"{row.name} {row.amount}".strip()) or PAGE.fullmatch(row.amount):
            return None
        has_tab = "\t" in line.strip(SPACES)
        is_row = AMOUNT.fullmatch(row.amount) or self._is_known(row.name) or (has_tab and self._in_table)
        return row if is_row else None

    def _row_by_header(self, number: int, cells: list[str]) -> ListedRow | None:
        """A line with as many cells as a header that names more than a recipient and, after it, an amount."""
        columns = self._columns
        if columns is None or len(cells) != columns.count or columns.is_plain:
            return None
        return columns.row(number, cells, "")

    def _row_of_words(self, number: int, line: str) -> ListedRow | None:
        """A line without a gap: a name alone, an amount alone (a total), or both with one space."""
        if PAGE.fullmatch(line):
            return None
        if self._is_place(line):
            return ListedRow(number, line, "") if self._in_table else None
        if AMOUNT.fullmatch(line):
            return ListedRow(number, "", line) if self._in_table and digits(line) >= FEWEST_DIGITS else None
        found = NAME_THEN_AMOUNT.fullmatch(line)
        if found and (self._is_known(found["name"]) or (self._in_table and digits(found["amount"]) >= FEWEST_DIGITS)):
            return ListedRow(number, found["name"], found["amount"])
        return None

    def _is_known(self, name: str) -> bool:
        return bool(name) and (self._names.is_total(name) or self._is_place(name))

    def _is_place(self, name: str) -> bool:
        return self._names.find(name) is not None or self._names.is_county(name)

    def _is_total(self, row: ListedRow) -> bool:
        return self._names.is_total(row.name) and not self._is_place(row.name)

    def _names_recipient(self, row: ListedRow) -> bool:
        return self._is_place(row.name) and bool(row.amount)


def every_cell(line: str) -> list[str]:
    """The cells of a line, empty ones between two tabs too."""
    return [unquoted(cell) for cell in (line.split("\t") if "\t" in line else BETWEEN_CELLS.split(line))]


def unquoted(cell: str) -> str:
    """A cell without the quotes that a spreadsheet puts around one with a comma."""
    return cell.strip(f'{SPACES}"')


def row_of_cells(number: int, cells: list[str]) -> ListedRow:
    """A line with a gap in it: the last cell is the amount, a first one of four digits a code."""
    *rest, amount = cells
    if amount.casefold() in ("kr", "kronor") and rest:
        *rest, amount = rest
    code = rest.pop(0) if len(rest) > 1 and CODE.fullmatch(rest[0]) else ""
    return ListedRow(number, " ".join(cell for cell in rest if cell), amount, code)


def digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
