"""No answer says a number that is neither in the facts nor computed from them, and no text makes one fail."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.engine import Engine
from bot.understanding.names import NameIndex
from bot.understanding.topics import TopicClassifier
from bot.understanding.understand import understand
from models.facts import Facts, Grant
from tests.answers.conftest import NOW, Ask
from tests.answers.judge import plain
from tests.answers.test_questions import QUESTIONS

NUMBER = re.compile(r"(?<![\w/])\d+(?:[.,]\d+)?")
REFERENCES = re.compile(r"S20\d\d/\d+|prop\. 20\d\d/\d\d:\d+|20\d\d/\d\d:\d+|\d:\d|\bSEK\b")
SMALL = 400  # counts of recipients, places in an order, days of a month
WORDS = """hur mycket får|Kiruna|Habo|och|RSS|Skåne|2024|i år|tillsammans|?|mest|minst|när ska vi|rekvirera|län
kommunerna i|{{ 7*7 }}|<b>|'; --|\u202e|\u0308|💰|5 miljoner|per invånare|median|topp fem|mer än|Norrbotten|Uppsala
andel|plats|Mvh"""
PIECES = st.sampled_from(WORDS.replace("\n", "|").split("|"))
LONG = ["a" * 100_000, "Kiruna " * 14_000, "? " * 50_000, "\n" * 100_000, "> " * 50_000, "5 " * 50_000]


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


@pytest.fixture(scope="module")
def known(facts: Facts) -> frozenset[float]:
    """Every number of the facts, and those that answers compute from one or a group of them."""
    return frozenset(round(number, 2) for grant in facts.grants for number in numbers_of(facts, grant))


def numbers_of(facts: Facts, grant: Grant) -> Iterator[float]:
    yield from (float(year) for year in range(grant.year, int(grant.row["last_year"]) + 1))
    yield from grant.amounts.values()
    if grant.data:
        yield from grant.data.figures.values()
        yield from grant.data.reconstruction.values()
        yield from (figure / 1_000_000 for figure in grant.data.figures.values())
        yield from (figure / 1_000_000_000 for figure in grant.data.figures.values())
        yield from years_of(grant.data.dates.values())
    for place in facts.places.values():
        yield from place.population.values()
        yield from shares_of(facts, grant, place.code)
    for group in groups(facts):
        amounts = [grant.amounts[code] for code in group if code in grant.amounts]
        yield from (sum(amounts), *((sum(amounts) / len(amounts), median(amounts)) if amounts else ()))


def years_of(dates: "object") -> Iterator[float]:
    for value in dates:  # type: ignore[attr-defined]
        yield float(value.year if isinstance(value, date) else str(value)[:4])


def shares_of(facts: Facts, grant: Grant, code: str) -> Iterator[float]:
    """Kronor for each inhabitant, and what the reconstruction needs for this recipient."""
    place, amount = facts.places[code], grant.amounts.get(code)
    if amount is not None:
        yield from (amount / inhabitants for year, inhabitants in place.population.items() if year == 2024)


def groups(facts: Facts) -> Iterator[list[str]]:
    municipalities = facts.municipalities
    yield [place.code for place in municipalities]
    yield [place.code for place in facts.rss]
    for county in facts.counties:
        yield [place.code for place in facts.municipalities_of_county(county)]
        yield [place.code for place in facts.rss_of_county(county)]


def numbers_in(text: str) -> list[float]:
    """The numbers of a rendered text, without reference numbers."""
    return [float(number.replace(",", ".")) for number in NUMBER.findall(REFERENCES.sub(" ", plain(text)))]


def computed_from(amounts: list[int]) -> set[float]:
    """What an answer may add up, divide, or hold against each other, of the amounts that it asserts."""
    means = {float(round(sum(amounts) / len(amounts)))} if amounts else set()
    differences = {abs(first - second) for first, second in combinations(amounts, 2)}
    return {float(sum(amounts)), *map(float, differences), *means}


IN_WORDS = {
    "half a million": 500_000.0,
    "miljon": 1_000_000.0,
    "million": 1_000_000.0,
    "5 mil": 5_000_000.0,
    "fem mil": 5_000_000.0,
    "five mil": 5_000_000.0,
}


def asked_numbers(text: str) -> set[float]:
    """The years and limits that the question itself named, in figures or in words, which its answer may repeat."""
    in_words = {amount for words, amount in IN_WORDS.items() if words in text.casefold()}
    return {float(number.replace(",", ".")) for number in NUMBER.findall(plain(text))} | in_words


async def test_every_number_in_an_answer_is_in_the_facts_or_computed_from_them(
    ask: Ask, known: frozenset[float]
) -> None:
    unknown = []
    for question in QUESTIONS:
        answer = await ask(question["text"])
        allowed = known | computed_from([amount.kronor for amount in answer.amounts]) | asked_numbers(question["text"])
        strange = [number for number in numbers_in(answer.text) if number > SMALL and round(number, 2) not in allowed]
        if strange and "formula" not in {
            (answer.trace or {})[key] for key in ("topic", "also")
        }:  # its numbers are checked by their own test
            unknown.append((question["text"], strange))
    assert unknown == []


async def test_the_amounts_asserted_are_those_of_the_annex_and_stand_in_the_text(ask: Ask, facts: Facts) -> None:
    codes = {place.name: place.code for place in facts.places.values()}
    for question in QUESTIONS:
        answer = await ask(question["text"])
        for amount in answer.amounts:
            grant = facts.of_year(amount.year)
            assert grant is not None
            assert grant.amounts[codes[amount.recipient]] == amount.kronor
            assert str(amount.kronor) in plain(answer.text)


async def test_an_answer_that_states_facts_says_where_they_stand(ask: Ask) -> None:
    without = [q["text"] for q in QUESTIONS if (answer := await ask(q["text"])).answered and not answer.citations]
    assert without == []


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=10).map(" ".join)))
async def test_no_text_makes_an_answer_fail(shared_engine: Engine, text: str) -> None:
    answer = await shared_engine.ask(text, now=NOW, conversation="property")
    assert answer.text.strip()
    assert answer.language in ("sv", "en")
    assert not answer.answered or answer.citations


@pytest.mark.parametrize("text", LONG)
def test_a_hundred_thousand_characters_are_read_in_bounded_time(index: NameIndex, text: str) -> None:
    question = understand(text, index, TopicClassifier.load())
    assert len(question.asked) <= 20_100


def test_the_weights_ship_beside_the_code() -> None:
    assert (Path(__file__).parents[2] / "bot/understanding/data/topics.bin").exists()
