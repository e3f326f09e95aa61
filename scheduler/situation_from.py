"""From the rows of the database to the plain data that the plan needs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row

from models.catalogue.programmes import ProgrammeData
from models.contact import ContactRole
from models.outbox import ChannelName
from models.progress import Confirmed, ProgressState, concerns
from models.reminder_schedule import read_days
from models.steps import RecipientStep, Step
from models.telegram import Delivery
from models.window import Window, effective_window
from scheduler.effective import Clock
from scheduler.occasions import DEFAULT_SCHEDULES, Schedule, forecast_day
from scheduler.planning_rows import Found, PlanningRows
from scheduler.situation import OwnReport, Person, PersonChannel, Situation, StepSituation, Told, Ways

STEPS = {str(step): step for step in Step}
EMAIL, TELEGRAM = str(ChannelName.EMAIL), str(ChannelName.TELEGRAM)


def situation_from(rows: PlanningRows, catalogue: Mapping[str, ProgrammeData], clock: Clock, ways: Ways) -> Situation:
    """The situation that these rows describe."""
    people = people_of(rows, clock, ways)
    acting, registrars = serving(rows.serves, people)
    return Situation(
        steps=steps_of(rows, clock),
        people=people,
        acting=acting,
        registrars=registrars,
        told=told_of(rows.told),
        said=said_of(rows.said),
        snoozes=snoozes_of(rows.snoozes),
        operator=ways.operator,
        reports=own_reports(rows.programmes, catalogue),
        keys={row.key for row in rows.keys},
    )


def people_of(rows: PlanningRows, clock: Clock, ways: Ways) -> dict[int, Person]:
    """Every contact that can be reached by some way."""
    chats = {row.contact_id: row for row in rows.chats} if ways.telegram else {}
    people = {}
    for contact_id, email, language, added_at, bounces in rows.people:
        addresses = addresses_of(email, bounces, chats.get(contact_id))
        if addresses and ways.guests.allows(email):
            people[contact_id] = Person(contact_id, addresses, language, added_at, clock.morning(added_at))
    return people


def addresses_of(email: str, bounces: bool, chat: Any) -> tuple[tuple[str, str], ...]:
    """By which ways a contact is written to, as it has chosen; no e-mail to an address that bounces.

    `chat` is a row or an object, None where there is none to be used.
    """
    by_email = () if bounces else ((EMAIL, email),)
    if chat is None or chat.delivery == Delivery.EMAIL:
        return by_email
    by_telegram = (TELEGRAM, str(chat.chat_id))
    return (by_telegram,) if chat.delivery == Delivery.TELEGRAM else (*by_email, by_telegram)


def serving(rows: Found, people: Mapping[int, Person]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """By recipient, the reachable contacts who may act, and those who are its registrar."""
    acting: dict[int, list[int]] = {}
    registrars: dict[int, list[int]] = {}
    for contact_id, recipient_id, role in rows:
        if contact_id in people:
            chosen = registrars if role == ContactRole.REGISTRAR else acting
            chosen.setdefault(recipient_id, []).append(contact_id)
    return acting, registrars


def own_reports(programmes: Found, catalogue: Mapping[str, ProgrammeData]) -> list[OwnReport]:
    """The days of the agency's own reports, which the catalogue has under `authority_report`."""
    found = []
    for programme in programmes:
        data = catalogue.get(programme.slug)
        due = data.dates.get("authority_report") if data else None
        if isinstance(due, date):
            found.append(OwnReport(programme.id, programme.slug, due))
    return found


class Stated(NamedTuple):
    """What is on record of the steps: confirmations, and the rows of the claims."""

    confirmed: Mapping[RecipientStep, Confirmed]
    claims: Mapping[RecipientStep, Sequence[Row[Any]]]


def stated_of(rows: Found) -> Stated:
    confirmed: dict[RecipientStep, Confirmed] = {}
    claims: dict[RecipientStep, list[Row[Any]]] = {}
    for row in rows:
        of = step_of(row)
        if row.state == ProgressState.CONFIRMED:
            confirmed[of] = Confirmed(row.amount, row.on_date, row.said_at)
        else:
            claims.setdefault(of, []).append(row)
    return Stated(confirmed, claims)


