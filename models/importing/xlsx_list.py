"""Allocation lists as Excel workbooks: every sheet in sight that has a header with the two columns."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from models.importing.listing import WITHOUT_INVISIBLE, ListedRow, UnreadableListError
from models.importing.table import rows_beneath_headers

MOST_BYTES_UNPACKED = 100_000_000


def read_xlsx(content: bytes) -> Iterator[ListedRow]:
    """The rows of a workbook with their row numbers and sheets; raises UnreadableListError."""
    import openpyxl

    try:
        check_size(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of drop-down lists and styles, which don't matter here
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
            yield from chain.from_iterable(rows_of_sheet(sheet) for sheet in sheets)
            workbook.close()
    except UnreadableListError:
        raise
    except Exception as error:
        raise UnreadableListError(f"can't be read as an Excel workbook ({error}); save it anew as .xlsx") from error


def check_size(content: bytes) -> None:
    """Refuse what unpacks to far more than a list of recipients."""
    unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
    if unpacked > MOST_BYTES_UNPACKED:
        raise UnreadableListError(
            f"unpacks to {unpacked // 10**6} MB, far more than an allocation list; check the file"
        )


def rows_of_sheet(sheet: Any) -> Iterator[ListedRow]:
    cells = ([text_of(value) for value in row] for row in sheet.iter_rows(values_only=True))
    return rows_beneath_headers(enumerate(cells, start=1), sheet.title)


def text_of(value: object) -> str:
    """A cell as a list would print it; a number without decimals is written without them."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value).translate(WITHOUT_INVISIBLE)
