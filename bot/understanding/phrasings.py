"""Known ways to put a question: one that is met again word for word, or nearly, needs no guessing."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from bot.understanding.topic_features import tokens

FEWEST_WORDS = 3  # of a phrasing that may be met nearly
NEAR = 0.8  # of the words of both must be shared
LONGEST_NEAR = 60  # words; beyond it nobody repeats a phrasing


def compared(masked: str) -> str:
    """The form in which phrasings are compared: the words in lower case, without diacritics."""
    return " ".join(tokens(masked))


def digest(key: str) -> int:
    """64 bits that stand for a compared phrasing: two of some ten thousand share them once in 10^11 trials."""
    return int.from_bytes(blake2b(key.encode(errors="surrogatepass"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Shipped:
    """The phrasings that were trained on: their digests in order, and for each the number of its topic."""

    digests: "array[int]"
    topics: bytes

    def topic_of(self, key: str) -> int | None:
        """The number of the topic of a compared text; None where it is not known word for word."""
        wanted = digest(key)
        place = bisect_left(self.digests, wanted)
        if place < len(self.digests) and self.digests[place] == wanted:
            return self.topics[place]
        return None


class Phrasings:
    """Phrasings by topic. The `shipped` are met exactly; those `added` by maintainers also nearly."""

    def __init__(
        self, names: tuple[str, ...], shipped: Shipped, added: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._names = names
        self._shipped = shipped
        self._exact: dict[str, str] = {}
        self._near: dict[str, list[tuple[frozenset[str], str]]] = {}
        for topic, texts in (added or {}).items():
            for text in texts:
                self._add(tokens(text), topic)

    def _add(self, words: list[str], topic: str) -> None:
        self._exact[" ".join(words)] = topic
        if len(set(words)) >= FEWEST_WORDS:
            for word in set(words):
                self._near.setdefault(word, []).append((frozenset(words), topic))

    def topic_of(self, words: list[str]) -> str | None:
        """The topic of a text's words (as `tokens` gives them): exactly known, else the nearest that was added."""
        key = " ".join(words)
        if (topic := self._exact.get(key)) is not None:
            return topic
        if (number := self._shipped.topic_of(key)) is not None:
            return self._names[number]
        if not self._near or not FEWEST_WORDS <= len(words) <= LONGEST_NEAR:
            return None
        return self._nearest(frozenset(words))

    def _nearest(self, words: frozenset[str]) -> str | None:
        """The topic of the added phrasing that shares most of its words; None where none shares enough."""
        best, topic = NEAR, None
        for word in words:
            for phrasing, its_topic in self._near.get(word, ()):
                likeness = 2 * len(words & phrasing) / (len(words) + len(phrasing))
                if likeness > best or (likeness == best and topic is None):
                    best, topic = likeness, its_topic
        return topic
