"""How many days before and after a step's date its contacts are written to."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import CheckConstraint, Field

import models.programme
from models.columns import Table, one_of
from models.errors import BidragslotsError
from models.steps import Step

LONGEST_DAYS = 365


class ScheduleError(BidragslotsError):
    """A list of days that can't be used."""


class ReminderSchedule(Table, table=True):
    """A grant's own days for a step; without a row the defaults of `scheduler.occasions` hold.

    `days_before` and `days_after` are days with commas ("30,14,7,1,0"). `forecast_days` before the
    end of the period of use, contacts are asked what will not be used (the report's row).
    """

    __tablename__ = "reminder_schedule"
    __table_args__ = (
        one_of("step", Step, "reminder_schedule_step_known"),
        CheckConstraint("forecast_days >= 0", name="reminder_schedule_forecast_not_negative"),
    )

    programme_id: int = Field(foreign_key="programme.id", primary_key=True)
    step: str = Field(primary_key=True)
    days_before: str
    days_after: str
    forecast_days: int | None = None


def read_days(text: str) -> tuple[int, ...]:
    """Days from "30,14,7,1,0", longest first; an empty text means none.

    Raises ScheduleError for anything but whole days from 0 to 365.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    wrong = next(
        (part for part in parts if not (part.isascii() and part.isdigit() and int(part) <= LONGEST_DAYS)), None
    )
    if wrong is not None:
        raise ScheduleError(f"'{wrong}' is no number of days from 0 to {LONGEST_DAYS}; write them like 30,14,7,1,0")
    return tuple(sorted({int(part) for part in parts}, reverse=True))


async def set_schedule(
    session: AsyncSession,
    programme_id: int,
    step: Step,
    *,
    days_before: str,
    days_after: str,
    forecast_days: int | None,
) -> None:
    """Give a grant its own days for a step. Raises ScheduleError for days that can't be read."""
    before, after = read_days(days_before), read_days(days_after)
    if 0 in after:
        raise ScheduleError("The days after the date begin with 1; the day itself is 0 of the days before")
    await session.merge(
        ReminderSchedule(
            programme_id=programme_id,
            step=step,
            days_before=written(before),
            days_after=written(after),
            forecast_days=forecast_days,
        )
    )


def written(days: Iterable[int]) -> str:
    return ",".join(str(day) for day in days)
