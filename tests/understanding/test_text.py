"""A text brought into one shape."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.text import MAX_CHARACTERS, clean, fold, from_digraphs, words_of


def test_a_decomposed_letter_becomes_one() -> None:
    assert clean(unicodedata.normalize("NFD", "Östersund på Åre")) == "Östersund på Åre"


def test_full_width_letters_and_digits_become_plain() -> None:
    assert clean("Ｌｕｎｄ ２０２５") == "Lund 2025"


def test_invisible_characters_vanish() -> None:
    assert clean("Öst\u00ader\u200bsund\u2060 \u202eKil\u202c\ufeff") == "Östersund Kil"


def test_every_space_is_a_plain_one_and_line_breaks_stay() -> None:
    assert clean("ett\u00a0två\u2009tre\tfyra\r\nfem\rsex\u2028sju") == "ett två tre fyra\nfem\nsex\nsju"


def test_entities_of_pasted_html_are_read() -> None:
    assert clean("Hur mycket f&aring;r &Aring;re&nbsp;&amp; Kil?") == "Hur mycket får Åre & Kil?"


def test_a_long_text_is_cut() -> None:
    assert len(clean("ä" * 100_000)) == MAX_CHARACTERS


def test_a_pile_of_combining_marks_is_cut_down() -> None:
    assert len(clean("e" + "\u0301\u0323" * 40_000)) < 10


def test_lost_diacritics_and_digraphs_lead_to_the_same_letters() -> None:
    assert fold("håbo") == "habo"
    assert from_digraphs("haernoesand") == "härnösand"
    assert from_digraphs("haabo") == "håbo"


def test_an_apostrophe_belongs_to_its_word() -> None:
    assert [word.text for word in words_of("Kiruna's share, Upplands-Bro 2025")] == [
        "Kiruna's",
        "share",
        "Upplands",
        "Bro",
        "2025",
    ]


@given(st.text(alphabet=st.characters(), max_size=300))
def test_cleaning_never_raises_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= MAX_CHARACTERS
    assert clean(cleaned) == cleaned or "&" in cleaned


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    cleaned = clean(text)
    assert all(cleaned[word.start : word.end] == word.text for word in words_of(cleaned))
