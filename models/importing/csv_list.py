"""Allocation lists as CSV: comma, semicolon or tab, beneath a header in Swedish or English."""

import csv
import io
import re
from collections.abc import Iterator

from models.importing.listing import ListedRow, UnreadableListError
from models.importing.table import find_columns, rows_beneath_headers

DELIMITERS = ("\t", ";", ",")
MOST_TITLE_LINES = 20
COMMA_IN_HEADER = re.compile(r", (?=kr\b|kronor\b)", re.IGNORECASE)  # "Belopp, kr" is one column


def delimiter_of(text: str, title_lines: int = 0) -> str | None:
    """The delimiter with which a first line names the columns; None where none does.

    Spreadsheets may put titles above: so many lines that are not empty may go before.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n", 50)[:50], start=1) if line.strip()]
    for number, line in lines[: title_lines + 1]:
        header = COMMA_IN_HEADER.sub(" ", line[:1000])
        for delimiter in DELIMITERS:
            if find_columns(next(csv.reader([header], delimiter=delimiter), []), number) is not None:
                return delimiter
    return None


def read_csv(text: str) -> Iterator[ListedRow]:
    """The rows of a CSV text with their line numbers; raises UnreadableListError."""
    delimiter = delimiter_of(text, MOST_TITLE_LINES)
    if delimiter is None:
        raise UnreadableListError("the first line must name the columns, such as: recipient,amount", 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows_beneath_headers((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise UnreadableListError(f"the line is no valid CSV ({error})", reader.line_num) from error
