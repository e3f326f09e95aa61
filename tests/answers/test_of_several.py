"""Several told in a chat: who of them gets the least, and who is meant instead of whom."""

import pytest

from tests.answers.conftest import Ask


@pytest.mark.parametrize(
    "text", ["Vilken av dem får minst?", "minst av dem", "Vem får mindre?", "which gets the least?"]
)
async def test_bug_who_gets_least_of_them_was_answered_with_who_gets_most(ask: Ask, text: str) -> None:
    chat = f"least {text}"
    for first in ("Hur mycket får Lerum?", "Och Kiruna?"):
        await ask(first, conversation=chat)
    answer = await ask(text, conversation=chat)
    assert answer.text.startswith(("Minst av dem får Kiruna kommun", "Of these, the municipality of Kiruna"))
    assert {amount.recipient for amount in answer.amounts} == {"Lerum", "Kiruna"}


async def test_the_least_of_those_named_at_once_is_told_first(ask: Ask) -> None:
    assert (await ask("Vem får minst av Kiruna, Lerum och Habo?")).text.startswith("Minst av dem får Habo kommun")
    assert (await ask("Vem får mest av Kiruna, Lerum och Habo?")).text.startswith("Mest av dem får Lerums kommun")


@pytest.mark.parametrize("text", ["Inte Orsa, Älvdalen", "Not Orsa, Älvdalen", "Nej, inte Orsa. Älvdalen."])
@pytest.mark.parametrize("before", [["Hur mycket får Orsa?"], ["Hur mycket får Orsa?", "Och Mora?"], []])
async def test_who_is_put_aside_at_the_beginning_is_not_answered(ask: Ask, text: str, before: list[str]) -> None:
    chat = f"aside {text} {len(before)}"
    for first in before:
        await ask(first, conversation=chat)
    assert [amount.recipient for amount in (await ask(text, conversation=chat)).amounts] == ["Älvdalen"]


async def test_a_question_with_not_before_a_list_keeps_the_list(ask: Ask) -> None:
    answer = await ask("Får inte Orsa, Älvdalen och Mora pengar?")
    assert {amount.recipient for amount in answer.amounts} == {"Orsa", "Älvdalen", "Mora"}
