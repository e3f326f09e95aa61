"""Whom a completed question must not be answered with: who is only left out, one where several are asked for."""

import re
from dataclasses import replace

from bot.understanding.against_mean import AVERAGES
from bot.understanding.amount_words import GIVING
from bot.understanding.beside import asks_for_beside
from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import OF_THEM
from bot.understanding.left_out import names_only_left_out
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, GroupOf, Operation, Question
from bot.understanding.recalled import counted, has_county

OTHERS = any_of(
    r"""
    grannkommuner(?:na)?; grannarna; kranskommuner(?:na)?; (?:the|our|their|its) neighbou?rs;
    neighbou?ring municipalities; (?:de|alla) andra(?! (?:åren|bidrag\w*|pengarna)); övriga(?! bidrag\w*); resten;
    the (?:others|rest); all (?:the )?others; everyone else
    """
)
WITHOUT_US = any_of("(?:utan|utom|förutom|minus|without|except|excluding) (?:oss|dem|dom|us|them)")


THAN_NAME = re.compile(r"(?<!\w)(?:än|than|som) (?:\w+ )?\w*NAMN", re.IGNORECASE)
THEY = any_of("de; dem; dom; deras; båda; bägge; tillsammans; they; them; their; both; together")
OVER_THEM = {Operation.GROUP_SUM, Operation.MEAN, Operation.MEDIAN, Operation.HIGHEST, Operation.LOWEST}


def asked_back_in_doubt(found: Question, said: Question, masked: str, context: Context) -> Question:
    """`found`, which a chat has made of what was `said`; asked back where the chat knows only others than are meant."""
    if found.topic != AMOUNT:
        return found
    is_rest = OTHERS.search(masked) and (found.group is not None or has_county(found))
    held = held_against_nobody(found, masked) or is_rest or holds_one_of_them(found, said, masked, context)
    if held or is_wider(found, said, masked, context):
        near = (AMOUNT,) if said.targets else ()
        return replace(found, topic=None, group=None, operation=Operation.NONE, maybe=near)
    if found.group is not None:
        return found
    is_other_money = said.topic is None and found.operation == Operation.NONE and GIVING.search(masked)
    if is_other_money or tells_left_out(found, said, masked):
        return replace(found, topic=None, maybe=())
    of_context = not said.mentions and bool(found.targets)
    one = of_context and len(found.targets) == 1 and len(found.years) < 2
    of_others = one and (OTHERS.search(masked) or (counted(masked) or 1) > 1)
    of_others = of_others or (of_context and WITHOUT_US.search(masked))
    if of_others or (of_context and asks_for_beside(masked)):
        return replace(found, topic=None, operation=Operation.NONE, maybe=())
    return found


def tells_left_out(found: Question, said: Question, masked: str) -> bool:
    """ "Och utan Gällivare?" where nobody knows of whom: Gällivare's own amount is not what is asked for."""
    is_same = found.operation == Operation.NONE and found.targets == said.targets
    return bool(said.targets) and is_same and names_only_left_out(masked)


def is_wider(found: Question, said: Question, masked: str, context: Context) -> bool:
    """ "Vad får de tillsammans?" after some of a group were told: not the sum or the mean of the whole group."""
    if said.operation in AVERAGES and found.operation == Operation.DIFFERENCE:
        return True  # of a municipality and an RSS there is no mean
    if found.operation not in OVER_THEM or said.mentions or found.group is None or not THEY.search(masked):
        return False
    is_named = found.group.of == GroupOf.MENTIONED
    is_some = len(context.focus) > 1 and found.operation in AVERAGES and OF_THEM.search(masked)
    return not is_named and (context.operation == Operation.COMPARED or bool(is_some))


def holds_one_of_them(found: Question, said: Question, masked: str, context: Context) -> bool:
    """ "Får de mer än Borås?" after two: Borås is held against neither alone."""
    if found.operation != Operation.DIFFERENCE or len(said.targets) != 1 or len(found.targets) != 2:
        return False
    is_of_them = THEY.search(masked) or context.operation == Operation.SUM
    return len(context.focus) > 1 and context.operation != Operation.DIFFERENCE and is_of_them


def held_against_nobody(found: Question, masked: str) -> bool:
    """ "Får vår by mer än Borås?": of whom it is asked is not known, and Borås's own amount is no answer."""
    is_one = found.operation == Operation.DIFFERENCE and len(found.targets) == 1
    return is_one and THAN_NAME.search(masked) is not None
