"""What a recipient may requisition at most under a grant."""

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, UniqueConstraint

import models.programme
import models.recipient
from models.columns import Table


class Allocation(Table, table=True):
    """`amount` whole kronor, at most, for one recipient, read from the annex and never computed.

    `printed_name` is how the annex prints the recipient ("Staffanstorps"); `position` its row.
    """

    __table_args__ = (
        UniqueConstraint("programme_id", "recipient_id", name="allocation_once"),
        CheckConstraint("amount >= 0", name="allocation_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    recipient_id: int = Field(foreign_key="recipient.id", index=True)
    amount: int = Field(sa_type=BigInteger)
    printed_name: str
    position: int


ROUNDING_PER_ROW = 0.5


def is_rounding(listed: int, stated: int, rows: int) -> bool:
    """Whether `listed` kronor over `rows` rows differ from the stated total by rounding alone.

    Each row is rounded to a whole krona, so it may be off by half a krona. Annex 1 of decision
    S2025/00122 lists 1 145 499 999 against 1 145 500 000 stated.
    """
    return abs(listed - stated) <= rows * ROUNDING_PER_ROW
