"""What a chat remembers, and what follow-ups take from it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.understanding.clarified import chosen
from bot.understanding.conversation import NOTHING, Context, Conversations, after
from bot.understanding.follow_up import complete
from bot.understanding.question import (
    AMOUNT,
    Group,
    GroupOf,
    Kind,
    Mention,
    Operation,
    Question,
    Reason,
    Target,
    Tier,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # an example day
KIRUNA, LULEÅ = Target(Kind.MUNICIPALITY, "2584"), Target(Kind.MUNICIPALITY, "2580")
RSS_KALMAR, KALMAR = Target(Kind.RSS, "rss-kalmar"), Target(Kind.MUNICIPALITY, "0880")
NORRBOTTEN = Target(Kind.COUNTY, "25")


def named(*targets: Target) -> tuple[Mention, ...]:
    return tuple(Mention("", 0, 0, (target,), Tier.EXACT) for target in targets)


def question(**changes: object) -> Question:
    return replace(Question(text="", language="sv"), **changes)  # type: ignore[arg-type]


def talked_about(*targets: Target, **changes: object) -> Context:
    context = after(NOTHING, question(topic=AMOUNT, mentions=named(*targets)))
    return replace(context, **changes)  # type: ignore[arg-type]


def test_a_context_expires_and_the_oldest_chat_gives_way() -> None:
    chats = Conversations(most=2)
    for number in range(3):
        chats.keep(str(number), talked_about(KIRUNA), NOW)
    assert chats.of("0", NOW) == NOTHING
    assert chats.of("2", NOW).focus == (KIRUNA,)
    assert chats.of("2", NOW + timedelta(minutes=31)) == NOTHING


def test_thanks_lose_nothing() -> None:
    context = talked_about(KIRUNA)
    assert after(context, question(reason=Reason.THANKS)).focus == (KIRUNA,)


def test_a_bare_year_asks_the_same_for_that_year() -> None:
    completed = complete(question(years=(2024,)), "och 2024?", talked_about(KIRUNA))
    assert (completed.topic, completed.targets, completed.years) == (AMOUNT, (KIRUNA,), (2024,))


def test_together_means_those_of_the_last_answers() -> None:
    context = after(talked_about(KIRUNA), question(topic=AMOUNT, mentions=named(LULEÅ)))
    completed = complete(question(operation=Operation.SUM), "vad får de tillsammans", context)
    assert set(completed.targets) == {KIRUNA, LULEÅ}


def test_more_than_another_compares_with_who_was_talked_about() -> None:
    asked = question(operation=Operation.DIFFERENCE, mentions=named(LULEÅ))
    assert complete(asked, "är det mer än KOMMUNNAMN?", talked_about(KIRUNA)).targets == (KIRUNA, LULEÅ)


def test_of_them_is_the_group_talked_about() -> None:
    group = Group(GroupOf.MUNICIPALITIES, NORRBOTTEN)
    context = after(NOTHING, question(topic=AMOUNT, operation=Operation.GROUP_SUM, group=group))
    asked = question(operation=Operation.HIGHEST, group=Group(GroupOf.MUNICIPALITIES))
    assert complete(asked, "vilken av dem får mest?", context).group == group


def test_the_municipality_is_found_again_after_its_rss() -> None:
    context = after(talked_about(KALMAR), question(topic=AMOUNT, mentions=named(RSS_KALMAR)))
    assert complete(question(), "och kommunen då?", context).targets == (KALMAR,)


def test_we_too_is_not_who_was_talked_about() -> None:
    asked = question(topic=AMOUNT, own=True)
    assert complete(asked, "och hur mycket får vi?", talked_about(KIRUNA)).targets == ()


@pytest.mark.parametrize(
    ("before", "text", "topic"),
    [
        ("repayment", "senast när då?", "repayment_deadline"),
        ("report", "by when?", "report_deadline"),
        ("purpose", "senast när då?", None),
    ],
)
def test_by_when_asks_for_the_date_of_the_step_talked_about(before: str, text: str, topic: str | None) -> None:
    assert complete(question(), text, Context(topic=before)).topic == topic


@pytest.mark.parametrize(
    ("reply", "picked"),
    [
        ("ja", (KALMAR,)),
        ("den första", (KALMAR,)),
        ("den andra tack", (RSS_KALMAR,)),
        ("RSS:en", (RSS_KALMAR,)),
        ("kommunen", (KALMAR,)),
        ("båda två", (KALMAR, RSS_KALMAR)),
        ("ingen aning om vad det där betyder, förklara gärna hur bidraget räknas", ()),
    ],
)
def test_a_reply_picks_from_what_was_offered(reply: str, picked: tuple[Target, ...]) -> None:
    assert chosen(reply, Context(options=(KALMAR, RSS_KALMAR))) == picked


def test_a_reply_completes_the_question_that_was_asked_back() -> None:
    pending = question(topic=AMOUNT, years=(2024,))
    context = after(NOTHING, pending, asks_back=True)
    completed = complete(question(mentions=named(KIRUNA)), "KOMMUNNAMN", context)
    assert (completed.targets, completed.years) == ((KIRUNA,), (2024,))


def test_who_was_introduced_is_whom_we_means_later() -> None:
    context = after(NOTHING, question(introduced=(KIRUNA,)), asks_back=True)
    completed = complete(question(topic=AMOUNT, own=True), "hur mycket får vi?", context)
    assert completed.targets == (KIRUNA,)


def test_what_we_ask_of_another_does_not_make_us_that_other() -> None:
    context = after(NOTHING, question(topic="joint", own=True, mentions=named(LULEÅ)))
    assert context.own == ()


def test_a_shared_name_after_an_rss_is_the_rss_unless_the_municipality_is_said() -> None:
    mention = Mention("Kalmar", 7, 13, (KALMAR,), Tier.EXACT, alternatives=(RSS_KALMAR,))
    asked = question(topic=AMOUNT, mentions=(mention,))
    context = talked_about(Target(Kind.RSS, "rss-blekinge"))
    assert complete(asked, "och i KOMMUNNAMN?", context).targets == (RSS_KALMAR,)
    assert complete(asked, "och KOMMUNNAMN, själva kommunen?", context).targets == (KALMAR,)
    assert complete(asked, "och i KOMMUNNAMN?", talked_about(KIRUNA)).targets == (KALMAR,)


def test_the_county_is_that_of_whom_was_talked_about_and_never_the_country() -> None:
    asked = question(topic=AMOUNT, operation=Operation.GROUP_SUM, group=Group(GroupOf.MUNICIPALITIES))
    completed = complete(asked, "alla kommuner i länet?", talked_about(KIRUNA))
    assert completed.group == Group(GroupOf.MUNICIPALITIES, NORRBOTTEN)
    assert complete(asked, "alla kommuner i länet?", NOTHING).group is None


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("decided_by", "när då?", "decided_by"),
        ("repayment", "till vem?", "repayment"),
        ("repayment", "when?", "repayment_deadline"),
        ("report_deadline", "och vad ska den innehålla?", "report"),
        ("requisition", "vilket nummer?", "reference"),
        ("purpose", "till vem?", None),
    ],
)
def test_a_short_follow_up_asks_of_the_topic_before(before: str, text: str, expected: str | None) -> None:
    assert complete(question(), text, after(NOTHING, question(topic=before))).topic == expected
