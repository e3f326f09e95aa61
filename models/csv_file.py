"""Lists that administrators bring as CSV: any usual delimiter, a header in Swedish or English."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import BidragslotsError
from models.files import first_bytes

DELIMITERS = (";", "\t", ",")
LARGEST_BYTES = 50_000_000


class CsvFileError(BidragslotsError):
    """A file that is no list of the expected columns; `line` is where, if it is one line."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row beneath the header; `line` counts from 1, `cells` are trimmed, missing ones empty.

    `surplus` counts the cells that no column of the header is for.
    """

    line: int
    cells: Mapping[str, str]
    surplus: int = 0

    def check(self) -> None:
        """Raises CsvFileError where there are more cells than columns."""
        if self.surplus:
            raise CsvFileError(
                f"{len(self.cells) + self.surplus} columns, but the header names {len(self.cells)}; "
                "put quotes around a cell with a separator",
                self.line,
            )


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one line of a list."""

    line: int
    error: str


def read_csv_file(path: Path, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]) -> list[CsvRow]:
    """The rows of a file. `columns` gives each column's name with the other names it may have.

    Raises CsvFileError where the file can't be read, is not UTF-8, lacks a column or has no rows.
    """
    text = read_text(path)
    header = next((line for line in text.split("\n", 20) if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(named_rows(reader, path, columns, required))
    except csv.Error as error:
        raise CsvFileError(
            f"{path}, line {reader.line_num}: no valid CSV ({error}); save the file anew", reader.line_num
        ) from None
    if not rows:
        raise CsvFileError(f"{path} has no rows beneath its header; add at least one")
    return rows


def read_text(path: Path) -> str:
    """The file as text. Raises CsvFileError naming the line that is not UTF-8."""
    try:
        content = first_bytes(path, LARGEST_BYTES + 1)
    except OSError as error:
        raise CsvFileError(f"{path} can't be read ({error.strerror}); check the name") from None
    if len(content) > LARGEST_BYTES:
        raise CsvFileError(f"{path} is larger than {LARGEST_BYTES // 10**6} MB; split it")
    if b"\0" in content:
        raise CsvFileError(f"{path} is no CSV text; save it as CSV in UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CsvFileError(f"{path}, line {line}: not UTF-8; save the file as CSV in UTF-8", line) from None


def named_rows(
    reader: Iterator[list[str]], path: Path, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> Iterator[CsvRow]:
    positions: list[str] | None = None
    line = 1
    for cells in reader:
        start, line = line, reader.line_num + 1  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if positions is None:
            positions = column_names(cells, path, columns, required)
            continue
        while len(cells) > len(positions) and not cells[-1].strip():
            cells.pop()
        padded = [*cells, *[""] * (len(positions) - len(cells))]
        named = {name: cell.strip() for name, cell in zip(positions, padded, strict=False)}
        yield CsvRow(start, named, surplus=len(padded) - len(positions))


def column_names(
    cells: list[str], path: Path, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> list[str]:
    """The column that each cell of the header names; one that is not known keeps its own name."""
    known = {other: name for name, others in columns.items() for other in (name, *others)}
    found = [known.get(cell.strip().casefold(), cell.strip().casefold()) for cell in cells]
    missing = [name for name in required if name not in found]
    if missing:
        raise CsvFileError(f"{path}: the header lacks {', '.join(missing)}; it must be {','.join(columns)}")
    if len(set(found)) < len(found):
        raise CsvFileError(f"{path}: the header names a column twice; keep one of them")
    return found