def step_of(row: Row[Any]) -> RecipientStep:
    return RecipientStep(row.programme_id, row.recipient_id, STEPS[row.step])


class Dates(NamedTuple):
    """The rows of a step's dates: the grant's and the recipient's own; either may be missing."""

    for_all: Row[Any] | None
    own: Row[Any] | None

    @property
    def window(self) -> Window:
        return effective_window(*(Window(row.opens, row.due) if row else None for row in self))

    @property
    def revision(self) -> int:
        """A number that rises with every change of either."""
        return sum(row.revision for row in self if row)

    def since(self, clock: Clock) -> date:
        return max((clock.morning(row.set_at) for row in self if row), default=clock.today)


def steps_of(rows: PlanningRows, clock: Clock) -> list[StepSituation]:
    """Every step of every recipient with an allocation."""
    dates = {(row.programme_id, row.step, row.recipient_id): row for row in rows.deadlines}
    schedules = {(row.programme_id, row.step): schedule(row) for row in rows.schedules}
    stated = stated_of(rows.progress)
    programmes = {programme.id: programme for programme in rows.programmes}
    found = []
    for row in rows.allocations:
        for step in Step:
            of = RecipientStep(row.programme_id, row.recipient_id, step)
            own = Dates(dates.get((of.programme_id, step, None)), dates.get((of.programme_id, step, of.recipient_id)))
            chosen = schedules.get((of.programme_id, step), DEFAULT_SCHEDULES[step])
            use_until = programmes[of.programme_id].use_until
            found.append(step_situation(of, own, chosen, use_until, stated, clock))
    return found


def step_situation(
    of: RecipientStep, dates: Dates, chosen: Schedule, use_until: date | None, stated: Stated, clock: Clock
) -> StepSituation:
    done = stated.confirmed.get(of)
    requisition, report = (stated.confirmed.get(of._replace(step=step)) for step in (Step.REQUISITION, Step.REPORT))
    concerned = concerns(of.step, requisition, report)
    asks = of.step == Step.REPORT and concerned and use_until is not None
    return StepSituation(
        of=of,
        window=dates.window,
        revision=dates.revision,
        since=dates.since(clock),
        schedule=chosen,
        concerned=concerned,
        confirmed=clock.event(done.said_at) if done else None,
        claims=tuple(clock.event(row.said_at, row.contact_id) for row in stated.claims.get(of, ())),
        forecast_on=forecast_day(use_until, chosen) if asks and use_until else None,
        use_until=use_until,
    )


def schedule(row: Row[Any]) -> Schedule:
    """A grant's own days for a step."""
    forecast = DEFAULT_SCHEDULES[STEPS[row.step]].forecast if row.forecast_days is None else row.forecast_days
    return Schedule(read_days(row.days_before), read_days(row.days_after), forecast)


def told_of(rows: Found) -> dict[RecipientStep, dict[PersonChannel, Told]]:
    told: dict[RecipientStep, dict[PersonChannel, Told]] = {}
    for contact_id, channel, programme_id, recipient_id, step, occasion, due, as_of in rows:
        of = RecipientStep(programme_id, recipient_id, STEPS[step])
        told.setdefault(of, {})[contact_id, channel] = Told(as_of, due, occasion)
    return told


def said_of(rows: Found) -> dict[RecipientStep, set[tuple[int, str, str]]]:
    said: dict[RecipientStep, set[tuple[int, str, str]]] = {}
    for contact_id, channel, programme_id, recipient_id, step, occasion in rows:
        of = RecipientStep(programme_id, recipient_id, STEPS[step])
        said.setdefault(of, set()).add((contact_id, channel, occasion))
    return said


def snoozes_of(rows: Iterable[Row[Any]]) -> dict[RecipientStep, dict[int, date]]:
    found: dict[RecipientStep, dict[int, date]] = {}
    for row in rows:
        found.setdefault(step_of(row), {})[row.contact_id] = row.until
    return found
