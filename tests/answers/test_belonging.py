"""Which RSS a municipality belongs to, and which municipalities belong to an RSS: told without amounts."""

import pytest

from tests.answers.conftest import Ask

OF_SKARABORG = (
    "Essunga, Falköping, Grästorp, Gullspång, Götene, Hjo, Karlsborg, Lidköping, Mariestad, Skara, Skövde, Tibro, "
    "Tidaholm, Töreboda, Vara"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vilken RSS hör Vimmerby till?", "Vimmerby hör till RSS Kalmar"),
        ("vilken stödstruktur har Mariestad", "Mariestad hör till RSS Skaraborg"),
        ("Hör Mariestad till RSS Fyrbodal?", "Mariestad hör till RSS Skaraborg"),
        ("Which RSS covers Kumla?", "Kumla belongs to RSS Örebro"),
        ("Is Kungsbacka in RSS Halland or RSS Göteborgsregionen?", "Kungsbacka belongs to RSS Halland"),
        ("Vilka kommuner ingår i RSS Skaraborg?", OF_SKARABORG),
        ("Which councils are in RSS Skaraborg?", OF_SKARABORG),
    ],
)
async def test_the_structure_of_a_municipality_is_told_with_its_municipalities_and_no_amount(
    ask: Ask, text: str, said: str
) -> None:
    answer = await ask(text)
    assert said in answer.text
    assert answer.amounts == ()
    assert answer.citations


async def test_what_an_rss_is_in_general_names_no_municipality(ask: Ask) -> None:
    assert "hör till" not in (await ask("Vad är en RSS?", own=("2584",))).text


async def test_a_known_contact_asks_which_rss_we_belong_to(ask: Ask) -> None:
    assert "Kiruna hör till RSS Norrbotten" in (await ask("Vilken RSS hör vi till?", own=("2584",))).text


async def test_the_amount_of_who_is_named_is_not_replaced_by_that_of_its_rss(ask: Ask) -> None:
    answer = await ask("Vad får Vimmerby, och vilken RSS hör kommunen till?")
    assert [amount.recipient for amount in answer.amounts] == ["Vimmerby"]
    assert "Vimmerby hör till RSS Kalmar" in answer.text


async def test_the_amount_after_a_municipalitys_rss_is_that_of_the_rss(ask: Ask) -> None:
    await ask("Vilken RSS hör Kumla till?", conversation="its rss")
    answer = await ask("Hur mycket får den?", conversation="its rss")
    assert [amount.recipient for amount in answer.amounts] == ["RSS Örebro"]


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("Vilken RSS hör Kumla till?", "Och Gällivare?", "Gällivare hör till RSS Norrbotten"),
        ("Which RSS covers Kumla?", "What about Gällivare?", "Gällivare belongs to RSS Norrbotten"),
        ("Vilka kommuner ingår i RSS Skaraborg?", "Och RSS Halland?", "RSS Halland finns i Hallands län"),
        ("Vad får Kumla?", "Vilken RSS hör de till?", "Kumla hör till RSS Örebro"),
        ("What does Kumla get?", "Which RSS do they belong to?", "Kumla belongs to RSS Örebro"),
    ],
)
async def test_a_chat_goes_on_about_whose_rss_it_is_without_an_amount(
    ask: Ask, first: str, then: str, said: str
) -> None:
    await ask(first, conversation=first)
    answer = await ask(then, conversation=first)
    assert said in answer.text
    assert answer.amounts == ()


async def test_an_amount_asked_after_what_an_rss_is_stays_the_municipalitys(ask: Ask) -> None:
    await ask("Vad är en RSS?", conversation="what it is")
    answer = await ask("Och Kumla?", conversation="what it is")
    assert [amount.recipient for amount in answer.amounts] == ["Kumla"]
