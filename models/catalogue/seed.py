"""Filling a database from the catalogue: places always, a grant once."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from models.allocation import Allocation
from models.catalogue import places
from models.catalogue.programmes import CatalogueError, ProgrammeData
from models.programme import Programme
from models.recipient import County, Population, Recipient, RecipientKind


async def seed(session: AsyncSession, catalogue: dict[str, ProgrammeData]) -> list[str]:
    """Add missing places and the grants whose slug the database does not know; returns those slugs.

    A grant that is there already is left alone: from then on its amounts come from the database.
    """
    await seed_places(session)
    known = set(await session.scalars(select(col(Programme.slug))))
    new = [programme for slug, programme in catalogue.items() if slug not in known]
    for programme in new:
        await seed_programme(session, programme)
    return [programme.slug for programme in new]


async def seed_places(session: AsyncSession) -> None:
    """Add the counties, regional structures, municipalities and populations that are missing."""
    known = set(await session.scalars(select(col(Recipient.code))))
    if known:
        return
    await session.execute(insert(County), [{"code": code, "name": name} for code, name in places.counties().items()])
    await session.execute(
        insert(Recipient),
        [
            {
                "code": row.code,
                "kind": RecipientKind.RSS,
                "name": row.name,
                "official_name": row.name,
                "county_code": row.county_code,
            }
            for row in places.rss()
        ],
    )
    municipalities = places.municipalities()
    await session.execute(
        insert(Recipient),
        [
            {
                "code": row.code,
                "kind": RecipientKind.MUNICIPALITY,
                "name": row.name,
                "official_name": row.official_name,
                "county_code": row.county_code,
                "rss_code": row.rss_code,
            }
            for row in municipalities
        ],
    )
    ids = await recipient_ids(session)
    await session.execute(
        insert(Population),
        [
            {"recipient_id": ids[row.code], "year": year, "inhabitants": inhabitants}
            for row in municipalities
            for year, inhabitants in row.population.items()
        ],
    )


async def recipient_ids(session: AsyncSession) -> dict[str, int]:
    """Recipient code to primary key."""
    return {
        code: key
        for code, key in (await session.execute(select(col(Recipient.code), col(Recipient.id)))).tuples()
        if key
    }


async def seed_programme(session: AsyncSession, data: ProgrammeData) -> None:
    """Add one grant with its allocations."""
    programme = Programme(
        slug=data.slug,
        year=data.year,
        last_year=data.last_year,
        status=data.status,
        name_sv=data.name["sv"],
        name_en=data.name["en"],
        short_name_sv=data.short_name["sv"],
        short_name_en=data.short_name["en"],
        reference=data.reference,
        stated_total=data.figures.get("total"),
        stated_municipalities=data.figures.get("municipalities"),
        stated_rss=data.figures.get("rss"),
    )
    session.add(programme)
    await session.flush()
    ids = await recipient_ids(session)
    allocations = data.allocations()
    unknown = [row.recipient for row in allocations if row.recipient not in ids]
    if unknown:
        raise CatalogueError(f"{data.folder / 'allocations.csv'}: there is no recipient with the code '{unknown[0]}'")
    rows = [
        {
            "programme_id": programme.id,
            "recipient_id": ids[row.recipient],
            "amount": row.amount,
            "printed_name": row.printed_name,
            "position": position,
        }
        for position, row in enumerate(allocations, start=1)
    ]
    if rows:
        await session.execute(insert(Allocation), rows)
