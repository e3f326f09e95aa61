"""What becomes of a message after an attempt."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.channel import Dropped, Filed, InDoubt, Permanent, Postponed, Sent, ServerDown, ServerUnusable, Temporary
from models.outbox import MessageState
from scheduler.endings import Cancelled, Suppressed, after, retry_delay, too_late
from scheduler.outbox import Claimed
from tests.outbox import NOW

THREE_DAYS = timedelta(days=3)


def claimed(**changes) -> Claimed:
    fields = {
        "id": 1,
        "key": "reminder:1",
        "kind": "reminder",
        "contact_id": 1,
        "address": "a@kommun.example",
        "language": "sv",
        "due_at": NOW,
        "not_after": None,
        "as_of": NOW.date(),
        "payload": None,
        "batch": None,
        "attempts": 0,
        "first_attempt_at": None,
        "created_at": NOW,
    }
    return Claimed(**(fields | changes))


@pytest.mark.parametrize(
    ("outcome", "state", "attempts"),
    [
        (Sent("250 ok"), "sent", 1),
        (Filed("var/outbox/a.eml"), "filed", 1),
        (Permanent("550 no such user"), "failed", 1),
        (Temporary("451 later"), "queued", 1),
        (Dropped("closed"), "queued", 1),
        (InDoubt("closed"), "queued", 1),
        (KeyError("a template's mistake"), "queued", 1),
        (ServerDown("no answer"), "queued", 0),
        (ServerUnusable("535 who are you"), "queued", 0),
        (Postponed("its share for now", 3.0), "queued", 0),
        (Cancelled("the date changed"), "cancelled", 0),
        (Suppressed("stopped"), "suppressed", 0),
    ],
)
def test_each_outcome_has_its_ending(outcome: Exception, state: str, attempts: int) -> None:
    ending = after(claimed(), outcome, NOW, 0.5)
    assert (ending.state, ending.attempts) == (state, attempts)
    assert (ending.ended_at is None) == (state == "queued")


def test_a_server_that_is_down_costs_no_attempt_and_no_time() -> None:
    message = claimed(attempts=2, first_attempt_at=NOW - timedelta(hours=1))
    ending = after(message, ServerDown("no answer"), NOW, 0.5)
    assert (ending.due_at, ending.attempts, ending.first_attempt_at) == (NOW, 2, message.first_attempt_at)


def test_waits_double_up_to_four_hours() -> None:
    waits = [retry_delay(attempts, 0.5).total_seconds() for attempts in range(14)]
    assert waits[:5] == [5, 10, 20, 40, 80]
    assert waits[-1] == 4 * 3600


@given(st.integers(0, 1000), st.floats(0, 1))
def test_waits_are_scattered_by_a_quarter_at_most(attempts: int, spread: float) -> None:
    middle = retry_delay(attempts, 0.5)
    assert middle * 0.75 <= retry_delay(attempts, spread) <= middle * 1.25


@given(st.floats(0, 1))
def test_a_server_that_never_takes_it_is_asked_for_three_days_and_not_longer(spread: float) -> None:
    message, now, tries = claimed(), NOW, 0
    while True:
        ending = after(message, Temporary("451 later"), now, spread)
        tries += 1
        if ending.state != MessageState.QUEUED:
            break
        assert now < ending.due_at <= NOW + THREE_DAYS
        now = ending.due_at
        message = claimed(attempts=ending.attempts, first_attempt_at=ending.first_attempt_at, due_at=ending.due_at)
    assert ending.state == MessageState.FAILED
    assert ending.reply == "Given up: 451 later"
    assert now >= NOW + THREE_DAYS - timedelta(seconds=10)
    assert 15 < tries < 60


@given(st.integers(0, 40), st.integers(1, 500_000), st.floats(0, 1))
def test_no_attempt_comes_after_the_point_of_the_mail(attempts: int, seconds: int, spread: float) -> None:
    point = NOW + timedelta(seconds=seconds)
    ending = after(claimed(attempts=attempts, not_after=point), Temporary("451"), NOW, spread)
    assert ending.state == MessageState.FAILED or NOW < ending.due_at < point


def test_a_mail_whose_point_is_past_is_cancelled_and_one_that_was_tried_has_failed() -> None:
    untried, tried = claimed(not_after=NOW), claimed(not_after=NOW, attempts=3)
    assert too_late(claimed(not_after=NOW + timedelta(seconds=1)), NOW) is None
    assert [too_late(each, NOW).state for each in (untried, tried)] == ["cancelled", "failed"]
