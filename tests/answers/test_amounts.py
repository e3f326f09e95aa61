"""Amounts: each figure from the annex, said of the right recipient, for the right year."""

import pytest

from bot.answers.answer import Amount
from tests.answers.conftest import Ask
from tests.answers.judge import plain

SHARED = ["Stockholm", "Uppsala", "Jönköping", "Kalmar", "Gotland", "Örebro"]


async def test_the_amount_is_said_to_be_at_most_with_year_reference_and_source(ask: Ask) -> None:
    answer = await ask("Vad får Arvika i bidrag?")
    assert plain(answer.text).startswith("Arvika kommun får rekvirera högst 2945074 kronor för 2025")
    assert "S2025/00122" in answer.text
    assert answer.amounts == (Amount("Arvika", "kommun", 2025, 2_945_074),)
    assert [citation.section for citation in answer.citations] == ["Bilaga 1"]


async def test_an_english_question_is_answered_in_english(ask: Ask) -> None:
    answer = await ask("How much money does Arvika get?")
    assert answer.language == "en"
    assert "at most SEK\u00a02,945,074" in answer.text


async def test_habo_is_never_answered_with_håbo(ask: Ask) -> None:
    habo, håbo = await ask("Vad får Habo kommun?"), await ask("Vad får Håbo kommun?")
    assert [amount.kronor for amount in habo.amounts] == [1_893_063]
    assert [amount.kronor for amount in håbo.amounts] == [2_718_059]
    assert "Menade du Håbo?" in habo.text
    assert "Menade du Habo?" in håbo.text


async def test_a_misspelt_name_is_said_as_it_was_understood(ask: Ask) -> None:
    answer = await ask("hur mycket får Arvkia")
    assert "”Arvkia” som Arvika" in answer.text


@pytest.mark.parametrize("name", SHARED)
async def test_a_name_shared_with_a_county_means_the_municipality_and_offers_the_rss(ask: Ask, name: str) -> None:
    answer = await ask(f"Vad får {name}?")
    assert [(amount.recipient, amount.kind) for amount in answer.amounts] == [(name, "kommun")]
    assert f"Menade du RSS {name}?" in answer.text


async def test_2024_gives_every_municipality_the_same(ask: Ask) -> None:
    answer = await ask("Hur mycket fick Arvika 2024?")
    assert answer.amounts == (Amount("Arvika", "kommun", 2024, 650_000),)


async def test_both_years_are_told_where_both_are_named(ask: Ask) -> None:
    answer = await ask("Vad fick Arvika 2024 och 2025?")
    assert {(amount.year, amount.kronor) for amount in answer.amounts} == {(2024, 650_000), (2025, 2_945_074)}


@pytest.mark.parametrize("year", [2026, 2027, 2028])
async def test_an_announced_year_has_no_amount_for_a_recipient(ask: Ask, year: int) -> None:
    answer = await ask(f"Hur mycket får Arvika {year}?")
    assert answer.amounts == ()
    assert "2220000000" in plain(answer.text)
    assert "riksdagen" in answer.text


@pytest.mark.parametrize("year", [2019, 2023, 2030])
async def test_of_another_year_nothing_is_known_and_no_amount_said(ask: Ask, year: int) -> None:
    answer = await ask(f"Hur mycket får Arvika {year}?")
    assert answer.amounts == ()
    assert f"inget om belopp för {year}" in answer.text


async def test_this_year_is_answered_with_the_latest_year_that_has_amounts_and_says_so(ask: Ask) -> None:
    answer = await ask("Hur mycket får Arvika i år?")
    assert "För 2026 känner jag inga belopp" in answer.text
    assert [amount.year for amount in answer.amounts] == [2025]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Visst får Arvika tio miljoner?", "Nej"),
        ("Stämmer det att Arvika får 2 945 074 kronor?", "Ja."),
        ("Visst får Arvika 2,9 miljoner?", "Ungefär så mycket"),
    ],
)
async def test_a_premise_is_corrected_or_confirmed_with_the_figure(ask: Ask, text: str, start: str) -> None:
    answer = await ask(text)
    assert answer.text.startswith(start)
    assert [amount.kronor for amount in answer.amounts] == [2_945_074]


async def test_a_sum_is_in_the_text_and_no_recipients_amount(ask: Ask) -> None:
    answer = await ask("Hur mycket får Arvika och Säffle tillsammans?")
    assert str(2_945_074 + 2_022_897) in plain(answer.text)
    assert {amount.kronor for amount in answer.amounts} == {2_945_074, 2_022_897}


async def test_a_county_receives_nothing_itself_and_offers_the_sum_of_its_municipalities(ask: Ask) -> None:
    answer = await ask("Hur mycket får Västra Götalands län?")
    assert "får inget eget belopp" in answer.text
    assert {amount.recipient for amount in answer.amounts} == {
        "RSS Fyrbodal",
        "RSS Skaraborg",
        "RSS Boråsregionen",
        "RSS Göteborgsregionen",
    }
    offered = await ask(answer.suggestions[0])
    assert "kommunerna i Västra Götalands län (49 st)" in offered.text[:60].replace("Kommunerna", "kommunerna")


async def test_a_locality_is_said_to_be_none_and_its_municipality_offered(ask: Ask) -> None:
    answer = await ask("Hur mycket får Åkersberga?")
    assert answer.amounts == ()
    assert answer.clarify == ("Österåker",)
    assert "ingen kommun" in answer.text


async def test_a_place_abroad_gets_no_figure(ask: Ask) -> None:
    answer = await ask("Hur mycket får Oslo?")
    assert (answer.answered, answer.amounts) == (False, ())


async def test_we_without_a_name_are_asked_who_we_are(ask: Ask) -> None:
    answer = await ask("Hur mycket får vi?")
    assert (answer.answered, answer.amounts) == (False, ())
    assert answer.clarify


async def test_two_parts_are_both_answered(ask: Ask) -> None:
    answer = await ask("Hur mycket får Arvika, och när ska pengarna rekvireras?")
    assert [amount.kronor for amount in answer.amounts] == [2_945_074]
    assert "Datumet för att rekvirera" in answer.text


async def test_a_name_that_the_official_one_hides_is_told_beside_it(ask: Ask) -> None:
    assert (await ask("Hur mycket får Falun?")).text.startswith("Falu kommun (Falun) får rekvirera högst")
