"""In a chat, others than those told last are never answered with theirs."""

import pytest

from tests.answers.conftest import Ask


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Hur mycket får Kiruna?", "Vad får grannkommunerna?"),
        ("Hur mycket får Kiruna?", "Hur mycket får vi alla tre?"),
        ("Hur mycket får Pajala?", "Och utan Gällivare?"),
        ("Vilka kommuner får mer än 30 miljoner?", "Hur mycket får de tillsammans?"),
        ("Vilka kommuner i Halland får mer än 6 miljoner?", "Vilken av dem får minst?"),
        ("Vilka tre kommuner får mest?", "Och snittet av dem?"),
        ("Hur mycket får Ale och Lerum tillsammans?", "Får de mer än Gnosjö?"),
        ("Hur mycket får Ale och Lerum tillsammans?", "Hur mycket mindre än Stenungsund är det?"),
        ("Hur mycket får Lerum?", "Hur mycket får de andra?"),
        ("Vad får Lerum?", "Vad får Lerums kommun i andra bidrag?"),
        ("Hur mycket får kommunerna i Skåne?", "Hur mycket får de andra kommunerna?"),
        ("Vi är Orust. Vad får vi?", "Och minus oss?"),
        ("Hur mycket får Partille?", "Hur mycket mer i procent än Lerum?"),
        ("Hur mycket får Skövde?", "Hur stor del av RSS-pengarna går till Skövde?"),
    ],
)
async def test_who_is_not_known_from_the_chat_is_asked_back(ask: Ask, before: str, text: str) -> None:
    await ask(before, conversation=text)
    answer = await ask(text, conversation=text)
    assert (answer.answered, answer.amounts) == (False, ())


async def test_the_mean_after_two_years_is_that_of_the_later(ask: Ask) -> None:
    for text in ("Vad får Kiruna?", "Är det mer än 2024?"):
        await ask(text, conversation="mean")
    assert "2025" in (await ask("Är det mer än snittet?", conversation="mean")).text


async def test_a_boss_gets_no_amount_of_the_municipality_talked_about(ask: Ask) -> None:
    await ask("Hur mycket får Kiruna?", conversation="boss")
    assert (await ask("Vad får chefen?", conversation="boss")).amounts == ()
