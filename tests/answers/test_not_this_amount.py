"""What only sounds like a question about a recipient's amount is asked back, and no other amount is told for it."""

import pytest

from tests.answers.conftest import Ask


@pytest.mark.parametrize(
    "text",
    [
        "How much for coffee does Kiruna get?",
        "How much work does Kiruna get?",
        "Vad fick Kiruna för svar?",
        "Vad får Kiruna för hjälp?",
        "Vad får Kiruna veta?",
        "Hur länge räcker pengarna i Kiruna?",
        "Hur mycket vill Kiruna ha?",
    ],
)
async def test_a_thing_that_a_municipality_gets_is_not_its_amount(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket får chefen i Kiruna?",
        "Vad får en kollega i Kiruna?",
        "How much does the boss in Kiruna get?",
        "What does the accountant in Kiruna get?",
    ],
)
async def test_what_a_person_gets_is_not_the_amount_of_the_place(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket per dag får Kiruna?",
        "Hur mycket får Kiruna per chef?",
        "What does Kiruna get per desk?",
        "How much does Kiruna get per month?",
        "Vad blir Kirunas belopp delat på 12?",
        "Vad blir Kirunas belopp gånger tre?",
        "Hur mycket får Kiruna minus 25 procent?",
        "Hur mycket är Kirunas belopp plus moms?",
        "Vad är dubbelt så mycket som Kirunas belopp?",
    ],
)
async def test_a_part_or_a_multiple_of_an_amount_is_asked_back(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert (answer.answered, answer.amounts) == (False, ())


@pytest.mark.parametrize(
    "text", ["Vad får Kiruna per år?", "Mejla Kirunas belopp per mejl", "Kirunas belopp per invånare?"]
)
async def test_what_is_told_for_a_year_by_mail_or_by_the_inhabitant_is_told(ask: Ask, text: str) -> None:
    assert [amount.recipient for amount in (await ask(text)).amounts] == ["Kiruna"]


async def test_what_would_be_if_the_rule_were_another_is_asked_back(ask: Ask) -> None:
    assert (await ask("Hur mycket skulle Kiruna få om alla fick lika mycket?")).amounts == ()


@pytest.mark.parametrize("text", ["Hur mycket statsbidrag får Kiruna sammanlagt?", "Vad får Kiruna av staten totalt?"])
async def test_all_that_the_state_gives_is_not_this_grant(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket får Tingsryd och dess RSS tillsammans?",
        "Hur mycket får RSS Kronoberg och dess kommuner tillsammans?",
        "Får Tingsryd mer än Vingåker och Öckerö tillsammans?",
        "Hur mycket mer får Tingsryd än Vingåker och Öckerö tillsammans?",
        "Hur många kommuner i Kronobergs län får mer än Tingsryd?",
        "Hur stor andel av pengarna i Kronobergs län får Tingsryd?",
        "Vilken plats har Ale i Västra Götaland?",
        "Vilken plats har Ale i RSS Göteborgsregionen?",
        "Hur stor andel av Göteborgsregionens pengar får Ale?",
        "Får Ale mest i sin RSS?",
        "Får Ale mer per invånare än snittet?",
        "Hur mycket får Ale från RSS Göteborgsregionen?",
        "Hur mycket ger RSS Göteborgsregionen till Ale?",
        "How much of RSS Göteborgsregionen's money does Ale get?",
        "Vad får Ale om pengarna delas lika?",
        "Hur mycket måste Ale lägga till själva?",
        "How much must Ale put in itself?",
    ],
)
async def test_what_is_not_computed_is_answered_with_no_other_amount(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Vilka i Kronobergs län får mellan 2 och 4 miljoner?", "3 av 8 kommuner i Kronobergs län"),
        ("Får någon kommun i Kronobergs län mer än 10 miljoner?", "Ingen bland kommunerna i Kronobergs län"),
    ],
)
async def test_a_countys_limit_is_held_against_its_municipalities_not_its_rss(
    ask: Ask, text: str, beginning: str
) -> None:
    assert (await ask(text)).text.startswith(beginning)


@pytest.mark.parametrize(
    "text", ["Är Ale större än Lerum?", "Hur mycket större är Ale än Lerum?", "Is Ale richer than Lerum?"]
)
async def test_a_larger_place_is_not_judged_by_its_amount(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


async def test_twice_as_much_is_not_judged_as_the_same(ask: Ask) -> None:
    assert not (await ask("Does Kiruna get twice as much as Pajala?")).text.startswith(("Yes", "No"))


@pytest.mark.parametrize(
    "text", ["Hur mycket fick Ale före 2025?", "Vad får Ale efter 2025?", "Hur mycket fick Ale enligt förra beslutet?"]
)
async def test_another_year_is_not_answered_with_the_one_that_is_named_beside_it(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


@pytest.mark.parametrize(("text", "year"), [("Vad får Ale 2025-2026?", "2026"), ("Fick Ale mer 2025 än 2023?", "2023")])
async def test_a_year_without_amounts_is_never_passed_over(ask: Ask, text: str, year: str) -> None:
    assert f"Ale finns inte med bland beloppen för {year}." in (await ask(text)).text
