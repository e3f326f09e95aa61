"""Over whom is computed: all municipalities, those of a county, the RSS, those named; and whose RSS is meant."""

from dataclasses import replace

from bot.understanding.against_mean import AVERAGES, against_mean, holds_to_mean
from bot.understanding.follow_up_words import OVER_A_GROUP
from bot.understanding.left_out import county_behind, left_out_of, names_only_left_out, without_targets
from bot.understanding.letters import Letter
from bot.understanding.operations import RSS, Asked
from bot.understanding.phrases import any_of
from bot.understanding.question import ITS_RSS, Group, GroupOf, Kind, Operation, Question, Target

OF_A_GROUP = {*OVER_A_GROUP, Operation.COMPARED, Operation.GROUP_SUM, Operation.GROUP_LIST}
EXTREMES = {Operation.HIGHEST, Operation.LOWEST, Operation.EXTREMES}
RANKED = any_of(
    r"mest; minst; störst\w*; minsta; högst belopp\w*; lägst\w*; most; least; largest; biggest; smallest; lowest"
)
RSS_MEANT = any_of(
    r"""
    (?:menar|menade|gäller|syftar på|mean|meant) (?:\w+ ){0,2}(?:rss|stödstrukturen|support structure);
    (?:rss|stödstrukturen),? (?:inte|ej|not) (?:the )?(?:kommunen|municipality)
    """
)


def with_group(question: Question, asked: Asked, masked: str) -> Question:
    """Gives an operation over a group its group, and a structure's name to who is asked for by "RSS"."""
    only_left_out = names_only_left_out(masked)
    county = county_behind(question) if only_left_out else county_of(question, asked)
    if holds_to_mean(question, masked) and any(target.kind != Kind.COUNTY for target in question.targets):
        return against_mean(question, masked, county)
    names_them = names_only_municipalities(question) and not only_left_out
    if question.operation in AVERAGES and len(question.targets) > 1 and names_them:
        return replace(question, group=Group(GroupOf.MENTIONED))
    rss = next((target for target in question.targets if target.kind == Kind.RSS), None)
    if question.operation in EXTREMES and names_them and not county:
        return replace(question, operation=Operation.RANK if RANKED.search(masked) else Operation.NONE)
    if question.operation in OF_A_GROUP:
        of = (
            GroupOf.RSS
            if asked.of_rss or (RSS.search(masked) and not asked.of_municipalities)
            else GroupOf.MUNICIPALITIES
        )
        within = county or (rss if of == GroupOf.MUNICIPALITIES else None)
        left_out = left_out_of(question, masked, Kind.RSS if of == GroupOf.RSS else Kind.MUNICIPALITY)
        return replace(question, mentions=without_targets(question, left_out), group=Group(of, within, left_out))
    if question.mentions and not rss and RSS.search(masked):
        return replace(question, notes=(*question.notes, ITS_RSS))
    return question


def with_structure(question: Question, letter: Letter) -> Question:
    """ "Vad får Jönköping? Jag menar RSS, inte kommunen.": what is meant stands behind the question."""
    if not (letter.is_letter and question.mentions and RSS_MEANT.search(letter.body)):
        return question
    if ITS_RSS in question.notes or any(target.kind == Kind.RSS for target in question.targets):
        return question
    return replace(question, notes=(*question.notes, ITS_RSS))


def names_only_municipalities(question: Question) -> bool:
    """Whether a question about the most or the least names municipalities and so asks where they stand."""
    return bool(question.targets) and all(target.kind == Kind.MUNICIPALITY for target in question.targets)


def county_of(question: Question, asked: Asked) -> Target | None:
    """The county that a group is limited to: named, or sharing its name with the municipality that is."""
    for target in question.targets:
        if target.kind == Kind.COUNTY:
            return target
    if not (asked.of_municipalities or asked.of_rss):
        return None
    shared = [mention for mention in question.mentions if mention.is_sure and mention.alternatives]
    for mention in shared:
        if mention.targets[0].kind == Kind.MUNICIPALITY and any(
            t.kind != Kind.MUNICIPALITY for t in mention.alternatives
        ):
            return Target(Kind.COUNTY, mention.targets[0].code[:2])
    return None
