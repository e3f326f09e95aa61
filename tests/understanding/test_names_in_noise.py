"""Names under generated noise: right, asked back, or (next to never) wrong."""

from collections import Counter

import pytest

from bot.understanding.names import NameIndex
from bot.understanding.text import clean
from models.catalogue.places import municipalities
from models.facts import Facts
from tests.understanding.noise import Noisy, exact_questions, noisy_questions


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


def outcome(index: NameIndex, question: Noisy) -> str:
    """Whether the one right recipient was found, another one, or something to ask back about."""
    mentions = index.find(clean(question.text))
    sure = {mention.targets[0].code for mention in mentions if mention.is_sure}
    if sure == {question.place.code} and len(mentions) == 1:
        return "right"
    if sure:
        return "wrong"
    return "asked" if mentions else "missed"


def shares(index: NameIndex, facts: Facts, each: int, seed: int) -> dict[str, float]:
    outcomes = Counter(outcome(index, question) for question in noisy_questions(facts, each, seed))
    return {name: outcomes[name] / outcomes.total() for name in ("right", "wrong", "asked", "missed")}


def test_every_right_form_of_every_name_is_found_exactly(index: NameIndex, facts: Facts) -> None:
    own_forms = {row.code: row.forms for row in municipalities()}
    wrong = [
        text
        for text, target in exact_questions(facts, own_forms)
        if [mention.targets[:1] for mention in index.find(clean(text))] != [(target,)]
    ]
    assert wrong == []


def test_misspelt_names_are_next_to_never_another_recipient(index: NameIndex, facts: Facts) -> None:
    found = shares(index, facts, each=12, seed=2025)
    assert found["wrong"] <= 0.0015
    assert found["asked"] <= 0.03
    assert found["right"] >= 0.955


@pytest.mark.slow
def test_one_misspelt_name_in_a_thousand_is_another_recipient_at_most(index: NameIndex, facts: Facts) -> None:
    found = shares(index, facts, each=200, seed=89)
    assert found["wrong"] <= 0.001
    assert found["asked"] <= 0.03
