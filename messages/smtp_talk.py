"""Commands and replies on a connection that aiosmtplib has made, greeted, encrypted and logged in.

aiosmtplib waits for each reply before it writes the next command. Most servers take several at once
(PIPELINING, RFC 2920): then a mail costs two journeys to the server instead of four.
"""

import asyncio
from collections import deque

from aiosmtplib import SMTPResponse, SMTPResponseException, SMTPServerDisconnected

MALFORMED = -1  # in place of the code of a reply that has none
LONGEST_REPLY = 32_768  # bytes


class Talk(asyncio.Protocol):
    """Takes over a connection on which no reply is outstanding."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._rest = b""  # of a line that has not ended
        self._lines: list[bytes] = []  # of a reply that has not ended
        self._expected: deque[asyncio.Future[SMTPResponse]] = deque()
        transport.set_protocol(self)

    @property
    def is_open(self) -> bool:
        return not self._transport.is_closing()

    def say(self, *commands: bytes) -> list[asyncio.Future[SMTPResponse]]:
        """Write commands, each of which ends its line, in one piece; returns the replies to come, one for each.

        A reply raises SMTPServerDisconnected where the connection is lost before it, and
        SMTPResponseException where it is none.
        """
        if not self.is_open:
            raise SMTPServerDisconnected("Connection lost")
        loop = asyncio.get_running_loop()
        replies: list[asyncio.Future[SMTPResponse]] = [loop.create_future() for _ in commands]
        self._expected.extend(replies)
        self._transport.write(b"".join(commands))
        return replies

    async def outstanding(self) -> list[SMTPResponse]:
        """The replies that nobody has waited for yet."""
        return await asyncio.gather(*self._expected)

    def close(self) -> None:
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._lines.append(line)
            if line[3:4] != b"-":
                self._replied()
        if len(self._rest) + sum(map(len, self._lines)) > LONGEST_REPLY:
            self._transport.abort()

    def _replied(self) -> None:
        """A reply has come; one that was not asked for (a server that takes leave) belongs to no command."""
        lines, self._lines = self._lines, []
        reply = self._expected.popleft() if self._expected else None
        if reply is None or reply.done():
            return
        text = b"\n".join(line[4:].strip() for line in lines).decode("utf-8", "surrogateescape")
        code = lines[-1][:3]
        if code.isdigit():
            reply.set_result(SMTPResponse(int(code), text))
        else:
            fail(reply, SMTPResponseException(MALFORMED, f"Malformed reply: {lines[-1].decode(errors='replace')}"))

    def connection_lost(self, exc: Exception | None) -> None:
        lost = SMTPServerDisconnected("Connection lost")
        lost.__cause__ = exc
        while self._expected:
            fail(self._expected.popleft(), lost)


def fail(reply: "asyncio.Future[SMTPResponse]", error: Exception) -> None:
    """Let the reply raise the error; nobody need wait for it."""
    if not reply.done():
        reply.set_exception(error)
        reply.exception()
