"""So many questions in a time from one user; then one polite line, then silence for as long."""

from collections import OrderedDict, deque
from enum import Enum, auto

PER_MINUTE = 20
MINUTE = 60.0
MOST_USERS = 10_000


class Verdict(Enum):
    """What to do with a message: answer it, say that it was too much, or stay silent."""

    ANSWER = auto()
    SAY_SO = auto()
    SILENCE = auto()


class UserFlood:
    """Remembers when each user's last messages came. Times are seconds of a steady clock."""

    def __init__(self, most: int = PER_MINUTE, seconds: float = MINUTE) -> None:
        self._most, self._seconds = most, seconds
        self._times: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: dict[int, float] = {}

    def judge(self, user: int, seconds: float) -> Verdict:
        """Count a message of the user and say what to do with it."""
        times = self._times.setdefault(user, deque())
        self._times.move_to_end(user)
        while len(self._times) > MOST_USERS:
            gone, _ = self._times.popitem(last=False)
            self._told.pop(gone, None)
        while times and times[0] <= seconds - self._seconds:
            times.popleft()
        if len(times) < self._most:
            times.append(seconds)
            return Verdict.ANSWER
        if seconds - self._told.get(user, -self._seconds) < self._seconds:
            return Verdict.SILENCE
        self._told[user] = seconds
        return Verdict.SAY_SO
