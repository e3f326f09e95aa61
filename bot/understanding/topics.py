"""Which topic a question is about: a linear model over its words and letters, scored in plain Python."""

import struct
from collections.abc import Iterable
from itertools import pairwise, starmap
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple, Self

from bot.understanding.phrasings import Phrasings
from bot.understanding.question import TopicScore
from bot.understanding.topic_features import concept_features, pair, tokens, word_features
from bot.understanding.topic_weights import SQUARE_UNIT, ZERO, Weights, read_weights

WEIGHTS = Path(__file__).parent / "data" / "topics.bin"
MOST_CACHED = 20_000
LANE = 4  # bytes in which a topic's weights are added: enough for any bounded text


class Sums(NamedTuple):
    """What features add up to: the topics' weights in lanes, how many there are, and the norm's square."""

    lanes: int
    features: int
    square: float


NOTHING = Sums(0, 0, 0.0)


class TopicClassifier:
    """Scores masked texts against the topics. `answer` and `suggest` are the probabilities to go by.

    All topics' sums are kept in one whole number, each in a lane of its own: one addition a feature.
    The sums of a word and of a pair are kept once computed, since they recur.
    """

    def __init__(self, weights: Weights, phrasings: Phrasings | None = None) -> None:
        head = weights.head
        self.topics = tuple(head.topics)
        self.answer = head.answer
        self.suggest = head.suggest
        self._weights = weights
        self._phrasings = phrasings or Phrasings(self.topics, weights.shipped)
        self._cache: dict[str, Sums] = {}
        self._unpack = struct.Struct(f"<{len(self.topics)}I").unpack

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """The classifier that ships (a few milliseconds). Raises WeightsError where the file is no good."""
        return cls(read_weights(path))

    def with_phrasings(self, added: dict[str, list[str]]) -> "TopicClassifier":
        """The same classifier with phrasings, masked and by topic, that take precedence from now on."""
        return TopicClassifier(self._weights, Phrasings(self.topics, self._weights.shipped, added))

    def forget(self) -> None:
        """Drop the sums that were kept of words and pairs."""
        self._cache.clear()

    def phrasing_counts(self) -> dict[str, int]:
        """How many phrasings each topic was trained on."""
        numbers = self._weights.shipped.topics
        return {topic: numbers.count(number) for number, topic in enumerate(self.topics)}

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
        sums = self._sums(words)
        unit = head.scale / (sqrt(sums.square) or 1.0)
        zero = ZERO * sums.features
        lanes = self._unpack(sums.lanes.to_bytes(LANE * len(self.topics), "little"))
        logits = [((lane - zero) * unit + bias) / head.temperature for lane, bias in zip(lanes, head.bias, strict=True)]
        highest = max(logits)
        powers = [exp(logit - highest) for logit in logits]
        whole = sum(powers)
        return [power / whole for power in powers]

    def _sums(self, words: list[str]) -> Sums:
        """What all features of a text add up to."""
        cache = self._cache
        if len(cache) >= MOST_CACHED:
            cache.clear()
        found = [cache.get(word) or self._word(word) for word in words]
        between = (*starmap(pair, pairwise(words)), *concept_features(words, self._weights.places))
        found += [cache.get(feature) or self._feature(feature) for feature in between]
        return added(found)

    def _word(self, word: str) -> Sums:
        """What one word's features add up to; unknown ones add to the norm alone."""
        places, unknown = self._weights.places, Sums(0, 0, self._weights.head.unknown)
        features = word_features(word)
        self._cache[word] = added(self._row(places[name]) if name in places else unknown for name in features)
        return self._cache[word]

    def _feature(self, feature: str) -> Sums:
        """What a pair of words or a concept adds; nothing where it is unknown."""
        place = self._weights.places.get(feature)
        self._cache[feature] = NOTHING if place is None else self._row(place)
        return self._cache[feature]

    def _row(self, place: int) -> Sums:
        """A feature's weights, each in its lane."""
        size = len(self.topics)
        lanes = bytearray(LANE * size)
        lanes[::LANE] = self._weights.rows[place * size : (place + 1) * size]
        return Sums(int.from_bytes(lanes, "little"), 1, self._weights.squares[place] / SQUARE_UNIT)


def added(several: Iterable[Sums]) -> Sums:
    """The sum of sums."""
    lanes, count, square = 0, 0, 0.0
    for each_lanes, each_count, each_square in several:
        lanes += each_lanes
        count += each_count
        square += each_square
    return Sums(lanes, count, square)
