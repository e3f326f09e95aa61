"""The file that carries the trained topic classifier: read at run time, written by `make topics`.

A line of JSON (`Head`), then the features, one a line, then the phrasings' digests (64 bits) and the
numbers of their topics (8 bits), then each feature's square of its rarity (16 bits), then each
feature's weights: one byte a topic, 128 being zero.
"""

import json
from array import array
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.understanding.phrasings import Shipped
from models.errors import BidragslotsError

ZERO = 128
SQUARE_UNIT = 256
DIGEST = 8 + 1  # bytes of a phrasing


class WeightsError(BidragslotsError):
    """The file of the topic classifier can't be used."""


@dataclass(frozen=True, slots=True)
class Head:
    """What belongs to all features.

    A topic's logit is `bias` + its weights' sum × `scale` / the text's norm, all over `temperature`.
    `unknown` is the square that a word's feature without weights adds to the norm. From the
    probability `answer` on a topic is sure, from `suggest` on it may be offered.
    `phrasings` is the hash of the topics' files that it was trained on, `shipped` how many phrasings
    those hold.
    """

    topics: list[str]
    bias: list[float]
    scale: float
    temperature: float
    unknown: float
    answer: float
    suggest: float
    phrasings: str
    shipped: int
    features: int


@dataclass(frozen=True, slots=True)
class Weights:
    """A head, the phrasings, and by feature: its place, its square (in 1/256), and the bytes of its row."""

    head: Head
    shipped: Shipped
    places: dict[str, int]
    squares: "array[int]"
    rows: bytes


def read_weights(path: Path) -> Weights:
    """The weights in a file. Raises WeightsError where it is missing or damaged."""
    try:
        content = path.read_bytes()
        first, _, rest = content.partition(b"\n")
        head = Head(**json.loads(first))
        names, _, numbers = rest.partition(b"\n\n")
        places = {name: place for place, name in enumerate(names.decode().split("\n"))}
        known, numbers = numbers[: DIGEST * head.shipped], numbers[DIGEST * head.shipped :]
        digests, squares = array("Q"), array("H")
        digests.frombytes(known[: 8 * head.shipped])
        squares.frombytes(numbers[: 2 * head.features])
        rows = numbers[2 * head.features :]
    except (OSError, ValueError, TypeError) as error:
        raise WeightsError(f"{path}: can't be read ({error}); run: make topics") from None
    if len(places) != head.features or len(rows) != head.features * len(head.topics):
        raise WeightsError(f"{path}: is cut off or damaged; run: make topics")
    return Weights(head, Shipped(digests, known[8 * head.shipped :]), places, squares, rows)


def write_weights(
    path: Path, head: Head, shipped: Shipped, features: list[str], squares: list[int], rows: bytes
) -> None:
    """Write a file that read_weights reads; the same arguments give the same bytes."""
    first = json.dumps(asdict(head), ensure_ascii=False, separators=(",", ":")).encode()
    numbers = shipped.digests.tobytes() + shipped.topics + array("H", squares).tobytes() + rows
    path.write_bytes(b"\n".join((first, "\n".join(features).encode(), b"", numbers)))
