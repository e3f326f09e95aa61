"""Asking back: who is meant, where a name leaves a doubt or none is given."""

from bot.answers.answer import Answer
from bot.answers.asking import Asking, asked_back, rendered
from bot.understanding.question import Mention, Target, Tier


def answer_doubt(asking: Asking) -> Answer:
    """Asks who is meant by the names that are in doubt, and offers whom they may mean."""
    mentions = [mention for mention in asking.question.mentions if not mention.is_sure]
    localities = [place_of(asking, mention) for mention in mentions if mention.tier == Tier.LOCALITY]
    doubts = [place_of(asking, mention) for mention in mentions if mention.tier not in (Tier.LOCALITY, Tier.FOREIGN)]
    foreign = [mention.written for mention in mentions if mention.tier == Tier.FOREIGN]
    text = rendered(asking, "doubt", localities=localities, doubts=doubts, foreign=foreign)
    return asked_back(asking, text, [asking.name(target) for target in options(asking)])


def place_of(asking: Asking, mention: Mention) -> dict[str, object]:
    return {"written": mention.written, "names": [asking.name(target) for target in mention.targets]}


def options(asking: Asking) -> tuple[Target, ...]:
    """Whom the doubtful names may mean, each once."""
    unsure = [mention for mention in asking.question.mentions if not mention.is_sure and mention.tier != Tier.FOREIGN]
    return tuple(dict.fromkeys(target for mention in unsure for target in mention.targets))


def answer_whose(asking: Asking) -> Answer:
    """Asks which recipient an amount is asked for; offers the totals, which need none."""
    if asking.language == "en":
        offers = ["How much do all municipalities get together?", "How much do the RSS get in total?"]
    else:
        offers = ["Hur mycket får alla kommuner tillsammans?", "Hur mycket får alla RSS tillsammans?"]
    return asked_back(asking, rendered(asking, "whose"), offers)
