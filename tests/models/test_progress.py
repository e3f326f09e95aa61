"""Whom a step concerns, by what is confirmed of the steps before it."""

from datetime import UTC, date, datetime

import pytest

from models.progress import Confirmed, ProgressError, check_day, concerns, due_back, received_money
from models.steps import Step


def confirmed(amount: int | None) -> Confirmed:
    return Confirmed(amount, date(2025, 11, 20), datetime(2025, 11, 20, tzinfo=UTC))


def test_everyone_may_requisition_and_only_who_was_paid_reports() -> None:
    assert concerns(Step.REQUISITION, None, None)
    assert not concerns(Step.REPORT, None, None)
    assert concerns(Step.REPORT, confirmed(100), None)
    assert concerns(Step.REPORT, confirmed(None), None)
    assert not received_money(confirmed(0))


@pytest.mark.parametrize(
    ("paid", "used", "back", "concerned"),
    [
        (100, 100, 0, False),
        (100, 40, 60, True),
        (100, None, None, True),  # not known: better reminded than not
        (None, 40, None, True),
    ],
)
def test_repayment_concerns_who_has_something_to_give_back_or_may_have(
    paid: int | None, used: int | None, back: int | None, concerned: bool
) -> None:
    assert due_back(confirmed(paid), confirmed(used)) == back
    assert concerns(Step.REPAYMENT, confirmed(paid), confirmed(used)) is concerned


def test_repayment_is_reminded_of_while_the_report_is_missing() -> None:
    assert concerns(Step.REPAYMENT, confirmed(100), None)


def test_a_day_to_come_is_refused_and_the_same_day_east_of_here_is_not() -> None:
    now = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
    check_day(date(2025, 11, 21), now)
    with pytest.raises(ProgressError, match="still to come"):
        check_day(date(2025, 11, 22), now)
