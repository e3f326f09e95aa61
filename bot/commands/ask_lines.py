"""`bidragslots ask --jsonl`: questions as JSON lines in, answers as JSON lines out, in order."""

import asyncio
import json
import math
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from bot.answers.answer import as_data
from bot.answers.engine import Engine
from bot.commands.streams import end_at_ctrl_c
from models.facts import Facts

CHUNK_BYTES = 65_536
LONGEST_LINE_BYTES = 4_000_000


class LineError(ValueError):
    """A line is no question; the message says why."""


async def answer_lines(engine: Engine, language: str | None) -> int:
    """Answer every line of standard input; returns how many could not be used.

    A line that can't be used gets a line {"id", "error"} in its place, and one on standard error;
    the others are answered.
    """
    end_at_ctrl_c()
    failed = 0
    number = 0
    async for lines in batches():
        facts = await engine.facts()
        written: list[str] = []
        for line in lines:
            number += 1
            if not line.strip():
                continue
            data = answer_line(engine, facts, line, language)
            if "error" in data:
                failed += 1
                print(f"bidragslots: line {number}: {data['error']}", file=sys.stderr)
            written.append(json.dumps(data, ensure_ascii=False) + "\n")
        await asyncio.to_thread(put, "".join(written))
    return failed


def put(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


async def batches() -> AsyncIterator[list[bytes]]:
    """The lines of standard input as they come, those that are there at once together.

    Of a line that is too long only a beginning is kept, which is too long as well.
    """
    rest = b""
    while chunk := await asyncio.to_thread(os.read, sys.stdin.fileno(), CHUNK_BYTES):
        *lines, last = chunk.split(b"\n")
        if lines:
            lines[0] = rest + lines[0]
            yield lines
            rest = b""
        if len(rest) <= LONGEST_LINE_BYTES:
            rest += last
    if rest:
        yield [rest]


def answer_line(engine: Engine, facts: Facts, line: bytes, language: str | None) -> dict[str, Any]:
    """The answer to one line by the contract's keys; {"id", "error"} where the line is no question."""
    identity: Any = None
    try:
        data = read_line(line)
        identity = data.get("id")
        text, conversation = parts_of_line(data)
    except LineError as error:
        return {"id": identity, "error": str(error)}
    answer = engine.answer(text, facts, now=datetime.now(UTC), conversation=conversation, language=language)
    return {"id": identity, **as_data(answer)}


def read_line(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE_BYTES:
        raise LineError(f"this line is longer than {LONGEST_LINE_BYTES} bytes; shorten the text")
    try:
        data = json.loads(line, parse_float=finite, parse_constant=finite)
    except (ValueError, RecursionError):
        raise LineError('this is no JSON; write {"id": …, "text": "…"} on one line') from None
    if not isinstance(data, dict):
        raise LineError('this is no JSON object; write {"id": …, "text": "…"} on one line')
    return data


def finite(written: str) -> float:
    """The number that is written. Raises ValueError for NaN and what no float holds: its echo would be no JSON."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


def parts_of_line(data: dict[str, Any]) -> tuple[str, str | None]:
    """Text and conversation of a line. Raises LineError where the text is missing or no text."""
    text, conversation = data.get("text"), data.get("conversation")
    if not isinstance(text, str):
        raise LineError('"text" is missing or no text; write {"id": …, "text": "…"}')
    return text, None if conversation is None else str(conversation)
