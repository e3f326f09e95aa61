"""How a reply settles what was asked back: by name, by number, by kind, "båda", "ja"."""

from dataclasses import replace

from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import (
    BOTH,
    FEW,
    FIRST,
    MUNICIPALITY_WORD,
    RSS_WORD,
    SECOND,
    SHORT_REPLY,
    YES,
)
from bot.understanding.question import AMOUNT, Kind, Operation, Question, Target
from bot.understanding.recalled import from_context
from bot.understanding.topic_follow_up import SHORT


def chosen(text: str, context: Context) -> tuple[Target, ...]:
    """Which of the options offered a short reply takes; () where it takes none."""
    options = context.options
    if not options or len(text) > SHORT_REPLY:
        return ()
    if BOTH.search(text):
        return options
    for words, kind in ((RSS_WORD, Kind.RSS), (MUNICIPALITY_WORD, Kind.MUNICIPALITY)):
        if words.search(text) and (found := [target for target in options if target.kind == kind]):
            return (found[0],)
    if SECOND.search(text):
        return options[1:2]
    return options[:1] if FIRST.search(text) or YES.fullmatch(text.strip(" .!,")) else ()


def settle_pending(question: Question, masked: str, context: Context) -> Question:
    """Where something was asked back, a short reply completes the pending question.

    A few words that choose ("2", "den första") are no question of their own, whatever else they look like.
    """
    pending = context.pending
    if pending is None or len(masked.split()) > SHORT or question.operation != Operation.NONE or question.years:
        return question
    told = chosen(masked, context)
    picked = question.targets or told
    if picked and (question.topic in {None, AMOUNT} or (told and len(masked.split()) <= FEW)):
        mentions = question.mentions or from_context(picked)
        return replace(pending, text=question.text, language=question.language, mentions=mentions, topic=AMOUNT)
    if pending.maybe and YES.fullmatch(masked.strip(" .!,")):
        return replace(pending, text=question.text, language=question.language, topic=pending.maybe[0])
    return question
