"""What a text takes for granted about an amount is put right or confirmed, and the amount is told."""

import pytest

from tests.answers.conftest import Ask


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Jag trodde Robertsfors fick 5 miljoner", "Robertsfors"),
        ("Grannkommunen påstår att Ale får 12 miljoner", "Ale"),
        ("Var det inte så att Kil fick 3 miljoner?", "Kil"),
        ("Säffle får 9 miljoner", "Säffle"),
        ("Är det sant att Dorotea inte får något?", "Dorotea"),
        ("Så Mora blev utan?", "Mora"),
        ("Får Mora ingenting?", "Mora"),
        ("Varför får Kiruna inga pengar?", "Kiruna"),
        ("Jag har hört att RSS Fyrbodal inte får något", "RSS Fyrbodal"),
    ],
)
async def test_a_wrong_belief_is_put_right_with_the_amount(ask: Ask, text: str, recipient: str) -> None:
    answer = await ask(text)
    assert answer.text.startswith("Nej, så är det inte.")
    assert [amount.recipient for amount in answer.amounts] == [recipient]


@pytest.mark.parametrize(
    "text",
    ["Did Ale really get nothing?", "I thought Habo got 10 million", "Does Kiruna get no money at all?"],
)
async def test_a_wrong_belief_in_english_is_put_right_too(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert answer.text.startswith("No, that is not right.")
    assert len(answer.amounts) == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Stämmer det att Kiruna inte får 5 miljoner?", "Ja."),
        ("Stämmer det att Kiruna inte får mer än 2 miljoner?", "Nej"),
        ("Är det inte så att Kiruna får mer än 2 miljoner?", "Ja."),
        ("Doesn't Kiruna get more than 2 million?", "Yes."),
    ],
)
async def test_a_not_counts_where_it_belongs_to_what_is_claimed(ask: Ask, text: str, verdict: str) -> None:
    assert (await ask(text)).text.startswith(verdict)


@pytest.mark.parametrize(
    "text",
    [
        "Jag trodde inte att Kiruna fick mer än 2 miljoner",
        "Kiruna får inte 5 miljoner",
        "Får Mora inga pengar utan rekvisition?",
        "Vad händer om Kiruna inte får något?",
        "Varför får Kiruna inget svar?",
        "Har Kiruna inte fått något besked?",
    ],
)
async def test_what_is_not_plainly_claimed_is_not_judged(ask: Ask, text: str) -> None:
    assert not (await ask(text)).text.startswith(("Ja.", "Nej,"))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Så de får 5 miljoner?", "Nej, så är det inte. Kiruna kommun"),
        ("Jag trodde det var 5 miljoner", "Nej, så är det inte. Kiruna kommun"),
        ("Får de mer än 2 miljoner?", "Ja. Kiruna kommun"),
        ("Så de får ingenting?", "Nej, så är det inte. Kiruna kommun"),
        ("So they get 5 million?", "No, that is not right. The municipality of Kiruna"),
        ("They get 5 million, don't they?", "No, that is not right. The municipality of Kiruna"),
        ("Inte 5 miljoner?", "Kiruna kommun"),
        ("Är du säker?", "Kiruna kommun"),
        ("Är du verkligen säker på det?", "Kiruna kommun"),
        ("Är det säkert?", "Kiruna kommun"),
        ("Stämmer det verkligen?", "Kiruna kommun"),
        ("Jaså, inte mer än så?", "Kiruna kommun"),
        ("Are you sure about that?", "The municipality of Kiruna"),
    ],
)
async def test_a_doubt_in_a_chat_is_answered_with_the_amount_and_its_source(ask: Ask, text: str, begins: str) -> None:
    await ask("Hur mycket får Kiruna?", conversation=f"doubt {text}")
    answer = await ask(text, conversation=f"doubt {text}")
    assert answer.text.startswith(begins)
    assert [amount.kronor for amount in answer.amounts] == [2_672_587]
    assert answer.citations


async def test_a_doubt_after_a_verdict_repeats_the_amount_and_not_the_verdict(ask: Ask) -> None:
    await ask("Visst får Kiruna fem miljoner?", conversation="verdict")
    assert (await ask("inte mer än så?", conversation="verdict")).text.startswith("Kiruna kommun")


@pytest.mark.parametrize("text", ["Får kommunerna 5 miljoner?", "Vi har 5 miljoner i budgeten"])
async def test_an_amount_of_others_is_not_held_against_who_was_told(ask: Ask, text: str) -> None:
    await ask("Hur mycket får Kiruna?", conversation=f"others {text}")
    assert not (await ask(text, conversation=f"others {text}")).amounts


@pytest.mark.parametrize(
    "text",
    [
        "Stämmer det att Bollnäs inte får mer än Krokom?",
        "Är det sant att Bollnäs inte får lika mycket som Krokom?",
        "Får Krokom högst lika mycket som Bollnäs?",
    ],
)
async def test_a_denied_comparison_gets_both_amounts_and_no_wrong_verdict(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert not answer.text.startswith(("Ja", "Nej"))
    assert len(answer.amounts) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Är det fel att Kiruna får 2 672 587 kronor?",
        "Är det lögn att Kiruna får mer än 2 miljoner?",
        "Is it false that Kiruna gets 2,672,587 kronor?",
        "Får Kiruna inte ens 3 miljoner?",
        "Får varken Kiruna eller Gällivare mer än 2 miljoner?",
        "Får Kiruna mer än 2 men mindre än 3 miljoner?",
        "Får Kiruna över 1 miljon och under 2 miljoner?",
        "Får Kiruna mer än 2 miljoner och Gällivare mer än 5 miljoner?",
        "Får Kiruna drygt 2 miljoner?",
        "Får Kiruna nästan 3 miljoner?",
    ],
)
async def test_what_a_yes_would_mean_unclearly_gets_the_amounts_and_no_verdict(ask: Ask, text: str) -> None:
    answer = await ask(text)
    assert not answer.text.startswith(("Ja", "Nej", "Yes", "No"))
    assert "Kiruna" in [amount.recipient for amount in answer.amounts]


async def test_a_rough_claim_far_off_is_still_called_wrong(ask: Ask) -> None:
    assert (await ask("Får Kiruna cirka 40 miljoner?")).text.startswith("Nej, så är det inte.")


@pytest.mark.parametrize("text", ["Får vår lilla by mer än Gällivare?", "Vilken kommun får närmast mer än Tingsryd?"])
async def test_who_is_held_against_nobody_known_is_not_told_alone(ask: Ask, text: str) -> None:
    assert (await ask(text)).amounts == ()


async def test_two_named_before_than_are_not_judged_against_each_other(ask: Ask) -> None:
    answer = await ask("Får både Lerum och Partille mer än grannen?")
    assert not answer.text.startswith(("Ja", "Nej"))


async def test_a_rough_claim_that_is_rounded_right_is_called_so(ask: Ask) -> None:
    assert (await ask("Får Kiruna ungefär 2,7 miljoner?")).text.startswith("Ungefär så mycket")
