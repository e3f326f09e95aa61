"""The one path: conversations, known contacts, dates and instructions as an administrator sets them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest

from bot.answers.answer import Answer
from bot.answers.asking import Standing
from bot.answers.engine import Engine
from bot.answers.standing import load_standings
from bot.understanding.question import Question
from models.database import Database
from models.facts import Facts, Grant, InstructionText
from models.progress import Progress
from models.steps import Step
from models.window import Window
from tests.answers.conftest import NOW, Ask, KnownFacts
from tests.answers.judge import plain

DUE = date(2026, 3, 20)  # an example date


def with_grant(facts: Facts, change: Callable[[Grant], Grant]) -> Engine:
    """An engine on the facts with the grant of 2025 changed."""
    grants = tuple(change(grant) if grant.year == 2025 else grant for grant in facts.grants)
    return Engine(KnownFacts(replace(facts, grants=grants, revision=facts.revision + 1)))  # type: ignore[arg-type]


def with_windows(facts: Facts, windows: dict[tuple[Step, str | None], Window]) -> Engine:
    return with_grant(facts, lambda grant: replace(grant, windows=MappingProxyType(windows)))


async def test_a_chat_is_forgotten_half_an_hour_after_its_last_message(ask: Ask) -> None:
    await ask("Vad får Arvika?", conversation="expiry")
    late = await ask("och 2024?", conversation="expiry", now=NOW + timedelta(minutes=31))
    assert late.amounts == ()


async def test_last_year_after_last_years_amount_is_the_year_before(ask: Ask) -> None:
    await ask("Vad får Arvika?", conversation="years")
    answer = await ask("och förra året?", conversation="years")
    assert [amount.year for amount in answer.amounts] == [2024]


@pytest.mark.parametrize("text", ["Vad fick Heby förra året?", "Vad fick Heby i fjol?", "What did Heby get last year?"])
@pytest.mark.parametrize(("asked_in", "year", "kronor"), [(2026, 2025, 1_973_613), (2025, 2024, 650_000)])
async def test_last_year_is_the_one_before_the_clocks_and_is_named(
    ask: Ask, text: str, asked_in: int, year: int, kronor: int
) -> None:
    answer = await ask(text, now=NOW.replace(year=asked_in))
    assert [(amount.year, amount.kronor) for amount in answer.amounts] == [(year, kronor)]
    assert str(year) in answer.text


@pytest.mark.parametrize(("asked_in", "total"), [(2025, "200000000"), (2026, "1170000000")])
async def test_what_was_handed_out_last_year_is_the_total_of_the_year_before_the_clocks(
    ask: Ask, asked_in: int, total: str
) -> None:
    answer = await ask("Hur mycket delades ut förra året?", now=NOW.replace(year=asked_in))
    assert total in plain(answer.text)


async def test_the_amount_that_a_text_on_the_rule_tells_is_asserted(ask: Ask) -> None:
    answer = await ask("Hur räknas beloppet ut för Arvika?")
    assert [(amount.recipient, amount.kronor) for amount in answer.amounts] == [("Arvika", 2_945_074)]


async def test_who_writes_is_known_from_another_sentence_than_the_question(ask: Ask) -> None:
    await ask("Hi, I'm with the municipality of Arvika. What may the money be used for?", conversation="writer")
    answer = await ask("and how much can we get?", conversation="writer")
    assert [amount.recipient for amount in answer.amounts] == ["Arvika"]


async def test_the_sum_of_a_countys_structures_is_theirs_after_one_of_them_but_not_after_anothers(ask: Ask) -> None:
    for chat, other in (("own", "RSS Skaraborg"), ("foreign", "RSS Halland")):
        await ask("Vilka är stödstrukturerna i Västra Götaland?", conversation=chat)
        await ask(f"Vad får {other}?", conversation=chat)
    own = await ask("och alla fyra sammantaget?", conversation="own")
    assert (own.answered, "1\u00a0907\u00a0407" in own.text) == (True, True)
    foreign = await ask("och alla fyra sammantaget?", conversation="foreign")
    assert (foreign.answered, foreign.amounts) == (False, ())


@pytest.mark.parametrize("text", ["and how much does Gotham get?", "Hur mycket får Gotham då?"])
async def test_an_unknown_name_is_not_answered_with_who_was_talked_about(ask: Ask, text: str) -> None:
    await ask("How much does Arvika get?", conversation=text)
    answer = await ask(text, conversation=text)
    assert (answer.answered, answer.amounts) == (False, ())


async def test_two_chats_do_not_know_each_other(ask: Ask) -> None:
    await ask("Vad får Arvika?", conversation="one")
    await ask("Vad får Säffle?", conversation="other")
    answer = await ask("och 2024?", conversation="one")
    assert [amount.recipient for amount in answer.amounts] == ["Arvika"]


async def test_a_wish_for_a_language_goes_before_the_questions_own(ask: Ask) -> None:
    answer = await ask("Vad får Arvika?", language="en")
    assert (answer.language, "at most" in answer.text) == ("en", True)


async def test_a_known_contacts_we_is_its_own_recipient(ask: Ask) -> None:
    answer = await ask("Hur mycket får vi?", own=["2584"])
    assert [(amount.recipient, amount.kronor) for amount in answer.amounts] == [("Kiruna", 2_672_587)]


async def test_a_known_contacts_we_is_not_who_was_talked_about(ask: Ask) -> None:
    await ask("Vad får Arvika?", own=["2584"], conversation="own")
    answer = await ask("och hur mycket får vi?", own=["2584"], conversation="own")
    assert [amount.recipient for amount in answer.amounts] == ["Kiruna"]


async def test_a_known_contact_that_asks_for_an_unknown_name_is_not_told_its_own_amount(ask: Ask) -> None:
    answer = await ask("Hur mycket får kommunen Gryttvik?", own=["2584"])
    assert (answer.answered, answer.amounts) == (False, ())


async def test_an_undecided_date_is_said_to_be_undecided(ask: Ask) -> None:
    answer = await ask("När ska vi senast rekvirera?")
    assert "inte beslutat" in answer.text
    assert "Socialstyrelsen" in answer.text


async def test_a_set_date_is_told_with_the_days_left(facts: Facts) -> None:
    engine = with_windows(facts, {(Step.REQUISITION, None): Window(None, DUE)})
    answer = await engine.ask("När ska vi senast rekvirera?", now=NOW)
    assert "20\u00a0mars 2026" in answer.text
    assert "18\u00a0dagar kvar" in answer.text


async def test_a_recipients_own_date_goes_before_the_grants(facts: Facts) -> None:
    own = date(2026, 4, 30)  # an example date
    engine = with_windows(
        facts, {(Step.REQUISITION, None): Window(None, DUE), (Step.REQUISITION, "2584"): Window(None, own)}
    )
    kiruna = await engine.ask("När ska Kiruna senast rekvirera?", now=NOW)
    assert "30\u00a0april 2026" in kiruna.text
    assert "20\u00a0mars" not in kiruna.text


async def test_a_date_that_has_passed_is_said_to_have_passed(facts: Facts) -> None:
    engine = with_windows(facts, {(Step.REPORT, None): Window(None, DUE)})
    answer = await engine.ask("När ska vi redovisa?", now=datetime(2026, 3, 21, 12, tzinfo=UTC))
    assert "har passerat" in answer.text
    assert "Kontakta Socialstyrelsen" in answer.text


async def test_published_instructions_are_quoted_with_their_date(facts: Facts) -> None:
    said = InstructionText(NOW, "Exempel", "Skicka in redovisningen i e-tjänsten.", None, None)
    engine = with_grant(facts, lambda grant: replace(grant, instructions=MappingProxyType({"report": said})))
    answer = await engine.ask("Vad ska redovisningen innehålla?", now=NOW)
    assert "Socialstyrelsens anvisningar, 2\u00a0mars 2026" in answer.text
    assert "i e-tjänsten" in answer.text


async def test_an_added_phrasing_is_met_before_the_classifier(facts: Facts) -> None:
    added = replace(facts, phrasings=MappingProxyType({"vad gör stålarna för nytta": "purpose"}), revision=-1)
    engine = Engine(KnownFacts(added))  # type: ignore[arg-type]
    answer = await engine.ask("Vad gör stålarna för nytta?", now=NOW)
    assert (answer.trace or {})["topic"] == "purpose"


STANDING = Standing(programme_id=1, recipient_code="2584", step=Step.REQUISITION, confirmed=True, on_date=DUE)


async def test_how_far_a_recipient_has_come_is_told_to_its_own_contact_only(facts: Facts, ask: Ask) -> None:
    grant = facts.of_slug("omstallning-2025")
    assert grant is not None
    standing = replace(STANDING, programme_id=grant.row["id"])
    own = await ask("Har Kiruna rekvirerat?", own=["2584"], standings=[standing])
    other = await ask("Har Kiruna rekvirerat?", own=["1884"], standings=[standing])
    nobody = await ask("Har Kiruna rekvirerat?")
    assert "bekräftad 20\u00a0mars 2026" in own.text
    for answer in (other, nobody):
        assert "20\u00a0mars" not in answer.text


async def test_standings_are_read_from_the_database(database: Database, facts: Facts) -> None:
    async with database.writing() as session:
        session.add(
            Progress(
                programme_id=1,
                recipient_id=facts.places["0114"].id,
                step=Step.REQUISITION,
                state="claimed",
                on_date=DUE,
                said_by="test",
                said_at=NOW,
            )
        )
    async with database.reading() as session:
        found = await load_standings(session, ["0114", "0115"])
    assert [(standing.recipient_code, standing.confirmed) for standing in found] == [("0114", False)]


async def test_each_question_is_handed_to_the_recorder(facts: Facts) -> None:
    kept: list[tuple[Question, Answer]] = []
    engine = Engine(KnownFacts(facts), record=lambda *pair: kept.append(pair))  # type: ignore[arg-type]
    answer = await engine.ask("Vad får Arvika?", now=NOW)
    assert kept[0][1] is answer
    assert kept[0][0].topic == "amount"


@pytest.mark.parametrize("key", ["asked", "topic", "score", "mentions", "operation", "years", "sources"])
async def test_the_trace_says_how_the_question_was_understood(ask: Ask, key: str) -> None:
    answer = await ask("hur mycket får Arvkia 2024")
    assert key in (answer.trace or {})


async def test_the_trace_names_tier_and_distance(ask: Ask) -> None:
    answer = await ask("hur mycket får Arvkia 2024")
    assert (answer.trace or {})["mentions"] == [
        {"written": "Arvkia", "target": ["Arvika"], "tier": "spelling", "distance": 1}
    ]


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Hur mycket får Kiruna?", "Källa: Regeringens beslut S2025/00122, Bilaga 1."),
        ("what may the money be used for?", "Source: Government decision S2025/00122, The decision, paragraph 1."),
    ],
)
async def test_every_answer_ends_by_naming_its_source(ask: Ask, text: str, ending: str) -> None:
    assert (await ask(text)).text.endswith(f"\n\n{ending}")


async def test_keeping_records_is_not_saving_money(ask: Ask) -> None:
    assert "underlag" in (await ask("Hur länge måste vi spara underlagen?")).text
    assert "senare år" in (await ask("Kan vi spara pengarna till nästa år?")).text
