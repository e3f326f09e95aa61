"""One of the connections that a worker uses: made when needed, again when it was lost."""

import asyncio
import logging
from typing import Generic, TypeVar

from messages.channel import Channel, Connection, Dropped, Filed, Sent, ServerDown, TooManyConnections
from scheduler.health import Health

Content = TypeVar("Content")
log = logging.getLogger(__name__)


def now() -> float:
    """Seconds of the event loop's monotonic clock."""
    return asyncio.get_running_loop().time()


class Line(Generic[Content]):
    """Reports to the channel's health whatever it learns about the server."""

    def __init__(self, channel: Channel[Content], health: Health) -> None:
        self._channel = channel
        self._health = health
        self._connection: Connection[Content] | None = None

    async def open(self) -> Connection[Content]:
        """The connection, made if need be. Raises ServerDown where none comes about, for whatever reason."""
        if self._connection is not None and self._connection.is_open:
            return self._connection
        await self.close()
        try:
            connection = await self._channel.connect()
        except TooManyConnections as error:
            down = ServerDown(str(error))
            if self._health.open:
                self._health.crowded(now())
            else:
                self._down(down)
            raise down from error
        except ServerDown as error:
            self._down(error)
            raise
        self._connection = connection
        self._health.open += 1
        if self._health.trouble is not None:
            log.info("The %s server takes messages again", self._channel.name)
        self._health.up()
        return connection

    async def send(self, content: Content) -> Sent | Filed:
        """Hand over one message. Raises ServerDown where the message is not to blame, else what the channel raises."""
        connection = await self.open()
        try:
            return await connection.send(content)
        except TooManyConnections:
            await self.close()
            self._health.crowded(now())
            raise
        except ServerDown as error:
            await self.close()
            self._down(error)
            raise
        except Dropped:
            await self.open()  # where this fails the server has gone down, and no attempt is used up
            raise

    def _down(self, error: ServerDown) -> None:
        if self._health.trouble is None:
            log.info("Messages wait: %s", error)
        self._health.down(error, now())

    async def close(self) -> None:
        """Take leave of the server, if there is a connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._health.open -= 1
            await connection.close()
