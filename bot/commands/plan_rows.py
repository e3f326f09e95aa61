"""Planned messages as commands print them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.database import Database
from models.facts import Facts
from models.window import days_left
from scheduler.planned import PlannedMessage
from scheduler.planning_rows import CONTACT

OPERATOR = "administrators"


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of contacts and recipients and years of grants, by their keys."""

    people: Mapping[int | None, str]
    places: Mapping[int, str]
    years: Mapping[int, int]

    def contact(self, message: PlannedMessage) -> str:
        """Whom a message is for, by name."""
        return self.people.get(message.contact_id, "")

    def items(self, message: PlannedMessage) -> list[dict[str, Any]]:
        """What a message says, for programs; days are counted from the day that it speaks of."""
        return [
            {
                "recipient": self.places[item.of.recipient_id],
                "year": self.years[item.of.programme_id],
                "step": str(item.of.step),
                "due": item.due,
                "days_left": None if item.due is None else days_left(item.due, message.as_of),
            }
            for item in message.items
        ]


async def read_naming(database: Database, facts: Facts) -> Naming:
    """The names as the database has them now."""
    chosen = select(CONTACT.c.id, CONTACT.c.name)
    rows = await database.transact(lambda connection: connection.execute(chosen).all(), writing=False)
    return Naming(
        people={None: OPERATOR} | {row.id: row.name for row in rows},
        places={place.id: place.name for place in facts.places.values()},
        years={grant.row["id"]: grant.year for grant in facts.grants},
    )
