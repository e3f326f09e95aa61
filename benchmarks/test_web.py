"""Answers a second from `POST /api/ask`, beside a bare FastAPI endpoint in the same run, and the start of the service.

Every question is another one: names, forms and topics in turn. Counted at the client, over keep-alive
connections; the servers are processes of their own. The two take turns, so that what else the
machine does meets both.
"""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from models.catalogue.programmes import load_catalogue
from models.prepare import upgrade_and_seed

COMMAND = Path(sys.executable).parent / "bidragslots"
BARE = [sys.executable, str(Path(__file__).parent / "bare_api.py")]
CONNECTIONS = 8
REQUESTS = 2_000
ROUNDS = 5
FORMS = (
    "Vilket belopp gäller för {} kommun?",
    "hur stor summa kan {} få",
    "What amount may {} requisition?",
    "Vad får {} lägga pengarna på?",
)
NAMES = ("Arvidsjaur", "Gällivare", "Malung-Sälen", "Upplands Väsby", "Örnsköldsvik", "Dals-Ed", "Kirunna", "Tjorn")


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """A migrated and seeded SQLite database."""
    url = f"sqlite:///{tmp_path / 'bench.db'}"
    asyncio.run(upgrade_and_seed(url, load_catalogue()))
    return url


@contextmanager
def server(command: list[str], url: str) -> Iterator[int]:
    """A server in a process of its own: its port."""
    environment = {"PATH": os.defpath, "BIDRAGSLOTS_DATABASE_URL": url, "PYTHONPATH": str(Path(__file__).parent.parent)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = next(found for line in process.stdout if (found := re.search(r"the page +http://[^:]+:(\d+)", line)))
        yield int(found[1])
    finally:
        process.terminate()
        process.communicate(timeout=30)


def requests() -> list[bytes]:
    """Whole requests as bytes, so that the client costs next to nothing."""
    texts = [form.format(name) for name in NAMES for form in FORMS]
    bodies = [json.dumps({"text": text}).encode() for text in islice(cycle(texts), REQUESTS)]
    head = "POST /api/ask HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
    return [head.format(len(body)).encode() + body for body in bodies]


async def send_all(port: int, whole: list[bytes]) -> float:
    """Seconds for all requests over the connections."""
    left = iter(whole)

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in left:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            length = re.search(rb"content-length: (\d+)", head)
            assert length
            await reader.readexactly(int(length[1]))
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(one_connection() for _ in range(CONNECTIONS)))
    return time.perf_counter() - started


def test_answers_a_second_beside_a_bare_endpoint(benchmark: BenchmarkFixture, database_url: str) -> None:
    whole, bare, ours = requests(), [], []
    with server(BARE, database_url) as bare_port, server([str(COMMAND), "serve", "--port", "0"], database_url) as port:
        for each in (bare_port, port):
            asyncio.run(send_all(each, whole[:200]))

        def one_round() -> None:
            bare.append(asyncio.run(send_all(bare_port, whole)))
            ours.append(asyncio.run(send_all(port, whole)))

        benchmark.pedantic(one_round, rounds=ROUNDS)
    benchmark.extra_info |= {
        "answers a second": round(REQUESTS / statistics.median(ours)),
        "bare endpoint a second": round(REQUESTS / statistics.median(bare)),
        "ratio": round(statistics.median(b / o for b, o in zip(bare, ours, strict=True)), 3),
    }


def test_seconds_from_start_to_the_first_page(benchmark: BenchmarkFixture, database_url: str) -> None:
    pages: list[float] = []
    imports: list[float] = []

    def start() -> None:
        started = time.perf_counter()
        with server([str(COMMAND), "serve", "--port", "0"], database_url) as port:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
            pages.append(time.perf_counter() - started)

    def bare() -> None:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import sqlmodel, typer, jinja2"], check=True)
        imports.append(time.perf_counter() - started)

    benchmark.pedantic(start, setup=bare, rounds=ROUNDS)
    benchmark.extra_info |= {
        "seconds to the first page": round(statistics.median(pages), 3),
        "seconds for importing sqlmodel, typer and jinja2": round(statistics.median(imports), 3),
    }
