"""Greetings, thanks and leave-taking, and what only begins like them."""

import pytest

from bot.understanding.question import Reason
from bot.understanding.small_talk import small_talk


@pytest.mark.parametrize(
    "text",
    ["god morgon på er", "hejsan alla", "good evening everyone", "hallå där", "god dag till er", "hello to you all"],
)
def test_a_greeting_may_say_whom_it_greets(text: str) -> None:
    assert small_talk(text) == Reason.GREETING


@pytest.mark.parametrize("text", ["Tack! Ha en bra dag", "ha en fin kväll", "trevlig helg", "Have a nice weekend"])
def test_a_good_wish_takes_leave(text: str) -> None:
    assert small_talk(text) == Reason.GOODBYE


@pytest.mark.parametrize("text", ["hej på er, vad får Kiruna", "god morgon på er chef", "ha en bra siffra till mig"])
def test_what_goes_on_behind_a_greeting_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None
