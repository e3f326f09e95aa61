"""Who is told what on which day. 1 December 2025 and the other dates are examples."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.steps import RecipientStep, Step
from models.window import Window
from scheduler.occasions import Schedule
from scheduler.plan import plan
from scheduler.situation import OwnReport
from tests.scheduler.world import (
    HABO,
    KIRUNA,
    NEW_DATE,
    REMINDER,
    REQUISITION,
    STOCKHOLM,
    Record,
    World,
    local,
    said,
)

HABOS = RecipientStep(1, HABO, Step.REQUISITION)
REPORT = RecipientStep(1, KIRUNA, Step.REPORT)


@pytest.fixture
def world() -> World:
    """Kiruna with one contact and a requisition by Monday 1 December 2025."""
    world = World()
    world.set_due("2025-12-01")
    return world


def test_seven_days_before_the_contact_is_reminded_at_eight(world: World) -> None:
    message = world.tick(local("2025-11-24"))[0]
    assert said([message]) == [(REMINDER, 1, ["7"])]
    assert message.due_at == local("2025-11-24")
    assert message.not_after == local("2025-12-01", "23:59:59")
    assert message.as_of == date(2025, 11, 24)
    assert message.acting_links


def test_nothing_is_planned_before_eight_or_on_a_saturday(world: World) -> None:
    assert world.tick(local("2025-11-24", "07:59")) == []
    assert world.tick(local("2025-11-22", "12:00")) == []


def test_asking_again_the_same_day_plans_nothing(world: World) -> None:
    assert len(world.tick(local("2025-11-24"))) == 1
    assert world.tick(local("2025-11-24", "15:00")) == []
    assert world.tick(local("2025-11-25")) == []


def test_eight_is_eight_before_and_after_the_clocks_change(world: World) -> None:
    world.set_due("2026-04-27")
    before, after = world.tick(local("2026-03-27"))[0], world.tick(local("2026-04-13"))[0]
    assert before.due_at.utcoffset() == timedelta(hours=1)
    assert after.due_at.utcoffset() == timedelta(hours=2)
    assert {before.due_at.hour, after.due_at.hour} == {8}


def test_after_an_outage_only_the_latest_reminder_that_was_due_is_sent(world: World) -> None:
    assert said(world.tick(local("2025-11-26"))) == [(REMINDER, 1, ["7"])]


def test_after_the_date_no_missed_reminder_is_sent_but_the_notice_that_it_has_passed(world: World) -> None:
    assert said(world.tick(local("2025-12-03"))) == [(REMINDER, 1, ["+1"])]


def test_what_was_due_more_than_ten_working_days_ago_is_never_sent(world: World) -> None:
    assert said(world.tick(local("2025-12-22"))) == [(REMINDER, 1, ["+7"])]
    again = World()
    again.set_due("2025-12-01")
    assert again.tick(local("2025-12-29")) == []


def test_a_confirmed_step_ends_reminders_and_brings_one_receipt(world: World) -> None:
    world.records[REQUISITION].confirmed = local("2025-11-20", "14:00")
    assert said(world.tick(local("2025-11-20", "15:00"))) == []
    assert said(world.tick(local("2025-11-21"))) == [("receipt", 1, ["receipt"])]
    assert world.tick(local("2025-11-24")) == []


def test_an_undone_confirmation_lets_reminders_begin_again(world: World) -> None:
    world.records[REQUISITION].confirmed = local("2025-11-20", "14:00")
    world.tick(local("2025-11-21"))
    world.records[REQUISITION].confirmed = None
    assert said(world.tick(local("2025-11-24"))) == [(REMINDER, 1, ["7"])]


def test_a_step_confirmed_anew_brings_another_receipt(world: World) -> None:
    world.records[REQUISITION].confirmed = local("2025-11-17", "14:00")
    world.tick(local("2025-11-18"))
    world.records[REQUISITION].confirmed = local("2025-11-19", "14:00")
    assert said(world.tick(local("2025-11-20"))) == [("receipt", 1, ["receipt"])]


def test_who_became_a_contact_after_the_confirmation_gets_no_receipt(world: World) -> None:
    world.records[REQUISITION].confirmed = local("2025-11-17", "14:00")
    world.contacts[1] = local("2025-11-18", "10:00")
    assert world.tick(local("2025-11-19")) == []


def test_a_claim_pauses_its_contact_until_the_last_reminder_and_the_others_are_told(world: World) -> None:
    world.contacts[2] = local("2025-01-02")
    world.serves[KIRUNA] = [1, 2]
    world.records[REQUISITION].claims = {1: local("2025-11-20", "14:00")}
    assert said(world.tick(local("2025-11-21"))) == [(REMINDER, 2, ["14"]), ("claim_notice", 2, ["claim"])]
    assert said(world.tick(local("2025-11-24"))) == [(REMINDER, 2, ["7"])]
    assert said(world.tick(local("2025-11-28"))) == [(REMINDER, 1, ["1"]), (REMINDER, 2, ["1"])]
    assert said(world.tick(local("2025-12-01"))) == [(REMINDER, 2, ["0"])]
    assert said(world.tick(local("2025-12-02"))) == [(REMINDER, 2, ["+1"])]


def test_an_undone_claim_lets_its_contact_be_reminded_again(world: World) -> None:
    world.records[REQUISITION].claims = {1: local("2025-11-20", "14:00")}
    assert world.tick(local("2025-11-24")) == []
    world.records[REQUISITION].claims = {}
    assert said(world.tick(local("2025-11-25"))) == [(REMINDER, 1, ["7"])]


def test_a_claim_that_an_administrator_noted_pauses_every_contact(world: World) -> None:
    world.contacts[2] = local("2025-01-02")
    world.serves[KIRUNA] = [1, 2]
    world.records[REQUISITION].claims = {None: local("2025-11-20", "14:00")}
    assert world.tick(local("2025-11-24")) == []
    assert said(world.tick(local("2025-11-28"))) == [(REMINDER, 1, ["1"]), (REMINDER, 2, ["1"])]


def test_a_snooze_of_a_week_replaces_the_reminders_until_then(world: World) -> None:
    world.snoozes = {REQUISITION: {1: date(2025, 11, 24)}}
    assert world.tick(local("2025-11-17")) == []
    assert said(world.tick(local("2025-11-24"))) == [(REMINDER, 1, ["7"])]


def test_a_snooze_between_reminders_brings_one_of_its_own(world: World) -> None:
    world.tick(local("2025-11-17"))
    world.snoozes = {REQUISITION: {1: date(2025, 11, 25)}}
    assert world.tick(local("2025-11-24")) == []
    assert said(world.tick(local("2025-11-25"))) == [(REMINDER, 1, ["snoozed"])]
    assert said(world.tick(local("2025-11-28"))) == [(REMINDER, 1, ["1"])]


def test_a_snooze_never_passes_the_last_reminder(world: World) -> None:
    world.snoozes = {REQUISITION: {1: date(2025, 12, 3)}}
    assert world.tick(local("2025-11-24")) == []
    assert said(world.tick(local("2025-11-28"))) == [(REMINDER, 1, ["1"])]
    assert said(world.tick(local("2025-12-01"))) == [(REMINDER, 1, ["0"])]


def test_who_knew_the_old_date_is_told_the_new_one_once(world: World) -> None:
    world.tick(local("2025-11-24"))
    world.set_due("2025-12-15", at=local("2025-11-25", "10:00"))
    assert world.tick(local("2025-11-25", "11:00")) == []
    message = world.tick(local("2025-11-26"))[0]
    assert said([message]) == [(NEW_DATE, 1, ["new_date"])]
    assert message.items[0].due == date(2025, 12, 15)
    assert message.payload == {"old_due": {REQUISITION.key: "2025-12-01"}}
    assert world.tick(local("2025-11-27")) == []
    assert said(world.tick(local("2025-12-01"))) == [(REMINDER, 1, ["14"])]


def test_a_date_changed_and_changed_back_before_the_morning_is_never_spoken_of(world: World) -> None:
    world.tick(local("2025-11-24"))
    world.set_due("2025-12-15", at=local("2025-11-25", "10:00"))
    world.set_due("2025-12-01", at=local("2025-11-25", "10:05"))
    assert world.tick(local("2025-11-26")) == []


def test_a_date_changed_back_after_the_mail_is_told_again_and_no_occasion_comes_twice(world: World) -> None:
    world.tick(local("2025-11-17"))
    world.set_due("2025-12-15", at=local("2025-11-17", "10:00"))
    assert said(world.tick(local("2025-11-18"))) == [(NEW_DATE, 1, ["new_date"])]
    world.set_due("2025-12-01", at=local("2025-11-18", "10:00"))
    assert said(world.tick(local("2025-11-19"))) == [(NEW_DATE, 1, ["new_date"])]
    assert world.tick(local("2025-11-20")) == []
    assert said(world.tick(local("2025-11-24"))) == [(REMINDER, 1, ["7"])]


def test_a_withdrawn_date_is_told_and_so_is_the_one_that_follows(world: World) -> None:
    world.tick(local("2025-11-24"))
    world.set_due(None, at=local("2025-11-24", "10:00"))
    message = world.tick(local("2025-11-25"))[0]
    assert (message.kind, message.items[0].due) == (NEW_DATE, None)
    world.set_due("2025-12-19", at=local("2025-11-26", "10:00"))
    assert said(world.tick(local("2025-11-27"))) == [(NEW_DATE, 1, ["new_date"])]


def test_who_was_told_no_date_hears_nothing_of_its_change(world: World) -> None:
    world.set_due("2026-03-02", at=local("2025-09-01", "10:00"))
    assert world.tick(local("2025-11-24")) == []


def test_a_date_that_has_passed_is_not_withdrawn_by_mail(world: World) -> None:
    world.tick(local("2025-12-01"))
    world.set_due(None, at=local("2025-12-10", "10:00"))
    assert world.tick(local("2025-12-11")) == []


def test_a_date_moved_into_the_past_is_told_as_passed_not_as_new(world: World) -> None:
    world.tick(local("2025-11-24"))
    world.set_due("2025-11-25", at=local("2025-11-25", "10:00"))
    assert said(world.tick(local("2025-11-26"))) == [(REMINDER, 1, ["+1"])]


def test_a_registrar_is_not_told_of_a_claim(world: World) -> None:
    world.contacts[2] = local("2025-01-02")
    world.serves, world.registrars = {}, {KIRUNA: [2]}
    world.records[REQUISITION].claims = {1: local("2025-11-20", "14:00")}
    assert said(world.tick(local("2025-11-21"))) == [(REMINDER, 2, ["14"])]


def test_an_extension_after_the_date_is_told(world: World) -> None:
    world.tick(local("2025-12-02"))
    world.set_due("2026-01-15", at=local("2025-12-03", "10:00"))
    assert said(world.tick(local("2025-12-04"))) == [(NEW_DATE, 1, ["new_date"])]


def test_now_open_is_taken_back_when_the_window_is_moved(world: World) -> None:
    record = world.records[REQUISITION]
    record.window = Window(date(2025, 11, 3), date(2026, 3, 2))
    assert said(world.tick(local("2025-11-03"))) == [(REMINDER, 1, ["open"])]
    record.window, record.set_at = Window(date(2025, 12, 1), date(2026, 3, 2)), local("2025-11-04", "10:00")
    record.revision += 1
    assert said(world.tick(local("2025-11-05"))) == [(NEW_DATE, 1, ["new_date"])]
    assert said(world.tick(local("2025-12-01"))) == [(REMINDER, 1, ["open"])]


def test_a_contact_of_several_recipients_and_steps_gets_one_mail(world: World) -> None:
    world.set_due("2025-12-01", HABOS)
    world.set_due("2025-11-25", REPORT)
    world.serves = {KIRUNA: [1], HABO: [1]}
    messages = world.tick(local("2025-11-24"))
    assert said(messages) == [(REMINDER, 1, ["7", "7", "1"])]
    assert messages[0].not_after == local("2025-11-25", "23:59:59")


def test_a_contact_added_late_gets_the_latest_reminder_the_next_morning(world: World) -> None:
    world.contacts[1] = local("2025-11-25", "10:00")
    assert world.tick(local("2025-11-25", "11:00")) == []
    assert said(world.tick(local("2025-11-26"))) == [(REMINDER, 1, ["7"])]


def test_a_registrar_is_written_to_only_where_nobody_else_is_and_without_acting_links(world: World) -> None:
    world.contacts[2] = local("2025-01-02")
    world.registrars = {KIRUNA: [2]}
    assert said(world.tick(local("2025-11-24"))) == [(REMINDER, 1, ["7"])]
    world.serves = {}
    message = world.tick(local("2025-11-28"))[0]
    assert said([message]) == [(REMINDER, 2, ["1"])]
    assert not message.acting_links


def test_a_recipient_without_contact_stands_in_the_administrators_list_once_a_week(world: World) -> None:
    world.operator = "drift@agency.example"
    world.serves = {}
    message = world.tick(local("2025-11-24"))[0]
    assert said([message]) == [("weekly_list", None, ["weekly_list"])]
    assert message.address == "drift@agency.example"
    assert world.tick(local("2025-11-25")) == []
    assert said(world.tick(local("2025-12-01"))) == [("weekly_list", None, ["weekly_list"])]


def test_administrators_are_reminded_of_the_agencys_own_report(world: World) -> None:
    world.operator = "drift@agency.example"
    world.reports = [OwnReport(1, "omstallning-2025", date(2026, 9, 30))]
    world.records.clear()
    days = [day for day in range(1, 31) if world.tick(local(f"2026-09-{day:02}"))]
    # 60 days before was too long ago on 1 September; 30 days before was Monday 31 August
    assert days == [1, 16, 23, 29, 30]


def test_a_step_that_does_not_concern_a_recipient_is_not_spoken_of(world: World) -> None:
    world.records[REQUISITION].concerned = False
    assert world.tick(local("2025-11-24")) == []


def test_the_forecast_is_asked_once(world: World) -> None:
    world.records = {REPORT: Record(forecast_on=date(2025, 11, 19), use_until=date(2025, 12, 31))}
    assert said(world.tick(local("2025-11-19"))) == [("forecast", 1, ["forecast"])]
    assert world.tick(local("2025-11-20")) == []


def test_a_grants_own_days_replace_the_default_ones(world: World) -> None:
    situation = world.situation(local("2025-11-26"))
    step = situation.steps[0]
    changed = replace(situation, steps=[replace(step, schedule=Schedule((5,), ()))])
    assert said(plan(changed, local("2025-11-26"), STOCKHOLM)) == [(REMINDER, 1, ["5"])]


def test_the_key_of_a_message_depends_on_what_it_says_alone(world: World) -> None:
    first, again = World(), World()
    for each in (first, again):
        each.set_due("2025-12-01")
    assert first.tick(local("2025-11-24"))[0].key == again.tick(local("2025-11-25"))[0].key
