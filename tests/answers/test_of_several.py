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


async def test_who_of_a_group_told_last_lies_above_a_limit_is_asked_of_that_group(ask: Ask) -> None:
    await ask("Hur mycket får kommunerna i Halland?", conversation="limit of a group")
    answer = await ask("Vilka av dem får mer än 5 miljoner?", conversation="limit of a group")
    assert answer.text.startswith("3 av 6 kommuner i Hallands län")


async def test_who_of_several_told_last_lies_above_a_limit_is_asked_of_these(ask: Ask) -> None:
    await ask("Hur mycket får Kiruna, Lerum och Habo?", conversation="limit of three")
    answer = await ask("Vilka av dem får mellan 2 och 5 miljoner?", conversation="limit of three")
    assert {amount.recipient for amount in answer.amounts} == {"Kiruna", "Lerum"}


async def test_of_them_where_nobody_was_told_is_not_asked_of_the_whole_country(ask: Ask) -> None:
    assert not (await ask("Vilka av dem får mer än 5 miljoner?")).answered


async def test_at_least_as_much_is_told_and_not_judged_as_the_same(ask: Ask) -> None:
    answer = await ask("Får Lerum minst lika mycket som Kiruna?")
    assert answer.text.startswith("Mest av dem får Lerums kommun")


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
