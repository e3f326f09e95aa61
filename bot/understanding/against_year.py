"""One recipient's amounts of two years held against each other: "fick Ale mer 2025 än 2024?"."""

import re
from dataclasses import replace

from bot.understanding.amount_words import HOW_MUCH
from bot.understanding.question import AGAINST_NEWEST, AMOUNT, BY_YEAR, Operation, Question
from bot.understanding.sureness import COMPUTED, OF_A_YEAR

MORE = r"mera?|högre|större|more|higher|larger|bigger"
LESS = r"mindre|lägre|less|lower|smaller"
THAN_YEAR = re.compile(
    rf"(?<!\w)(?:(?P<more>{MORE})|(?P<less>{LESS}))(?: \w+){{0,5}}? (?:än|than)(?: (?!än|than)\w+){{0,2}}? "
    r"(?:(?P<year>20\d\d)|förra året|i ?fjol|fjolåret|året (?:innan|före)|last year|the (?:previous year|year before))"
    r"(?!\w)",
    re.IGNORECASE,
)
THIS_YEAR = re.compile(r"(?<!\w)(?:i år|this year)(?!\w)", re.IGNORECASE)  # may have no amounts: that is told then


def with_year_held(question: Question, masked: str) -> Question:
    """The question with both years; where only the earlier is said, the newest is held against it."""
    than = THAN_YEAR.search(masked)
    if than is None or not question.targets or THIS_YEAR.search(masked) or len(question.years) > 2:
        return question
    if question.operation not in (Operation.NONE, Operation.DIFFERENCE) or question.group is not None:
        return question
    if question.topic not in {None, *COMPUTED, *OF_A_YEAR}:
        return question
    if len(question.targets) > 1:  # each of them for each year: nobody is held against another
        return replace(question, operation=Operation.NONE) if len(question.years) == 2 else question
    is_more, base = than["more"] is not None, int(than["year"] or 0)
    if len(question.years) == 2 and base == max(question.years):
        is_more = not is_more  # the later year is held against the earlier one: "mer 2024 än 2025" is "mindre 2025"
    judged = () if HOW_MUCH.search(masked) else ("more" if is_more else "less",)
    newest = () if len(question.years) == 2 else (AGAINST_NEWEST,)
    found = replace(question, topic=AMOUNT, also=None, maybe=(), operation=Operation.NONE, year_offset=None)
    return replace(found, notes=(BY_YEAR, *judged, *newest))
