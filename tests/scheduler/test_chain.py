"""From what is entered to what is read: plan, outbox and mail together, day by day. All dates are examples."""

from datetime import date, datetime

import pytest

from models.contacts import mark_wrong_person, resume_reminders, stop_reminders
from models.database import Database
from models.deadline import clear_deadline, set_deadline
from models.progress import confirm_step, undo_claim, undo_step
from models.steps import RecipientStep, Step
from models.window import Window
from scheduler.endings import Cancelled
from tests.scheduler.chain import Chain, Read
from tests.scheduler.desk import LONG_AGO
from tests.scheduler.world import local

KIRUNA, HABO = "k@kiruna.example", "h@habo.example"


@pytest.fixture
async def chain(sqlite_database: Database) -> Chain:
    chain = Chain(sqlite_database)
    await chain.prepare()
    return chain


def to(address: str, mails: list[Read]) -> Read:
    """The only mail to an address."""
    [found] = [mail for mail in mails if mail.to == address]
    return found


async def confirm(chain: Chain, of: RecipientStep, amount: int | None, at: datetime, by: str = "administrator") -> None:
    async with chain.database.writing() as session:
        await confirm_step(session, of, amount, at.date(), by=by, now=at)


async def invoice(chain: Chain) -> None:
    """The agency sends invoices, and the money may be used until the end of the year."""
    async with chain.database.engine.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE programme SET use_until = '2025-12-31', repayment_invoiced = 1 WHERE year = 2025"
        )


async def test_the_question_of_what_is_left_never_takes_the_end_of_the_period_for_the_day_of_repayment(
    chain: Chain,
) -> None:
    await invoice(chain)
    await confirm(chain, chain.step(chain.kiruna), 5, LONG_AGO)
    mail = to(KIRUNA, await chain.morning("2025-11-19"))
    assert mail.kind == "forecast"
    assert mail.fact("Får användas till och med") == "onsdag 31 december 2025"
    assert mail.fact("Återbetalning") == "datum inte beslutat ännu"
    await chain.due("2026-05-29", step=Step.REPAYMENT)
    await confirm(chain, chain.step(chain.habo), 5, LONG_AGO)
    assert to(HABO, await chain.morning("2025-11-20")).fact("Återbetalning") == "senast fredag 29 maj 2026"


@pytest.mark.parametrize("by", ["administrator", "telegram:123456789"])
async def test_a_receipt_names_neither_a_chat_nor_an_english_word_as_its_source(chain: Chain, by: str) -> None:
    await confirm(chain, chain.step(chain.kiruna), 5, local("2025-11-20", "09:00"), by)
    mail = to(KIRUNA, await chain.morning("2025-11-21"))
    assert mail.fact("Enligt") == "den som sköter tjänsten hos Exempelkontoret"


async def test_the_next_step_of_a_receipt_is_one_that_is_still_to_be_taken(chain: Chain) -> None:
    both, nothing = chain.step(chain.kiruna), chain.step(chain.habo)
    await confirm(chain, both, 5, local("2025-11-20", "09:00"))
    await confirm(chain, both._replace(step=Step.REPORT), 5, local("2025-11-20", "09:01"))
    await confirm(chain, nothing, 0, local("2025-11-20", "09:00"))
    mails = await chain.morning("2025-11-21")
    assert [mail.kind for mail in mails] == ["receipt", "receipt"]  # all was used, or nothing requisitioned
    assert not [mail for mail in mails if "Nästa steg" in mail.text]


async def test_what_is_due_back_is_told_in_kronor_and_waits_for_the_invoice(chain: Chain) -> None:
    await invoice(chain)
    await chain.due("2026-05-29", step=Step.REPAYMENT)
    of = chain.step(chain.kiruna)
    await confirm(chain, of, 1_000_000, LONG_AGO)
    await confirm(chain, of._replace(step=Step.REPORT), 600_000, local("2026-03-02", "09:00"))
    receipt = to(KIRUNA, await chain.morning("2026-03-03"))
    assert "Nästa steg är att återbetala. Socialstyrelsen skickar en faktura; vänta på den" in receipt.text
    reminder = to(KIRUNA, await chain.morning("2026-05-22"))
    assert reminder.fact("Att återbetala") == "400 000 kronor, enligt det som har redovisats"
    assert "finns inget att återbetala" not in reminder.text
    await confirm(chain, chain.step(chain.habo), 1_000_000, LONG_AGO)
    unreported = to(HABO, await chain.morning("2026-05-25"))
    assert unreported.fact("Att återbetala") is None
    assert "finns inget att återbetala" in unreported.text


