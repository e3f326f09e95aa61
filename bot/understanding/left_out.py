"""Who is named only to be left out: "alla i Halland utom Halmstad"."""

import re

from bot.understanding.phrases import NAME, one_of
from bot.understanding.question import Kind, Mention, Question, Target

LEAVING_OUT = one_of(
    r"""
    utan; utom; förutom; minus; exklusive; exkl\.?; bortsett från; borträknat; ta bort; räkna bort; stryk; without;
    except(?: for)?; excluding; minus; not counting; leave out; drop; remove; skip;
    apart from; undantaget
    """
)
WITHOUT_NAME = re.compile(rf"(?<!\w){LEAVING_OUT} (?:\w+ ){{0,2}}{NAME.pattern}", re.IGNORECASE)
# "Alla i Halland utom Halmstad", with or without "kommuner".
LEAVES_COUNTY = re.compile(
    rf"LÄNSNAMN(?: \w+){{0,2}}?,? (?:{LEAVING_OUT}|but) (?:\w+ ){{0,2}}{NAME.pattern}", re.IGNORECASE
)
ALL_BUT = re.compile(
    rf"(?<!\w)(?:alla|samtliga|everyone|everybody|all)(?: \w+)? (?:{LEAVING_OUT}|but) (?:\w+ )?{NAME.pattern}",
    re.IGNORECASE,
)


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
    return first is not None and left is not None and left.start() < first.start()


def county_behind(question: Question) -> Target | None:
    """The county of "alla kommuner utom Halmstad i Halland": there it belongs to the municipality's mention."""
    placed = (each for each in question.mentions if each.end - each.start > len(each.written))
    return next((Target(Kind.COUNTY, each.targets[0].code[:2]) for each in placed), None)


def without_targets(question: Question, left_out: tuple[Target, ...]) -> tuple[Mention, ...]:
    """The mentions of a question but for those of whom it leaves out."""
    return tuple(each for each in question.mentions if not left_out or each.targets[0] not in left_out)
