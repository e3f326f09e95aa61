"""A Question in, an Answer out: finds the kind of answer that fits."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from bot.answers.amounts import answer_amounts
from bot.answers.answer import Answer, Citation
from bot.answers.asking import Asking
from bot.answers.clarify import answer_doubt, answer_whose
from bot.answers.comparing import answer_difference
from bot.answers.county import answer_county, answer_group
from bot.answers.dates import answer_dates
from bot.answers.decline import answer_reason
from bot.answers.rankings import answer_average, answer_compared, answer_extremes, answer_rank
from bot.answers.shares import answer_per_inhabitant, answer_share
from bot.answers.topic import answer_near, answer_topic, topic_text
from bot.answers.unknown_years import answer_unknown_year
from bot.understanding.question import AMOUNT, DATES, Operation, Question, Reason
from messages.environment import render_text
from models.facts import Grant

OF_A_GROUP: dict[Operation, Callable[[Asking, Grant], Answer]] = {
    Operation.HIGHEST: answer_extremes,
    Operation.LOWEST: answer_extremes,
    Operation.EXTREMES: answer_extremes,
    Operation.MEAN: answer_average,
    Operation.MEDIAN: answer_average,
    Operation.COMPARED: answer_compared,
    Operation.GROUP_SUM: answer_group,
    Operation.GROUP_LIST: answer_group,
}
OF_RECIPIENTS: dict[Operation, Callable[[Asking, Grant], Answer]] = {
    Operation.DIFFERENCE: answer_difference,
    Operation.RANK: answer_rank,
    Operation.SHARE: answer_share,
    Operation.PER_INHABITANT: answer_per_inhabitant,
}


def answer(asking: Asking) -> Answer:
    """The answer to a question, from the facts as they are; its text ends by naming where they stand."""
    return with_sources(unsourced(asking))


def unsourced(asking: Asking) -> Answer:
    """The answer, the last line of its text still to come."""
    question = asking.question
    if question.reason is not None:
        return answer_reason(asking, question.reason)
    if question.topic is None:
        return answer_unsure(asking)
    return with_second_part(asking, first_part(asking))


def first_part(asking: Asking) -> Answer:
    if asking.question.topic == DATES:
        return answer_dates(asking, asking.grant() or asking.facts.grants[0])
    return answer_amount(asking) if asking.question.topic == AMOUNT else answer_topic(asking)


def with_sources(found: Answer) -> Answer:
    """The answer with its documents and their sections beneath the text, so that every channel names them."""
    if not found.citations:
        return found
    return replace(found, text=f"{found.text}\n\n{sources_text(found.citations, found.language)}")


@lru_cache(maxsize=256)
def sources_text(citations: tuple[Citation, ...], language: str) -> str:
    """The line that names the documents, each with its sections; kept, as most answers cite the same few."""
    sections: dict[str, list[str]] = {}
    for citation in citations:
        sections.setdefault(citation.document, []).append(citation.section)
    return render_text("answers/sources.txt", language, sections=sections)


def answer_unsure(asking: Asking) -> Answer:
    """Asks back whom a doubtful name means, offers the nearest topics, or says that it did not understand."""
    if has_doubt(asking):
        return answer_doubt(asking)
    if asking.question.maybe:
        return answer_near(asking)
    return answer_reason(asking, Reason.UNCLEAR)


def with_second_part(asking: Asking, first: Answer) -> Answer:
    """The answer, then what the documents say about the question's second part."""
    if asking.question.also is None:
        return first
    text, citations = second_text(asking, asking.question.also)
    both = tuple(dict.fromkeys((*first.citations, *citations)))
    return replace(first, text=f"{first.text}\n\n{text}", citations=both, answered=True)


def second_text(asking: Asking, topic: str) -> tuple[str, tuple[Citation, ...]]:
    if topic != DATES:
        return topic_text(asking, topic)
    dates = answer_dates(asking, asking.grant() or asking.facts.grants[0])
    return dates.text, dates.citations


def has_doubt(asking: Asking) -> bool:
    """Whether names are in doubt and none is sure."""
    return bool(asking.question.mentions) and not asking.question.targets


def answer_amount(asking: Asking) -> Answer:
    """What is asked about amounts: of a group, of named recipients, or of nobody yet."""
    grant = asking.grant()
    years = asking.question.years
    if grant is None or (years and not any(known(asking, year) for year in years)):
        return answer_unknown_year(asking)
    over_group = OF_A_GROUP.get(asking.question.operation)
    if over_group is not None and asking.question.group is not None:
        return over_group(asking, grant)
    if not asking.question.targets:
        return answer_doubt(asking) if has_doubt(asking) else answer_whose(asking)
    return answer_named(asking, grant)


def answer_named(asking: Asking, grant: Grant) -> Answer:
    """What is asked about the recipients and counties that are named."""
    if asking.counties():
        return answer_county(asking, grant)
    computing = OF_RECIPIENTS.get(computed_of_each(asking.question))
    if computing is not None and any(place.code in grant.amounts for place in asking.places()):
        return computing(asking, grant)
    return answer_amounts(asking)


def computed_of_each(question: Question) -> Operation:
    """What is computed of those named; by the inhabitant each is told for itself, as no difference of sums is meant."""
    held_against = question.per_inhabitant and question.operation == Operation.DIFFERENCE
    return Operation.PER_INHABITANT if held_against else question.operation


def known(asking: Asking, year: int) -> bool:
    grant = asking.facts.of_year(year)
    return grant is not None and bool(grant.amounts)
