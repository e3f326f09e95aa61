"""Grants as data: the folders of the catalogue, read and checked."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from models.catalogue.places import read_rows
from models.errors import BidragslotsError

BUILT_IN = Path(__file__).parent


class CatalogueError(BidragslotsError):
    """A folder of the catalogue can't be used."""


@dataclass(frozen=True, slots=True)
class Section:
    """A place in a document that an answer can cite, in both languages."""

    document: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """One row of an allocation list: recipient code, its printed name, whole kronor at most."""

    recipient: str
    printed_name: str
    amount: int


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    """Everything a decision says, by key. `figures` are whole kronor or counts.

    `dates` may hold a month as text ("2025-01") where the source gives no day. `reconstruction`
    is our own account of how the amounts arose, present only where `formula` is true.
    """

    slug: str
    year: int
    last_year: int
    status: str
    name: dict[str, str]
    short_name: dict[str, str]
    reference: str | None
    formula: bool
    figures: dict[str, int]
    dates: dict[str, date | str]
    references: dict[str, str]
    names: dict[str, str]
    documents: dict[str, dict[str, str]]
    sections: dict[str, Section]
    reconstruction: dict[str, float]
    folder: Path = field(compare=False)

    def allocations(self) -> list[AllocationRow]:
        """The rows of allocations.csv in the annex's order; none where the grant lists no amounts."""
        path = self.folder / "allocations.csv"
        if not path.exists():
            return []
        return [AllocationRow(row["recipient"], row["printed_name"], int(row["amount"])) for row in read_rows(path)]


def load_catalogue(further: Path | None = None) -> dict[str, ProgrammeData]:
    """Every grant by slug: those that ship, then an operator's own folder (setting CATALOGUE).

    Raises CatalogueError where a folder's programme.toml is missing a key or can't be read.
    """
    folders = [BUILT_IN] if further is None else [BUILT_IN, further]
    programmes = [read_programme(path) for folder in folders for path in sorted(folder.glob("*/programme.toml"))]
    return {programme.slug: programme for programme in programmes}


def read_programme(path: Path) -> ProgrammeData:
    """One grant from its programme.toml; raises CatalogueError naming the file and what is wrong."""
    try:
        return programme_from(tomllib.loads(path.read_text(encoding="utf-8")), path.parent)
    except KeyError as missing:
        raise CatalogueError(f"{path}: the key {missing} is missing; see CONTRIBUTING, 'Add a grant'") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise CatalogueError(f"{path}: can't be read ({error}); mend the file or move it away") from error


def programme_from(data: dict[str, Any], folder: Path) -> ProgrammeData:
    return ProgrammeData(
        slug=data["slug"],
        year=data["year"],
        last_year=data.get("last_year", data["year"]),
        status=data["status"],
        name=data["name"],
        short_name=data["short_name"],
        reference=data.get("reference"),
        formula=data.get("formula", False),
        figures=data["figures"],
        dates=data.get("dates", {}),
        references=data.get("references", {}),
        names=data.get("names", {}),
        documents=data["documents"],
        sections={key: Section(**section) for key, section in data["sections"].items()},
        reconstruction=data.get("reconstruction", {}),
        folder=folder,
    )
