"""Ordinary writing names nobody."""

import re
from pathlib import Path

import pytest

from bot.understanding import vocabulary
from bot.understanding.names import NameIndex
from bot.understanding.question import Tier
from bot.understanding.text import clean
from models.catalogue.programmes import load_catalogue
from models.facts import Facts
from tests.understanding.prose import sentences

ROOT = Path(__file__).parents[2]
TEMPLATE_SYNTAX = re.compile(r"\{[%#].*?[%#]\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


def hits(index: NameIndex, texts: list[str]) -> list[tuple[str, str]]:
    return [(mention.written, text) for text in texts for mention in index.find(clean(text))]


def test_thousands_of_sentences_that_name_nobody_give_no_name(index: NameIndex) -> None:
    texts = sentences()
    assert len(texts) > 4000
    assert hits(index, texts) == []


def test_the_same_sentences_in_one_long_text_give_no_name(index: NameIndex) -> None:
    texts = sentences()
    letters = ["\n".join(texts[start : start + 12]) for start in range(0, len(texts), 12)]
    assert hits(index, letters) == []


def test_what_the_catalogue_says_of_its_grants_names_no_recipient(index: NameIndex) -> None:
    said = [
        text
        for programme in load_catalogue().values()
        for text in (*programme.name.values(), *programme.short_name.values())
    ]
    assert said
    assert hits(index, said) == []


def test_the_texts_that_ship_name_only_examples_written_right(index: NameIndex) -> None:
    paths = [path for path in (ROOT / "messages" / "templates").rglob("*") if path.is_file()]
    lines = [line for path in paths for line in TEMPLATE_SYNTAX.sub(" ", path.read_text(encoding="utf-8")).splitlines()]
    assert len(lines) > 200
    found = [mention for line in lines for mention in index.find(clean(line))]
    unlikely = [each.written for each in found if each.tier != Tier.EXACT or each.written.lower() in vocabulary.WORDS]
    assert unlikely == []
