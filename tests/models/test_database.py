"""The database holds the rules too: bad rows are refused on both backends, whoever writes them."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import col, select

from models.allocation import Allocation
from models.contact import Contact, ContactRecipient
from models.database import Database, DatabaseUrlError, UnusableDatabaseError, async_url, open_database, opening
from models.deadline import Deadline
from models.programme import Programme
from models.progress import Progress
from models.recipient import County, Population, Recipient
from models.revision import Revision
from models.steps import Step

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
GRANT: dict[str, Any] = {
    "slug": "another",
    "year": 2030,
    "last_year": 2030,
    "status": "decided",
    "name_sv": "x",
    "name_en": "x",
    "short_name_sv": "x",
    "short_name_en": "x",
}
ALLOCATION: dict[str, Any] = {"programme_id": 3, "recipient_id": 1, "amount": 1, "printed_name": "x", "position": 1}
DEADLINE: dict[str, Any] = {
    "programme_id": 1,
    "step": Step.REPORT,
    "due": date(2025, 5, 1),
    "set_by": "a test",
    "set_at": NOW,
}
PROGRESS: dict[str, Any] = {
    "programme_id": 1,
    "recipient_id": 1,
    "step": Step.REPORT,
    "state": "claimed",
    "on_date": date(2025, 5, 1),
    "said_by": "a test",
    "said_at": NOW,
}
CONTACT: dict[str, Any] = {
    "name": "x",
    "email": "x@kommun.example",
    "email_key": "x@kommun.example",
    "source": "x",
    "added_at": NOW,
}
GOOD = [
    Programme(**GRANT),
    Allocation(**ALLOCATION),
    Deadline(**DEADLINE),
    Progress(**PROGRESS),
    Contact(**CONTACT),
    County(code="99", name="Exempels län"),
]
BAD = {
    "an allocation below zero": Allocation(**ALLOCATION | {"amount": -1}),
    "an allocation to nobody": Allocation(**ALLOCATION | {"recipient_id": 9999}),
    "an allocation of no grant": Allocation(**ALLOCATION | {"programme_id": 9999}),
    "a second allocation of the same grant": Allocation(**ALLOCATION | {"programme_id": 2, "recipient_id": 25}),
    "a grant that ends before it begins": Programme(**GRANT | {"last_year": 2029}),
    "a grant of an unknown status": Programme(**GRANT | {"status": "rumoured"}),
    "a grant with a slug that is taken": Programme(**GRANT | {"slug": "omstallning-2025"}),
    "a total below zero": Programme(**GRANT | {"stated_total": -1}),
    "a period that ends before it begins": Programme(
        **GRANT | {"use_from": date(2025, 2, 1), "use_until": date(2025, 1, 1)}
    ),
    "a date of an unknown step": Deadline(**DEADLINE | {"step": "appeal"}),
    "a window that closes before it opens": Deadline(**DEADLINE | {"opens": date(2025, 6, 1)}),
    "a revision of zero": Deadline(**DEADLINE | {"revision": 0}),
    "progress of an unknown state": Progress(**PROGRESS | {"state": "rumoured"}),
    "progress with an amount below zero": Progress(**PROGRESS | {"amount": -1}),
    "a contact without an at sign": Contact(**CONTACT | {"email": "x.example"}),
    "a contact in an unknown language": Contact(**CONTACT | {"language": "fi"}),
    "a role for nobody": ContactRecipient(contact_id=9999, recipient_id=1),
    "a municipality without an RSS": Recipient(
        code="9999", kind="kommun", name="Exempel", official_name="x", county_code="01"
    ),
    "an RSS that counts to an RSS": Recipient(
        code="rss-x", kind="rss", name="RSS X", official_name="x", county_code="01", rss_code="rss-skane"
    ),
    "a municipality with no inhabitants": Population(recipient_id=1, year=2030, inhabitants=0),
    "a second revision": Revision(id=2, number=1),
}


async def is_taken(database: Database, row: Any) -> bool:
    copy = type(row)(**{name: value for name, value in vars(row).items() if not name.startswith("_")})
    try:
        async with database.writing() as session:
            session.add(copy)
    except IntegrityError:
        return False
    return True


async def test_bad_rows_are_refused_and_the_good_ones_that_they_were_made_of_are_taken(database: Database) -> None:
    assert [name for name, row in BAD.items() if await is_taken(database, row)] == []
    assert [type(row).__name__ for row in GOOD if not await is_taken(database, row)] == []


async def test_a_step_has_one_date_for_all_and_one_for_each_recipient(database: Database) -> None:
    async with database.writing() as session:
        session.add_all([Deadline(**DEADLINE), Deadline(**DEADLINE | {"recipient_id": 1})])
    for recipient_id in (None, 1):
        with pytest.raises(IntegrityError):
            async with database.writing() as session:
                session.add(Deadline(**DEADLINE | {"recipient_id": recipient_id}))


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        async with database.writing() as session:
            session.add(Contact(**CONTACT | {"added_at": datetime(2025, 3, 1, 12)}))  # noqa: DTZ001 that is the point


async def test_a_time_comes_back_aware_and_in_utc(database: Database) -> None:
    stockholm = timezone(timedelta(hours=1))
    async with database.writing() as session:
        session.add(Contact(**CONTACT | {"added_at": datetime(2025, 3, 1, 13, tzinfo=stockholm)}))
    async with database.reading() as session:
        added_at = (await session.scalars(select(col(Contact.added_at)))).one()
    assert (added_at, added_at.tzinfo) == (NOW, UTC)


async def test_an_error_while_writing_stores_nothing(database: Database) -> None:
    async def fail_halfway() -> None:
        async with database.writing() as session:
            session.add(Contact(**CONTACT))
            await session.flush()
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await fail_halfway()
    assert (await database.glance("SELECT count(*) FROM contact"))[0][0] == 0


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "", "sqlite", "postgresql://u:p@h:port/n"])
def test_a_database_of_another_kind_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(DatabaseUrlError) as caught:
        async_url(url)
    assert "postgresql://" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgres://u@h/n", "postgresql://u@h/n", "postgresql+psycopg2://u@h/n"])
def test_the_service_chooses_its_driver(url: str) -> None:
    assert async_url(url).drivername == "postgresql+asyncpg"


def test_what_stops_a_database_from_opening_is_told_without_its_password() -> None:
    with pytest.raises(UnusableDatabaseError) as caught, opening("postgresql://u:secret@h/n"):
        raise OSError("nobody at home\nsecond line")
    assert str(caught.value).startswith("The database postgresql+asyncpg://u:***@h/n can't be used (nobody at home)")


async def test_a_database_in_memory_can_be_glanced_at() -> None:
    database = open_database("sqlite://")
    assert [tuple(row) for row in await database.glance("SELECT 1")] == [(1,)]
    await database.close()
