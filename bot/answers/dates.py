"""The last days of all steps, the next one first: "vilken är nästa deadline?"."""

from dataclasses import dataclass
from datetime import date

from bot.answers.answer import Answer
from bot.answers.asking import Asking, answered, cite, rendered
from bot.answers.topic import label, recipient_of, topic_file
from models.facts import Grant
from models.steps import Step
from models.window import days_left

TOPICS = {step: f"{step}_deadline" for step in Step}


@dataclass(frozen=True, slots=True)
class Row:
    """A step's last day and how many days are left to it; None where nobody has decided it."""

    step: str
    due: date | None
    left: int | None


def answer_dates(asking: Asking, grant: Grant) -> Answer:
    """Each step's last day by the newest grant or that of the year asked about; none where nobody has decided it."""
    recipient = recipient_of(asking)
    rows = [row(asking, grant, step, recipient.code if recipient else None) for step in Step]
    coming = [each for each in rows if each.left is not None and each.left >= 0]
    text = rendered(
        asking,
        "dates",
        rows=rows,
        coming=min(coming, key=lambda each: each.left or 0, default=None),
        recipient=recipient.name if recipient else None,
        short_name=grant.row[f"short_name_{asking.language}"],
    )
    sections = [key for topic in TOPICS.values() for key in topic_file(topic).citations]
    suggestions = [label(topic, asking.language) for topic in TOPICS.values()]
    return answered(asking, text, citations=cite(grant, asking.language, *sections), suggestions=suggestions)


def row(asking: Asking, grant: Grant, step: Step, code: str | None) -> Row:
    due = grant.window(step, code).due
    return Row(step.value, due, days_left(due, asking.now.date()) if due else None)
