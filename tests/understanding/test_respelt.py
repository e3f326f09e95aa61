"""Misspelt words of the field are put right; words of their own stay."""

import pytest

from bot.understanding.respelt import LONGEST, respelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("skilnaden mellan dem", "skillnaden mellan dem"),
        ("å tilsamans?", "och tillsammans?"),
        ("how mcuh does KOMMUNNAMN get", "how much does KOMMUNNAMN get"),
        ("vad blir sumnan", "vad blir summan"),
        ("hur möe får ho", "hur mycket får hon"),
        ("när det gäller bidraget", "om bidraget"),
    ],
)
def test_a_slip_is_put_right(written: str, meant: str) -> None:
    assert respelt(written) == meant


@pytest.mark.parametrize("text", ["skillnader i bidragen", "a different amount", "mockeri", "KOMMUNNAMN och LÄNSNAMN"])
def test_a_word_of_its_own_stays(text: str) -> None:
    assert respelt(text) == text


def test_a_long_text_is_left_as_it_is() -> None:
    text = "skilnaden " * LONGEST
    assert respelt(text) is text
