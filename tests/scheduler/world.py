"""A small world for tests of the plan: what administrators and contacts enter, kept in memory."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from models.outbox import MessageKind
from models.steps import RecipientStep, Step
from models.window import Window
from scheduler.coming import remember
from scheduler.effective import Clock
from scheduler.occasions import DEFAULT_SCHEDULES
from scheduler.plan import plan
from scheduler.planned import PlannedMessage
from scheduler.situation import OwnReport, Person, Situation, StepSituation, Told

STOCKHOLM = ZoneInfo("Europe/Stockholm")
KIRUNA, HABO = 1, 2
LONG_AGO = datetime(2025, 1, 2, tzinfo=UTC)
REQUISITION = RecipientStep(1, KIRUNA, Step.REQUISITION)


def local(day: str, time: str = "08:00") -> datetime:
    """A local time in Stockholm."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=STOCKHOLM)


@dataclass
class Record:
    """What is on record of one recipient's step."""

    window: Window = field(default_factory=Window)
    revision: int = 0
    set_at: datetime = LONG_AGO
    confirmed: datetime | None = None
    claims: dict[int | None, datetime] = field(default_factory=dict)
    concerned: bool = True
    forecast_on: date | None = None
    use_until: date | None = None


@dataclass
class World:
    """Contacts 1, 2, … of recipients, the records of their steps, and what has been planned."""

    records: dict[RecipientStep, Record] = field(default_factory=lambda: {REQUISITION: Record()})
    contacts: dict[int, datetime] = field(default_factory=lambda: {1: LONG_AGO})
    serves: dict[int, list[int]] = field(default_factory=lambda: {KIRUNA: [1]})
    registrars: dict[int, list[int]] = field(default_factory=dict)
    snoozes: dict[RecipientStep, dict[int, date]] = field(default_factory=dict)
    operator: str | None = None
    reports: list[OwnReport] = field(default_factory=list)
    told: dict[RecipientStep, dict[tuple[int, str], Told]] = field(default_factory=dict)
    said: dict[RecipientStep, set[tuple[int, str, str]]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def set_due(self, due: str | date | None, of: RecipientStep = REQUISITION, at: datetime = LONG_AGO) -> None:
        """Set, change or (None) withdraw the date of a step."""
        record = self.records.setdefault(of, Record())
        record.window = Window(record.window.opens, date.fromisoformat(due) if isinstance(due, str) else due)
        record.revision += 1
        record.set_at = at

    def situation(self, now: datetime) -> Situation:
        clock = Clock(now, STOCKHOLM)
        people = {
            number: Person(number, (("email", f"{number}@place.example"),), "sv", added, clock.morning(added))
            for number, added in self.contacts.items()
        }
        steps = [step_of(of, record, clock) for of, record in self.records.items()]
        return Situation(
            steps=steps,
            people=people,
            acting=self.serves,
            registrars=self.registrars,
            told=self.told,
            said=self.said,
            snoozes=self.snoozes,
            operator=self.operator,
            reports=self.reports,
            keys=self.keys,
        )

    def tick(self, now: datetime) -> list[PlannedMessage]:
        """Plan at `now` and remember it, as the outbox would."""
        situation = self.situation(now)
        messages = plan(situation, now, STOCKHOLM)
        remember(situation, messages)
        return messages


def step_of(of: RecipientStep, record: Record, clock: Clock) -> StepSituation:
    return StepSituation(
        of=of,
        window=record.window,
        revision=record.revision,
        since=clock.morning(record.set_at),
        schedule=DEFAULT_SCHEDULES[of.step],
        concerned=record.concerned,
        confirmed=clock.event(record.confirmed) if record.confirmed else None,
        claims=tuple(clock.event(at, contact) for contact, at in record.claims.items()),
        forecast_on=record.forecast_on,
        use_until=record.use_until,
    )


def said(messages: list[PlannedMessage]) -> list[tuple[str, int | None, list[str]]]:
    """What was planned, short: kind, contact, occasions without the stamps of events."""
    return [
        (str(message.kind), message.contact_id, [item.occasion.split(" ")[0] for item in message.items])
        for message in messages
    ]


REMINDER, NEW_DATE = str(MessageKind.REMINDER), str(MessageKind.NEW_DATE)
