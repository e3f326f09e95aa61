"""What may be a name, before it is decided whether it is one here."""

from dataclasses import dataclass

from bot.understanding.localities import Elsewhere
from bot.understanding.name_forms import Known
from bot.understanding.question import Tier


@dataclass(slots=True)
class Candidate:
    """Words `first` to `last` (not included) of a text that may be a name, or a place that is no recipient.

    `known` are the names it may be: several where as many are equally near.
    """

    first: int
    last: int
    known: tuple[Known, ...]
    tier: Tier
    distance: int = 0
    elsewhere: Elsewhere | None = None
