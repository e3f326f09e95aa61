"""Grants that an operator has added without a folder in the catalogue."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.answers.answer import Answer
from bot.answers.engine import Engine
from models.facts import Facts, Grant
from models.kinds import ProgrammeStatus
from models.steps import Step
from models.window import Window
from tests.answers.conftest import NOW, KnownFacts
from tests.answers.judge import plain

FIELDS = {"slug": "exempel-2026", "year": 2026, "last_year": 2026, "reference": None}
NAMES = {"name_sv": "exemplet", "name_en": "the example", "short_name_sv": "Exempel", "short_name_en": "Example"}


def with_added(facts: Facts, amounts: Mapping[str, int], windows: Mapping[tuple[Step, str | None], Window]) -> Facts:
    newest = facts.newest()
    assert newest is not None
    status = ProgrammeStatus.DECIDED if amounts else ProgrammeStatus.ANNOUNCED
    row = dict.fromkeys(newest.row, None) | FIELDS | NAMES | {"id": 99, "status": status}
    grant = Grant(row=MappingProxyType(row), data=None, amounts=amounts, windows=windows)
    return replace(facts, grants=(grant, *facts.grants))


async def told(facts: Facts, text: str) -> Answer:
    return await Engine(KnownFacts(facts)).ask(text, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Hur mycket får Kiruna 2026?", "Hur mycket pengar finns 2026?"])
async def test_a_grant_without_amounts_does_not_hide_what_is_announced_for_its_year(text: str, facts: Facts) -> None:
    for windows in ({}, {(Step.REPORT, None): Window()}):
        answer = await told(with_added(facts, {}, windows), text)
        assert "2220000000" in plain(answer.text) or windows
        assert "Exempel, fördelningslistan" not in answer.text


async def test_a_year_on_the_command_line_means_the_grant_of_that_year_alone(facts: Facts) -> None:
    added = with_added(facts, {}, {})
    assert [grant.slug if (grant := added.of_year_alone(year)) else None for year in (2025, 2026, 2027, 2030)] == [
        "omstallning-2025",
        "exempel-2026",
        "omstallning-2026-2028",
        None,
    ]


async def test_the_total_of_an_imported_grant_is_that_of_its_list(facts: Facts) -> None:
    added = with_added(facts, {"2584": 2_000_000, "0643": 1_000_000, "rss-skane": 500_000}, {})
    swedish = await told(added, "Hur mycket pengar är det totalt 2026?")
    assert "3000000 kronor till 2 kommuner" in plain(swedish.text)
    assert "500000 kronor till huvudmännen för 1 regional" in plain(swedish.text)
    english = await told(added, "How much money is it in total in 2026?")
    assert "SEK 3000000 for 2 municipalities" in plain(english.text)


async def test_three_years_with_amounts_are_listed_as_a_sentence(facts: Facts) -> None:
    answer = await told(with_added(facts, {"2584": 1}, {}), "Hur mycket får Kiruna 2027?")
    assert "finns bara för 2024, 2025 och 2026." in answer.text


async def test_the_years_without_a_list_stay_announced_beside_one_that_has_one(facts: Facts) -> None:
    answer = await told(with_added(facts, {"2584": 1}, {}), "Hur mycket pengar finns det 2028?")
    assert "2220000000" in plain(answer.text)
    assert "finns inte för 2027 och 2028." in answer.text
