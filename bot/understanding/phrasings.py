"""Known ways to put a question: one that is met again word for word, or nearly, needs no guessing."""

from collections.abc import Iterable, Mapping

from bot.understanding.topic_features import tokens

FEWEST_WORDS = 3  # of a phrasing that may be met nearly
NEAR = 0.8  # of the words of both must be shared
LONGEST_NEAR = 60  # words; beyond it nobody repeats a phrasing


def compared(masked: str) -> str:
    """The form in which phrasings are compared: the words in lower case, without diacritics."""
    return " ".join(tokens(masked))


class Phrasings:
    """Phrasings by topic. `keys` ship and are met exactly; `added`, by maintainers, also nearly."""

    def __init__(self, keys: Mapping[str, Iterable[str]], added: Mapping[str, Iterable[str]] | None = None) -> None:
        self._exact = {key: topic for topic, known in keys.items() for key in known}
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
        if (topic := self._exact.get(" ".join(words))) is not None:
            return topic
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
