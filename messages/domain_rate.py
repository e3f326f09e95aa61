"""How many messages a second one domain gets at most; off unless SMTP_URL sets a rate."""

BURST_SECONDS = 5.0  # what a domain did not use of its rate it may use for so long afterwards


class DomainRate:
    """Counts what goes to each domain. Times are seconds of a monotonic clock."""

    def __init__(self, per_second: float | None) -> None:
        self._rate = per_second
        self._tokens: dict[str, tuple[float, float]] = {}  # domain to what it may get, and since when
        self._promised: dict[str, float] = {}  # domain to when the last message put off for it may go

    def wait(self, domain: str, now: float) -> float:
        """0 where a message may go to the domain now; else in how many seconds to try again.

        Those put off are scattered, one for each place that the rate leaves, so that they do not all
        come back at once.
        """
        if self._rate is None:
            return 0.0
        most = max(1.0, self._rate * BURST_SECONDS)
        tokens, since = self._tokens.get(domain, (most, now))
        tokens = min(most, tokens + (now - since) * self._rate)
        if tokens >= 1:
            self._tokens[domain] = (tokens - 1, now)
            return 0.0
        self._tokens[domain] = (tokens, now)
        free = now + (1 - tokens) / self._rate
        last = self._promised.get(domain)
        self._promised[domain] = free if last is None else max(free, last + 1 / self._rate)
        return self._promised[domain] - now
