"""How sure is sure enough: temperature and thresholds from held-out questions, and the curve behind them."""

from collections import Counter
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from bot.understanding.question import TopicScore
from bot.understanding.topic_weights import Head

CURVE = Path(__file__).parents[3] / "benchmarks" / "topics.md"
TEMPERATURES = [step / 20 for step in range(4, 41)]
STEPS = [step / 20 for step in range(1, 20)]
RIGHT_WHEN_ANSWERED = 2 / 3  # of the questions with about that score; below it, asking back helps more
RIGHT_WHEN_OFFERED = 1 / 3
SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Scored:
    """A held-out question, its topic, and every topic's score by a model that has not seen it."""

    text: str
    topic: str
    scores: list[TopicScore]

    @property
    def best(self) -> TopicScore:
        return self.scores[0]

    @property
    def is_right(self) -> bool:
        return self.best.topic == self.topic


def calibrated(scored: list[Scored]) -> tuple[float, float, float]:
    """The temperature that makes the scores true probabilities, then the thresholds to answer and to suggest."""
    temperature = min(TEMPERATURES, key=lambda value: surprise(scored, value))
    tempered = [at_temperature(each, temperature) for each in scored]
    return temperature, threshold(tempered, RIGHT_WHEN_ANSWERED), threshold(tempered, RIGHT_WHEN_OFFERED)


def surprise(scored: list[Scored], temperature: float) -> float:
    """The mean negative logarithm of the right topic's probability."""
    return sum(-log(probability(at_temperature(each, temperature))) for each in scored) / len(scored)


def probability(each: Scored) -> float:
    return next((max(score.score, SMALLEST) for score in each.scores if score.topic == each.topic), SMALLEST)


def at_temperature(each: Scored, temperature: float) -> Scored:
    """The same scores, had the logits been divided by `temperature`."""
    powers = [exp(log(max(score.score, SMALLEST)) / temperature) for score in each.scores]
    whole = sum(powers)
    return Scored(
        each.text,
        each.topic,
        [TopicScore(score.topic, power / whole) for score, power in zip(each.scores, powers, strict=True)],
    )


def threshold(scored: list[Scored], wanted: float) -> float:
    """The lowest step in whose neighbourhood at least `wanted` of the best topics are right."""
    for step in STEPS:
        near = [each for each in scored if step <= each.best.score < step + 0.1]
        if near and sum(each.is_right for each in near) >= wanted * len(near):
            return step
    return STEPS[-1]


def write_curve(scored: list[Scored], head: Head, phrasings: int, size: int) -> None:
    """Write what was measured to benchmarks/topics.md."""
    tempered = [at_temperature(each, head.temperature) for each in scored]
    right = sum(each.is_right for each in tempered) / len(tempered)
    lines = [
        "# The topic classifier",
        "",
        "Written by `make topics`. Held-out: every way to write a phrasing that the model has not seen in any way.",
        "",
        f"- {phrasings} phrasings of {len(head.topics)} topics; {head.features} features; the file has {size:,} bytes",
        f"- {len(tempered)} held-out questions, {right:.1%} right without any threshold",
        f"- temperature {head.temperature}; answered from {head.answer} on, offered from {head.suggest} on",
        "",
        "| threshold | answered | right of those |",
        "| --- | --- | --- |",
        *(curve_row(tempered, step) for step in STEPS),
        "",
        "Right by topic, and what the wrong ones were taken for:",
        "",
        "| topic | right | taken for |",
        "| --- | --- | --- |",
        *(topic_row(tempered, topic) for topic in head.topics),
    ]
    CURVE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def curve_row(scored: list[Scored], step: float) -> str:
    answered = [each for each in scored if each.best.score >= step]
    right = sum(each.is_right for each in answered) / len(answered) if answered else 1.0
    return f"| {step:.2f} | {len(answered) / len(scored):.1%} | {right:.1%} |"


def topic_row(scored: list[Scored], topic: str) -> str:
    of_topic = [each for each in scored if each.topic == topic]
    wrong = Counter(each.best.topic for each in of_topic if not each.is_right)
    right = 1 - sum(wrong.values()) / len(of_topic) if of_topic else 1.0
    return f"| {topic} | {right:.0%} | {', '.join(f'{name} {count}' for name, count in wrong.most_common(4))} |"
