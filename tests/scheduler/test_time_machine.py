"""A year of a grant for 314 recipients, lived through day by day, against a list worked out by hand.

All dates are examples. Nothing in `EXPECTED` comes from the code that plans: the days were looked
up in the almanac.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest

from models.database import Database
from models.steps import Step
from scheduler.planner import Planner
from tests.scheduler.desk import Desk
from tests.scheduler.world import local

FIRST, LAST = date(2025, 9, 22), date(2026, 7, 31)
OUTAGE = (date(2025, 10, 30), date(2025, 11, 3))  # Thursday to Monday, both included: five days
RECIPIENTS = 314

Mail = tuple[str, str, str]  # day, kind, occasions

# Requisition: opens Wednesday 1 October, due Monday 1 December 2025. The outage swallows Friday
# 31 October, 30 days before (moved from Saturday 1 November); it is made up for on Tuesday 4.
OPENING = [("2025-10-01", "reminder", "open"), ("2025-10-02", "reminder", "60")]
THIRTY = [("2025-11-04", "reminder", "30")]
FOURTEEN = [("2025-11-17", "reminder", "14")]
SEVEN = [("2025-11-24", "reminder", "7")]
ONE = [("2025-11-28", "reminder", "1")]  # 30 November is a Sunday
LAST_DAY = [("2025-12-01", "reminder", "0")]
AFTER = [("2025-12-02", "reminder", "+1"), ("2025-12-08", "reminder", "+7")]

# Report: due Tuesday 31 March 2026, moved on 10 March to Wednesday 15 April.
REPORT_BEFORE_THE_MOVE = [("2026-02-27", "reminder", "30")]  # 1 March is a Sunday
REPORT_MOVED = [("2026-03-11", "new_date", "new_date"), ("2026-03-16", "reminder", "30")]
REPORT_TO_THE_END = [
    ("2026-04-01", "reminder", "14"),
    ("2026-04-08", "reminder", "7"),
    ("2026-04-14", "reminder", "1"),
    ("2026-04-15", "reminder", "0"),
    ("2026-04-16", "reminder", "+1"),
    ("2026-04-22", "reminder", "+7"),
]

# Repayment: due Friday 29 May 2026.
REPAYMENT_BEFORE = [
    ("2026-04-29", "reminder", "30"),
    ("2026-05-15", "reminder", "14"),  # the day after Ascension Day
    ("2026-05-22", "reminder", "7"),
]
REPAYMENT_TO_THE_END = [
    ("2026-05-28", "reminder", "1"),
    ("2026-05-29", "reminder", "0"),
    ("2026-06-01", "reminder", "+1"),  # 30 May is a Saturday
    ("2026-06-05", "reminder", "+7"),
]

SILENT = OPENING + THIRTY + FOURTEEN + SEVEN + ONE + LAST_DAY + AFTER

EXPECTED: dict[str, list[Mail]] = {
    "silent": SILENT,
    "registrar": SILENT,
    # Added on Tuesday 25 November: gets the reminder of the day before, and those that follow.
    "late": [("2025-11-26", "reminder", "7"), *ONE, *LAST_DAY, *AFTER],
    # Serves two silent recipients: one mail with two items each time.
    "shared": [(day, kind, f"{occasion} {occasion}") for day, kind, occasion in SILENT],
    # Requisition confirmed on 20 October, the report, with everything used, on 26 March.
    "early": [
        *OPENING,
        ("2025-10-21", "receipt", "receipt"),
        ("2025-11-19", "forecast", "forecast"),
        *REPORT_BEFORE_THE_MOVE,
        *REPORT_MOVED,
        ("2026-03-27", "receipt", "receipt"),
    ],
    # Confirmed on 18 November; the report on 10 February leaves money to repay, done on 25 May.
    "owes": [
        *OPENING,
        *THIRTY,
        *FOURTEEN,
        ("2025-11-19", "receipt", "receipt"),
        ("2025-11-19", "forecast", "forecast"),
        ("2026-02-11", "receipt", "receipt"),
        *REPAYMENT_BEFORE,
        ("2026-05-26", "receipt", "receipt"),
    ],
    # An extension to Thursday 15 January, entered on 18 November.
    "extended": [
        *OPENING,
        *THIRTY,
        *FOURTEEN,
        ("2025-11-19", "new_date", "new_date"),
        ("2025-12-16", "reminder", "30"),
        ("2025-12-30", "reminder", "14"),  # 1 January and the eve before are free
        ("2026-01-08", "reminder", "7"),
        ("2026-01-14", "reminder", "1"),
        ("2026-01-15", "reminder", "0"),
        ("2026-01-16", "reminder", "+1"),
        ("2026-01-22", "reminder", "+7"),
    ],
    # Claims on 20 November; the agency confirms in the afternoon of the last day.
    "claimant": [
        *OPENING,
        *THIRTY,
        *FOURTEEN,
        *ONE,
        ("2025-12-02", "receipt", "receipt"),
        ("2025-12-02", "forecast", "forecast"),
        *REPORT_BEFORE_THE_MOVE,
        *REPORT_MOVED,
        *REPORT_TO_THE_END,
        *REPAYMENT_BEFORE,
        *REPAYMENT_TO_THE_END,
    ],
}
# The claimant's colleague is told of the claim and reminded all the same.
EXPECTED["colleague"] = [
    *EXPECTED["claimant"],
    ("2025-11-21", "claim_notice", "claim"),
    *SEVEN,
    *LAST_DAY,
]

# How many recipients live each life; their contacts' addresses begin with the life's name.
LIVES = {"silent": 199, "registrar": 1, "early": 60, "owes": 30, "extended": 10, "claimant": 10, "shared": 4}
COUNTS = {**LIVES, "shared": 2, "late": 1, "colleague": 10}

Action = Callable[[], Awaitable[object]]


class Year:
    """The year's entries by the time at which they are made."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.entries: list[tuple[datetime, Action]] = []
        self.lives: dict[str, list[int]] = {}

    async def prepare(self) -> None:
        desk = self.desk
        await desk.due("2025-12-01", opens="2025-10-01")
        await desk.due("2026-03-31", step=Step.REPORT)
        await desk.due("2026-05-29", step=Step.REPAYMENT)
        async with desk.database.engine.begin() as connection:
            await connection.exec_driver_sql("DELETE FROM contact_recipient")
            await connection.exec_driver_sql("DELETE FROM contact")
            await connection.exec_driver_sql("UPDATE programme SET use_until = '2025-12-31' WHERE year = 2025")
        ids = iter([row[0] for row in await desk.rows("SELECT id FROM recipient ORDER BY id")])
        self.lives = {life: [next(ids) for _ in range(count)] for life, count in LIVES.items()}
        await self.add_contacts()
        self.enter_all()

    async def add_contacts(self) -> None:
        for life in ("silent", "registrar", "early", "owes", "extended", "claimant"):
            role = "registrar" if life == "registrar" else "other"
            for number, recipient in enumerate(self.lives[life]):
                await self.desk.contact(life, f"{life}{number}@place.example", recipient, role=role)
        for number, recipient in enumerate(self.lives["claimant"]):
            await self.desk.contact("colleague", f"colleague{number}@place.example", recipient)
        first, second, third, fourth = self.lives["shared"]
        await self.desk.contact("shared", "shared0@place.example", first, second)
        await self.desk.contact("shared", "shared1@place.example", third, fourth)

    def at(self, day: str, time: str, action: Action) -> None:
        self.entries.append((local(day, time), action))

    def enter_all(self) -> None:
        self.confirm("early", Step.REQUISITION, 1_000_000, "2025-10-20", "14:00")
        self.confirm("early", Step.REPORT, 1_000_000, "2026-03-26", "10:00")
        self.confirm("owes", Step.REQUISITION, 900_000, "2025-11-18", "09:30")
        self.confirm("owes", Step.REPORT, 400_000, "2026-02-10", "11:00")
        self.confirm("owes", Step.REPAYMENT, 500_000, "2026-05-25", "15:00")
        self.confirm("claimant", Step.REQUISITION, None, "2025-12-01", "16:00")
        for recipient in self.lives["extended"]:
            self.at(
                "2025-11-18", "11:00", lambda r=recipient: self.desk.due("2026-01-15", r, local("2025-11-18", "11:00"))
            )
        self.at("2026-03-10", "13:00", self.move_the_report)
        for number, recipient in enumerate(self.lives["claimant"]):
            self.at("2025-11-20", "10:00", lambda n=number, r=recipient: self.claim(n, r))
        self.at("2025-11-25", "09:00", self.add_late_contact)

    def confirm(self, life: str, step: Step, amount: int | None, day: str, time: str) -> None:
        for recipient in self.lives[life]:
            of = self.desk.step(recipient, step)
            self.at(day, time, lambda of=of: self.desk.confirm(of, amount, local(day, time)))

    async def extend(self, recipient: int) -> None:
        await self.desk.due("2026-01-15", recipient, local("2025-11-18", "11:00"))

    async def move_the_report(self) -> None:
        await self.desk.due("2026-04-15", at=local("2026-03-10", "13:00"), step=Step.REPORT)

    async def claim(self, number: int, recipient: int) -> None:
        found = await self.desk.rows(f"SELECT id FROM contact WHERE email = 'claimant{number}@place.example'")
        await self.desk.claim(self.desk.step(recipient), found[0][0], local("2025-11-20", "10:00"))

    async def add_late_contact(self) -> None:
        recipient, at = self.lives["silent"][0], local("2025-11-25", "09:00")
        await self.desk.contact("late", "late0@place.example", recipient, at=at)

    async def live(self, planner: Planner) -> None:
        """Wake the planner morning and afternoon, but for the outage; everything queued is sent at once."""
        waiting = sorted(self.entries, key=lambda entry: entry[0])
        day = FIRST
        while day <= LAST:
            for time in ("08:00", "17:30"):
                now = local(day.isoformat(), time)
                while waiting and waiting[0][0] <= now:
                    await waiting.pop(0)[1]()
                if not OUTAGE[0] <= day <= OUTAGE[1] and await planner.tick(now):
                    await self.desk.sent(now)
            day += timedelta(days=1)


