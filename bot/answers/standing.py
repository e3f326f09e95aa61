"""How far a recipient has come with the steps: told only to its own contacts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.answers.asking import Asking, Standing
from messages.environment import render_text
from models.facts import Grant
from models.progress import Progress, ProgressState
from models.recipient import Recipient
from models.steps import Step


async def load_standings(session: AsyncSession, codes: Sequence[str]) -> list[Standing]:
    """Every step done by these recipients, for an answer to one of their contacts."""
    query = (
        select(Progress, Recipient.code)  # type: ignore[call-overload]
        .join(Recipient, col(Recipient.id) == col(Progress.recipient_id))
        .where(col(Recipient.code).in_(codes))
    )
    return [
        Standing(row.programme_id, code, Step(row.step), row.state == ProgressState.CONFIRMED, row.on_date)
        for row, code in (await session.execute(query)).all()
    ]


def status_text(asking: Asking, grant: Grant) -> str | None:
    """How far the asker's own recipients have come; None for anyone else's."""
    named = {place.code for place in asking.places()}
    codes = [code for code in asking.own if not named or code in named]
    if not codes or not named <= set(asking.own):
        return None
    rows = [{"name": asking.facts.places[code].name, "steps": steps_of(asking, grant, code)} for code in codes]
    return render_text("answers/status.txt", asking.language, rows=rows, year=grant.year)


def steps_of(asking: Asking, grant: Grant, code: str) -> list[dict[str, object]]:
    """Each step with the day it was confirmed or claimed; a confirmation goes before a claim."""
    mine = [
        standing
        for standing in asking.standings
        if standing.recipient_code == code and standing.programme_id == grant.row["id"]
    ]
    best = {standing.step: standing for standing in sorted(mine, key=lambda standing: standing.confirmed)}
    return [{"step": step.value, "done": best.get(step)} for step in Step]
