"""A comparison with what was told before: "så vi får mer än de?", "och A får alltså mer?", "mer än 2024?"."""

import re
from dataclasses import replace

from bot.understanding.against_mean import AVERAGES
from bot.understanding.amount_words import HOW_MUCH, asks_elsewise, other_words
from bot.understanding.amounts import amounts_in
from bot.understanding.claims import HELD, beside_claim, with_denial
from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import NATIONAL, OF_THE_GRANT, OF_THEM
from bot.understanding.operations import DIFFERENCE, MUNICIPALITIES, MUNICIPALITIES_PLURAL, RSS_PLURAL
from bot.understanding.over_several import with_years
from bot.understanding.own import WE
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, BY_YEAR, Kind, Operation, Question, Target
from bot.understanding.recalled import from_context, own_or_focus, together
from bot.understanding.step_dates import names_step
from bot.understanding.sureness import COMPUTED, OF_A_YEAR
from bot.understanding.topic_follow_up import SHORT

LONGEST = 10  # words
FEW = 6  # words
THEIRS = any_of(
    r"""
    de; dem; dom; deras; den; det; dess; dessa; grannen; grannens; grannarna; grannkommunen; they; them; theirs; their;
    it; that; its; the neighbou?rs?; our neighbou?rs?
    """
)
MORE = any_of(
    r"""
    mera?; högre; större; mest; störst; högst; more; higher; larger; bigger; most; largest; biggest; highest;
    (?:över|above) (?:oss|dem|dom|deras|våra?|vårt|us|them|theirs|ours)
    """
)
LESS = any_of(
    r"""
    mindre; lägre; minst; lägst; less; lower; smaller; least; smallest; lowest;
    (?:under|below) (?:oss|dem|dom|deras|våra?|vårt|us|them|theirs|ours)
    """
)
WHO = any_of("vem; vilken; vilka; vems; which; who; whose")
CONCLUDING = any_of("alltså; då; så; so; then")  # "vi får alltså mindre?", not "kan vi få mer?"
ASKS_MORE = any_of(
    "kan; kunna; ska; skulle; borde; måste; bör; varför; när; hur; can; could; should; why; how; varje; alla; any"
)
CHANGE = re.compile(
    r"(?<!\w)(?:öka\w*|ökning\w*|höj\w*|minska\w*|minskning\w*|sänkt\w*|gått|upp|ner|blivit|mer|mindre|mellan|åren|sedan|fjol"
    r"|increas\w*|rise|risen|gone|up|down|decreas\w*|than|they|had|since|years)(?!\w)",
    re.IGNORECASE,
)
HOW_MUCH_CHANGED = re.compile(
    r"(?<!\w)(?:har|blev|has) (?:det|beloppet|summan|deras|it|theirs|that) (?:blivit|ökat|höjts|minskat|sänkts"
    r"|gått (?:upp|ner)|gone (?:up|down)|increased|decreased|mer|mindre|högre|lägre)(?!\w)|"
    r"(?<!\w)(?:hur mycket|hur stor\w*|how much|how big|how large|what)(?: \w+){0,3}? "
    r"(?:öka(?:r|t|de)?|ökning\w*|höj(?:t|s|ts|des|ning\w*)|minska(?:r|t|de)?|minskning\w*|increased?|rise|risen"
    r"|gone up|decreased?)(?!\w)",
    re.IGNORECASE,
)


def held_against(question: Question, masked: str, context: Context) -> Question | None:
    """A comparison without a name, of us with those talked about or of a year with one before; None for any other."""
    if question.operation in AVERAGES or len(masked.split()) > LONGEST:
        return None
    if OF_THEM.search(masked) or NATIONAL.search(masked):
        return None
    if question.group is not None and (question.group.within is not None or MUNICIPALITIES.search(masked)):
        return None
    return us_against_them(question, masked, context) or year_against_year(question, masked, context)


def doubted(question: Question, masked: str, context: Context) -> Question | None:
    """ "Så de får 5 miljoner?", "så de blir utan?": what is claimed of those talked about; None for anything else."""
    if context.topic != AMOUNT or question.operation not in HELD or len(masked.split()) > LONGEST:
        return None
    is_sum = question.operation == Operation.SUM
    targets = together(context, masked) if is_sum else own_or_focus(question, masked, context)
    if (
        len(targets) < (2 if is_sum else 1)
        or HOW_MUCH.search(masked)
        or any(target.kind == Kind.COUNTY for target in targets)
    ):
        return None
    operation = Operation.SUM if is_sum else Operation.NONE
    found = replace(question, topic=AMOUNT, operation=operation, group=None, mentions=from_context(targets))
    found = with_years(replace(found, also=None, maybe=()), context)
    denied = with_denial(found, masked)
    if denied.claimed_amounts == (0,):
        return denied
    of_others = (NATIONAL, OF_THE_GRANT, MUNICIPALITIES_PLURAL, RSS_PLURAL)
    if not amounts_in(masked) or any(words.search(masked) for words in of_others):
        return None
    return found if other_words(beside_claim(masked)) == 0 else None


