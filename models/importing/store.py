"""Storing a checked list: everything in one transaction, or nothing."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from models.allocation import Allocation
from models.database import Database
from models.facts import Facts, Grant
from models.importing.checking import CheckedList
from models.importing.difference import Difference, KindSum, difference
from models.kinds import ProgrammeStatus, RecipientKind
from models.programme import STATED, Programme


async def import_list(
    database: Database, facts: Facts, grant: Grant, checked: CheckedList, *, dry_run: bool
) -> Difference:
    """Compare a list with a grant and, unless it has problems or `dry_run`, make the grant's amounts the list's.

    The comparison and the change are one transaction.
    """
    programme_id = int(grant.row["id"])
    async with database.reading() if dry_run else database.writing() as session:
        programme = await session.get_one(Programme, programme_id)
        current = await allocations_of(session, programme_id, facts)
        stated = {kind: getattr(programme, column) for kind, column in STATED.items()}
        amounts = {code: row.amount for code, row in current.items()}
        found = difference(checked, amounts, facts.places, stated)
        if not found.problems and not dry_run:
            await store_amounts(session, programme_id, checked, current, found)
            mark_decided(programme, found.sums)
    return found


async def allocations_of(session: AsyncSession, programme_id: int, facts: Facts) -> dict[str, Allocation]:
    """A grant's allocations by recipient code, in the order of the annex."""
    codes = {place.id: place.code for place in facts.places.values()}
    rows = await session.scalars(
        select(Allocation).where(col(Allocation.programme_id) == programme_id).order_by(col(Allocation.position))
    )
    return {codes[row.recipient_id]: row for row in rows}


async def store_amounts(
    session: AsyncSession, programme_id: int, checked: CheckedList, current: Mapping[str, Allocation], found: Difference
) -> None:
    """Remove what is gone, write what is new or differs; rows that are equal are left alone."""
    for change in found.gone:
        await session.delete(current[change.place.code])
    for position, entry in enumerate(checked.entries, start=first_position(current, found)):
        row = current.get(entry.place.code)
        if row is None:
            row = Allocation(
                programme_id=programme_id, recipient_id=entry.place.id, amount=0, printed_name="", position=0
            )
            session.add(row)
        row.amount, row.printed_name, row.position = entry.amount, entry.printed_name, position


def first_position(current: Mapping[str, Allocation], found: Difference) -> int:
    """RSS stand after the municipalities, as in the annexes, also where they come in a list of their own."""
    if RecipientKind.MUNICIPALITY in found.kinds:
        return 1
    return 1 + max((row.position for row in current.values()), default=0)


def mark_decided(programme: Programme, sums: Sequence[KindSum]) -> None:
    """A list with amounts is a decision; the totals that it prints become the grant's.

    A grant announced for several years stays announced: the list decides one of them at most.
    """
    if programme.year == programme.last_year:
        programme.status = ProgrammeStatus.DECIDED
    for kind_sum in sums:
        if kind_sum.stated_by_list:
            setattr(programme, STATED[kind_sum.kind], kind_sum.stated)
