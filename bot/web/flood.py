"""No client may keep the service from others by asking too much."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from models.loopback import is_loopback

MOST_CLIENTS = 10_000


@dataclass(slots=True)
class Bucket:
    """What a client may still ask at once, and when that was reckoned (seconds)."""

    left: float
    at: float


class FloodLimit:
    """So many questions a minute from one address, half of them at once; 0 is no limit.

    This machine's own programs are not limited: behind a proxy on it, each client has its own
    address by the proxy's forwarding header.
    """

    def __init__(self, per_minute: int) -> None:
        self._per_second = per_minute / 60
        self._at_once = max(1.0, per_minute / 2)
        self._buckets: dict[str, Bucket] = {}

    def seconds_to_wait(self, client: str, seconds: float) -> float:
        """0 when the client may ask now (and has then done so), else after how long. `seconds` is a steady clock."""
        if not self._per_second or is_loopback(client):
            return 0.0
        bucket = self._bucket(network_of(client), seconds)
        bucket.left = min(self._at_once, bucket.left + (seconds - bucket.at) * self._per_second)
        bucket.at = seconds
        if bucket.left < 1:
            return (1 - bucket.left) / self._per_second
        bucket.left -= 1
        return 0.0

    def _bucket(self, network: str, seconds: float) -> Bucket:
        if network not in self._buckets and len(self._buckets) >= MOST_CLIENTS:
            del self._buckets[next(iter(self._buckets))]
        bucket = self._buckets.pop(network, None) or Bucket(self._at_once, seconds)
        self._buckets[network] = bucket  # last in order, so that the first is the longest silent
        return bucket


def network_of(client: str) -> str:
    """The address itself, or for IPv6 the network that a single customer has (the first 64 bits)."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64))
    return client
