"""When a step may be taken: a pair of days, either of which may be unknown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """When a step may be taken: from `opens` to `due`, both days included; None is not yet decided."""

    opens: date | None = None
    due: date | None = None


def effective_window(for_all: Window | None, own: Window | None) -> Window:
    """A recipient's own dates replace the grant's, each date by itself; the other one stays."""
    for_all, own = for_all or Window(), own or Window()
    return Window(own.opens or for_all.opens, own.due or for_all.due)


def days_left(due: date, today: date) -> int:
    """Days from `today` to `due`: 0 on the last day, negative when it has passed."""
    return (due - today).days
