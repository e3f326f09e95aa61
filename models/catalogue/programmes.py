"""Grants as data: the folders of the catalogue, read and checked."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from models.catalogue.places import read_rows
from models.errors import BidragslotsError
from models.kinds import ProgrammeStatus

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
class Rule:
    """What a document demands or allows: `force` is its own word (ska, får, får inte, bör; om: a condition).

    `sv` and `en` say it in our words; `section` is the key of the section where it stands.
    """

    section: str
    force: str
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
    rules: dict[str, Rule]
    reconstruction: dict[str, float]
    folder: Path = field(compare=False)

    def allocations(self) -> list[AllocationRow]:
        """The rows of allocations.csv in the annex's order; none where the grant lists no amounts.

        Raises CatalogueError naming the file and the line.
        """
        path = self.folder / "allocations.csv"
        return [allocation_from(path, line, row) for line, row in numbered_rows(path)] if path.exists() else []


def numbered_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        return list(enumerate(read_rows(path), start=2))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: can't be read ({error}); mend the file or move it away") from error


def allocation_from(path: Path, line: int, row: dict[str, str]) -> AllocationRow:
    try:
        return AllocationRow(row["recipient"], row["printed_name"], int(row["amount"]))
    except KeyError as missing:
        raise CatalogueError(f"{path}, line 1: the column {missing} is missing") from None
    except (TypeError, ValueError):
        raise CatalogueError(f"{path}, line {line}: the amount {row['amount']!r} is not in whole kronor") from None


def load_catalogue(further: Path | None = None) -> dict[str, ProgrammeData]:
    """Every grant by slug: those that ship, then an operator's own folder (setting CATALOGUE).

    Raises CatalogueError where a folder's programme.toml is missing a key or can't be read, and where
    the operator's folder is not there.
    """
    if further is not None and not further.is_dir():
        raise CatalogueError(
            f"BIDRAGSLOTS_CATALOGUE: there is no folder {further}; name one with a folder for each grant"
        )
    folders = [BUILT_IN] if further is None else [BUILT_IN, further]
    programmes = [read_programme(path) for folder in folders for path in sorted(folder.glob("*/programme.toml"))]
    return {programme.slug: programme for programme in programmes}


def read_programme(path: Path) -> ProgrammeData:
    """One grant from its programme.toml; raises CatalogueError naming the file and what is wrong."""
    try:
        programme = programme_from(tomllib.loads(path.read_text(encoding="utf-8")), path.parent)
    except KeyError as missing:
        raise CatalogueError(f"{path}: the key {missing} is missing; see CONTRIBUTING, 'Add a grant'") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: can't be read ({error}); mend the file or move it away") from error
    wrong = next(problems_in(programme), None)
    if wrong is not None:
        raise CatalogueError(f"{path}: {wrong}; see CONTRIBUTING, 'Add a grant'")
    return programme


def programme_from(data: dict[str, Any], folder: Path) -> ProgrammeData:
    return ProgrammeData(
        slug=data["slug"],
        year=data["year"],
        last_year=data.get("last_year", data["year"]),
        status=data["status"],
        name=both_languages(data, "name"),
        short_name=both_languages(data, "short_name"),
        reference=data.get("reference"),
        formula=data.get("formula", False),
        figures=data["figures"],
        dates=data.get("dates", {}),
        references=data.get("references", {}),
        names=data.get("names", {}),
        documents={key: both_languages(data["documents"], key) for key in data["documents"]},
        sections={
            key: Section(document=section["document"], sv=section["sv"], en=section["en"])
            for key, section in data["sections"].items()
        },
        rules={
            key: Rule(section=rule["section"], force=rule["force"], sv=rule["sv"], en=rule["en"])
            for key, rule in data.get("rules", {}).items()
        },
        reconstruction=data.get("reconstruction", {}),
        folder=folder,
    )


def both_languages(data: dict[str, Any], key: str) -> dict[str, str]:
    return {language: data[key][language] for language in ("sv", "en")}


def problems_in(programme: ProgrammeData) -> Iterator[str]:
    """What a reader of the file would stumble over later, each with its key."""
    if programme.status not in tuple(ProgrammeStatus):
        yield f"status: {programme.status!r} is neither decided nor announced"
    for key in ("year", "last_year"):
        if not isinstance(getattr(programme, key), int):
            yield f"{key}: {getattr(programme, key)!r} is no year in digits without quotes"
    for key, figure in programme.figures.items():
        if not isinstance(figure, int) or figure < 0:
            yield f"figures.{key}: {figure!r} is no whole number"
    for key, section in programme.sections.items():
        if section.document not in programme.documents:
            yield f"sections.{key}: there is no document '{section.document}'"
    for key, rule in programme.rules.items():
        if rule.section not in programme.sections:
            yield f"rules.{key}: there is no section '{rule.section}'"
