"""Whose money is asked for: a recipient's of this grant, or another's, or of another grant."""

import pytest

from bot.understanding.question import AMOUNT, Operation
from models.facts import Facts
from tests.understanding.test_understand import Reader, codes


@pytest.fixture(scope="module")
def read(facts: Facts) -> Reader:
    return Reader(facts)


@pytest.mark.parametrize(
    "text",
    [
        "Idrottsbonusen till kommunerna: vad tilldelades Luleå?",
        'Kulturbidraget "Levande scener" till Luleå. Hur mycket?',
        "Luleå och miljardsatsningen Trygga gator, vad landar det på i år?",
        "Jag sålde en cykel för 2 000 kronor i Luleå. Tar staten något på den summan?",
        "ny ersättare i nämnden i Luleå, vad får jag per möte?",
        "Vi har köpt sommarstuga i Luleå. Hur mycket moms betalar vi på den?",
        "Nu vet jag, då mejlar jag Luleå själv.",
        "Boverket fördelar stödet till hyresbostäder. Vad får Luleå i så fall?",
        "Interreg Nord, vad har Luleå beviljats där?",
        "ESF-medel till Luleå, vilken summa rör det sig om?",
        "Jag menar inte omställningspengarna utan skolpengarna. Vad tilldelas Luleå?",
        "Hur stor är nämndens budgetram i Luleå?",
        "Får Vårdbolaget i Luleå pengar?",
        "Vad får Luleå djurpark?",
        "Hemtjänsten i Luleå gick back, med vilket belopp?",
        "Hur mycket sopor ger Luleå per invånare, i kilo?",
    ],
)
def test_other_money_or_anothers_states_no_amount(read: Reader, text: str) -> None:
    question = read(text)
    assert (question.topic == AMOUNT and bool(question.targets)) is False


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BEHÖVER SUMMAN FÖR LULEÅ OMGÅENDE. /EKONOMI", ["2580"]),
        ("Behöver uppgift om högsta belopp som Luleå kommun får ta ut, till en rapport", ["2580"]),
        ("I'm head of a small unit in Luleå, how much can we expect?", ["2580"]),
        ("ställ Luleå bredvid Kiruna – hur mycket får respektive kommun?", ["2580", "2584"]),
        ("Skicka beloppen för två norrbottenskommuner, Luleå och Boden", ["2580", "2582"]),
        ("Luleå\u2011Boden, beloppen?", ["2580", "2582"]),
        ("Tack för det! Bara en sak till: Luleå?", ["2580"]),
    ],
)
def test_what_stands_around_a_plain_wish_does_not_hide_it(read: Reader, text: str, names: list[str]) -> None:
    question = read(text)
    assert (question.topic, codes(question)) == (AMOUNT, names)


def test_a_sum_over_all_beside_a_named_recipient_is_a_question_of_its_own(read: Reader) -> None:
    question = read("How much does Luleå get, and how much is set aside for all the municipalities together?")
    assert (question.topic, question.operation, codes(question)) == (AMOUNT, Operation.NONE, ["2580"])
    assert question.also == "totals"


def test_which_place_in_the_order_is_asked_for_is_read_from_english_verbs(read: Reader) -> None:
    question = read("Which municipality comes second in size of grant?")
    assert (question.operation, question.place) == (Operation.HIGHEST, 2)


@pytest.mark.parametrize(
    "text", ["Beloppet för Luleå för personligt ombud?", "What is the sum for Luleå for refugees?"]
)
def test_a_known_sum_for_another_purpose_is_not_the_grants(read: Reader, text: str) -> None:
    assert read(text).topic != AMOUNT


def test_to_whom_a_known_sum_is_to_be_told_is_no_purpose(read: Reader) -> None:
    assert read("Siffran för Luleå till lokaltidningen, tack").topic == AMOUNT


@pytest.mark.parametrize(
    "text",
    [
        "Vi i Luleå har använt 800 000. Hur mycket är kvar?",
        "Hur mycket finns kvar i potten för Luleå?",
        "How much is left for Luleå?",
    ],
)
def test_what_is_left_is_known_to_the_recipient_alone(read: Reader, text: str) -> None:
    question = read(text)
    assert (question.topic == AMOUNT and bool(question.targets)) is False
