"""Column types that SQLite and PostgreSQL do not bring themselves."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig


class Table(SQLModel):
    """The base of every table. Its validators are built only when used: that is most of a cold start."""

    model_config = SQLModelConfig(defer_build=True)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware point in time, stored in UTC.

    SQLite keeps no zone, so values are stored without one there and get UTC back when read.
    Raises ValueError for a naive value: a time without a zone is a mistake, not a default.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(column: str, values: type[StrEnum], name: str) -> CheckConstraint:
    """A database constraint that `column` holds one of the enumeration's values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)
