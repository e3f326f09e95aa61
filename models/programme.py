"""A grant: what a decision grants in all, and what only an administrator can know about it."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field

from models.columns import Table, one_of
from models.kinds import ProgrammeStatus

__all__ = ["Programme", "ProgrammeStatus"]


class Programme(Table, table=True):
    """One grant, `year` to `last_year`. Money is whole kronor; an unknown fact is NULL, never a guess.

    `stated_municipalities` and `stated_rss` are the totals that the decision prints; the rows of an
    annex may differ from them by rounding. The fields from `case_number` on are filled by an
    administrator from Socialstyrelsen's instructions and stand in no source of ours.
    """

    __table_args__ = (
        one_of("status", ProgrammeStatus, "programme_status_known"),
        CheckConstraint("last_year >= year", name="programme_years_in_order"),
        CheckConstraint("stated_total >= 0", name="programme_total_not_negative"),
        CheckConstraint("stated_municipalities >= 0", name="programme_municipalities_not_negative"),
        CheckConstraint("stated_rss >= 0", name="programme_rss_not_negative"),
        CheckConstraint("use_until >= use_from", name="programme_use_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    year: int = Field(index=True)
    last_year: int
    status: str
    name_sv: str
    name_en: str
    short_name_sv: str
    short_name_en: str
    reference: str | None = None
    stated_total: int | None = Field(default=None, sa_type=BigInteger)
    stated_municipalities: int | None = Field(default=None, sa_type=BigInteger)
    stated_rss: int | None = Field(default=None, sa_type=BigInteger)

    case_number: str | None = None
    eservice_url: str | None = None
    officer_email: str | None = None
    use_from: date | None = None
    use_until: date | None = None
    repayment_invoiced: bool | None = None
