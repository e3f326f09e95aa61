"""Recipients held against the mean or the median: "får Mora mer än snittet?", "is that above average?"."""

import re
from dataclasses import replace

from bot.understanding.amount_words import HOW_MUCH
from bot.understanding.claims import is_negated
from bot.understanding.operations import OPPOSITE, comparison_said
from bot.understanding.phrases import any_of
from bot.understanding.question import AGAINST_MEAN, Comparison, Group, GroupOf, Kind, Operation, Question, Target

AVERAGES = {Operation.MEAN, Operation.MEDIAN}
JUDGED = {Comparison.ABOVE, Comparison.BELOW, Comparison.AT_LEAST, Comparison.AT_MOST}
WHY = any_of("varför; hur; why; how")
HOLDS = re.compile(
    r"(?<!\w)(?:än|than|över|under|ovanför|above|below|over|med|till|mot|gentemot|to|with|från|from|och|and) "
    r"(?:(?:the|an?|ett|en|national|landets|rikets) )*(?:(?:riks)?(?:genom)?snitt\w*|medel\w*|average|mean|median\w*)"
    r"(?!\w)",
    re.IGNORECASE,
)


def holds_to_mean(question: Question, masked: str) -> bool:
    return question.operation in AVERAGES and HOLDS.search(masked) is not None


def against_mean(question: Question, masked: str, county: Target | None) -> Question:
    """Those named held against all of their kind, or against the municipalities of the county that is named."""
    are_rss = all(target.kind == Kind.RSS for target in question.targets)
    group = Group(GroupOf.RSS) if are_rss else Group(GroupOf.MUNICIPALITIES, county)
    said, negated = comparison_said(masked), is_negated(masked)
    is_open = negated is None or HOW_MUCH.search(masked) or WHY.search(masked)
    judged = said if said in JUDGED and not is_open else None
    comparison = OPPOSITE[judged] if judged and negated else judged
    return replace(question, group=group, comparison=comparison, notes=(*question.notes, AGAINST_MEAN))
