"""Names that are words or persons as well: what decides whether the place is meant."""

import pytest

from bot.understanding import vocabulary
from bot.understanding.names import NameIndex
from bot.understanding.text import clean
from models.facts import Facts

QUESTIONS = (
    "Hur mycket får {}?",
    "{}?",
    "{}",
    "Vad blir bidraget för {} kommun?",
    "Får Kiruna mer än {}?",
    "Hur stor summa går till {} i år?",
    "Vi på socialtjänsten i {} vill veta beloppet.",
    "Does {} receive anything in 2025?",
    "amount for {} please",
)


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


def names(index: NameIndex, text: str) -> list[str]:
    return [mention.written for mention in index.find(clean(text))]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_such_name_is_found_with_a_capital(index: NameIndex, facts: Facts, question: str) -> None:
    like_words = [place.name for place in facts.municipalities if place.name.lower() in vocabulary.WORDS]
    assert len(like_words) > 20
    assert [name for name in like_words if name not in names(index, question.format(name))] == []


@pytest.mark.parametrize("question", QUESTIONS[:4])
def test_small_letters_and_capitals_do_where_the_sentence_only_asks(
    index: NameIndex, facts: Facts, question: str
) -> None:
    for place in facts.municipalities:
        if place.name.lower() in vocabulary.WORDS:
            small, large = question.format(place.name).lower(), question.format(place.name).upper()
            assert names(index, small) == [place.name.lower()]
            assert names(index, large) == [place.name.upper()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mark, vad får ni i Hammarö?", ["Hammarö"]),
        ("Hi, Mark here from Hammarö. What do we get?", ["Hammarö"]),
        ("Hej Nora! Hur mycket får Mora?", ["Mora"]),
        ("Anna Lund undrar hur mycket Lund får", ["Lund"]),
        ("Jag heter Berg och jobbar i Kil.", ["Kil"]),
        ("Hur mycket får Vara? Hälsningar Eva Berg", ["Vara"]),
        ("Kan det vara så att Vara får mest?", ["Vara"]),
        ("Vi i Mark undrar om det finns mark att köpa.", ["Mark"]),
        ("kiruna, mark och vara", ["kiruna", "mark", "vara"]),
        ("Du är en klippa, men hur mycket får Klippan?", ["Klippan"]),
        ("Are you sure that Åre gets money?", ["Åre"]),
    ],
)
def test_the_place_is_told_from_the_word_in_one_text(index: NameIndex, text: str, found: list[str]) -> None:
    assert names(index, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "vad får mark kosta",
        "hur mycket får det vara",
        "vem får vara ombud",
        "det ska vara klart",
        "ange summan",
        "are we getting money",
        "i kinda need the money",
    ],
)
def test_a_word_in_its_own_place_is_no_name(index: NameIndex, text: str) -> None:
    assert names(index, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jag måste veta före budgetberedningen vad Falkenberg kan räkna med", "Falkenberg"),
        ("undrar över Kil, hur mycket kan de rekvirera", "Kil"),
        ("Mora, går det att få fram beloppet?", "Mora"),
        ("Vilken pott har Ale fått?", "Ale"),
    ],
)
def test_a_capital_among_plain_words_that_ask_how_much_is_a_name(index: NameIndex, text: str, name: str) -> None:
    assert names(index, text) == [name]


def test_a_word_without_its_diacritics_is_no_misspelt_name(index: NameIndex) -> None:
    assert names(index, "bidrag till alvsbyn, hur mycket ar det") == ["alvsbyn"]
    assert names(index, "oernskoeldsvik, hur stort aer bidraget") == ["oernskoeldsvik"]


@pytest.mark.parametrize("text", ["Compare Alingsås with Dorotea", "Jämför Alingsås med Dorotea"])
def test_whom_another_is_compared_with_is_no_person(index: NameIndex, text: str) -> None:
    assert names(index, text) == ["Alingsås", "Dorotea"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dorotea, alltså orten i Lappland och inte nån tant, får vad?", ["Dorotea"]),
        ("Ale - the municipality, not the beer - gets what?", ["Ale"]),
        ("Berg, som inte bor i kommunen, undrar vad Kiruna får", ["Kiruna"]),
    ],
)
def test_an_aside_that_says_which_is_meant_decides(index: NameIndex, text: str, found: list[str]) -> None:
    assert names(index, text) == found


@pytest.mark.parametrize("text", ["{} ska det stå", "Det ska vara {}!", "oj, min chef menade {}", "it should be {}"])
@pytest.mark.parametrize("name", ["Mora", "Nora", "Sala", "Boden"])
def test_a_persons_name_that_puts_another_right_is_the_place(index: NameIndex, name: str, text: str) -> None:
    assert names(index, text.format(name)) == [name]


@pytest.mark.parametrize("text", ["Så ska det vara, menade Nora Lindgren", "Det ska vara Berg som ringer upp"])
def test_a_person_who_means_something_or_is_to_call_is_no_place(index: NameIndex, text: str) -> None:
    assert names(index, text) == []


@pytest.mark.parametrize("word", ["dä", "ho", "änte", "vårn", "ere", "någe", "åss", "ho'", "dä'r"])
def test_a_small_word_of_a_dialect_is_no_misspelt_name(index: NameIndex, word: str) -> None:
    found = index.find(f"Hur mycket får Laxå kommun för {word} här i år, och {word} kommun?")
    assert [mention.written for mention in found] == ["Laxå"]


@pytest.mark.parametrize(
    "text", ["Ale - the municipality, not the beer.", "Kil, alltså kommunen.", "Mark (kommunen) är med."]
)
def test_a_word_that_is_said_to_be_the_municipality_is_its_name(index: NameIndex, text: str) -> None:
    assert len(index.find(text)) == 1
