"""The steps that a recipient takes with a grant, in their order."""

from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """What a recipient must do by a date (decision S2025/00122, paragraphs 7 to 9)."""

    REQUISITION = "requisition"
    REPORT = "report"
    REPAYMENT = "repayment"


class RecipientStep(NamedTuple):
    """One recipient's step with one grant, by the keys of the database."""

    programme_id: int
    recipient_id: int
    step: Step

    @property
    def key(self) -> str:
        """The same as a word, where keys have to be words."""
        return f"{self.programme_id} {self.recipient_id} {self.step}"
