"""A mail server that takes everything as fast as it can and only counts: `python sink.py [SECONDS]`.

Like most servers it takes several commands at once (PIPELINING); who says one at a time is answered as fast.

Prints its port; at the end of its standard input it prints how many messages it has taken and the
seconds between the first and the last of them.
"""

import asyncio
import sys
import time
from typing import ClassVar


class Sink(asyncio.Protocol):
    """One connection. `taken` holds the time of each message of all connections."""

    taken: ClassVar[list[float]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.buffer = b""
        self.in_data = False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self.step():
            pass

    def step(self) -> bool:
        if self.in_data:
            if not self.buffer.endswith(b"\r\n.\r\n"):
                return False
            self.buffer, self.in_data = b"", False
            self.taken.append(time.perf_counter())
            self.transport.write(b"250 taken\r\n")
            return False
        line, end, rest = self.buffer.partition(b"\r\n")
        if not end:
            return False
        self.buffer = rest
        self.answer(line[:4].upper())
        return True

    def answer(self, verb: bytes) -> None:
        if verb == b"DATA":
            self.in_data = True
            self.transport.write(b"354 go\r\n")
        elif verb == b"EHLO":
            self.transport.write(b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 ok\r\n")


async def serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    taken = Sink.taken
    print(len(taken), taken[-1] - taken[0] if taken else 0.0, flush=True)


if __name__ == "__main__":
    asyncio.run(serve())
