"""Words with a fixed meaning in the database that are needed where no table is."""

from enum import StrEnum


class RecipientKind(StrEnum):
    """Municipality, or the host of a regional collaboration and support structure (RSS).

    A county is neither: it receives nothing (decision S2025/00122, annex 2).
    """

    MUNICIPALITY = "kommun"
    RSS = "rss"


class ProgrammeStatus(StrEnum):
    """Decided with amounts, or announced only (provided that parliament grants the money)."""

    DECIDED = "decided"
    ANNOUNCED = "announced"
