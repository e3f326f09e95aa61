"""Allocation lists as CSV: comma, semicolon or tab, beneath a header in Swedish or English."""

import csv
import io
from collections.abc import Iterator

from models.importing.listing import ListedRow, UnreadableListError
from models.importing.table import find_columns, rows_beneath_headers

DELIMITERS = ("\t", ";", ",")


def delimiter_of(text: str) -> str | None:
    """The delimiter with which the first line that is not empty names the columns; None where none does."""
    lines = enumerate(text.split("\n", 50), start=1)
    number, header = next(((number, line) for number, line in lines if line.strip()), (1, ""))
    for delimiter in DELIMITERS:
        if find_columns(next(csv.reader([header[:1000]], delimiter=delimiter), []), number) is not None:
            return delimiter
    return None


def read_csv(text: str) -> Iterator[ListedRow]:
    """The rows of a CSV text with their line numbers; raises UnreadableListError."""
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise UnreadableListError("the first line must name the columns, such as: recipient,amount", 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows_beneath_headers((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise UnreadableListError(f"the line is no valid CSV ({error})", reader.line_num) from error
