"""A way by which messages leave the house, and every way in which a hand-over can end.

A channel is named, limited in connections and time, and gives connections; a connection hands over
one message after the other. To add a channel, write a class with these methods.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from models.errors import BidragslotsError
from models.outbox import ChannelName

Content_contra = TypeVar("Content_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has taken the message; `reply` is what it said."""

    reply: str


@dataclass(frozen=True, slots=True)
class Filed:
    """The message was written to a file because no server is set; nobody has received it."""

    reply: str


class ChannelError(BidragslotsError):
    """A hand-over that did not succeed."""


class Permanent(ChannelError):
    """The other side refuses this message for good."""

    retry = False


class Refused(Permanent):
    """The other side refuses the address that the message is for."""


class Temporary(ChannelError):
    """The other side can't take this message now; the same attempt may succeed later."""

    retry = True


class Dropped(Temporary):
    """The connection was lost before the message was handed over."""


class InDoubt(Temporary):
    """The message was handed over and the answer lost: it may have arrived. It is repeated under the
    same Message-ID."""


class TooManyConnections(Temporary):
    """The other side wants fewer connections; the message is not to blame."""


class Postponed(ChannelError):
    """The message may go in `seconds`; until then its place is another's, and no attempt is used up."""

    retry = True

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class ServerDown(ChannelError):
    """No connection can be made; every message waits, none has used up an attempt."""

    retry = True


class ServerUnusable(ServerDown):
    """The server answers, but not to us: an operator has to act before anything can be sent."""

    retry = False


class Connection(Protocol[Content_contra]):
    """One conversation with the other side."""

    @property
    def is_open(self) -> bool:
        """Whether another message may be sent on it."""

    async def send(self, content: Content_contra) -> Sent | Filed:
        """Hand over one message. Raises Permanent, Temporary (or a kind of it), Postponed or ServerDown."""

    async def close(self) -> None:
        """Take leave; never raises."""


class Channel(Protocol[Content_contra]):
    """`connections` at most at a time; handing over one message takes `time_limit` seconds at most."""

    @property
    def name(self) -> ChannelName: ...

    @property
    def connections(self) -> int: ...

    @property
    def time_limit(self) -> float: ...

    async def connect(self) -> Connection[Content_contra]:
        """A new connection. Raises ServerDown or TooManyConnections."""
