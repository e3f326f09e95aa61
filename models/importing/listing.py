"""An allocation list as it is printed, before anything in it is understood."""

from dataclasses import dataclass

from models.errors import BidragslotsError

# What copying from a PDF or a web page leaves behind: soft hyphens, joiners and marks without a width.
WITHOUT_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row as printed: `line` counts from 1 (in a workbook: the row of its `sheet`).

    A total has the name that the list prints, often none at all.
    """

    line: int
    name: str
    amount: str
    code: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a list, in one line, and where; `line` is None for the list as a whole."""

    line: int | None
    error: str


class UnreadableListError(BidragslotsError):
    """A file holds no allocation list that can be read."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line
