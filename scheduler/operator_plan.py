"""What those who run the service are told: whom no mail reaches, and the agency's own report."""

from collections.abc import Iterator
from typing import Any

from models.outbox import ChannelName, MessageKind
from models.window import Window
from scheduler.occasions import Schedule, latest_due, occasions
from scheduler.planned import POINTLESS_AFTER, Day, PlannedItem, PlannedMessage, end_of_point
from scheduler.situation import Situation

OWN_REPORT = Schedule((60, 30, 14, 7, 1, 0), ())
WEEKLY_LIST = "weekly_list"


def to_operator(situation: Situation, day: Day) -> Iterator[PlannedMessage]:
    """What administrators are told: once a week whom no mail reaches, and of the agency's own report."""
    if situation.operator is None:
        return
    year, week, _ = day.today.isocalendar()
    missing = tuple(unreached(situation, day))
    key = f"weekly_list:{year}-W{week:02}"
    if missing and key not in situation.keys:
        yield operator_message(key, MessageKind.WEEKLY_LIST, situation.operator, day, missing)
    for report in situation.reports:
        occasion = latest_due(occasions(Window(due=report.due), OWN_REPORT), report.due, day.today, day.oldest)
        key = f"authority_report:{report.slug}:{report.due}:{occasion.name if occasion else ''}"
        if occasion is not None and key not in situation.keys:
            payload = {"programme": report.programme_id, "due": report.due.isoformat()}
            yield operator_message(key, MessageKind.AUTHORITY_REPORT, situation.operator, day, payload=payload)


def unreached(situation: Situation, day: Day) -> Iterator[PlannedItem]:
    """The steps left of recipients whom nobody can be written to about, until two weeks after the date."""
    for step in situation.steps:
        due = step.window.due
        if due is None or due < day.today - POINTLESS_AFTER or step.since > day.today:
            continue
        if step.concerned and step.confirmed is None and not situation.reached(step.of.recipient_id)[0]:
            yield PlannedItem(step.of, WEEKLY_LIST, step.revision, due)


def operator_message(
    key: str,
    kind: MessageKind,
    address: str,
    day: Day,
    items: tuple[PlannedItem, ...] = (),
    payload: dict[str, Any] | None = None,
) -> PlannedMessage:
    return PlannedMessage(
        key=key,
        channel=ChannelName.EMAIL,
        kind=kind,
        contact_id=None,
        address=address,
        language="sv",
        as_of=day.today,
        due_at=day.morning,
        not_after=end_of_point((), day),
        items=items,
        payload=payload,
        acting_links=False,
    )
