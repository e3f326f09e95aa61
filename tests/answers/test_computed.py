"""What is computed from amounts: orders, averages, shares, kronor per inhabitant."""

from statistics import median

import pytest

from models.facts import Facts
from tests.answers.conftest import Ask
from tests.answers.judge import plain


@pytest.fixture
def amounts(facts: Facts) -> dict[str, int]:
    """The municipalities' amounts by name, largest first."""
    grant = facts.of_slug("omstallning-2025")
    assert grant is not None
    listed = {place.name: grant.amounts[place.code] for place in facts.municipalities}
    return dict(sorted(listed.items(), key=lambda item: -item[1]))


async def test_the_three_largest_stand_in_order(ask: Ask, amounts: dict[str, int]) -> None:
    answer = await ask("Vilka tre kommuner får mest?")
    assert [amount.recipient for amount in answer.amounts] == list(amounts)[:3]


async def test_the_smallest_is_named(ask: Ask, amounts: dict[str, int]) -> None:
    answer = await ask("Vilken kommun får allra minst?")
    assert [amount.recipient for amount in answer.amounts] == [list(amounts)[-1]]


async def test_the_place_of_one_among_all(ask: Ask, amounts: dict[str, int]) -> None:
    answer = await ask("Vilken plats kommer Arvika på?")
    assert f"plats {list(amounts).index('Arvika') + 1} av 290" in answer.text


async def test_mean_and_median_are_said_to_be_our_own(ask: Ask, amounts: dict[str, int]) -> None:
    mean, middle = await ask("Vad är genomsnittet per kommun?"), await ask("Vad är medianbeloppet?")
    assert str(round(sum(amounts.values()) / 290)) in plain(mean.text)
    assert str(round(median(amounts.values()))) in plain(middle.text)
    assert "vår egen uträkning" in mean.text


async def test_a_share_is_of_the_municipalities_list(ask: Ask, amounts: dict[str, int]) -> None:
    answer = await ask("Hur stor andel får Arvika?")
    assert f"{amounts['Arvika'] / sum(amounts.values()) * 100:.2f}".replace(".", ",") in answer.text
    assert "1145499999" in plain(answer.text)


async def test_kronor_per_inhabitant_say_whose_population_of_which_day(ask: Ask, facts: Facts) -> None:
    answer = await ask("Hur mycket är det per invånare i Arvika?")
    inhabitants = next(place for place in facts.municipalities if place.name == "Arvika").population[2024]
    assert f"{2_945_074 / inhabitants:.2f}".replace(".", ",").rstrip("0") in answer.text
    assert "31 december 2024 (SCB)" in answer.text


async def test_a_difference_says_who_gets_more(ask: Ask) -> None:
    answer = await ask("Är Arvikas belopp större än Säffles?")
    assert answer.text.startswith("Ja.")
    assert str(2_945_074 - 2_022_897) in plain(answer.text)


async def test_amounts_are_held_against_a_stated_one(ask: Ask, amounts: dict[str, int]) -> None:
    answer = await ask("Hur många kommuner får mindre än en miljon kronor?")
    below = [name for name, amount in amounts.items() if amount < 1_000_000]
    assert answer.text.startswith(f"{len(below)} av 290")
    assert {amount.recipient for amount in answer.amounts} == set(below)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Vad får kommunerna i Blekinge län tillsammans?", 1_857_638 + 6_476_146 + 3_222_844 + 3_485_458 + 2_240_557),
        ("Hur mycket får alla RSS tillsammans?", 23_000_000),
        ("Summan för kommunerna i Gotlands län?", 6_013_975),
    ],
)
async def test_a_groups_sum_is_told(ask: Ask, text: str, total: int) -> None:
    assert str(total) in plain((await ask(text)).text)


async def test_one_recipient_in_two_years_is_told_for_each_year(ask: Ask) -> None:
    answer = await ask("vad är skillnaden mellan 2024 och 2025 för Umeå")
    assert {(amount.year, amount.kronor) for amount in answer.amounts} == {(2024, 650_000), (2025, 12_599_721)}
    assert "lika mycket" not in answer.text


async def test_two_held_against_each_other_by_the_inhabitant_are_told_by_the_inhabitant(ask: Ask) -> None:
    answer = await ask("Hur mycket får Göteborg per invånare jämfört med Malmö?")
    assert answer.text.count("per invånare") >= 2
    assert "57 206 520" in answer.text.replace("\u00a0", " ")


async def test_the_sum_of_all_municipalities_is_told_beside_what_the_state_sets_aside(ask: Ask) -> None:
    text = plain((await ask("Vad får samtliga kommuner tillsammans?")).text)
    assert "1145499999" in text
    assert "1145500000" in text
    assert "1145500000" not in plain((await ask("Vad får kommunerna i Blekinge län tillsammans?")).text)


async def test_money_after_the_newest_year_is_that_of_the_coming_years(ask: Ask) -> None:
    assert "2220000000" in plain((await ask("kommer det mer pengar efter 2025?")).text)


async def test_saving_for_a_later_year_is_answered_with_the_repayment(ask: Ask) -> None:
    answer = await ask("Går det att föra över överskottet till nästa budgetår?")
    assert "ska betalas tillbaka" in answer.text
