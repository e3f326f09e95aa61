"""The steps that a recipient takes with a grant, in their order."""

from enum import StrEnum


class Step(StrEnum):
    """What a recipient must do by a date (decision S2025/00122, paragraphs 7 to 9)."""

    REQUISITION = "requisition"
    REPORT = "report"
    REPAYMENT = "repayment"
