"""Which RSS a municipality belongs to, and which municipalities an RSS serves, by the catalogue of places."""

from bot.answers.asking import Asking
from bot.understanding.question import Kind, Operation, Target
from bot.understanding.structures import codes_of
from messages.topics import Belonging

SWEDISH_ORDER = str.maketrans("åäö", "{|}")  # behind z, in this order
LISTED = (Operation.NONE, Operation.GROUP_LIST)


def belonging_of(asking: Asking) -> tuple[Belonging, ...]:
    """The structures of who is named, or of "us" where who asks is known; none of a county that has several."""
    if asking.question.operation not in LISTED:
        return ()
    targets = asking.question.targets or own_targets(asking)
    municipalities = [target for target in targets if target.kind == Kind.MUNICIPALITY]
    asked: dict[str, list[str]] = {}
    for target in municipalities or targets:
        codes = [target.code] if target.kind == Kind.RSS else codes_of(target, asking.facts)
        if len(codes) == 1:
            names = asked.setdefault(codes[0], [])
            names += [asking.name(target)] if target.kind == Kind.MUNICIPALITY else []
    return tuple(belonging(asking, code, names) for code, names in asked.items())


def own_targets(asking: Asking) -> tuple[Target, ...]:
    if not asking.question.own:
        return ()
    return tuple(Target(Kind(asking.facts.places[code].kind.value), code) for code in asking.own)


def belonging(asking: Asking, code: str, asked: list[str]) -> Belonging:
    structure = asking.facts.places[code]
    names = (place.name for place in asking.facts.municipalities if place.rss_code == code)
    members = sorted(names, key=lambda name: name.lower().translate(SWEDISH_ORDER))
    return Belonging(structure.name, asking.facts.counties[structure.county_code], tuple(members), tuple(asked))
