"""Who may receive a grant: municipalities and regional structures (RSS), and the counties they lie in."""

from sqlmodel import CheckConstraint, Field

from models.columns import Table, one_of
from models.kinds import RecipientKind

__all__ = ["County", "Population", "Recipient", "RecipientKind"]


class County(Table, table=True):
    """A county (län); `code` is Statistics Sweden's two digits."""

    code: str = Field(primary_key=True)
    name: str = Field(unique=True)


class Recipient(Table, table=True):
    """A municipality (`code` is Statistics Sweden's four digits) or an RSS (`code` is a slug).

    `name` is how annexes print it ("Kiruna", "RSS Fyrbodal"), `official_name` how a letter names it
    ("Kiruna kommun"). `rss_code` is the RSS that a municipality counts to.
    """

    __table_args__ = (
        one_of("kind", RecipientKind, "recipient_kind_known"),
        CheckConstraint("(kind = 'kommun') = (rss_code IS NOT NULL)", name="recipient_rss_only_for_municipality"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    kind: str
    name: str = Field(unique=True)
    official_name: str
    county_code: str = Field(foreign_key="county.code", index=True)
    rss_code: str | None = Field(default=None, foreign_key="recipient.code", index=True)


class Population(Table, table=True):
    """Inhabitants of a municipality on 31 December of `year` (Statistics Sweden)."""

    __table_args__ = (CheckConstraint("inhabitants > 0", name="population_positive"),)

    recipient_id: int = Field(foreign_key="recipient.id", primary_key=True)
    year: int = Field(primary_key=True)
    inhabitants: int
