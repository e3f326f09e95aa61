"""What the plan needs to know, as plain data. `scheduler.situation_from` makes it from the rows of the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from models.steps import RecipientStep
from models.window import Window
from scheduler.guests import GuestList
from scheduler.occasions import Schedule


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was entered: a claim or a confirmation.

    `at` is when, `morning` the first working morning after it, on which others are told. `stamp`
    tells this event from one that was undone; `contact_id` who claimed (None: an administrator).
    """

    at: datetime
    morning: date
    stamp: int
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class StepSituation:
    """One recipient's step with its effective dates and how far it has come.

    `revision` rises with every change of the dates, which hold for the plan from `since` on.
    `concerned` is whether the recipient has to take the step at all. `forecast_on` is when it is
    asked what it will not use before `use_until`; None where it is not.
    """

    of: RecipientStep
    window: Window
    revision: int
    since: date
    schedule: Schedule
    concerned: bool
    confirmed: Event | None = None
    claims: tuple[Event, ...] = ()
    forecast_on: date | None = None
    use_until: date | None = None


class Person(NamedTuple):
    """A contact that may be written to; `addresses` is channel and address, `since` its first morning."""

    id: int
    addresses: tuple[tuple[str, str], ...]
    language: str
    added_at: datetime
    since: date


class Told(NamedTuple):
    """The latest that a contact was told of a step's date: on which day, which date, on what occasion."""

    as_of: date
    due: date | None
    occasion: str


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The agency's own report to the Government Offices; no recipient's date."""

    programme_id: int
    slug: str
    due: date


@dataclass(frozen=True, slots=True)
class Ways:
    """How messages can go: to the operator's address, if any, and by Telegram where the service has it.

    `guests` are the only ones whom a trial reaches; the outbox checks them once more when it sends.
    """

    operator: str | None = None
    telegram: bool = False
    guests: GuestList = field(default_factory=GuestList)


PersonChannel = tuple[int, str]  # contact id, channel


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the plan of a day follows from.

    `acting` and `registrars` give a recipient's reachable contacts. `told` holds the latest
    reminder or new date, `said` the occasions of receipts, notices and forecasts, `keys` the
    messages to the operator that are there already. `snoozes` are days by step and contact.
    """

    steps: Sequence[StepSituation]
    people: Mapping[int, Person]
    acting: Mapping[int, Sequence[int]]
    registrars: Mapping[int, Sequence[int]] = field(default_factory=dict)
    told: dict[RecipientStep, dict[PersonChannel, Told]] = field(default_factory=dict)
    said: dict[RecipientStep, set[tuple[int, str, str]]] = field(default_factory=dict)
    snoozes: Mapping[RecipientStep, Mapping[int, date]] = field(default_factory=dict)
    operator: str | None = None
    reports: Sequence[OwnReport] = ()
    keys: set[str] = field(default_factory=set)

    def reached(self, recipient_id: int) -> tuple[list[Person], bool]:
        """Whom to write to for a recipient, and whether they may act by links."""
        return [self.people[each] for each in self.reached_ids(recipient_id)], bool(self.acting.get(recipient_id))

    def reached_ids(self, recipient_id: int) -> Sequence[int]:
        """The contacts to write to for a recipient.

        Its registrar only where there is no one else: that mail becomes a public record.
        """
        return self.acting.get(recipient_id) or self.registrars.get(recipient_id, ())
