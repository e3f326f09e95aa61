"""An amount held against a limit, a group without one of its own, and what is not computed."""

import pytest

from tests.answers.conftest import Ask


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Does Västerås get over 10 million kronor?", "Yes."),
        ("Does Dorotea get less than 1 million?", "Yes."),
        ("Får Motala under 10 miljoner?", "Ja."),
        ("Får Trosa mer än 2 miljoner?", "Ja."),
        ("Ligger Kumla över fyra miljoner kronor?", "Nej"),
        ("Får Luleå minst fem miljoner?", "Ja."),
    ],
)
async def test_a_limit_is_held_against_the_amount(ask: Ask, text: str, verdict: str) -> None:
    assert (await ask(text)).text.startswith(verdict)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Får RSS Halland mer än 1 miljon?", "Nej"),
        ("Får RSS Halland minst 1 miljon?", "Ja."),
        ("Does RSS Halland get less than 1 million?", "No,"),
    ],
)
async def test_an_amount_that_is_the_limit_itself_lies_neither_above_nor_below(
    ask: Ask, text: str, verdict: str
) -> None:
    assert (await ask(text)).text.startswith(verdict)


async def test_who_gets_the_limit_itself_gets_at_least_and_at_most_that(ask: Ask) -> None:
    above, least = await ask("Vilka RSS får mer än 1 miljon?"), await ask("Vilka RSS får minst 1 miljon?")
    assert (len(above.amounts), len(least.amounts)) == (2, 20)
    assert "RSS Halland" in {amount.recipient for amount in (await ask("Vilka RSS får högst 1 miljon?")).amounts}


@pytest.mark.parametrize("doubt", ["är du säker?", "och 2024?"])
async def test_bug_a_doubt_of_a_group_held_against_an_amount_failed(ask: Ask, doubt: str) -> None:
    first = await ask("vilka kommuner får mer än 5 miljoner?", conversation=f"limit {doubt}")
    again = await ask(doubt, conversation=f"limit {doubt}")
    assert first.text.startswith("52 av 290")
    assert "mer än 5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000" in again.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Får Kiruna och Lerum tillsammans mer än 7 miljoner?", "Ja."),
        ("Do Habo and Lerum together get more than 8 million?", "No,"),
        ("Får Kiruna, Lerum och Habo ihop minst 9 miljoner?", "Ja."),
        ("Får Kiruna och Lerum tillsammans mellan 7 och 8 miljoner?", "Ja."),
    ],
)
async def test_a_limit_of_several_together_is_held_against_their_sum(ask: Ask, text: str, verdict: str) -> None:
    answer = await ask(text)
    assert answer.text.startswith(verdict)
    assert "ogether that is" in answer.text or "Tillsammans blir det" in answer.text


async def test_a_limit_of_several_is_judged_only_where_each_and_the_sum_are_alike(ask: Ask) -> None:
    each, open_to_both = [await ask(f"Får Kiruna och Lerum mer än {limit} miljoner?") for limit in ("2", "6")]
    assert each.text.startswith("Ja.")
    assert len(open_to_both.amounts) == 2
    assert not open_to_both.text.startswith(("Ja", "Nej"))


async def test_several_told_one_by_one_are_held_against_a_limit_together(ask: Ask) -> None:
    for text in ("Hur mycket får Kiruna?", "Och Lerum?"):
        await ask(text, conversation="together against a limit")
    answer = await ask("Får de tillsammans mer än 7 miljoner?", conversation="together against a limit")
    assert answer.text.startswith("Ja.")
    assert {amount.recipient for amount in answer.amounts} == {"Kiruna", "Lerum"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Får Kiruna mellan 2 och 3 miljoner?", "Ja."),
        ("Får Kiruna mellan 5 och 6 miljoner?", "Nej"),
        ("Får Kiruna 2–3 miljoner?", "Ja."),
        ("Does Kiruna get between 2,000,000 and 2,500,000 kronor?", "No,"),
        ("Stämmer det att Kiruna inte får mellan 2 och 3 miljoner?", "Nej"),
    ],
)
async def test_an_amount_lies_between_two_or_not(ask: Ask, text: str, verdict: str) -> None:
    assert (await ask(text)).text.startswith(verdict)


@pytest.mark.parametrize(
    ("text", "begins", "listed"),
    [
        ("vilka kommuner får mellan 5 och 6 miljoner?", "13 av 290 kommuner får rekvirera mellan 5 000 000", 13),
        ("Which municipalities get between 10 and 15 million?", "9 of 290 municipalities may requisition", 9),
        ("Hur många kommuner får mellan 2 och 3 miljoner?", "60 av 290", 0),
        ("Vilka kommuner i Skåne får mellan 5 och 6 miljoner?", "1 av 33 kommuner i Skåne län", 1),
    ],
)
async def test_who_lies_between_two_amounts_is_counted_and_listed_where_few(
    ask: Ask, text: str, begins: str, listed: int
) -> None:
    answer = await ask(text)
    assert answer.text.replace("\N{NO-BREAK SPACE}", " ").startswith(begins)
    assert len(answer.amounts) == listed


async def test_how_much_more_is_told_and_not_judged(ask: Ask) -> None:
    text = (await ask("Får Kiruna två miljoner mer än Gällivare?")).text
    assert "449 353" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert not text.startswith(("Ja", "Nej"))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Alla kommuner i Jämtlands län utom Östersund, summan?", "10 980 165"),
        ("Summan för kommunerna i Uppsala län förutom Uppsala kommun", "18 950 367"),
        ("Hur mycket får kommunerna i Värmland exklusive Karlstad?", "27 016 701"),
    ],
)
async def test_who_is_left_out_of_a_group_is_left_out_of_its_sum(ask: Ask, text: str, total: str) -> None:
    answer = (await ask(text)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert total in answer
    assert " utom " in answer


@pytest.mark.parametrize(
    "text",
    [
        "Vilket län får mest?",
        "Hur stor del av länets pengar får Halmstad?",
        "Vad blir 10 procent av Kävlinges belopp?",
        "Hur många procent mer får Umeå än Skellefteå?",
    ],
)
async def test_what_is_not_computed_is_asked_back_and_not_answered_otherwise(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert (answer.answered, answer.amounts) == (False, ())
