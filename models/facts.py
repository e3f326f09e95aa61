"""A snapshot of all facts in memory, so that an answer costs no more than one small query."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from models.catalogue.programmes import ProgrammeData, Section
from models.database import Database
from models.kinds import ProgrammeStatus, RecipientKind
from models.steps import Step
from models.window import Window, effective_window

KINDS = {str(kind): kind for kind in RecipientKind}
PROGRAMME_COLUMNS = [
    "id",
    "slug",
    "year",
    "last_year",
    "status",
    "name_sv",
    "name_en",
    "short_name_sv",
    "short_name_en",
    "reference",
    "stated_total",
    "stated_municipalities",
    "stated_rss",
    "case_number",
    "eservice_url",
    "officer_email",
    "use_from",
    "use_until",
    "repayment_invoiced",
]
PROGRAMMES = f"SELECT {', '.join(PROGRAMME_COLUMNS)} FROM programme ORDER BY year, id"  # noqa: S608 constants alone


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
class InstructionText:
    """Socialstyrelsen's instructions on a topic as they hold now; Markdown, English where there is any."""

    published_at: datetime
    subject: str
    body: str
    subject_en: str | None
    body_en: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """A programme with its amounts (recipient code to whole kronor at most) and its dates.

    `row` is the programme's row; `data` what the catalogue says by key, None for a grant that an
    operator has imported without a folder in the catalogue.
    """

    row: Mapping[str, Any]
    data: ProgrammeData | None
    amounts: Mapping[str, int]
    windows: Mapping[tuple[Step, str | None], Window]
    instructions: Mapping[str, InstructionText] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return str(self.row["slug"])

    @property
    def year(self) -> int:
        return int(self.row["year"])

    @property
    def is_of_one_year(self) -> bool:
        return bool(self.year == self.row["last_year"])

    def covers(self, year: int) -> bool:
        return bool(self.year <= year <= self.row["last_year"])

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


@dataclass(frozen=True, eq=False)
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
        """The grant of a year: a decided one first, then one with dates, then one that the catalogue tells of.

        So a grant that an operator has only just added hides nothing. A list of amounts is for one
        year, the grant's first; of its later years only the rest holds.
        """
        fitting = [grant for grant in self.grants if grant.covers(year)]
        grant = min(fitting, key=lambda g: (not g.is_decided, not g.windows, g.data is None), default=None)
        return replace(grant, amounts={}) if grant and grant.amounts and year != grant.year else grant

    def of_catalogue(self, year: int) -> Grant | None:
        """The grant of a year that the catalogue tells of, else any of that year."""
        told = (grant for grant in self.grants if grant.covers(year) and grant.data)
        return next(told, None) or self.of_year(year)

    def of_year_alone(self, year: int) -> Grant | None:
        """The newest grant of this one year, else the one that covers it: the one that an administrator means."""
        alone = (grant for grant in self.grants if grant.year == year and grant.is_of_one_year)
        return next(alone, None) or self.of_year(year)

    def of_slug(self, slug: str) -> Grant | None:
        return next((grant for grant in self.grants if grant.slug == slug), None)

    @cached_property
    def municipalities(self) -> tuple[Place, ...]:
        """Every municipality in the order of its code."""
        return tuple(place for place in self.places.values() if place.kind == RecipientKind.MUNICIPALITY)

    @cached_property
    def rss(self) -> tuple[Place, ...]:
        """Every regional structure in the order of the annex."""
        return tuple(place for place in self.places.values() if place.kind == RecipientKind.RSS)

    def municipalities_of_county(self, county_code: str) -> list[Place]:
        return [place for place in self.municipalities if place.county_code == county_code]

    def rss_of_county(self, county_code: str) -> list[Place]:
        return [place for place in self.rss if place.county_code == county_code]


class FactsCache:
    """The newest snapshot; `current` asks the database only for the revision when nothing changed."""

    def __init__(self, database: Database, catalogue: Mapping[str, ProgrammeData]) -> None:
        self._database = database
        self._catalogue = catalogue
        self._facts: Facts | None = None
        self._loading = asyncio.Lock()

    async def current(self) -> Facts:
        """The facts as the database has them now, whichever process changed them."""
        number = await self._revision()
        if self._facts is not None and self._facts.revision == number:
            return self._facts
        async with self._loading:
            return await self._reload()

    async def of(self, revision: int | None) -> Facts:
        """The facts of a revision that has just been read from the database; the current ones for None."""
        if self._facts is not None and self._facts.revision == revision:
            return self._facts
        return await self.current()

    async def _revision(self) -> int:
        return int((await self._database.glance("SELECT number FROM revision"))[0][0])

    async def _reload(self) -> Facts:
        """Read until the revision stood still meanwhile: statements are not one snapshot by themselves."""
        number = await self._revision()
        while self._facts is None or self._facts.revision != number:
            loaded = await load_facts(self._database, self._catalogue, number)
            number = await self._revision()
            if loaded.revision == number:
                self._facts = loaded
        return self._facts


