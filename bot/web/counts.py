"""Counts for whoever watches the service, in Prometheus' text form."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.answers.answer import Answer
from bot.answers.recording import outcome_of

if TYPE_CHECKING:
    from prometheus_client import Metric


class Counts:
    """Plain counters while the service runs; prometheus-client is imported only when somebody asks."""

    def __init__(self) -> None:
        self._questions: Counter[tuple[str, str, str]] = Counter()

    def question(self, channel: str, answer: Answer) -> None:
        self._questions[channel, answer.language, outcome_of(answer)] += 1

    def text(self, messages: dict[str, int], dropped: int) -> bytes:
        """Everything as Prometheus reads it; `messages` is the outbox by state."""
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry(auto_describe=False)
        registry.register(Collected(self._families(messages, dropped)))
        return generate_latest(registry)

    def _families(self, messages: dict[str, int], dropped: int) -> "list[Metric]":
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        questions = CounterMetricFamily(
            "bidragslots_questions", "Questions answered", labels=("channel", "language", "outcome")
        )
        for labels, number in self._questions.items():
            questions.add_metric(labels, number)
        outbox = GaugeMetricFamily("bidragslots_messages", "Messages in the outbox", labels=("state",))
        for state, number in messages.items():
            outbox.add_metric((state,), number)
        lost = CounterMetricFamily("bidragslots_questions_not_logged", "Questions that were too many to log")
        lost.add_metric((), dropped)
        return [questions, outbox, lost]


class Collected:
    """A collector of families that are already made."""

    def __init__(self, families: "list[Metric]") -> None:
        self._families = families

    def collect(self) -> "Iterable[Metric]":
        return self._families
