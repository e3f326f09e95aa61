"""Questions that say nearly the same, put together, so that a maintainer reads each only once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from models.phrasing import phrasing_key
from models.question_log import AskedQuestion

ALIKE = 85  # of 100, by rapidfuzz's ratio over sorted words


@dataclass(slots=True)
class Group:
    """Questions that are alike, newest first; the first stands for all."""

    questions: list[AskedQuestion] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.questions[0].text

    @property
    def disliked(self) -> int:
        return sum(question.rating == -1 for question in self.questions)


def grouped(questions: Iterable[AskedQuestion]) -> list[Group]:
    """The questions in groups of near-duplicates, largest group first."""
    groups: dict[str, Group] = {}
    for question in questions:
        key = phrasing_key(question.text)
        if key not in groups:
            near = process.extractOne(key, groups.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
            key = near[0] if near else key
        groups.setdefault(key, Group()).questions.append(question)
    return sorted(groups.values(), key=lambda group: -len(group.questions))