async def mails(desk: Desk) -> dict[str, Counter[Mail]]:
    """Every mail by address: its day, its kind and its items' occasions."""
    rows = await desk.rows(
        "SELECT m.address, m.as_of, m.kind, m.id, i.occasion FROM message m JOIN item i ON i.message_id = m.id "
        "WHERE m.contact_id IS NOT NULL ORDER BY m.id, i.id"
    )
    said: dict[tuple[str, str, str, int], list[str]] = {}
    for address, day, kind, number, occasion in rows:
        said.setdefault((address, str(day), kind, number), []).append(occasion.split(" ")[0])
    found: dict[str, Counter[Mail]] = {}
    for (address, day, kind, _), occasions in said.items():
        found.setdefault(address, Counter())[day, kind, " ".join(occasions)] += 1
    return found


@pytest.mark.slow
async def test_a_year_of_a_grant_brings_exactly_the_mails_worked_out_by_hand(database: Database) -> None:
    desk = Desk(database)
    await desk.prepare()
    year = Year(desk)
    await year.prepare()
    assert sum(len(ids) for ids in year.lives.values()) == RECIPIENTS
    await year.live(desk.planner)
    expected = {
        f"{life}{number}@place.example": Counter(EXPECTED[life])
        for life, count in COUNTS.items()
        for number in range(count)
    }
    found = await mails(desk)
    assert found.keys() == expected.keys()
    assert {address: found[address] - mail for address, mail in expected.items() if found[address] != mail} == {}
    assert found == expected
