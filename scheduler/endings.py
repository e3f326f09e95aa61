"""What becomes of a message after an attempt to hand it over: its end, or when it is tried again."""

from datetime import datetime, timedelta

from messages.channel import Filed, Postponed, Sent, ServerDown
from models.errors import BidragslotsError
from models.outbox import MessageState
from scheduler.outbox import Claimed, Ending

FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(days=3)
REPLY_LENGTH = 500  # characters


class Withheld(BidragslotsError):
    """A message that is not sent, by a check just before it would have been."""

    state = MessageState.CANCELLED


class Cancelled(Withheld):
    """The message has lost its point: what it speaks of has changed, been done or passed."""


class Suppressed(Withheld):
    """Its contact wants or may have no mail."""

    state = MessageState.SUPPRESSED


def after(claimed: Claimed, outcome: Sent | Filed | Exception, now: datetime, spread: float) -> Ending:
    """The ending of a claim by what came of it. `spread` (0 to 1) scatters repeated attempts.

    Whatever is not known to be final is tried again: an unexpected error in one message must not
    lose it, nor hold up others.
    """
    match outcome:
        case Sent() | Filed():
            state = MessageState.SENT if isinstance(outcome, Sent) else MessageState.FILED
            return ended(claimed, state, outcome.reply, now, attempts=1)
        case Withheld():
            return ended(claimed, outcome.state, str(outcome), now, attempts=0)
        case ServerDown():
            return untouched(claimed)
        case Postponed():
            return untouched(claimed)._replace(due_at=now + timedelta(seconds=outcome.seconds))
        case BidragslotsError(retry=False):
            return ended(claimed, MessageState.FAILED, str(outcome), now, attempts=1)
    reply = str(outcome) if isinstance(outcome, BidragslotsError) else f"{type(outcome).__name__}: {outcome}"
    return repeated(claimed, reply, now, spread)


def ended(claimed: Claimed, state: MessageState, reply: str, now: datetime, attempts: int) -> Ending:
    first = claimed.first_attempt_at or (now if attempts else None)
    attempts += claimed.attempts
    said = reply[:REPLY_LENGTH]
    return Ending(claimed.id, state, claimed.due_at, attempts, first, now, said, claimed.lease_until)


def untouched(claimed: Claimed) -> Ending:
    """Back to the queue as it was, without using up an attempt."""
    return Ending(
        claimed.id,
        MessageState.QUEUED,
        claimed.due_at,
        claimed.attempts,
        claimed.first_attempt_at,
        None,
        None,
        claimed.lease_until,
    )


def repeated(claimed: Claimed, reply: str, now: datetime, spread: float) -> Ending:
    """Another attempt, each twice as late as the one before, until three days are over or its point is gone."""
    first = claimed.first_attempt_at or now
    last = min(first + GIVE_UP_AFTER, claimed.not_after or datetime.max.replace(tzinfo=now.tzinfo))
    again = now + retry_delay(claimed.attempts, spread)
    if again >= last:
        again = last - FIRST_RETRY
    if again <= now:
        return ended(claimed, MessageState.FAILED, f"Given up: {reply}", now, attempts=1)
    attempts, said = claimed.attempts + 1, reply[:REPLY_LENGTH]
    return Ending(claimed.id, MessageState.QUEUED, again, attempts, first, None, said, claimed.lease_until)


def retry_delay(attempts: int, spread: float) -> timedelta:
    """The wait after `attempts` earlier ones: 5 s, 10 s, 20 s … 4 h, each up to a quarter shorter or longer."""
    longest: timedelta = min(FIRST_RETRY * 2 ** min(attempts, 20), LONGEST_RETRY)
    return longest * (0.75 + spread / 2)


def too_late(claimed: Claimed, now: datetime) -> Ending | None:
    """The ending of a message whose point is past: failed where it was tried, else cancelled."""
    if claimed.not_after is None or now < claimed.not_after:
        return None
    state = MessageState.FAILED if claimed.attempts else MessageState.CANCELLED
    return ended(
        claimed, state, f"Not sent by {claimed.not_after:%Y-%m-%d %H:%M} UTC, after which it has no point", now, 0
    )
