"""Which topic a question is about: a linear model over its words and letters, scored in plain Python."""

import struct
from itertools import pairwise, starmap
from math import exp, sqrt
from pathlib import Path
from typing import Self

from bot.understanding.phrasings import Phrasings
from bot.understanding.question import TopicScore
from bot.understanding.topic_features import concept_features, pair, tokens, word_features
from bot.understanding.topic_weights import SQUARE_UNIT, ZERO, Weights, read_weights

WEIGHTS = Path(__file__).parent / "data" / "topics.bin"
MOST_CACHED = 20_000
LANE = 4  # bytes in which a topic's weights are added: enough for any bounded text


class TopicClassifier:
    """Scores masked texts against the topics. `answer` and `suggest` are the probabilities to go by.

    All topics' sums are kept in one whole number, each in a lane of its own: one addition a feature.
    A word's sum is kept once computed, since words recur.
    """

    def __init__(self, weights: Weights, phrasings: Phrasings | None = None) -> None:
        head = weights.head
        self.topics = tuple(head.topics)
        self.answer = head.answer
        self.suggest = head.suggest
        self._weights = weights
        self._phrasings = phrasings or Phrasings(head.keys)
        self._words: dict[str, tuple[int, int, float]] = {}
        self._unpack = struct.Struct(f"<{len(self.topics)}I").unpack

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """The classifier that ships (a few milliseconds). Raises WeightsError where the file is no good."""
        return cls(read_weights(path))

    def with_phrasings(self, added: dict[str, list[str]]) -> "TopicClassifier":
        """The same classifier with phrasings, masked and by topic, that take precedence from now on."""
        return TopicClassifier(self._weights, Phrasings(self._weights.head.keys, added))

    def phrasing_counts(self) -> dict[str, int]:
        """How many phrasings each topic was trained on."""
        return {topic: len(self._weights.head.keys.get(topic, ())) for topic in self.topics}

    def scores(self, masked: str) -> list[TopicScore]:
        """Every topic with its probability, best first; a phrasing known as such has 1. Never raises."""
        words = tokens(masked)
        known = self._phrasings.topic_of(words)
        ordered = sorted(zip(self.probabilities(words), self.topics, strict=True), reverse=True)
        if known is None:
            return [TopicScore(topic, score) for score, topic in ordered]
        return [TopicScore(known, 1.0), *(TopicScore(topic, 0.0) for _, topic in ordered if topic != known)]

    def probabilities(self, words: list[str]) -> list[float]:
        """The calibrated probability of each of `topics`, in their order, for a text's words."""
        head = self._weights.head
        total, count, square = self._sums(words)
        norm = sqrt(square) or 1.0
        sums = self._unpack(total.to_bytes(LANE * len(self.topics), "little"))
        logits = [
            ((lane - ZERO * count) * head.scale / norm + bias) / head.temperature
            for lane, bias in zip(sums, head.bias, strict=True)
        ]
        highest = max(logits)
        powers = [exp(logit - highest) for logit in logits]
        whole = sum(powers)
        return [power / whole for power in powers]

    def _sums(self, words: list[str]) -> tuple[int, int, float]:
        """The lanes' sums over a text, the number of features in them, and the norm's square."""
        total = count = 0
        square = 0.0
        for word in words:
            lanes, known, squared = self._words.get(word) or self._word(word)
            total, count, square = total + lanes, count + known, square + squared
        places = self._weights.places
        for feature in [*starmap(pair, pairwise(words)), *concept_features(words, places)]:
            place = places.get(feature)
            if place is not None:
                total, count, square = total + self._row(place), count + 1, square + self._square(place)
        return total, count, square

    def _word(self, word: str) -> tuple[int, int, float]:
        """The sums over one word's features; unknown ones add to the norm alone."""
        total = count = 0
        square = 0.0
        for feature in word_features(word):
            place = self._weights.places.get(feature)
            if place is None:
                square += self._weights.head.unknown
            else:
                total, count, square = total + self._row(place), count + 1, square + self._square(place)
        if len(self._words) >= MOST_CACHED:
            self._words.clear()
        self._words[word] = total, count, square
        return total, count, square

    def _row(self, place: int) -> int:
        """A feature's weights, each in its lane."""
        size = len(self.topics)
        lanes = bytearray(LANE * size)
        lanes[::LANE] = self._weights.rows[place * size : (place + 1) * size]
        return int.from_bytes(lanes, "little")

    def _square(self, place: int) -> float:
        return self._weights.squares[place] / SQUARE_UNIT
