"""Phrasings that a maintainer adds are met before the classifier, word for word or nearly."""

from array import array

from bot.understanding.phrasings import Phrasings, Shipped, digest
from bot.understanding.topic_features import tokens
from bot.understanding.topics import TopicClassifier

ADDED = {"not_stated": ["Får vi köpa en segelbåt till ungdomarna?"], "rss": ["vem bär hatten"]}
SHIPPED = Shipped(array("Q", [digest("hur redovisar vi")]), bytes([1]))
PHRASINGS = Phrasings(("rss", "report"), SHIPPED, ADDED)


def topic_of(text: str) -> str | None:
    return PHRASINGS.topic_of(tokens(text))


def test_a_phrasing_is_met_without_regard_to_case_dots_and_marks() -> None:
    assert topic_of("FAR VI KOPA EN SEGELBAT TILL UNGDOMARNA") == "not_stated"
    assert topic_of("hur redovisar vi?!") == "report"


def test_an_added_phrasing_is_met_nearly() -> None:
    assert topic_of("Får vi köpa en segelbåt åt ungdomarna?") == "not_stated"
    assert topic_of("Hej, får vi köpa en segelbåt till ungdomarna?") == "not_stated"


def test_a_text_that_shares_only_common_words_is_not_met() -> None:
    assert topic_of("Får vi köpa en utbildning till personalen?") is None
    assert topic_of("vem bär ansvaret") is None
    assert topic_of("") is None


def test_a_phrasing_that_ships_is_met_word_for_word_only() -> None:
    assert topic_of("hur redovisar vi då") is None


def test_an_added_phrasing_takes_precedence_over_the_classifier() -> None:
    shipped = TopicClassifier.load()
    before = shipped.scores("Får vi köpa en segelbåt till ungdomarna?")
    after = shipped.with_phrasings({"contact": ["Får vi köpa en segelbåt till ungdomarna?"]})
    scores = after.scores("får vi köpa en segelbåt till ungdomarna")
    assert before[0].topic != "contact"
    assert (scores[0].topic, scores[0].score) == ("contact", 1.0)
    assert sorted(score.topic for score in scores) == sorted(shipped.topics)
    assert shipped.scores("Får vi köpa en segelbåt till ungdomarna?") == before
