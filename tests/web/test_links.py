"""The pages behind the links in mails: they show first, act on the button, and tell nobody who is registered."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.kronor import read_kronor
from models.contact import Contact, ContactRecipient
from models.contacts import add_contact, mark_wrong_person, remove_contact
from models.deadline import set_deadline
from models.links import Links, LinkTarget, Purpose
from models.programme import Programme
from models.progress import Progress, ProgressState, confirm_step
from models.recipient import Recipient
from models.snooze import Snooze
from models.steps import RecipientStep, Step
from models.window import Window
from tests.web.conftest import NOW, Web, running

KEY = "a key for tests of links"


@dataclass(frozen=True)
class Case:
    """A server and Kiruna's contact with a link target for the requisition of 2025."""

    web: Web
    target: LinkTarget
    links: Links

    def path(self, purpose: Purpose, target: LinkTarget | None = None, made: datetime = NOW) -> str:
        return self.links.url(purpose, target or self.target, made)

    async def get(self, purpose: Purpose) -> tuple[int, str]:
        return await self.web.get(self.path(purpose))

    async def press(self, purpose: Purpose, do: str, **form: str) -> tuple[int, str]:
        return await self.web.post(self.path(purpose), data={"do": do, **form})

    async def claims(self) -> list[Progress]:
        async with self.web.database.reading() as session:
            return list((await session.scalars(select(Progress).where(Progress.state == "claimed"))).all())

    async def contact(self) -> Contact:
        async with self.web.database.reading() as session:
            found = await session.get(Contact, self.target.contact_id)
            assert found is not None
            return found


async def prepared(web: Web, language: str) -> Case:
    async with web.database.writing() as session:
        kiruna = (await session.scalars(select(Recipient).where(Recipient.code == "2584"))).one()
        grant = (await session.scalars(select(Programme).where(Programme.slug == "omstallning-2025"))).one()
        contact = await add_contact(
            session,
            "Ekonomen",
            "ekonom@kiruna.example",
            language=language,
            roles={kiruna.id or 0: "economist"},
            source="ett prov",
            now=NOW,
        )
        due = Window(None, date(2026, 12, 1))  # an example
        await set_deadline(session, grant.id or 0, Step.REQUISITION, None, due, by="ett prov", now=NOW)
    item = RecipientStep(grant.id or 0, kiruna.id or 0, Step.REQUISITION)
    return Case(web, LinkTarget(contact.id or 0, item), Links(KEY, ""))


@pytest.fixture
async def everywhere(database_url: str) -> AsyncIterator[Case]:
    async with running(database_url, secret_key=KEY) as web:
        yield await prepared(web, "sv")


@pytest.fixture
async def case(sqlite_url: str) -> AsyncIterator[Case]:
    async with running(sqlite_url, secret_key=KEY) as web:
        yield await prepared(web, "sv")


@pytest.fixture
async def english(sqlite_url: str) -> AsyncIterator[Case]:
    async with running(sqlite_url, secret_key=KEY) as web:
        yield await prepared(web, "en")


async def test_opening_a_link_shows_what_would_happen_and_changes_nothing(english: Case) -> None:
    for purpose in Purpose:
        status, page = await english.get(purpose)
        assert status == 200
        assert '<form method="post">' in page
        assert '<html lang="en">' in page
    assert not await english.claims()
    assert (await english.contact()).stopped_at is None


@pytest.mark.parametrize("purpose", Purpose)
async def test_a_program_that_checks_mails_changes_nothing_however_it_knocks(case: Case, purpose: Purpose) -> None:
    path = case.web.url + case.path(purpose)
    for asked in (path, f"{path}?do=claim&do=stop"):
        async with case.web.client.head(asked) as response:
            assert (response.status, await response.read()) == (200, b"")
        async with case.web.client.get(asked) as response:
            assert response.status == 200
    for method in ("PUT", "DELETE", "PATCH"):
        async with case.web.client.request(method, path) as response:
            assert response.status == 405
    if purpose != Purpose.UNSUBSCRIBE:  # one click there is any form
        for form in ({}, {"do": ""}, {"do": "x"}, {"amount": "5"}, {"List-Unsubscribe": "One-Click"}):
            status, page = await case.web.post(case.path(purpose), data=form)
            assert (status, '<form method="post">' in page) == (200, True)
    async with case.web.database.reading() as session:
        assert not (await session.scalars(select(Progress))).all()
        assert not (await session.scalars(select(Snooze))).all()
        assert [link.wrong_person_at for link in await session.scalars(select(ContactRecipient))] == [None]
    assert (await case.contact()).stopped_at is None