async def load_facts(database: Database, catalogue: Mapping[str, ProgrammeData], revision: int) -> Facts:
    """Read every fact in a handful of plain statements: building them from tables costs more than reading."""
    places = await load_places(database)
    codes = {place.id: place.code for place in places}
    amounts = await load_amounts(database, codes)
    windows = await load_windows(database, codes)
    instructions = await load_instructions(database)
    grants = [
        Grant(
            row=MappingProxyType(row),
            data=catalogue.get(row["slug"]),
            amounts=MappingProxyType(amounts.get(row["id"], {})),
            windows=MappingProxyType(windows.get(row["id"], {})),
            instructions=MappingProxyType(instructions.get(row["id"], {})),
        )
        for row in await load_programmes(database)
    ]
    counties = await database.glance("SELECT code, name FROM county ORDER BY code")
    phrasings = await database.glance("SELECT key, topic FROM phrasing ORDER BY id")
    return Facts(
        revision=revision,
        places=MappingProxyType({place.code: place for place in places}),
        counties=MappingProxyType(dict(tuple(row) for row in counties)),
        grants=tuple(reversed(grants)),
        phrasings=MappingProxyType(dict(tuple(row) for row in phrasings)),
    )


async def load_places(database: Database) -> list[Place]:
    population: dict[int, dict[int, int]] = {}
    for recipient_id, year, inhabitants in await database.glance(
        "SELECT recipient_id, year, inhabitants FROM population ORDER BY year"
    ):
        population.setdefault(recipient_id, {})[year] = inhabitants
    return [
        Place(
            id=recipient_id,
            code=code,
            kind=KINDS[kind],
            name=name,
            official_name=official_name,
            county_code=county_code,
            rss_code=rss_code,
            population=MappingProxyType(population.get(recipient_id, {})),
        )
        for recipient_id, code, kind, name, official_name, county_code, rss_code in await database.glance(
            "SELECT id, code, kind, name, official_name, county_code, rss_code FROM recipient ORDER BY id"
        )
    ]


async def load_amounts(database: Database, codes: Mapping[int, str]) -> dict[int, dict[str, int]]:
    """Amounts by programme and recipient code, in the order of the annex."""
    amounts: dict[int, dict[str, int]] = {}
    for programme_id, recipient_id, amount in await database.glance(
        "SELECT programme_id, recipient_id, amount FROM allocation ORDER BY position"
    ):
        amounts.setdefault(programme_id, {})[codes[recipient_id]] = amount
    return amounts


async def load_windows(
    database: Database, codes: Mapping[int, str]
) -> dict[int, dict[tuple[Step, str | None], Window]]:
    """Dates by programme, step and recipient code (None for the whole grant)."""
    windows: dict[int, dict[tuple[Step, str | None], Window]] = {}
    for programme_id, step, recipient_id, opens, due in await database.glance(
        "SELECT programme_id, step, recipient_id, opens, due FROM deadline ORDER BY id"
    ):
        key = (Step(step), codes[recipient_id] if recipient_id else None)
        windows.setdefault(programme_id, {})[key] = Window(as_date(opens), as_date(due))
    return windows


async def load_instructions(database: Database) -> dict[int, dict[str, InstructionText]]:
    """The newest version that is not withdrawn, by programme and topic."""
    newest: dict[int, dict[str, InstructionText]] = {}
    for programme_id, topic, published_at, *texts in await database.glance(
        "SELECT programme_id, topic, published_at, subject, body, subject_en, body_en FROM instruction "
        "WHERE withdrawn_at IS NULL ORDER BY version"
    ):
        newest.setdefault(programme_id, {})[topic] = InstructionText(as_time(published_at), *texts)
    return newest


async def load_programmes(database: Database) -> list[dict[str, Any]]:
    """Every programme's row by column, oldest first; dates and truth values as such on each backend."""
    rows = [dict(zip(PROGRAMME_COLUMNS, row, strict=True)) for row in await database.glance(PROGRAMMES)]
    for row in rows:
        row["use_from"], row["use_until"] = as_date(row["use_from"]), as_date(row["use_until"])
        row["repayment_invoiced"] = None if row["repayment_invoiced"] is None else bool(row["repayment_invoiced"])
    return rows


def as_date(value: date | str | None) -> date | None:
    """SQLite gives a date as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_time(value: datetime | str) -> datetime:
    """SQLite gives a point in time as text, in UTC and without saying so."""
    time = datetime.fromisoformat(value) if isinstance(value, str) else value
    return time if time.tzinfo else time.replace(tzinfo=UTC)
