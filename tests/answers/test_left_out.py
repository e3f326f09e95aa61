"""Groups told without some of theirs, whether or not "kommuner" is said."""

import pytest

from tests.answers.conftest import Ask
from tests.answers.judge import plain


@pytest.mark.parametrize(
    ("text", "total", "listed"),
    [
        ("Alla i Halland utom Halmstad", "24336645", 5),
        ("Everyone in Halland except Halmstad", "24336645", 0),
        ("All of Halland but Halmstad", "24336645", 5),
        ("Hur mycket får Halland utom Halmstad?", "24336645", 0),
        ("Hela Halland utan Halmstad", "24336645", 0),
        ("Vad får Hallands kommuner utom Halmstad och Varberg?", "17628287", 0),
        ("Hur mycket får alla kommuner utom Halmstad i Halland tillsammans?", "24336645", 0),
        ("Alla kommuner utom Stockholm, summan?", "1051994110", 0),
        ("How much do all municipalities except Stockholm get?", "1051994110", 0),
        ("Summan för alla kommuner utom Stockholm", "1051994110", 0),
        ("Alla kommuner utom Stockholm, Göteborg och Malmö tillsammans", "960448970", 0),
        ("All municipalities except Stockholm, Gothenburg and Malmö together", "960448970", 0),
        ("How much do all RSS except Fyrbodal get?", str(23_000_000 - 419_657), 23),
    ],
)
async def test_who_is_left_out_of_all_is_left_out_of_their_sum(ask: Ask, text: str, total: str, listed: int) -> None:
    answer = await ask(text)
    assert total in plain(answer.text)
    assert len(answer.amounts) == listed


async def test_two_left_out_of_the_whole_country_are_no_county(ask: Ask) -> None:
    answer = await ask("Hur mycket får alla kommuner utom Stockholm och Göteborg?")
    assert "andets kommuner utom Stockholm, Göteborg (288 st)" in answer.text


async def test_the_largest_but_one_that_is_left_out_is_another(ask: Ask) -> None:
    answer = await ask("Vilken kommun utom Stockholm får mest?")
    assert [amount.recipient for amount in answer.amounts] == ["Göteborg"]


@pytest.mark.parametrize("text", ["Utom Halmstad?", "utan Halmstad"])
async def test_who_is_left_out_of_the_group_told_last_is_not_told(ask: Ask, text: str) -> None:
    await ask("Hur mycket får kommunerna i Halland?", conversation=f"but {text}")
    answer = await ask(text, conversation=f"but {text}")
    assert "24336645" in plain(answer.text)
    assert not answer.amounts


async def test_all_but_one_of_nobody_knows_whom_is_asked_back(ask: Ask) -> None:
    answer = await ask("Alla utom Halmstad")
    assert (answer.answered, answer.amounts) == (False, ())


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket får kommunerna i Halland tillsammans, om man inte räknar Halmstad?",
        "Hur mycket får kommunerna i Halland tillsammans, om Halmstad inte är med?",
        "Hur mycket får kommunerna i Halland tillsammans, men inte Halmstad?",
        "Hur mycket får kommunerna i Halland tillsammans, Halmstad undantaget?",
        "Hur mycket får kommunerna i Halland tillsammans, med undantag för Halmstad?",
        "Vad får kommunerna i Halland sammanlagt, Halmstad oräknad?",
        "How much do all municipalities in Halland get together other than Halmstad?",
        "How much do the municipalities in Halland get in total, not including Halmstad?",
        "How much do the municipalities in Halland get in total, leaving Halmstad out?",
        "How much do the municipalities in Halland get in total, if Halmstad is not counted?",
    ],
)
async def test_whom_a_sum_leaves_out_in_other_words_is_not_in_it(ask: Ask, text: str) -> None:
    assert "24336645" in plain((await ask(text)).text)


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket får kommunerna i Halland tillsammans, utöver Halmstad?",
        "How much do the municipalities in Halland get in total, not Halmstad?",
        "Hur mycket får Halmstad och kommunerna i Kronobergs län tillsammans?",
        "Hur mycket får Tingsryd och Vingåker tillsammans utan Öckerö?",
    ],
)
async def test_a_sum_never_passes_over_a_name_that_it_is_unsure_of(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert (answer.answered, answer.amounts) == (False, ())
