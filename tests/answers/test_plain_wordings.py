"""The plainest question of all, in each of the ways in which it is put: every one states the amount asked for."""

from itertools import product

import pytest

from models.facts import Facts
from tests.answers.conftest import Ask

NAMES = {
    "Luleå": "Luleås",
    "Luleå kommun": "Luleå kommuns",
    "RSS Kalmar": "RSS Kalmars",
    "Åre": "Åres",
    "Mark": "Marks",
}
THE_SUM = [
    "beloppet",
    "summan",
    "bidraget",
    "statsbidraget",
    "tilldelningen",
    "potten",
    "ramen",
    "andelen",
    "taket",
    "maxbeloppet",
    "omställningsbidraget",
    "pengarna",
]
OF_THE_SUM = (
    "Hur stort är {sum} för {name}?", "Hur stor är {sum} till {name}?", "Vad är {sum} för {name}?",
    "Hur högt är {sum} för {name}?", "Vilket är {sum} för {name}?", "Hur mycket är {sum} för {name}?",
    "Hur mycket uppgår {sum} till {name} till?", "Vad blir {sum} för {name} 2025?", "Vad landar {sum} på för {name}?",
    "Vet du {sum} för {name}?", "Kan jag få veta {sum} för {name}?", "Jag undrar över {sum} för {name}.",
    "Hur ser {sum} ut för {name}?", "I {name}, hur stor är {sum}?", "För {name}, vad är {sum}?",
    "Skicka oss {sum} för {name}", "Vi i {name} vill veta hur stor {sum} är",
)  # fmt: skip
SUMS = ["belopp", "summa", "bidrag", "statsbidrag", "tilldelning", "pott", "ram", "andel", "tak", "maxbelopp"]
OF_SUMS = (
    "Vad är {its} {sum}?", "Hur stor är {its} {sum}?", "Vilken {sum} har {name}?", "Vilket {sum} får {name}?",
    "{its} {sum}?", "{its} {sum} 2025", "{sum} {name}", "{sum} för {name}", "Jag behöver {its} {sum}.",
    "Vilken {sum} gäller för {name}?", "Vad har {name} för {sum}?", "Vad får {name} i {sum}?", "Ta fram {its} {sum}",
    "Kan du visa {its} {sum}?",
)  # fmt: skip
ASKING = ("Hur mycket", "Vad", "Hur mycket pengar", "Hur många kronor", "Vilket belopp", "Hur stor summa")
GETTING = (
    "får {name}", "kan {name} få", "kan {name} rekvirera", "har {name} rätt till", "tilldelas {name}",
    "har {name} beviljats", "ska {name} få", "får {name} ta ut", "kan {name} begära ut", "kan {name} hämta hem",
    "fick {name}", "kan {name} räkna med", "har {name} att röra sig med", "går till {name}", "får {name} i år",
)  # fmt: skip
ENGLISH = (
    "What is the amount for {name}?", "How big is the grant for {name}?", "How much money does {name} get?",
    "How much can {name} claim?", "What is {name} entitled to?", "What can {name} requisition at most?",
    "What sum goes to {name}?", "How much was {name} granted?", "What has {name} been awarded?", "{name} grant 2025",
    "Which amount does {name} get?", "What is the ceiling for {name}?", "I need the figure for {name}",
    "How much is set aside for {name}?", "We are {name}. How much can we requisition?", "And {name}, how much?",
)  # fmt: skip


def wordings(name: str) -> list[str]:
    its = NAMES[name]
    return [
        *(text.format(sum=word, name=name) for text, word in product(OF_THE_SUM, THE_SUM)),
        *(text.format(sum=word, name=name, its=its) for text, word in product(OF_SUMS, SUMS)),
        *(f"{asking} {getting.format(name=name)}?" for asking, getting in product(ASKING, GETTING)),
        *(text.format(name=name) for text in ENGLISH),
    ]


@pytest.mark.parametrize("name", NAMES)
async def test_every_plain_wording_states_the_amount(ask: Ask, facts: Facts, name: str) -> None:
    place = next(place for place in facts.places.values() if place.name == name.removesuffix(" kommun"))
    told = {text: {amount.recipient for amount in (await ask(text)).amounts} for text in wordings(name)}
    assert {text: names for text, names in told.items() if names != {place.name}} == {}
