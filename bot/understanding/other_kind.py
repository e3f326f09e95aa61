"""From a municipality to its RSS and back: "och RSS:en?", "vilken RSS hör den till?", "och kommunen?"."""

from dataclasses import replace

from bot.understanding.amount_words import asks_amount
from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import BELONGS, CORRECTING, MUNICIPALITY_WORD, RSS_WORD, WHAT_IS
from bot.understanding.over_several import with_years
from bot.understanding.question import AMOUNT, ITS_RSS, Question
from bot.understanding.recalled import from_context, its_municipality
from bot.understanding.sureness import COMPUTED
from bot.understanding.topic_follow_up import SHORT, same_for_structures


def of_the_other_kind(question: Question, masked: str, context: Context) -> Question | None:
    """ "och RSS:en?" after a municipality, "och kommunen?" after an RSS; None where neither is said."""
    if len(masked.split()) > SHORT or (question.topic == "rss" and WHAT_IS.search(masked) and not asks_amount(masked)):
        return None
    if RSS_WORD.search(masked) and (topic := same_for_structures(question, context)) is not None:
        return replace(question, topic=topic)
    if question.topic == "rss" and BELONGS.search(masked) and context.focus:
        return of_its_structure(replace(question, mentions=from_context(context.focus[-1:])))
    if RSS_WORD.search(masked) and (question.topic in {None, "rss", *COMPUTED} or CORRECTING.search(masked)):
        return its_structure(question, context)
    if MUNICIPALITY_WORD.search(masked) and (found := its_municipality(context)):
        return with_years(replace(question, mentions=from_context(found), topic=AMOUNT), context)
    return None


def of_its_structure(question: Question) -> Question:
    """Asks which RSS those belong to who are named."""
    return replace(question, topic="rss", notes=(*question.notes, ITS_RSS))


def its_structure(question: Question, context: Context) -> Question:
    """ "och RSS:en?" is the structure of the municipality or the county talked about."""
    within = context.group.within if context.group else None
    target = context.focus[-1:] or ((within,) if within else ())
    if not target:
        return question
    notes = (*question.notes, ITS_RSS)
    return with_years(replace(question, mentions=from_context(target), topic=AMOUNT, notes=notes), context)
