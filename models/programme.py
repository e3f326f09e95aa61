"""A grant: what a decision grants in all, and what only an administrator can know about it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field

from models.columns import Table, one_of
from models.errors import BidragslotsError
from models.kinds import ProgrammeStatus, RecipientKind

__all__ = ["STATED", "Programme", "ProgrammeError", "ProgrammeStatus", "change_programme", "check_programme"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
STATED = {RecipientKind.MUNICIPALITY: "stated_municipalities", RecipientKind.RSS: "stated_rss"}  # columns by kind
NAMES = ("name_sv", "name_en", "short_name_sv", "short_name_en")
MONEY = ("stated_total", "stated_municipalities", "stated_rss")


class ProgrammeError(BidragslotsError):
    """A grant that can't be added or changed as asked."""


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


def change_programme(programme: Programme, values: Mapping[str, Any]) -> None:
    """Set fields by name; None clears one. Raises ProgrammeError for a value that makes no sense, changing nothing."""
    after = {name: getattr(programme, name) for name in type(programme).model_fields} | dict(values)
    check_programme(after)
    for name, value in values.items():
        setattr(programme, name, value)


def check_programme(values: Mapping[str, Any]) -> None:
    """Raise ProgrammeError naming the first value that makes no sense."""
    from models.email_address import checked_address

    if not SLUG.fullmatch(values["slug"]):
        raise ProgrammeError(f"'{values['slug'][:60]}' is no slug; write small letters, digits and hyphens")
    if values["last_year"] < values["year"]:
        raise ProgrammeError(f"The last year {values['last_year']} is before the first, {values['year']}")
    for name in (*NAMES, "reference", "case_number"):
        if values[name] is not None and len(values[name].strip().splitlines()) != 1:
            raise ProgrammeError(f"{name.replace('_', '-')} must be one line of text; write it or leave it out")
    for name in MONEY:
        if values[name] is not None and values[name] < 0:
            raise ProgrammeError(f"{values[name]} kronor is negative; write a total in whole kronor")
    if values["eservice_url"] is not None and not WEB_ADDRESS.fullmatch(values["eservice_url"]):
        raise ProgrammeError(f"'{values['eservice_url'][:60]}' is no web address; begin it with https://")
    if values["officer_email"] is not None:
        checked_address(values["officer_email"])
    if values["use_from"] and values["use_until"] and values["use_until"] < values["use_from"]:
        raise ProgrammeError(f"The money can't be used until {values['use_until']}, before {values['use_from']}")
