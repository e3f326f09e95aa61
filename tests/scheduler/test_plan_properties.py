"""What holds of the plan whatever happens: years of entries, changes and outages made up at random."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.outbox import MessageKind
from models.steps import RecipientStep, Step
from scheduler.plan import plan
from scheduler.planned import PlannedMessage
from scheduler.working_days import is_working_day, working_days_before
from tests.scheduler.world import HABO, KIRUNA, STOCKHOLM, Record, World

FIRST = date(2025, 9, 1)
DAYS = 170  # over the change of the clocks, Christmas and the new year
STEPS = [RecipientStep(1, recipient, step) for recipient in (KIRUNA, HABO) for step in (Step.REQUISITION, Step.REPORT)]
CONTACTS = {1: [KIRUNA], 2: [KIRUNA, HABO], 3: [HABO]}


@dataclass(frozen=True)
class Entry:
    """Something that is entered in the evening of a day."""

    day: int
    of: RecipientStep
    what: str
    due: date | None = None
    contact: int | None = None


entries = st.builds(
    Entry,
    day=st.integers(0, DAYS),
    of=st.sampled_from(STEPS),
    what=st.sampled_from(["date", "date", "date", "claim", "unclaim", "confirm", "undo", "snooze"]),
    due=st.one_of(st.none(), st.dates(FIRST, FIRST + timedelta(days=DAYS))),
    contact=st.sampled_from([1, 2, 3, None]),
)


def new_world() -> World:
    world = World(contacts=dict.fromkeys(CONTACTS, datetime(2025, 1, 2, tzinfo=STOCKHOLM)), serves={})
    for contact, recipients in CONTACTS.items():
        for recipient in recipients:
            world.serves.setdefault(recipient, []).append(contact)
    world.records = {of: Record() for of in STEPS}
    return world


def enter(world: World, entry: Entry) -> None:
    record, at = world.records[entry.of], at_time(entry.day, 19)
    if entry.what == "date":
        world.set_due(entry.due, entry.of, at)
    elif entry.what == "claim":
        record.claims.setdefault(entry.contact, at)
    elif entry.what == "unclaim":
        record.claims.pop(entry.contact, None)
    elif entry.what == "confirm":
        record.confirmed = record.confirmed or at
    elif entry.what == "undo":
        record.confirmed = None
    elif entry.contact is not None:
        until = at.date() + timedelta(days=7)
        world.snoozes.setdefault(entry.of, {})[entry.contact] = until


def at_time(day: int, hour: int) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), STOCKHOLM).replace(hour=hour)


def run(happenings: list[Entry], ticks: dict[int, list[int]]) -> Iterator[tuple[World, PlannedMessage]]:
    """Live through the days; `ticks` are the hours of each day at which the planner wakes."""
    world = new_world()
    by_day: dict[int, list[Entry]] = {}
    for entry in happenings:
        by_day.setdefault(entry.day, []).append(entry)
    for day in range(DAYS + 1):
        for hour in sorted(ticks.get(day, [])):
            for message in world.tick(at_time(day, hour)):
                yield world, message
        for entry in by_day.get(day, []):
            enter(world, entry)


def every(hours: list[int]) -> dict[int, list[int]]:
    return dict.fromkeys(range(DAYS + 1), hours)


def substance(messages: list[PlannedMessage]) -> Counter[object]:
    return Counter((message.as_of, message.key, message.items) for message in messages)


happenings = st.lists(entries, max_size=14)
waking = st.dictionaries(st.integers(0, DAYS), st.lists(st.integers(0, 18), max_size=3), max_size=DAYS)


@given(happenings)
@settings(max_examples=25, deadline=None)
def test_the_plan_is_the_same_whether_asked_hourly_or_once_a_day(happenings: list[Entry]) -> None:
    hourly = [message for _, message in run(happenings, every([7, 8, 9, 12, 18]))]
    at_noon = [message for _, message in run(happenings, every([12]))]
    assert substance(hourly) == substance(at_noon)


@given(happenings, waking)
@settings(max_examples=60, deadline=None)
def test_no_reminder_after_the_date_none_on_a_free_day_none_to_a_confirmed_step(
    happenings: list[Entry], waking: dict[int, list[int]]
) -> None:
    for world, message in run(happenings, waking):
        assert is_working_day(message.as_of)
        for item in message.items:
            record = world.records[item.of]
            assert (record.confirmed is not None) == (message.kind == MessageKind.RECEIPT)
            assert item.due == record.window.due
            if message.kind == MessageKind.REMINDER and item.due is not None:
                assert (message.as_of > item.due) == item.occasion.startswith("+")


@given(happenings, waking)
@settings(max_examples=60, deadline=None)
def test_nothing_is_said_twice_and_each_person_gets_at_most_one_mail_of_a_kind_a_day(
    happenings: list[Entry], waking: dict[int, list[int]]
) -> None:
    messages = [message for _, message in run(happenings, waking)]
    assert max(Counter(message.key for message in messages).values(), default=1) == 1
    days = Counter((message.as_of, message.contact_id, message.kind) for message in messages)
    assert max(days.values(), default=1) == 1
    occasions = Counter(
        (message.contact_id, item.of, item.occasion, item.due)
        for message in messages
        if message.kind == MessageKind.REMINDER
        for item in message.items
    )
    assert max(occasions.values(), default=1) == 1


@given(happenings, waking)
@settings(max_examples=60, deadline=None)
def test_nobody_is_left_with_a_date_that_is_no_longer_so(happenings: list[Entry], waking: dict[int, list[int]]) -> None:
    world = new_world()
    by_day: dict[int, list[Entry]] = {}
    for entry in happenings:
        by_day.setdefault(entry.day, []).append(entry)
    for day in range(DAYS + 1):
        today = FIRST + timedelta(days=day)
        for hour in waking.get(day, []):
            world.tick(at_time(day, hour))
        if any(hour >= 8 for hour in waking.get(day, [])) and is_working_day(today):
            assert list(misled(world, today)) == []
        for entry in by_day.get(day, []):
            enter(world, entry)


def misled(world: World, today: date) -> Iterator[object]:
    """Whoever was told a date of a step left to do that is another one now, or none."""
    for of, people in world.told.items():
        due, confirmed = world.records[of].window.due, world.records[of].confirmed
        for person, told in people.items():
            matters = (told.due or date.min) >= today if due is None else due >= today
            if confirmed is None and matters and told.due != due:
                yield of, person, told, due


@given(happenings, waking)
@settings(max_examples=40, deadline=None)
def test_nothing_that_was_due_more_than_ten_working_days_ago_is_sent(
    happenings: list[Entry], waking: dict[int, list[int]]
) -> None:
    for _, message in run(happenings, waking):
        oldest = working_days_before(message.as_of, 10)
        for item in message.items:
            if message.kind == MessageKind.REMINDER and item.due is not None and item.occasion.isdecimal():
                assert item.due - timedelta(days=int(item.occasion)) >= oldest


@given(happenings, waking)
@settings(max_examples=25, deadline=None)
def test_the_plan_changes_nothing_and_once_remembered_is_empty(
    happenings: list[Entry], waking: dict[int, list[int]]
) -> None:
    world = new_world()
    for entry in happenings:
        enter(world, entry)
    for day, hours in waking.items():
        for hour in hours:
            now = at_time(day, hour)
            assert plan(world.situation(now), now, STOCKHOLM) == world.tick(now)
            assert world.tick(now) == []