def us_against_them(question: Question, masked: str, context: Context) -> Question | None:
    """ "Då har de mer än vi" after our amount and theirs; who stands first is held against the other."""
    others = others_than(context.own, context)
    if not question.own or not context.own or not others or context.topic != AMOUNT or question.years:
        return None
    if question.year_offset is not None or not compares_us(question, masked):
        return None
    ours, theirs = WE.pattern.search(masked), THEIRS.pattern.search(masked)
    they_first = ours is not None and theirs is not None and theirs.start() < ours.start()
    both = (*others, *context.own) if they_first else (*context.own, *others)
    more, less = MORE.search(masked), LESS.search(masked)
    if more != less and not question.notes and not HOW_MUCH.search(masked) and not WHO.search(masked):
        question = replace(question, notes=("more" if more else "less",))
    return compared(question, both, context)


def compares_us(question: Question, masked: str) -> bool:
    """Whether the words hold us against others: "vi eller dom", "ligger de över oss", "så vi får mindre?"."""
    if not (question.operation == Operation.DIFFERENCE or MORE.search(masked) or LESS.search(masked)):
        return False
    rest = masked
    for words in (DIFFERENCE, MORE, LESS, THEIRS, WE):
        rest = words.pattern.sub(" ", rest)
    if other_words(rest) > 0 or names_step(masked):  # "ska vi redovisa mer än de?" compares no amounts
        return False
    if THEIRS.search(masked):
        return True
    return CONCLUDING.search(masked) and not ASKS_MORE.search(masked) and len(masked.split()) <= FEW


def named_against(question: Question, masked: str, context: Context) -> Question | None:
    """ "Så Kalix får alltså mer?" after Kalix and Haparanda, or "does Solna come out lower?" after Nacka."""
    is_of_them = question.operation == Operation.RANK and OF_THEM.search(masked)
    if not (question.operation == Operation.NONE or is_of_them):
        return None
    if len(question.targets) != 1 or len(masked.split()) > SHORT or question.claimed_amounts:
        return None
    more, less = MORE.search(masked), LESS.search(masked)
    if more == less or HOW_MUCH.search(masked) or question.topic not in {None, *COMPUTED} or other_words(masked) > 1:
        return None
    others = others_than(question.targets, context)
    if context.topic != AMOUNT or not others:
        return None
    noted = replace(question, notes=(*question.notes, "more" if more else "less"))
    return compared(noted, (*question.targets, *others), context)


def compared(question: Question, targets: tuple[Target, ...], context: Context) -> Question:
    found = replace(question, topic=AMOUNT, also=None, maybe=(), operation=Operation.DIFFERENCE, group=None)
    return with_years(replace(found, mentions=from_context(targets)), context)


def others_than(these: tuple[Target, ...], context: Context) -> tuple[Target, ...]:
    """Whom the last answer told beside these; where it told nobody else, the one named last before."""
    others = tuple(target for target in context.focus if target not in these)
    others = others or tuple(target for target in context.recent if target not in these)[-1:]
    return others if all(target.kind != Kind.COUNTY for target in others) else ()


def year_against_year(question: Question, masked: str, context: Context) -> Question | None:
    """ "Hur mycket mer än 2024?" after the amount of 2025 tells both years; "hur mycket har det ökat?" does as well."""
    if question.group is not None or question.operation not in (Operation.NONE, Operation.DIFFERENCE):
        return None
    years = years_compared(question, masked, context)
    if not years or OF_THE_GRANT.search(masked) or MUNICIPALITIES_PLURAL.search(masked):
        return None
    is_open = question.topic in {None, "totals", "formula", *COMPUTED, *OF_A_YEAR} and not asks_elsewise(masked)
    if context.topic not in {AMOUNT, *OF_A_YEAR} or not is_open:
        return None
    targets = own_or_focus(question, masked, context)
    if len(targets) != 1 or targets[0].kind == Kind.COUNTY:
        return None
    found = replace(question, topic=AMOUNT, also=None, maybe=(), operation=Operation.NONE, year_offset=None)
    found = replace(found, notes=(*question.notes, BY_YEAR))
    return replace(found, years=years, mentions=from_context(targets))


def years_compared(question: Question, masked: str, context: Context) -> tuple[int, ...]:
    """The year told last and the earlier one that it is held against; () where that is not asked."""
    last = context.told[-1] if context.told else None
    changed = HOW_MUCH_CHANGED.search(masked) is not None
    if last is None or not (changed or question.operation == Operation.DIFFERENCE):
        return ()
    if other_words(CHANGE.sub(" ", DIFFERENCE.pattern.sub(" ", masked))) > 0:
        return ()  # "hur mycket har skatten ökat?"
    if not question.years and question.year_offset is None:
        if len(context.told) > 1 and (changed or len(context.recent) < 2):
            return tuple(sorted(context.told))
        return (last - 1, last) if changed else ()
    if not question.years and question.year_offset == -1:
        return (last - 1, last)
    earlier = question.years[0] if len(question.years) == 1 else last
    return (earlier, last) if earlier < last else ()
