"""Who is named only to be left out: "alla i Halland utom Halmstad"."""

import re
from collections.abc import Iterable

from bot.understanding.phrases import NAME, one_of
from bot.understanding.question import AGAINST_MEAN, GroupOf, Kind, Mention, Operation, Question, Target

GATHERED = {Operation.GROUP_SUM, Operation.GROUP_LIST, Operation.MEAN, Operation.MEDIAN, Operation.COMPARED}

LEAVING_OUT = one_of(
    r"""
    utan; utom; förutom; minus; exklusive; exkl\.?; bortsett från; bortse(?:r|tt)? (?:\w+ )?från; borträkna[td]\w*;
    ta bort; räknar? bort; stryk; undantaget; undantag(?:et)? (?:för|av); oräkna[td]\w*; frånräkna[td]\w*;
    (?:men|fast|dock|och) (?:inte|ej); (?:inte|ej) räknar?(?: med| in)?; without; with the exception of;
    except(?: for)?; excluding; (?:not|never) (?:counting|including); leav(?:e|ing)(?: out)?; drop; remove; skip;
    ignor(?:e|ing); disregard(?:ing)?; apart from; aside from; other than; besides; bar; save(?: for)?; but not
    """
)
# The same said behind the name: "Halmstad oräknat", "if Halmstad is not counted".
LEFT_OUT_BEHIND = one_of(
    r"""
    undantag(?:en|et|na); oräkna\w+; frånräkna\w+; (?:är )?borträkna\w+; (?:ej|inte) (?:är |räknas )?(?:med|in)\w*;
    (?:is |was )?(?:not|n['’]t) (?:counted|included|in); (?:is |was )?(?:excluded|left out); excluded; out; aside
    """
)
WITHOUT_NAME = re.compile(
    rf"(?<!\w){LEAVING_OUT} (?:\w+ ){{0,2}}{NAME.pattern}"
    rf"|\w*(?:KOMMUN|RSS)NAMN(?: kommun)?,? {LEFT_OUT_BEHIND}(?!\w)",
    re.IGNORECASE,
)
# "Alla i Halland utom Halmstad", with or without "kommuner".
LEAVES_COUNTY = re.compile(
    rf"LÄNSNAMN(?: \w+){{0,2}}?,? (?:{LEAVING_OUT}|but) (?:\w+ ){{0,2}}{NAME.pattern}", re.IGNORECASE
)
ALL_BUT = re.compile(
    rf"(?<!\w)(?:alla|samtliga|everyone|everybody|all)(?: \w+)? (?:{LEAVING_OUT}|but) (?:\w+ )?{NAME.pattern}",
    re.IGNORECASE,
)

NOT_BEFORE = re.compile(r"(?<!\w)(?:inte|ej|icke|nej|fel)(?!\w)", re.IGNORECASE)


LEFT_OUT = re.compile(
    rf",? (?:{LEAVING_OUT}|but) (?:\w+ ){{0,2}}{NAME.pattern}(?:(?: ?,| och| samt| and| &) {NAME.pattern})*",
    re.IGNORECASE,
)


def left_out_of(question: Question, masked: str, kind: Kind) -> tuple[Target, ...]:
    """The municipalities or RSS that a group's question names only to leave them out."""
    if WITHOUT_NAME.search(masked) is None and LEAVES_COUNTY.search(masked) is None:
        return ()
    return tuple(target for target in question.targets if target.kind == kind)


def without_left_out(masked: str, question: Question) -> str:
    """What is asked of a group, without the words that leave somebody out: the classifier knows few of these."""
    return LEFT_OUT.sub("", masked) if question.group is not None and question.group.without else masked


def names_only_left_out(masked: str) -> bool:
    """Whether the first name of a text already is one that is left out: "alla kommuner utom Stockholm"."""
    first, left = NAME.search(masked), WITHOUT_NAME.search(masked)
    if first is None or left is None or left.start() > first.start():
        return False
    return NOT_BEFORE.search(masked[: left.start()]) is None  # "inte den utan Håbo" names who is meant


def county_behind(question: Question) -> Target | None:
    """The county of "alla kommuner utom Halmstad i Halland": there it belongs to the municipality's mention."""
    placed = (each for each in question.mentions if each.end - each.start > len(each.written))
    return next((Target(Kind.COUNTY, each.targets[0].code[:2]) for each in placed), None)


def without_targets(question: Question, left_out: tuple[Target, ...]) -> tuple[Mention, ...]:
    """The mentions of a question but for those of whom it leaves out."""
    return tuple(each for each in question.mentions if not left_out or each.targets[0] not in left_out)


def passes_over(question: Question, named: Iterable[Mention]) -> bool:
    """Whether a municipality is named beside a group, and neither left out of it nor the name of its county.

    "Kommunerna i Kronoberg, Tingsryd är jag osäker på": what the sum is to hold is asked back.
    """
    group = question.group
    if AGAINST_MEAN in question.notes:
        return question.per_inhabitant  # the mean is one of amounts
    if group is None or group.of == GroupOf.MENTIONED:
        return question.operation == Operation.RANK and county_behind(question) is not None
    known = {*group.without, *question.introduced}
    beside = (
        each for each in named if each.is_sure and each.targets[0].kind == Kind.MUNICIPALITY and not each.alternatives
    )
    is_gathered = question.operation in GATHERED or group.of == GroupOf.RSS  # "får Ale mest i sin RSS?"
    return is_gathered and any(each.targets[0] not in known for each in beside)
