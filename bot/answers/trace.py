"""How an answer came about, for who wants to know why."""

from typing import Any

from bot.answers.answer import Answer
from bot.understanding.question import Kind, Mention, Question, Target
from models.facts import Facts


def trace_of(question: Question, answer: Answer, facts: Facts) -> dict[str, Any]:
    """The question as it was understood: what was taken as asked, topic and score, names, operation, years, sources."""
    return {
        "asked": question.asked,
        "topic": question.topic,
        "also": question.also,
        "score": score_of(question),
        "scores": [[score.topic, round(score.score, 3)] for score in question.scores[:3]],
        "mentions": [mention_of(mention, facts) for mention in question.mentions],
        "operation": question.operation.value,
        "years": list(question.years),
        "reason": question.reason.value if question.reason else None,
        "notes": list(question.notes),
        "sources": [f"{citation.document}, {citation.section}" for citation in answer.citations],
    }


def score_of(question: Question) -> float | None:
    """How sure the classifier was of the topic taken; None where rules decided."""
    found = next((score.score for score in question.scores if score.topic == question.topic), None)
    return None if found is None else round(found, 3)


def mention_of(mention: Mention, facts: Facts) -> dict[str, Any]:
    return {
        "written": mention.written,
        "target": [name_of(target, facts) for target in mention.targets],
        "tier": mention.tier.value,
        "distance": mention.distance,
    }


def name_of(target: Target, facts: Facts) -> str:
    return facts.counties[target.code] if target.kind == Kind.COUNTY else facts.places[target.code].name