async def test_the_buttons_of_one_page_do_nothing_on_another(case: Case) -> None:
    await case.press(Purpose.CLAIM, "stop")
    await case.press(Purpose.STOP, "claim")
    await case.press(Purpose.WRONG_PERSON, "snooze")
    assert (await case.claims(), (await case.contact()).stopped_at) == ([], None)


async def test_after_the_date_a_claims_page_promises_no_last_reminder(case: Case) -> None:
    object.__setattr__(case.web.parts, "clock", lambda: datetime(2026, 12, 2, 9, tzinfo=UTC))
    _, page = await case.get(Purpose.CLAIM)
    assert "Då påminner vi dig inte mer" in page
    assert "Skulle ha kommit in senast" in page
    assert "sista påminnelsen" not in page


async def test_who_serves_nobody_any_longer_can_still_stop_all_mail(case: Case) -> None:
    await case.press(Purpose.WRONG_PERSON, "wrong-person")
    assert "mejl till dig, också" in (await case.get(Purpose.STOP))[1]
    await case.press(Purpose.STOP, "stop")
    assert (await case.contact()).stopped_at is not None


async def test_the_page_of_a_claim_says_that_the_step_is_taken_elsewhere(case: Case) -> None:
    _, page = await case.get(Purpose.CLAIM)
    assert "Ni rekvirerar hos Socialstyrelsen, inte här." in page
    assert "Högst 2\u00a0672\u00a0587\u00a0kronor." in page
    assert "tisdag 1\u00a0december 2026" in page
    assert "S2025/00122" in page


async def test_pressing_the_button_notes_the_claim_with_its_amount(case: Case) -> None:
    status, page = await case.press(Purpose.CLAIM, "claim", amount="2 000 000 kr")
    assert status == 200
    assert "2\u00a0000\u00a0000\u00a0kronor" in page
    (claim,) = await case.claims()
    assert (claim.amount, claim.contact_id, claim.on_date) == (2_000_000, case.target.contact_id, NOW.date())
    assert "Ångra noteringen" in (await case.get(Purpose.CLAIM))[1]


async def test_a_claim_can_be_made_without_an_amount_and_undone(everywhere: Case) -> None:
    await everywhere.press(Purpose.CLAIM, "claim", amount="")
    assert [claim.amount for claim in await everywhere.claims()] == [None]
    status, page = await everywhere.press(Purpose.CLAIM, "undo")
    assert (status, await everywhere.claims()) == (200, [])
    assert "Noteringen är borttagen" in page


async def test_pressing_twice_notes_one_claim(case: Case) -> None:
    for _ in range(2):
        assert (await case.press(Purpose.CLAIM, "claim", amount="5"))[0] == 200
    assert len(await case.claims()) == 1


async def test_buttons_pressed_at_the_same_time_do_it_once_and_fail_for_nobody(everywhere: Case) -> None:
    for purpose, do in (
        (Purpose.CLAIM, "claim"),
        (Purpose.SNOOZE, "snooze"),
        (Purpose.CLAIM, "undo"),
        (Purpose.CLAIM, "claim"),
        (Purpose.STOP, "stop"),
        (Purpose.WRONG_PERSON, "wrong-person"),
    ):
        pages = await asyncio.gather(*(everywhere.press(purpose, do) for _ in range(6)))
        allowed = {200, 410} if purpose == Purpose.WRONG_PERSON else {200}
        assert {status for status, _ in pages} <= allowed, (purpose, do)
    assert len(await everywhere.claims()) == 1


