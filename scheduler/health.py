"""How a channel is doing: paused while its server is down, with fewer connections while it is crowded."""

from messages.channel import ServerDown

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
RECOVERY = 5.0  # seconds without a complaint after which one more connection is tried


class Health:
    """The state that the connections of one channel share. Times are seconds of a monotonic clock.

    With `patience`, a server that has been down for so long, or that refuses us, is given up.
    """

    def __init__(self, connections: int, patience: float | None = None) -> None:
        self.trouble: ServerDown | None = None
        self.open = 0
        self._connections = connections
        self._patience = patience
        self._down_since = 0.0
        self._paused_until = 0.0
        self._pause = FIRST_PAUSE
        self._allowed = connections
        self._crowded_at = 0.0

    def up(self) -> None:
        """A connection came about."""
        self.trouble, self._pause = None, FIRST_PAUSE

    def down(self, error: ServerDown, now: float) -> None:
        """No connection came about: pause, each time twice as long, up to a minute."""
        if self.trouble is None:
            self._down_since = now
        if now >= self._paused_until:
            self._paused_until = now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self.trouble = error

    def crowded(self, now: float) -> None:
        """The server complained of too many connections: make do with those that are open."""
        self._allowed = max(1, min(self.open, self.allowed(now) - 1))
        self._crowded_at = now

    def allowed(self, now: float) -> int:
        """How many connections may be open: all, or fewer since a complaint and slowly more again."""
        return min(self._connections, self._allowed + int((now - self._crowded_at) / RECOVERY))

    def wait(self, now: float) -> float:
        """Seconds until the next attempt to connect."""
        return max(0.0, self._paused_until - now) if self.trouble else 0.0

    def is_hopeless(self, now: float) -> bool:
        """Whether to give up instead of waiting; never without a limit to patience."""
        if self.trouble is None or self._patience is None:
            return False
        return not self.trouble.retry or now - self._down_since >= self._patience
