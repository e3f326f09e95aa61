"""The reference: ready-made mails over bare aiosmtplib, `python bare.py PORT MAILS.pickle CONNECTIONS`."""

import asyncio
import pickle
import sys
from pathlib import Path

import aiosmtplib


async def send_all(port: int, mails: list[tuple[str, str, bytes]], connections: int) -> None:
    left = iter(mails)

    async def one_connection() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as client:
            for sender, recipient, data in left:
                await client.sendmail(sender, recipient, data)

    await asyncio.gather(*(one_connection() for _ in range(connections)))


if __name__ == "__main__":
    ready = pickle.loads(Path(sys.argv[2]).read_bytes())
    asyncio.run(send_all(int(sys.argv[1]), ready, int(sys.argv[3])))