async def test_an_amount_that_cannot_be_right_is_said_to_be_wrong_and_nothing_is_noted(english: Case) -> None:
    for amount in ("2 672 588", "99999999999999999999", "fem", "-5", "1,5", "1e6", "٣", "x" * 400):
        status, page = await english.press(Purpose.CLAIM, "claim", amount=amount)
        assert (status, 'role="alert"' in page) == (422, True)
        assert f'value="{amount}"' in page
    assert not await english.claims()


async def test_what_the_agency_has_confirmed_cannot_be_claimed_again(case: Case) -> None:
    item = case.target.item
    assert item is not None
    async with case.web.database.writing() as session:
        await confirm_step(session, item, 5, date(2026, 11, 1), by="Socialstyrelsen", now=NOW)
    status, page = await case.press(Purpose.CLAIM, "claim")
    assert (status, await case.claims()) == (410, [])
    assert "redan bekräftad" in page


async def test_a_reminder_can_be_put_off_by_a_week(everywhere: Case) -> None:
    status, page = await everywhere.press(Purpose.SNOOZE, "snooze")
    assert status == 200
    assert "30\u00a0november 2026" in page
    await everywhere.press(Purpose.SNOOZE, "snooze")
    async with everywhere.web.database.reading() as session:
        (row,) = (await session.scalars(select(Snooze))).all()
    assert row.until == NOW.date() + timedelta(days=7)


@pytest.mark.parametrize("day", ["2026-11-30", "2026-12-01", "2026-12-02"])
async def test_on_the_eve_of_the_date_and_after_it_there_is_nothing_to_put_off(case: Case, day: str) -> None:
    object.__setattr__(case.web.parts, "clock", lambda: datetime.fromisoformat(f"{day}T09:00+00:00"))
    status, page = await case.get(Purpose.SNOOZE)
    assert status == 410
    assert "<form" not in page
    assert (await case.press(Purpose.SNOOZE, "snooze"))[0] == 410


