"""What a text was understood to ask. Everything that answers need, and nothing of any channel."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a name stands for. A county is asked about but receives nothing itself."""

    MUNICIPALITY = "kommun"
    RSS = "rss"
    COUNTY = "lan"


class Tier(StrEnum):
    """How a name was recognised, surest first. Anything but EXACT is echoed in the answer."""

    EXACT = "exact"  # as listed, or a listed form of it (genitive, "kommun", "stad", English)
    FOLDED = "folded"  # without diacritics or with aa/ae/oe, and only one name folds to it
    SPELLING = "spelling"  # one or two typing errors away, and no other name as near
    LOCALITY = "locality"  # a place that lies in a municipality and is none
    FOREIGN = "foreign"  # a place outside the grant altogether (Oslo)
    CONTEXT = "context"  # not written: carried over from the conversation


@dataclass(frozen=True, slots=True)
class Target:
    """What a name may stand for: `code` is a recipient's code or, for a county, its two digits."""

    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `start` and `end` are character positions in the cleaned text.

    More than one target is a doubt that has to be asked back. `alternatives` are named beside a
    sure answer (Habo/Håbo; the RSS that shares a municipality's name).
    """

    written: str
    start: int
    end: int
    targets: tuple[Target, ...]
    tier: Tier
    distance: int = 0
    alternatives: tuple[Target, ...] = ()

    @property
    def is_sure(self) -> bool:
        return len(self.targets) == 1 and self.tier not in (Tier.LOCALITY, Tier.FOREIGN)


class Operation(StrEnum):
    """What is to be computed from amounts; NONE states each amount by itself."""

    NONE = "none"
    SUM = "sum"  # the mentioned recipients together
    DIFFERENCE = "difference"  # the first against the second; who receives more
    HIGHEST = "highest"  # the `count` largest amounts of a group
    LOWEST = "lowest"
    RANK = "rank"  # where a recipient stands among the municipalities
    MEAN = "mean"
    MEDIAN = "median"
    GROUP_SUM = "group_sum"  # all municipalities of a county or RSS, or all RSS
    GROUP_LIST = "group_list"  # the same, listed
    EXTREMES = "extremes"  # the largest and the smallest amount of a group
    COMPARED = "compared"  # which of a group lie above, below or beside a stated amount
    SHARE = "share"  # of the grant's municipal total
    PER_INHABITANT = "per_inhabitant"


class TopicScore(NamedTuple):
    """A topic's name and how sure the classifier is of it, 0 to 1."""

    topic: str
    score: float


class GroupOf(StrEnum):
    """Which recipients an operation runs over."""

    MUNICIPALITIES = "municipalities"
    RSS = "rss"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Group:
    """Recipients taken together; `within` limits them to a county or to an RSS, None is the country.

    `without` are those that the question leaves out ("alla utom Östersund").
    """

    of: GroupOf
    within: Target | None = None
    without: tuple[Target, ...] = ()


class Comparison(StrEnum):
    """How amounts are held against a stated one."""

    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    OUTSIDE = "outside"
    EXACTLY = "exactly"
    NOT = "not"


class Reason(StrEnum):
    """Why a text is not answered from the documents."""

    EMPTY = "empty"  # nothing to read: no letters, an emoji
    UNCLEAR = "unclear"  # words, but no question that is recognised
    OUTSIDE = "outside"  # a question about something else than the grant
    HOSTILE = "hostile"  # instructions to the service instead of a question
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Question:
    """A text, understood. `topic` is None when no topic was sure enough, AMOUNT when amounts are asked for,
    DATES when the last days of all steps are.

    `asked` is the part taken as the question. `also` is a second topic of a question in two parts.
    `year_offset` is a year said from today ("i år" is 0). `place` is the one place
    in an order that is asked for (2 for "näst störst"). `claimed_amounts` are whole kronor that
    the text asserts ("visst får Kiruna fem miljoner?"). `own` is true where "we" or "our" stands for
    the recipient, `introduced` whom the writer speaks for by its own words ("jag ringer från Kiruna").
    `reason` is set where the text is to be declined, greeted or helped. `maybe` are
    topics near enough to be offered.
    """

    text: str
    language: str
    asked: str = ""
    mentions: tuple[Mention, ...] = ()
    years: tuple[int, ...] = ()
    year_offset: int | None = None
    topic: str | None = None
    also: str | None = None
    maybe: tuple[str, ...] = ()
    scores: tuple[TopicScore, ...] = ()
    operation: Operation = Operation.NONE
    group: Group | None = None
    count: int | None = None
    place: int | None = None
    comparison: Comparison | None = None
    per_inhabitant: bool = False
    claimed_amounts: tuple[int, ...] = ()
    own: bool = False
    introduced: tuple[Target, ...] = ()
    reason: Reason | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def targets(self) -> tuple[Target, ...]:
        """What the sure mentions stand for, in order, each once."""
        return tuple(dict.fromkeys(mention.targets[0] for mention in self.mentions if mention.is_sure))


AMOUNT = "amount"
DATES = "dates"
"""The topic of the last days of all steps."""
ITS_RSS = "its rss"
"""Note: the RSS of the recipients mentioned is asked about, not they themselves."""
AGAINST_MEAN = "against mean"
"""Note: the recipients mentioned are held against the mean or the median of the group."""
BY_YEAR = "by year"
"""Note: one recipient's amounts of two years are held against each other."""
AGAINST_NEWEST = "against newest"
"""Note: the newest amount is held against that of the year named, or of the year before."""
ROUGHLY = "roughly"
"""Note: an amount is only claimed roughly ("drygt 3 miljoner")."""
