"""A snapshot of all facts in memory, so that an answer costs no more than one small query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.allocation import Allocation
from models.catalogue.programmes import ProgrammeData, Section
from models.database import Database
from models.deadline import Deadline, Window, effective_window
from models.phrasing import Phrasing
from models.programme import Programme, ProgrammeStatus
from models.recipient import County, Population, Recipient, RecipientKind
from models.steps import Step


@dataclass(frozen=True, slots=True)
class Place:
    """A recipient as answers need it; `population` is inhabitants on 31 December by year."""

    id: int
    code: str
    kind: RecipientKind
    name: str
    official_name: str
    county_code: str
    rss_code: str | None
    population: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Grant:
    """A programme with its amounts (recipient code to whole kronor at most) and its dates.

    `row` is the programme's row; `data` what the catalogue says by key, None for a grant that an
    operator has imported without a folder in the catalogue.
    """

    row: Mapping[str, Any]
    data: ProgrammeData | None
    amounts: Mapping[str, int]
    windows: Mapping[tuple[Step, str | None], Window]

    @property
    def slug(self) -> str:
        return str(self.row["slug"])

    @property
    def year(self) -> int:
        return int(self.row["year"])

    @property
    def is_decided(self) -> bool:
        return bool(self.row["status"] == ProgrammeStatus.DECIDED)

    def window(self, step: Step, recipient_code: str | None = None) -> Window:
        """The dates of a step: the recipient's own where there are any, else the grant's."""
        own = self.windows.get((step, recipient_code)) if recipient_code else None
        return effective_window(self.windows.get((step, None)), own)

    def section(self, key: str) -> Section | None:
        """A citable section by its key; None where the catalogue has none."""
        return self.data.sections.get(key) if self.data else None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything an answer may state: `places` by code, `counties` by code, grants newest first.

    `phrasings` are the ways to ask that a maintainer has added: the comparable form to its topic.
    """

    revision: int
    places: Mapping[str, Place]
    counties: Mapping[str, str]
    grants: tuple[Grant, ...]
    phrasings: Mapping[str, str] = field(default_factory=dict)

    def newest(self) -> Grant | None:
        """The newest grant with allocations, whatever the clock says; None before any import."""
        return next((grant for grant in self.grants if grant.amounts), None)

    def of_year(self, year: int) -> Grant | None:
        """The grant of a year; a decided one goes before one that was only announced."""
        fitting = [grant for grant in self.grants if grant.year <= year <= int(grant.row["last_year"])]
        return min(fitting, key=lambda grant: not grant.is_decided, default=None)

    def of_slug(self, slug: str) -> Grant | None:
        return next((grant for grant in self.grants if grant.slug == slug), None)

    def municipalities(self) -> list[Place]:
        """Every municipality in the order of its code."""
        return [place for place in self.places.values() if place.kind == RecipientKind.MUNICIPALITY]

    def rss(self) -> list[Place]:
        """Every regional structure in the order of the annex."""
        return [place for place in self.places.values() if place.kind == RecipientKind.RSS]

    def municipalities_of_county(self, county_code: str) -> list[Place]:
        return [place for place in self.municipalities() if place.county_code == county_code]

    def rss_of_county(self, county_code: str) -> list[Place]:
        return [place for place in self.rss() if place.county_code == county_code]


class FactsCache:
    """The newest snapshot; `current` asks the database only for the revision when nothing changed."""

    def __init__(self, database: Database, catalogue: Mapping[str, ProgrammeData]) -> None:
        self._database = database
        self._catalogue = catalogue
        self._facts: Facts | None = None

    async def current(self) -> Facts:
        """The facts as the database has them now."""
        async with self._database.engine.connect() as connection:
            number = (await connection.exec_driver_sql("SELECT number FROM revision")).scalar_one()
            if self._facts is None or self._facts.revision != number:
                self._facts = await load_facts(connection, self._catalogue, number)
        return self._facts


async def load_facts(connection: AsyncConnection, catalogue: Mapping[str, ProgrammeData], revision: int) -> Facts:
    """Read every fact in a handful of statements."""
    places = await load_places(connection)
    codes = {place.id: place.code for place in places}
    amounts: dict[int, dict[str, int]] = {}
    for row in await rows_of(connection, Allocation, Allocation.position):
        amounts.setdefault(row["programme_id"], {})[codes[row["recipient_id"]]] = row["amount"]
    windows: dict[int, dict[tuple[Step, str | None], Window]] = {}
    for row in await rows_of(connection, Deadline, Deadline.id):
        key = (Step(row["step"]), codes[row["recipient_id"]] if row["recipient_id"] else None)
        windows.setdefault(row["programme_id"], {})[key] = Window(row["opens"], row["due"])
    grants = [
        Grant(
            row=MappingProxyType(dict(row)),
            data=catalogue.get(row["slug"]),
            amounts=MappingProxyType(amounts.get(row["id"], {})),
            windows=MappingProxyType(windows.get(row["id"], {})),
        )
        for row in await rows_of(connection, Programme, Programme.year)
    ]
    counties = {row["code"]: row["name"] for row in await rows_of(connection, County, County.code)}
    return Facts(
        revision=revision,
        places=MappingProxyType({place.code: place for place in places}),
        counties=MappingProxyType(counties),
        grants=tuple(reversed(grants)),
        phrasings=MappingProxyType(
            {row["key"]: row["topic"] for row in await rows_of(connection, Phrasing, Phrasing.id)}
        ),
    )


async def load_places(connection: AsyncConnection) -> list[Place]:
    population: dict[int, dict[int, int]] = {}
    for row in await rows_of(connection, Population, Population.year):
        population.setdefault(row["recipient_id"], {})[row["year"]] = row["inhabitants"]
    return [
        Place(
            id=row["id"],
            code=row["code"],
            kind=RecipientKind(row["kind"]),
            name=row["name"],
            official_name=row["official_name"],
            county_code=row["county_code"],
            rss_code=row["rss_code"],
            population=MappingProxyType(population.get(row["id"], {})),
        )
        for row in await rows_of(connection, Recipient, Recipient.id)
    ]


async def rows_of(connection: AsyncConnection, table: type[Any], order: Any) -> Sequence[Any]:
    """Every row of a table as a mapping, without building ORM objects."""
    core: Table = table.__table__
    return (await connection.execute(select(core).order_by(order))).mappings().all()