async def test_a_reminder_is_never_put_off_beyond_the_eve_of_the_date(case: Case) -> None:
    object.__setattr__(case.web.parts, "clock", lambda: datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert "till omkring måndag 30\u00a0november 2026" in (await case.get(Purpose.SNOOZE))[1]
    await case.press(Purpose.SNOOZE, "snooze")
    async with case.web.database.reading() as session:
        assert [row.until for row in await session.scalars(select(Snooze))] == [date(2026, 11, 30)]


async def test_the_wrong_person_is_a_contact_no_longer(everywhere: Case) -> None:
    assert "Kiruna kommun" in (await everywhere.get(Purpose.WRONG_PERSON))[1]
    assert (await everywhere.press(Purpose.WRONG_PERSON, "wrong-person"))[0] == 200
    async with everywhere.web.database.reading() as session:
        (link,) = (await session.scalars(select(ContactRecipient))).all()
    assert link.wrong_person_at is not None
    status, page = await everywhere.get(Purpose.WRONG_PERSON)
    assert status == 410
    assert "Kiruna" not in page
    assert (await everywhere.press(Purpose.CLAIM, "claim"))[0] == 410


@pytest.mark.parametrize("purpose", [Purpose.STOP, Purpose.UNSUBSCRIBE])
async def test_reminders_stop_and_begin_again(english: Case, purpose: Purpose) -> None:
    assert (await english.press(purpose, "stop"))[0] == 200
    assert (await english.contact()).stopped_at is not None
    status, page = await english.get(purpose)
    assert status == 200
    assert "Remind me again" in page
    await english.press(purpose, "resume")
    assert (await english.contact()).stopped_at is None


async def test_a_mail_program_unsubscribes_with_one_click_as_often_as_it_likes(case: Case) -> None:
    for _ in range(2):
        async with case.web.client.post(
            case.web.url + case.path(Purpose.UNSUBSCRIBE),
            data={"List-Unsubscribe": "One-Click"},
            headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
        ) as response:
            assert response.status == 200
            assert "set-cookie" not in response.headers
    assert (await case.contact()).stopped_at is not None


@pytest.mark.parametrize("purpose", Purpose)
async def test_a_link_that_cannot_be_used_says_nothing_about_anyone(english: Case, purpose: Purpose) -> None:
    """Forged, expired, for another act, of a removed contact or of a contact of other recipients."""
    gone = english.path(purpose, LinkTarget(999_999, english.target.item))
    old = english.path(purpose, made=NOW - timedelta(days=3 * 365))
    other = english.path(Purpose.CLAIM if purpose != Purpose.CLAIM else Purpose.STOP).rpartition("/")[2]
    token = english.path(purpose).rpartition("/")[2]
    expected = {
        f"/m/{purpose}/{other}": 404,
        f"/m/{purpose}/{token[:-5]}": 404,
        f"/m/{purpose}/{token.replace('-', '-1', 1)}": 404,
        f"/m/{purpose}/x": 404,
        f"/m/{purpose}/%00%ff%0d%0a": 404,
        f"/m/{purpose}/{'a' * 4000}": 404,
        gone: 410,
        old: 410,
    }
    for path, status in expected.items():
        for found, page in (await english.web.get(path), await english.web.post(path, data={"do": "stop"})):
            assert found == status
            assert "<form" not in page
            assert not re.search("Kiruna|Ekonomen|Traceback", page)
    assert (await english.contact()).stopped_at is None


async def test_a_link_of_a_removed_contact_is_over(case: Case) -> None:
    async with case.web.database.writing() as session:
        await remove_contact(session, (await session.scalars(select(Contact).where(col(Contact.id) > 0))).one())
    assert (await case.press(Purpose.STOP, "stop"))[0] == 410


async def test_a_purpose_that_does_not_exist_is_no_page(case: Case) -> None:
    assert (await case.web.get(f"/m/delete/{case.path(Purpose.STOP).rpartition('/')[2]}"))[0] == 404


async def test_a_broken_form_is_refused_without_a_traceback(english: Case) -> None:
    broken = {
        "application/x-www-form-urlencoded": b"\xff\xfe\x00",
        "application/json": b"{}",
        "multipart/form-data; boundary=x": b"--x\r\nbroken",
        "multipart/form-data": b"",
    }
    for kind, body in broken.items():
        path = english.path(Purpose.WRONG_PERSON)[:-3]
        status, page = await english.web.post(path, data=body, headers={"Content-Type": kind})
        assert status in (400, 404)
        assert "Traceback" not in page


async def test_links_are_kept_from_search_engines_and_from_other_sites(case: Case) -> None:
    async with case.web.client.get(case.web.url + case.path(Purpose.STOP)) as response:
        assert response.headers["x-robots-tag"] == "noindex"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


async def test_a_contact_of_several_recipients_sees_which(case: Case) -> None:
    async with case.web.database.writing() as session:
        habo = (await session.scalars(select(Recipient).where(Recipient.code == "0643"))).one()
        session.add(ContactRecipient(contact_id=case.target.contact_id, recipient_id=habo.id or 0))
    assert "Habo kommun, Kiruna kommun" in (await case.get(Purpose.WRONG_PERSON))[1]
    async with case.web.database.writing() as session:
        await mark_wrong_person(session, case.target.contact_id, NOW, habo.id)
    assert "Habo kommun" not in (await case.get(Purpose.WRONG_PERSON))[1]


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("2 672 587", 2_672_587),
        ("2\u00a0672\u00a0587\u00a0kr", 2_672_587),
        ("SEK 2,672,587", 2_672_587),
        ("2.672.587 kronor", 2_672_587),
        ("2672587kr", 2_672_587),
        ("0", 0),
        (" ", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, kronor: int | None) -> None:
    assert read_kronor(text) == kronor


@pytest.mark.parametrize("text", ["1,5", "1.25", "12 34", "1 0000", "10 000,50", "ett", "1 2 3", "- 5", "5 st"])
def test_what_is_no_whole_amount_is_never_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_kronor(text)


def test_states_of_progress_have_the_names_that_these_tests_use() -> None:
    assert ProgressState.CLAIMED == "claimed"
