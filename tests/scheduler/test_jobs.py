"""The table of jobs, and the long-lived tasks that it wakes."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.jobs import JOBS, Job, Jobs, start_jobs
from scheduler.lease import LASTS
from scheduler.running import Repeated, run_all

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_has_a_purpose_and_is_never_lost_nor_doubled(job: Job) -> None:
    assert len(job.purpose) > 15
    assert job.misfire_grace_time >= 60
    assert job.coalesce
    assert job.max_instances == 1
    assert (job.every_seconds is None) != (job.at is None)


def test_a_planner_takes_over_within_thirty_seconds_and_the_outbox_is_looked_at_every_few() -> None:
    every = {job.name: job.every_seconds for job in JOBS}
    assert every["plan"] + LASTS.total_seconds() < 30
    assert every["deliver"] <= 5
    assert every["reconcile"] <= 30


@pytest.mark.parametrize("day", [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)])
def test_cleaning_comes_once_a_night_also_when_clocks_change(day: datetime) -> None:
    trigger = next(job for job in JOBS if job.name == "clean").trigger(STOCKHOLM)
    first = trigger.get_next_fire_time(None, day)
    second = trigger.get_next_fire_time(first, first + timedelta(seconds=1))
    assert [(each.hour, each.minute) for each in (first, second)] == [(3, 30), (3, 30)]
    assert (second.date() - first.date()).days == 1


async def test_every_task_is_woken_at_the_start_so_that_what_was_missed_is_caught_up() -> None:
    done: list[str] = []
    stop = asyncio.Event()

    def task(name: str) -> Repeated:
        async def work() -> None:
            done.append(name)
            if len(done) == 2:
                stop.set()

        return Repeated(name, work)

    tasks = [task("plan"), task("clean")]
    await asyncio.wait_for(run_all([*tasks, Jobs(tasks, STOCKHOLM)], stop), 10)
    assert sorted(done) == ["clean", "plan"]


async def test_a_job_that_comes_due_wakes_its_task() -> None:
    task = Repeated("deliver", lambda: asyncio.sleep(0))
    scheduler = start_jobs([task], STOCKHOLM)
    try:
        task.wake.clear()
        [job] = scheduler.get_jobs()
        job.modify(next_run_time=datetime.now(UTC))
        await asyncio.wait_for(task.wake.wait(), 10)
    finally:
        scheduler.shutdown(wait=False)


async def test_what_fails_once_is_done_when_it_is_woken_again(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[int] = []
    stop = asyncio.Event()

    async def work() -> None:
        calls.append(1)
        task.wake.set()
        if len(calls) == 1:
            raise ZeroDivisionError
        stop.set()

    task = Repeated("plan", work)
    task.wake.set()
    await asyncio.wait_for(task.run(stop), 10)
    assert len(calls) == 2
    assert "plan failed" in caplog.text


async def test_a_task_that_is_told_to_stop_finishes_what_is_under_way() -> None:
    begun, finished, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await asyncio.sleep(0.05)
        finished.set()

    task = Repeated("plan", work)
    task.wake.set()
    running = asyncio.create_task(task.run(stop))
    await begun.wait()
    stop.set()
    await asyncio.wait_for(running, 10)
    assert finished.is_set()
