"""A counter that rises whenever a fact changes, so that a snapshot knows when it is stale.

Triggers of the database raise it, so that no writer can forget to.
"""

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field

from models.columns import Table


class Revision(Table, table=True):
    """One row with the number of the facts' latest change."""

    __table_args__ = (CheckConstraint("id = 1", name="revision_one_row"),)

    id: int = Field(default=1, primary_key=True)
    number: int = Field(default=0, sa_type=BigInteger)
