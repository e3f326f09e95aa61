"""Every row of the catalogue against the facts of the decision."""

from models.database import Database
from models.facts import Facts


def test_kiruna_may_requisition_2_672_587_kronor_in_2025(facts: Facts) -> None:
    grant = facts.newest()
    assert grant is not None
    assert grant.slug == "omstallning-2025"
    assert grant.amounts["2584"] == 2_672_587


async def test_a_seeded_database_answers_on_each_backend(database: Database) -> None:
    async with database.reading() as session:
        assert session is not None
