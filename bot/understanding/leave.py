"""Leave that is asked for in the words of amounts: "får vi slå ihop våra pengar?" asks for no sum."""

import re
from dataclasses import replace

from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Operation, Question
from bot.understanding.sureness import COMPUTED, REASONS

LEAVE_FROM = 0.5  # how sure the classifier must be of what leave is asked for
POOLING = any_of(
    r"""
    (?:får|kan) (?:vi|de|man|dom) (?:\w+ ){0,3}(?:lägga|slå|föra) (?:ihop|samman);
    (?:may|can) (?:we|they) (?:\w+ ){0,3}(?:put|pool) (?:\w+ ){0,3}together
    """
)
# The same of those named, or to share and to work together: "får Arvika och Eda slå ihop sina pengar?".
POOLING_NAMED = re.compile(
    r"\W*(?:får|kan|may|can|could) (?:vi (?:i )?|we (?:in )?)?[A-ZÄ]+NAMN .{0,60}(?<!\w)"
    r"(?:(?:slå|göra) (?:\w+ ){0,2}(?:ihop|samman|tillsammans|gemensamt)|dela på|samarbeta|pool|share|work|co-?operate"
    r"|do (?:\w+ ){0,2}(?:together|jointly))(?!\w)",
    re.IGNORECASE,
)
MAY_WE = re.compile(
    r"(?:och |men |and |but )?(?:får|kan|måste|ska|bör|may|can|could|must|should|do) (?!(?:ni|du|någon|you) )",
    re.IGNORECASE,
)


def with_leave(question: Question, masked: str) -> Question:
    """ "Får de två lägga ihop sina belopp?": the topic that leave is asked for, and nothing to compute."""
    best = question.scores[0] if question.scores else None
    if question.mentions or question.topic != AMOUNT or best is None or not MAY_WE.match(masked):
        return question
    if best.topic in COMPUTED or best.topic in REASONS or best.score < LEAVE_FROM:
        return question
    return replace(question, topic=best.topic, operation=Operation.NONE, group=None)
