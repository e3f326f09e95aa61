"""A recipient held against the mean of all, and its amount against that of another year."""

import pytest

from tests.answers.conftest import Ask
from tests.answers.judge import plain


@pytest.mark.parametrize(
    ("text", "verdict", "shown"),
    [
        ("Får Mora mer än snittet?", "Nej.", "1441546 kronor mindre"),
        ("Is Habo below average?", "Yes.", "less"),
        ("Is Mora above average?", "No.", "1441546 less"),
        ("Är Kil under snittet?", "Ja.", "kronor mindre"),
        ("Ligger Kiruna över medel?", "Nej.", "1277413 kronor mindre"),
        ("Får Mora mer än medianen?", "Ja.", "kronor mer"),
        ("Får Mora mer än snittet i Dalarna?", "Ja.", "Dalarnas län"),
        ("Får RSS Halland mer än snittet?", "Ja.", "41667 kronor mer"),
        ("Stämmer det att Kiruna inte får mer än medianen?", "Nej.", "543242 kronor mer"),
        ("Hur mycket mer än snittet får Lerum?", "Genomsnittet", "552737 kronor mer"),
        ("Varför får Kiruna mindre än snittet?", "Genomsnittet", "1277413 kronor mindre"),
        ("Är Habo under genomsnittet för länet?", "Ja.", "Jönköpings län"),
        ("What is the difference between Kiruna and the average?", "The average", "1277413 less"),
        ("Är Kiruna och Lerum över snittet?", "Genomsnittet", "552737 kronor mer"),
    ],
)
async def test_who_is_held_against_the_mean_is_told_with_it(ask: Ask, text: str, verdict: str, shown: str) -> None:
    answer = await ask(text)
    assert answer.text.startswith(verdict)
    assert shown in plain(answer.text)
    assert answer.amounts


@pytest.mark.parametrize("text", ["Är det mer än snittet?", "Is that above average?"])
async def test_who_was_told_last_is_held_against_the_mean(ask: Ask, text: str) -> None:
    await ask("Hur mycket får Mora?", conversation=f"mean {text}")
    answer = await ask(text, conversation=f"mean {text}")
    assert answer.text.startswith(("Nej.", "No."))
    assert [amount.recipient for amount in answer.amounts] == ["Mora"]


async def test_the_mean_alone_holds_nobody_against_it(ask: Ask) -> None:
    assert not (await ask("Vad är snittet för kommunerna i Dalarna?")).amounts
    assert not (await ask("Vilka kommuner får mer än snittet?")).amounts


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Fick Kiruna mer 2025 än 2024?", "Ja."),
        ("Fick Kiruna mer 2024 än 2025?", "Nej"),
        ("Fick Kiruna mindre 2025 än 2024?", "Nej"),
        ("Fick Kiruna lika mycket 2025 som 2024?", "Nej"),
        ("Did Kiruna get more in 2025 than in 2024?", "Yes."),
        ("Får Kiruna mer än 2024?", "Ja."),
        ("Hur mycket mer får Kiruna än förra året?", "Så mycket"),
        ("How much more does Kiruna get than last year?", "This is"),
        ("Vad är skillnaden mellan 2024 och 2025 för Kiruna?", "Så mycket"),
    ],
)
async def test_two_years_of_one_are_told_with_their_difference(ask: Ask, text: str, begins: str) -> None:
    answer = await ask(text)
    assert answer.text.startswith(begins)
    assert {(amount.year, amount.kronor) for amount in answer.amounts} == {(2024, 650_000), (2025, 2_672_587)}
    assert "2022587" in plain(answer.text)


@pytest.mark.parametrize(
    "text", ["how much more than last year?", "Hur mycket mer än förra året?", "Fick de mer än 2024?"]
)
async def test_the_year_before_is_held_against_the_amount_told_last(ask: Ask, text: str) -> None:
    await ask("Hur mycket får Kiruna?", conversation=f"year {text}")
    answer = await ask(text, conversation=f"year {text}")
    assert {amount.year for amount in answer.amounts} == {2024, 2025}
    assert "2022587" in plain(answer.text)


async def test_several_in_two_years_are_not_held_against_each_other(ask: Ask) -> None:
    answer = await ask("Får Kiruna och Lerum mer 2025 än 2024?")
    assert len(answer.amounts) == 4
    assert "Mest av dem" not in answer.text


async def test_two_years_that_are_only_asked_for_are_not_subtracted(ask: Ask) -> None:
    assert "2022587" not in plain((await ask("Hur mycket får Kiruna 2024 och 2025?")).text)


async def test_this_year_without_amounts_is_said_to_have_none(ask: Ask) -> None:
    assert (await ask("Får Kiruna mer i år än förra året?")).text.startswith("För 2026 känner jag inga belopp")
