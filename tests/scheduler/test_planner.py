"""From the database to the outbox: each message once, whoever plans and however often."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from models.contacts import stop_reminders
from models.database import Database
from models.deadline import clear_deadline
from models.progress import undo_step
from models.steps import Step
from models.telegram import TelegramChat
from scheduler.effective import Clock
from scheduler.guests import GuestList
from scheduler.lease import hold, let_go
from scheduler.plan import plan
from scheduler.planned import PlannedMessage
from scheduler.planner import Planner, load_situation, store
from scheduler.situation import Ways
from tests.scheduler.desk import CATALOGUE, LONG_AGO, Desk
from tests.scheduler.world import STOCKHOLM, local


@pytest.fixture
async def desk(database: Database) -> Desk:
    made = Desk(database)
    await made.prepare()
    return made


async def test_a_tick_on_the_day_queues_a_reminder_for_each_contact_and_the_next_none(desk: Desk) -> None:
    assert await desk.planner.tick(local("2025-11-24")) == 3  # two contacts and the administrators' list
    assert await desk.planner.tick(local("2025-11-24", "08:01")) == 0
    assert await desk.messages() == [
        ("reminder", "k@kiruna.example", "queued", "7"),
        ("reminder", "h@habo.example", "queued", "7"),
    ]


async def test_a_contact_of_two_recipients_gets_one_message_with_two_items(desk: Desk) -> None:
    await desk.contact("Both", "both@region.example", desk.kiruna, desk.habo)
    await desk.planner.tick(local("2025-11-24"))
    counted = await desk.rows(
        "SELECT count(DISTINCT m.id), count(*) FROM message m JOIN item i ON i.message_id = m.id "
        "WHERE m.address = 'both@region.example'"
    )
    assert tuple(counted[0]) == (1, 2)


async def test_planners_at_the_same_time_write_each_message_once(desk: Desk) -> None:
    others = [Planner(desk.database, CATALOGUE, STOCKHOLM, f"planner {n}", Ways()) for n in range(4)]
    counts = await asyncio.gather(*(other.plan_day(local("2025-11-24")) for other in others))
    assert len(await desk.messages()) == 2
    assert sum(counts) >= 2


async def test_a_plan_that_a_crash_cut_off_is_finished_and_nothing_doubled(desk: Desk) -> None:
    planned: list[PlannedMessage] = []
    for now in (local("2025-11-24"), local("2025-11-24", "09:00")):
        situation = await load_situation(desk.database, CATALOGUE, Clock(now, STOCKHOLM), Ways())
        planned = plan(situation, now, STOCKHOLM)
        await store(desk.database, planned[:1], now)
    assert len(planned) == 1  # the second of two, the first being there already
    assert len(await desk.messages()) == 2


async def test_a_changed_date_cancels_what_is_queued_and_tells_nobody_who_was_told_nothing(desk: Desk) -> None:
    await desk.planner.tick(local("2025-11-24"))
    await desk.due("2025-12-15", at=local("2025-11-24", "10:00"))
    await desk.planner.tick(local("2025-11-24", "10:01"))
    assert {state for _, _, state, _ in await desk.messages()} == {"cancelled"}
    await desk.planner.tick(local("2025-11-25"))
    queued = [(kind, occasion) for kind, _, state, occasion in await desk.messages() if state == "queued"]
    assert queued == [("reminder", "30"), ("reminder", "30")]  # 30 days before was Friday 14 November


async def test_a_changed_date_is_told_to_those_who_were_sent_the_old_one(desk: Desk) -> None:
    await desk.planner.tick(local("2025-11-24"))
    await desk.sent(local("2025-11-24"))
    await desk.due("2025-12-15", at=local("2025-11-24", "10:00"))
    await desk.planner.tick(local("2025-11-25"))
    assert [kind for kind, *_ in await desk.messages()] == ["reminder", "reminder", "new_date", "new_date"]


async def test_a_date_withdrawn_and_set_again_before_anything_was_sent_reminds_once(desk: Desk) -> None:
    await desk.planner.tick(local("2025-11-24"))
    async with desk.database.writing() as session:
        await clear_deadline(
            session, desk.programme, Step.REQUISITION, None, by="test", now=local("2025-11-24", "09:00")
        )
    await desk.planner.tick(local("2025-11-24", "09:01"))
    await desk.due("2025-12-01", at=local("2025-11-24", "10:00"))
    await desk.planner.tick(local("2025-11-25"))
    queued = [(address, occasion) for _, address, state, occasion in await desk.messages() if state == "queued"]
    assert queued == [("k@kiruna.example", "7"), ("h@habo.example", "7")]


async def test_an_undone_confirmation_queues_the_cancelled_reminder_again(desk: Desk) -> None:
    await desk.planner.tick(local("2025-11-24"))
    await desk.confirm(desk.step(desk.kiruna), 5, local("2025-11-24", "09:00"))
    await desk.planner.tick(local("2025-11-24", "09:05"))
    assert ("reminder", "k@kiruna.example", "cancelled", "7") in await desk.messages()
    async with desk.database.writing() as session:
        await undo_step(session, desk.step(desk.kiruna))
    await desk.planner.tick(local("2025-11-25"))
    assert await desk.messages() == [
        ("reminder", "k@kiruna.example", "queued", "7"),
        ("reminder", "h@habo.example", "queued", "7"),
    ]


async def test_what_is_undone_after_its_receipt_stands_in_calendars_again(desk: Desk) -> None:
    of = desk.step(desk.kiruna)
    await desk.confirm(of, 5, local("2025-11-20", "09:00"))
    await desk.planner.tick(local("2025-11-21"))
    await desk.sent(local("2025-11-21"))
    async with desk.database.writing() as session:
        await undo_step(session, of)
    await desk.planner.tick(local("2025-11-24"))
    [(receipt,), (reminder,)] = await desk.rows(
        "SELECT i.revision FROM item i JOIN message m ON m.id = i.message_id "
        "WHERE m.address = 'k@kiruna.example' AND m.kind IN ('receipt', 'reminder') ORDER BY i.id"
    )
    assert reminder > receipt + 1  # the receipt withdraws the entry as one revision further


async def test_of_a_message_that_is_half_stale_the_rest_is_planned_anew(desk: Desk) -> None:
    both = await desk.contact("Both", "both@region.example", desk.kiruna, desk.habo)
    await desk.planner.tick(local("2025-11-24"))
    await desk.claim(desk.step(desk.kiruna), both, local("2025-11-24", "09:00"))
    await desk.planner.tick(local("2025-11-24", "09:01"))
    open_items = await desk.rows(
        "SELECT i.recipient_id FROM message m JOIN item i ON i.message_id = m.id "
        "WHERE m.address = 'both@region.example' AND m.state = 'queued'"
    )
    assert [row[0] for row in open_items] == [desk.habo]


async def test_what_waited_overnight_speaks_of_the_day_on_which_it_is_sent(desk: Desk) -> None:
    await desk.planner.tick(local("2025-11-24"))
    await desk.planner.tick(local("2025-11-26", "14:00"))
    days = await desk.rows("SELECT DISTINCT as_of FROM message WHERE kind = 'reminder' AND state = 'queued'")
    assert [str(row[0]) for row in days] == ["2025-11-26"]
    assert len(await desk.messages()) == 2


async def test_a_queued_reminder_gives_way_to_the_next_one(desk: Desk) -> None:
    await desk.planner.tick(local("2025-11-24"))
    await desk.planner.tick(local("2025-11-28"))
    assert [(state, occasion) for _, _, state, occasion in await desk.messages()] == [
        ("cancelled", "7"),
        ("cancelled", "7"),
        ("queued", "1"),
        ("queued", "1"),
    ]


async def test_who_has_stopped_gets_nothing_and_the_administrators_are_told(desk: Desk) -> None:
    contact = (await desk.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    async with desk.database.writing() as session:
        assert await stop_reminders(session, contact, LONG_AGO)
    await desk.planner.tick(local("2025-11-24"))
    assert [address for _, address, *_ in await desk.messages()] == ["h@habo.example"]
    listed = await desk.rows(
        f"SELECT count(*) FROM item JOIN message m ON m.id = message_id "
        f"WHERE m.kind = 'weekly_list' AND recipient_id = {desk.kiruna}"
    )
    assert listed[0][0] == 1


async def test_a_registrar_stands_in_where_nobody_else_is_left(desk: Desk) -> None:
    contact = (await desk.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    await desk.contact("Registrar", "registrator@kiruna.example", desk.kiruna, role="registrar")
    await desk.planner.tick(local("2025-11-17"))
    async with desk.database.writing() as session:
        await stop_reminders(session, contact, LONG_AGO)
    await desk.planner.tick(local("2025-11-24"))
    queued = [(address, occasion) for _, address, state, occasion in await desk.messages() if state == "queued"]
    assert sorted(queued) == [("h@habo.example", "7"), ("registrator@kiruna.example", "7")]


async def test_an_extension_replaces_the_grants_date_for_its_recipient_alone(desk: Desk) -> None:
    await desk.due("2026-03-16", recipient=desk.kiruna)
    await desk.planner.tick(local("2025-11-24"))
    assert [address for _, address, *_ in await desk.messages()] == ["h@habo.example"]


async def test_one_planner_holds_the_lease_and_another_takes_over_within_thirty_seconds(desk: Desk) -> None:
    now = local("2025-11-24")
    other = Planner(desk.database, CATALOGUE, STOCKHOLM, "second", Ways())
    await desk.planner.tick(now - timedelta(minutes=5))
    await desk.planner.tick(now - timedelta(seconds=1))
    assert await other.tick(now) == 0
    assert await desk.messages() == []
    assert await other.tick(now + timedelta(seconds=29)) == 2


async def test_a_lease_that_is_given_back_can_be_taken_at_once(database: Database) -> None:
    now = local("2025-11-24")
    assert await database.transact(partial(hold, name="planner", holder="first", now=now))
    assert await database.transact(partial(hold, name="planner", holder="second", now=now)) is None
    await database.transact(partial(let_go, name="planner", holder="first", now=now))
    assert await database.transact(partial(hold, name="planner", holder="second", now=now + timedelta(seconds=1)))


async def chat(desk: Desk, delivery: str, blocked: bool = False) -> None:
    """Link chat 4711 to Kiruna's contact."""
    contact = (await desk.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    async with desk.database.writing() as session:
        session.add(
            TelegramChat(chat_id=4711, contact_id=contact, delivery=delivery, blocked_at=LONG_AGO if blocked else None)
        )


@pytest.mark.parametrize(
    ("delivery", "blocked", "addresses"),
    [
        ("email", False, ["k@kiruna.example"]),
        ("telegram", False, ["4711"]),
        ("both", False, ["4711", "k@kiruna.example"]),
        ("telegram", True, ["k@kiruna.example"]),
    ],
)
async def test_a_contact_is_reminded_by_the_way_it_has_chosen(
    desk: Desk, delivery: str, blocked: bool, addresses: list[str]
) -> None:
    await chat(desk, delivery, blocked)
    planner = Planner(desk.database, CATALOGUE, STOCKHOLM, "with telegram", Ways(telegram=True))
    await planner.plan_day(local("2025-11-24"))
    found = {address for _, address, *_ in await desk.messages()} - {"h@habo.example"}
    assert sorted(found) == addresses


async def test_without_telegram_everyone_is_reminded_by_mail(desk: Desk) -> None:
    await chat(desk, "telegram")
    await desk.planner.plan_day(local("2025-11-24"))
    assert "k@kiruna.example" in {address for _, address, *_ in await desk.messages()}


async def test_a_trial_queues_nothing_for_anyone_but_its_guests(desk: Desk) -> None:
    guests = Ways(guests=GuestList(["@habo.example"]))
    planner = Planner(desk.database, CATALOGUE, STOCKHOLM, "trial", guests)
    await planner.plan_day(local("2025-11-24"))
    assert {address for _, address, *_ in await desk.messages()} == {"h@habo.example"}
