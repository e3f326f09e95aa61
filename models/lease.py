"""Who of several processes does a job that only one may do."""

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field

from models.columns import Table, UtcDateTime


class Lease(Table, table=True):
    """The job `name` belongs to `holder` until `until`; after that anyone may take it.

    `done_for` is the local day whose plan is complete, so that a tick with nothing to do costs
    one small statement.
    """

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    done_for: date | None = None
