"""The counties, regional structures and municipalities that ship with the service."""

import csv
from dataclasses import dataclass
from pathlib import Path

PLACES = Path(__file__).parent / "places"
POPULATION_YEARS = (2023, 2024, 2025)


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One municipality as the catalogue lists it; `forms` are its other written names."""

    code: str
    name: str
    official_name: str
    forms: tuple[str, ...]
    county_code: str
    rss_code: str
    population: dict[int, int]


@dataclass(frozen=True, slots=True)
class RssRow:
    """One regional structure; `county_code` is the county whose municipalities it serves."""

    code: str
    name: str
    county_code: str


@dataclass(frozen=True, slots=True)
class LocalityRow:
    """A place that is no municipality, and the municipality it lies in. `population` of 2020 (SCB)."""

    name: str
    municipality_code: str
    population: int | None


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of the catalogue (UTF-8, comma, header)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counties() -> dict[str, str]:
    """County code to name ("25": "Norrbottens län")."""
    return {row["code"]: row["name"] for row in read_rows(PLACES / "counties.csv")}


def rss() -> list[RssRow]:
    """The 24 regional structures of annex 2, in its order."""
    return [RssRow(**row) for row in read_rows(PLACES / "rss.csv")]


def municipalities() -> list[MunicipalityRow]:
    """The 290 municipalities in the order of their codes (Statistics Sweden)."""
    return [municipality(row) for row in read_rows(PLACES / "municipalities.csv")]


def municipality(row: dict[str, str]) -> MunicipalityRow:
    forms = [row["official_name"], row["own_form"], *row["variants"].split("|")]
    return MunicipalityRow(
        code=row["code"],
        name=row["name"],
        official_name=row["official_name"],
        forms=tuple(dict.fromkeys(form for form in forms if form)),
        county_code=row["county_code"],
        rss_code=row["rss_code"],
        population={year: int(row[f"population_{year}"]) for year in POPULATION_YEARS},
    )


def localities() -> list[LocalityRow]:
    """2 800 places that are no municipality; 49 names stand for several (Statistics Sweden 2020)."""
    return [
        LocalityRow(row["locality"], row["municipality_code"], int(row["population_2020"] or 0) or None)
        for row in read_rows(PLACES / "localities.csv")
    ]