async def test_the_last_reminder_knows_that_its_reader_has_noted_the_step(chain: Chain) -> None:
    contact = (await chain.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    await chain.claim(chain.step(chain.kiruna), contact, local("2025-11-20", "09:00"))
    assert [mail.to for mail in await chain.morning("2025-11-24")] == [HABO]
    mails = await chain.morning("2025-11-28")
    noted, silent = to(KIRUNA, mails), to(HABO, mails)
    assert "Du har noterat hos oss att rekvisitionen är gjord den 20 november 2025." in noted.text
    assert "Se noteringen, eller ångra den:\nhttps://slots.example/m/claim/" in noted.text
    assert "Är det redan gjort?" not in noted.text
    assert "Är det redan gjort?" in silent.text


async def test_the_last_reminder_before_the_date_cannot_be_put_off(chain: Chain) -> None:
    week, last = to(HABO, await chain.morning("2025-11-24")), to(HABO, await chain.morning("2025-11-28"))
    assert "/m/snooze/" in week.text
    assert "/m/snooze/" not in last.text  # Friday; the date is a Monday


async def test_a_claim_that_is_undone_before_the_morning_is_told_to_nobody(chain: Chain) -> None:
    await chain.contact("K2", "k2@kiruna.example", chain.kiruna)
    contact = (await chain.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    await chain.claim(chain.step(chain.kiruna), contact, local("2025-11-20", "09:00"))
    async with chain.database.writing() as session:
        assert await undo_claim(session, chain.step(chain.kiruna), contact_id=contact)
    mails = await chain.morning("2025-11-24")
    assert {(mail.kind, mail.to) for mail in mails} == {
        ("reminder", HABO),
        ("reminder", KIRUNA),
        ("reminder", "k2@kiruna.example"),
    }


async def test_others_are_told_of_the_contacts_claim_and_not_of_an_administrators_note(chain: Chain) -> None:
    await chain.contact("K2", "k2@kiruna.example", chain.kiruna)
    contact = (await chain.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    await chain.claim(chain.step(chain.kiruna), contact, local("2025-11-20", "09:00"))
    await chain.claim(chain.step(chain.kiruna), None, local("2025-11-20", "10:00"))
    async with chain.database.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE progress SET said_by = 'Ekonomen' WHERE contact_id IS NOT NULL")
    notice = to("k2@kiruna.example", await chain.morning("2025-11-21"))
    assert notice.kind == "claim_notice"
    assert "Ekonomen har noterat hos oss" in notice.text


async def test_what_was_undone_a_moment_before_it_is_told_is_not_told(chain: Chain) -> None:
    of, at = chain.step(chain.kiruna), local("2025-11-20", "09:00")
    await chain.contact("K2", "k2@kiruna.example", chain.kiruna)
    contact = (await chain.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    await chain.claim(of, contact, at)
    await chain.planner.tick(local("2025-11-21"))
    async with chain.database.writing() as session:
        await undo_claim(session, of, contact_id=contact)
    with pytest.raises(Cancelled):
        await chain.compose("2025-11-21")
    await chain.sent(at)
    await confirm(chain, of, 5, at)
    await chain.planner.tick(local("2025-11-24"))
    async with chain.database.writing() as session:
        await undo_step(session, of)
    with pytest.raises(Cancelled):
        await chain.compose("2025-11-24")


async def test_a_claim_after_the_date_is_told_without_a_word_of_what_comes_before_it(chain: Chain) -> None:
    await chain.contact("K2", "k2@kiruna.example", chain.kiruna)
    await chain.morning("2025-12-02")
    contact = (await chain.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    await chain.claim(chain.step(chain.kiruna), contact, local("2025-12-03", "09:00"))
    notice = to("k2@kiruna.example", await chain.morning("2025-12-04"))
    assert "Prata med din kollega och kontakta Socialstyrelsen så snart som möjligt." in notice.text
    assert "före datumet" not in notice.text
    assert "fortsätter att påminna" not in notice.text


async def test_the_weekly_list_speaks_of_a_passed_date_as_passed_and_counts_only_whom_nobody_reaches(
    chain: Chain,
) -> None:
    stopped = await chain.contact("S", "s@kiruna.example", chain.kiruna)
    async with chain.database.writing() as session:
        await stop_reminders(session, stopped, LONG_AGO)
    before, after = [], []
    for found, day in ((before, "2025-11-24"), (after, "2025-12-02")):
        found += [mail for mail in await chain.morning_with_list(day) if mail.kind == "weekly_list"]
    assert before[0].subject == after[0].subject == "312 mottagare nås inte av våra påminnelser"
    assert "Rekvirera senast måndag 1 december 2025 (7 dagar kvar): 312 mottagare" in before[0].text
    assert "Rekvisition, datumet måndag 1 december 2025 har passerat: 312 mottagare" in after[0].text
    assert "dagar kvar" not in after[0].text
    assert "Rekvirera" not in after[0].text


async def test_a_mail_names_only_recipients_that_its_reader_is_the_right_person_for(chain: Chain) -> None:
    both = await chain.contact("B", "b@region.example", chain.kiruna, chain.habo)
    async with chain.database.writing() as session:
        await mark_wrong_person(session, both, LONG_AGO, chain.habo)
    assert "Habo" not in to("b@region.example", await chain.morning("2025-11-24")).text


async def test_a_registrar_is_told_of_no_recipient_that_has_contacts_of_its_own(chain: Chain) -> None:
    mora = (await chain.rows("SELECT id FROM recipient WHERE name = 'Mora'"))[0][0]
    await chain.contact("R", "reg@region.example", mora, chain.habo, role="registrar")
    mail = to("reg@region.example", await chain.morning("2025-11-24"))
    assert "vi har ingen egen kontakt för Mora kommun." in mail.text
    assert "Habo" not in mail.text


async def test_a_subject_of_several_steps_says_that_dates_have_passed(chain: Chain) -> None:
    await chain.contact("B", "b@region.example", chain.kiruna, chain.habo)
    await chain.due("2025-12-15", chain.habo)
    mixed = to("b@region.example", await chain.morning("2025-12-08"))
    assert mixed.subject == (
        "2 mottagare: 2 steg, närmast rekvisition, senast 15 december (7 dagar kvar); 1 datum har passerat"
    )


async def test_dates_of_several_recipients_that_have_passed_are_named_in_the_subject(chain: Chain) -> None:
    await chain.contact("B", "b@region.example", chain.kiruna, chain.habo)
    mail = to("b@region.example", await chain.morning("2025-12-02"))
    assert mail.subject == "2 mottagare: datumet för rekvisition, 1 december, har passerat"


# Dates that change


async def test_an_extension_that_is_changed_back_on_the_same_day_is_told_to_nobody(chain: Chain) -> None:
    await chain.morning("2025-11-24")
    await chain.due("2025-12-15", chain.kiruna, at=local("2025-11-24", "09:00"))
    await chain.due("2025-12-01", chain.kiruna, at=local("2025-11-24", "15:00"))
    assert await chain.morning("2025-11-25") == []
    assert to(KIRUNA, await chain.morning("2025-11-28")).subject.endswith("senast 1 december (3 dagar kvar)")


async def test_an_extension_that_is_withdrawn_after_it_was_told_brings_the_grants_date_back(chain: Chain) -> None:
    await chain.morning("2025-11-24")
    await chain.due("2025-12-15", chain.kiruna, at=local("2025-11-24", "09:00"))
    told = to(KIRUNA, await chain.morning("2025-11-25"))
    assert told.subject == "Kiruna kommun: nytt datum för rekvisition, senast 15 december (20 dagar kvar)"
    async with chain.database.writing() as session:
        await clear_deadline(
            session, chain.programme, Step.REQUISITION, chain.kiruna, by="test", now=local("2025-11-25", "09:00")
        )
    back = to(KIRUNA, await chain.morning("2025-11-26"))
    assert back.subject == "Kiruna kommun: nytt datum för rekvisition, senast 1 december (5 dagar kvar)"
    assert "Tidigare gällde måndag 15 december 2025." in back.text
    assert (told.calendars, back.calendars) == (("PUBLISH",), ("PUBLISH",))
    assert to(KIRUNA, await chain.morning("2025-11-28")).kind == "reminder"


async def test_who_begins_again_after_having_stopped_gets_the_latest_reminder_alone(chain: Chain) -> None:
    contact = (await chain.rows("SELECT id FROM contact WHERE name = 'K'"))[0][0]
    async with chain.database.writing() as session:
        await stop_reminders(session, contact, LONG_AGO)
    for day in ("2025-10-02", "2025-10-31", "2025-11-17", "2025-11-24"):
        assert {mail.to for mail in await chain.morning(day)} == {HABO}
    async with chain.database.writing() as session:
        await resume_reminders(session, contact)
    assert to(KIRUNA, await chain.morning("2025-11-26")).subject.endswith("(5 dagar kvar)")
    assert await chain.morning("2025-11-27") == []


async def without_dates(chain: Chain) -> None:
    async with chain.database.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM deadline")


async def open_on(chain: Chain, day: str, due: str | None, at: datetime = LONG_AGO) -> None:
    window = Window(date.fromisoformat(day), date.fromisoformat(due) if due else None)
    async with chain.database.writing() as session:
        await set_deadline(session, chain.programme, Step.REQUISITION, None, window, by="test", now=at)


async def test_a_first_date_is_not_called_a_new_one_and_replaces_no_old_one(chain: Chain) -> None:
    await without_dates(chain)
    await open_on(chain, "2025-10-01", None)
    opened = to(KIRUNA, await chain.morning("2025-10-01"))
    assert opened.subject == "Kiruna kommun: nu kan ni rekvirera högst 2 672 587 kr"
    assert "Sista dag är inte beslutad ännu; du får ett nytt mejl när den är det." in opened.text
    await open_on(chain, "2025-10-01", "2025-12-15", local("2025-10-02", "09:00"))
    decided = to(KIRUNA, await chain.morning("2025-10-03"))
    assert decided.subject == "Kiruna kommun: datum för rekvisition, senast 15 december (73 dagar kvar)"
    assert decided.text.startswith("Datumet är beslutat\n")
    assert "ska ha kommit in till Socialstyrelsen senast måndag 15 december 2025." in decided.text
    assert "gamla datumet" not in decided.text
    assert decided.calendars == ("PUBLISH",)


@pytest.mark.parametrize(
    ("due", "said"),
    [("2025-12-01", "Sista dag är som förut måndag 1 december 2025."), (None, "Sista dag är inte beslutad ännu.")],
)
async def test_a_window_that_opens_later_than_was_told_is_not_called_a_new_last_day(
    chain: Chain, due: str | None, said: str
) -> None:
    await without_dates(chain)
    await open_on(chain, "2025-10-01", due)
    await chain.morning("2025-10-01")
    await open_on(chain, "2025-10-15", due, local("2025-10-02", "09:00"))
    mail = to(KIRUNA, await chain.morning("2025-10-03"))
    assert mail.subject == "Kiruna kommun: ni kan rekvirera först från och med 15 oktober"
    assert f"Kiruna kommun kan rekvirera först från och med onsdag 15 oktober 2025. {said}" in mail.text
    assert "Tidigare gällde" not in mail.text
    assert "tagits bort" not in mail.text
    assert "CANCEL" not in mail.calendars


async def test_two_new_dates_in_one_mail_each_name_the_one_before(chain: Chain) -> None:
    await confirm(chain, chain.step(chain.kiruna), 5, LONG_AGO)
    await chain.due("2026-03-31", step=Step.REPORT)
    await chain.due("2026-03-31", step=Step.REPAYMENT)
    await chain.morning("2026-03-24")
    await chain.due("2026-04-15", step=Step.REPORT, at=local("2026-03-24", "09:00"))
    await chain.due("2026-05-29", step=Step.REPAYMENT, at=local("2026-03-24", "09:00"))
    mail = to(KIRUNA, await chain.morning("2026-03-25"))
    assert mail.subject == "Kiruna kommun: nytt datum för redovisning, senast 15 april (21 dagar kvar)"
    assert mail.text.count("Tidigare gällde tisdag 31 mars 2026.") == 2


async def test_a_reminder_before_the_window_opens_says_when_it_does(chain: Chain) -> None:
    await without_dates(chain)
    await open_on(chain, "2025-11-03", "2025-12-01")
    assert to(KIRUNA, await chain.morning("2025-10-02")).fact("Öppet från och med") == "måndag 3 november 2025"
    assert to(KIRUNA, await chain.morning("2025-11-24")).fact("Öppet från och med") is None
