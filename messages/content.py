"""What every mail to a contact says around its own matter: who writes, to whom, about which step."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.steps import Step
from models.window import days_left


class Operator(NamedTuple):
    """Who runs the service: named in every mail. `email` takes questions about the service itself."""

    name: str
    email: str | None = None
    privacy_url: str | None = None


class ContactLinks(NamedTuple):
    """Addresses of the small pages that act for this contact, signed (models/links.py)."""

    wrong_person: str
    stop: str


class Contact(NamedTuple):
    """Who is written to. `source` says where the address came from.

    `links` is None for a registrar, whose mail becomes a public record, and where no page could
    be reached. `recipients` are the official names that the contact serves.
    """

    name: str
    language: str
    source: str
    recipients: tuple[str, ...]
    is_registrar: bool = False
    links: ContactLinks | None = None


class Phase(StrEnum):
    """Where a step stands on the day that the mail speaks of."""

    OPEN = "open"  # the window opens, or has opened since the last working day
    BEFORE = "before"
    LAST_DAY = "last_day"
    AFTER = "after"


class Done(NamedTuple):
    """What was said about a step that is done: whole kronor where an amount belongs, the day, by whom."""

    on: date
    amount: int | None = None
    said_by: str | None = None


class Line(NamedTuple):
    """One recipient's step. Amounts are whole kronor; what is None is not known and not said.

    `occasion` is the plan's name for it ("open", "60", "7", "0", "+1"). `as_of` is the local day
    that the text speaks of. `amount` is what may be requisitioned at most, `received` what the
    agency has confirmed as requisitioned, `owed` what of it is due back by the report. `reference`
    is the decision's number, `case_number` the agency's own; `invoiced` says that the agency sends
    an invoice for a repayment. `uid` and `revision` mark the calendar entry of this date. `claim`
    and `snooze` are signed addresses; `claimed_on` is the day on which the contact says it was done.

    Only some mails say the rest: `old_due` the date before a new one, `done` what is registered or
    claimed, `next_step` the step after it, `use_until` the last day on which the money may be used.
    """

    official_name: str
    programme: str
    year: int
    step: Step
    occasion: str
    as_of: date
    uid: str
    revision: int = 1
    amount: int | None = None
    received: int | None = None
    owed: int | None = None
    opens: date | None = None
    due: date | None = None
    reference: str | None = None
    case_number: str | None = None
    eservice_url: str | None = None
    officer_email: str | None = None
    invoiced: bool = False
    claim: str | None = None
    claimed_on: date | None = None
    snooze: str | None = None
    old_due: date | None = None
    done: Done | None = None
    next_step: "Line | None" = None
    use_until: date | None = None

    @property
    def days_left(self) -> int | None:
        """Days until the date, negative after it; None where no date is decided."""
        return None if self.due is None else days_left(self.due, self.as_of)

    @property
    def opening_moved(self) -> bool:
        """In a "new date" mail: whether the last day stands and only the first one has moved."""
        return self.opens is not None and self.old_due == self.due

    @property
    def phase(self) -> Phase:
        left = self.days_left
        if left is not None and left < 0:
            return Phase.AFTER
        if left == 0:
            return Phase.LAST_DAY
        return Phase.OPEN if self.occasion == "open" else Phase.BEFORE


class ContactMail(NamedTuple):
    """A mail to a contact about one or more steps."""

    contact: Contact
    operator: Operator
    lines: tuple[Line, ...] = ()
