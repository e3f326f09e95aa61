"""An RSS in the place of who is named, where it is the RSS that is asked for: told by the facts, not by the words."""

from dataclasses import replace

from bot.understanding.question import ITS_RSS, Kind, Mention, Question, Target, Tier
from models.facts import Facts


def with_structures(question: Question, facts: Facts) -> Question:
    """The question about the RSS themselves; which RSS a municipality belongs to is asked of the municipality."""
    return question if question.topic == "rss" else of_structures(question, facts)


def of_structures(question: Question, facts: Facts) -> Question:
    """The question with each municipality or county replaced by its RSS, where the RSS is asked for.

    A county with several RSS stays: its answer lists them all.
    """
    if ITS_RSS not in question.notes:
        return question
    return replace(question, mentions=tuple(structure_of(mention, facts) for mention in question.mentions))


def structure_of(mention: Mention, facts: Facts) -> Mention:
    if not mention.is_sure:
        return mention
    found = codes_of(mention.targets[0], facts)
    if len(found) != 1:
        return mention
    return replace(mention, targets=(Target(Kind.RSS, found[0]),), alternatives=(), tier=kept_tier(mention))


def codes_of(target: Target, facts: Facts) -> list[str]:
    """The codes of the RSS of a municipality or of a county."""
    if target.kind == Kind.COUNTY:
        return [place.code for place in facts.rss_of_county(target.code)]
    if target.kind == Kind.MUNICIPALITY and (code := facts.places[target.code].rss_code):
        return [code]
    return []


def kept_tier(mention: Mention) -> Tier:
    """A structure that follows from a name was not written itself."""
    return Tier.CONTEXT if mention.tier == Tier.EXACT else mention.tier
