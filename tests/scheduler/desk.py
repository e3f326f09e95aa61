"""What administrators and contacts enter, on a real database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text

from models.catalogue.programmes import load_catalogue
from models.contacts import add_contact
from models.database import Database
from models.deadline import set_deadline
from models.progress import claim_step, confirm_step
from models.steps import RecipientStep, Step
from models.window import Window
from scheduler.planner import Planner
from scheduler.situation import Ways
from tests.scheduler.world import STOCKHOLM

LONG_AGO = datetime(2025, 1, 2, tzinfo=UTC)
CATALOGUE = load_catalogue()


class Desk:
    """A database with a grant, Kiruna and Habo with a contact each, and a requisition by 1 December 2025."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.planner = Planner(database, CATALOGUE, STOCKHOLM, "first", Ways("drift@agency.example"))
        self.programme = 0
        self.kiruna, self.habo = 0, 0

    async def prepare(self) -> None:
        self.programme = (await self.rows("SELECT id FROM programme WHERE slug = 'omstallning-2025'"))[0][0]
        self.kiruna = (await self.rows("SELECT id FROM recipient WHERE code = '2584'"))[0][0]
        self.habo = (await self.rows("SELECT id FROM recipient WHERE code = '0643'"))[0][0]
        await self.contact("K", "k@kiruna.example", self.kiruna)
        await self.contact("H", "h@habo.example", self.habo)
        await self.due("2025-12-01")

    async def contact(
        self, name: str, email: str, *recipients: int, role: str = "other", at: datetime = LONG_AGO
    ) -> int:
        async with self.database.writing() as session:
            roles = dict.fromkeys(recipients, role)
            added = await add_contact(session, name, email, language="sv", roles=roles, source="test", now=at)
            return added.id or 0

    async def due(
        self,
        day: str,
        recipient: int | None = None,
        at: datetime = LONG_AGO,
        step: Step = Step.REQUISITION,
        opens: str | None = None,
    ) -> None:
        async with self.database.writing() as session:
            window = Window(date.fromisoformat(opens) if opens else None, date.fromisoformat(day))
            await set_deadline(session, self.programme, step, recipient, window, by="test", now=at)

    def step(self, recipient: int, step: Step = Step.REQUISITION) -> RecipientStep:
        return RecipientStep(self.programme, recipient, step)

    async def rows(self, statement: str) -> Sequence[Any]:
        async with self.database.engine.connect() as connection:
            return (await connection.execute(text(statement))).all()

    async def messages(self) -> list[tuple[str, str, str, str]]:
        """Kind, address, state and occasion of each message to a contact, in the order of writing."""
        found = await self.rows(
            "SELECT m.kind, m.address, m.state, i.occasion FROM message m JOIN item i ON i.message_id = m.id "
            "WHERE m.kind != 'weekly_list' ORDER BY m.id, i.id"
        )
        return [(row[0], row[1], row[2], row[3].split(" ")[0]) for row in found]

    async def confirm(self, of: RecipientStep, amount: int | None, at: datetime) -> None:
        async with self.database.writing() as session:
            await confirm_step(session, of, amount, at.date(), by="test", now=at)

    async def claim(self, of: RecipientStep, contact: int | None, at: datetime) -> None:
        async with self.database.writing() as session:
            await claim_step(session, of, None, at.date(), contact_id=contact, by="test", now=at)

    async def sent(self, at: datetime) -> None:
        """Let everything queued be sent."""
        when = at.astimezone(UTC).replace(tzinfo=None) if self.database.is_sqlite else at
        async with self.database.engine.begin() as connection:
            await connection.execute(
                text("UPDATE message SET state = 'sent', ended_at = :at WHERE state = 'queued'"), {"at": when}
            )
