"""From a file to its rows: what kind of file it is, with a limit to what is read."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path

from models.files import first_bytes
from models.importing.csv_list import delimiter_of, read_csv
from models.importing.listing import WITHOUT_INVISIBLE, ListedRow, UnreadableListError
from models.importing.names import KnownNames
from models.importing.text_list import read_text
from models.importing.xlsx_list import read_xlsx

MOST_BYTES = 20_000_000
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KINDS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture"}
ROWS_BETWEEN_REPORTS = 500

Progress = Callable[[int], None]


def read_list(path: Path, names: KnownNames, on_progress: Progress = lambda _line: None) -> Iterator[ListedRow]:
    """The rows of a CSV, an Excel workbook or the pasted text of a decision.

    `on_progress` is told every few hundred rows which line has been reached. Raises
    UnreadableListError where the file holds no list, with the line where one is to blame.
    """
    found = False
    for count, row in enumerate(rows_of(path, names)):
        found = True
        if count % ROWS_BETWEEN_REPORTS == 0:
            on_progress(row.line)
        yield row
    if not found:
        raise UnreadableListError("holds no list of recipients and amounts")


def rows_of(path: Path, names: KnownNames) -> Iterator[ListedRow]:
    content = content_of(path)
    if content.startswith(ZIP):
        return read_xlsx(content)
    text = text_of(content)
    if path.suffix.casefold() in (".csv", ".tsv") or delimiter_of(text) in (";", ","):
        return read_csv(text)
    return read_text(text, names)


def content_of(path: Path) -> bytes:
    """The bytes of a file of at most MOST_BYTES."""
    try:
        content = first_bytes(path, MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableListError(f"can't be read ({error.strerror}); name a file with the list") from error
    if len(content) > MOST_BYTES:
        raise UnreadableListError(
            f"is larger than {MOST_BYTES // 10**6} MB, far more than an allocation list; name the file with the list"
        )
    if not content.removeprefix(BOM_UTF8).strip():
        raise UnreadableListError("is empty")
    return content


def text_of(content: bytes) -> str:
    """Text in UTF-8, with or without a byte order mark; raises UnreadableListError for anything else."""
    kind = next((name for magic, name in KINDS.items() if content.startswith(magic)), None)
    if content.startswith(OLD_EXCEL):
        raise UnreadableListError("is an old Excel workbook; save it as .xlsx")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableListError("is text in UTF-16; save it as UTF-8", 1)
    if kind or b"\0" in content:
        raise UnreadableListError(
            f"is {kind or 'a binary file'}, not a list; copy the table into a text file, or save it as CSV or .xlsx"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableListError("is not text in UTF-8 (Latin-1 or binary?); save it as UTF-8", line) from error
    return text.translate(WITHOUT_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
