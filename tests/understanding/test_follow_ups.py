"""Whom and what short follow-ups mean: added, left out, the other one, once more, another year."""

from dataclasses import replace

import pytest

from bot.understanding.conversation import NOTHING, Context, after
from bot.understanding.follow_up import complete
from bot.understanding.question import (
    AMOUNT,
    ITS_RSS,
    Group,
    GroupOf,
    Kind,
    Mention,
    Operation,
    Question,
    Target,
    Tier,
    TopicScore,
)

LULEÅ, BODEN, KALIX = (Target(Kind.MUNICIPALITY, code) for code in ("2580", "2582", "2514"))
UPPSALA, RSS_UPPSALA = Target(Kind.MUNICIPALITY, "0380"), Target(Kind.RSS, "rss-uppsala")
NORRBOTTEN = Target(Kind.COUNTY, "25")
OF_NORRBOTTEN = Group(GroupOf.MUNICIPALITIES, NORRBOTTEN)


def named(*targets: Target) -> tuple[Mention, ...]:
    return tuple(Mention("", 0, 0, (target,), Tier.EXACT) for target in targets)


def question(**changes: object) -> Question:
    return replace(Question(text="", language="sv"), **changes)  # type: ignore[arg-type]


def told(*targets: Target, year: int = 2025, **changes: object) -> Context:
    """A chat that was just told the amounts of these."""
    return after(NOTHING, question(topic=AMOUNT, mentions=named(*targets), **changes), told=(year,))


def test_a_name_is_added_to_those_talked_about() -> None:
    completed = complete(question(mentions=named(KALIX)), "lägg till KOMMUNNAMN", told(LULEÅ, BODEN))
    assert (completed.targets, completed.operation) == ((LULEÅ, BODEN, KALIX), Operation.SUM)


@pytest.mark.parametrize("text", ["utan KOMMUNNAMN?", "räkna bort KOMMUNNAMN", "excluding KOMMUNNAMN"])
def test_a_name_is_left_out_of_those_talked_about(text: str) -> None:
    context = told(LULEÅ, BODEN, KALIX, operation=Operation.SUM)
    completed = complete(question(mentions=named(KALIX)), text, context)
    assert (completed.targets, completed.operation) == ((LULEÅ, BODEN), Operation.SUM)


def test_without_is_no_leaving_out_of_whom_nobody_talked_about() -> None:
    completed = complete(question(topic=AMOUNT, mentions=named(KALIX)), "inte den utan KOMMUNNAMN", told(LULEÅ, BODEN))
    assert completed.targets == (KALIX,)


def test_the_other_is_who_was_offered_and_not_taken() -> None:
    pending = question(mentions=(Mention("", 0, 0, (LULEÅ, BODEN), Tier.SPELLING, 1),))
    asked_back = after(NOTHING, pending, asks_back=True)
    context = after(asked_back, question(topic=AMOUNT, mentions=named(BODEN)))
    assert complete(question(), "och den andra?", context).targets == (LULEÅ,)


def test_the_municipality_named_beside_its_rss_is_meant_by_the_municipality() -> None:
    mention = Mention("RSS Uppsala", 0, 11, (RSS_UPPSALA,), Tier.EXACT, alternatives=(UPPSALA,))
    context = after(NOTHING, question(topic=AMOUNT, mentions=(mention,)))
    assert complete(question(), "och kommunen", context).targets == (UPPSALA,)


@pytest.mark.parametrize("text", ["en gång till", "säkert?", "are you sure?"])
def test_doubting_an_answer_asks_it_once_more(text: str) -> None:
    completed = complete(question(), text, told(LULEÅ))
    assert (completed.topic, completed.targets) == (AMOUNT, (LULEÅ,))


def test_a_language_alone_asks_for_the_last_answer_in_it() -> None:
    completed = complete(question(language="en"), "in English please", told(LULEÅ))
    assert (completed.topic, completed.targets, completed.language) == (AMOUNT, (LULEÅ,), "en")


def test_the_year_before_is_the_one_before_the_year_told() -> None:
    assert complete(question(), "och året dessförinnan?", told(LULEÅ)).years == (2024,)
    assert complete(question(), "the year after?", told(LULEÅ, year=2024)).years == (2025,)


def test_how_much_asks_for_the_amount_whatever_was_asked_before() -> None:
    context = after(NOTHING, question(topic="formula", mentions=named(LULEÅ)))
    asked = question(topic=AMOUNT, mentions=named(BODEN))
    assert complete(asked, "hur mycket får KOMMUNNAMN?", context).topic == AMOUNT
    assert complete(asked, "och KOMMUNNAMN?", context).topic == "formula"


@pytest.mark.parametrize(
    "text", ["gäller det KOMMUNNAMN också?", "samma regler i KOMMUNNAMN?", "does that apply to KOMMUNNAMN too?"]
)
def test_whether_it_holds_for_another_asks_the_topic_again_and_no_amount(text: str) -> None:
    asked = question(topic=AMOUNT, mentions=named(BODEN))
    completed = complete(asked, text, after(NOTHING, question(topic="purpose")))
    assert (completed.topic, completed.targets) == ("purpose", (BODEN,))
    assert complete(asked, text, told(LULEÅ)).topic == AMOUNT


def test_whether_the_same_amount_holds_for_another_asks_for_its_amount() -> None:
    asked = question(topic=AMOUNT, mentions=named(BODEN))
    context = after(NOTHING, question(topic="purpose"))
    assert complete(asked, "gäller samma belopp för KOMMUNNAMN?", context).topic == AMOUNT


def test_a_bare_name_goes_on_whatever_the_classifier_takes_it_for() -> None:
    asked = question(topic="joint", mentions=named(BODEN))
    assert complete(asked, "and our neighbours in KOMMUNNAMN?", told(LULEÅ)).topic == AMOUNT


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("vilken får mer?", Operation.DIFFERENCE),
        ("which one gets the least?", Operation.DIFFERENCE),
        ("vad blir summan?", Operation.SUM),
        ("nej, båda", Operation.NONE),
    ],
)
def test_a_few_words_compute_with_those_talked_about(text: str, operation: Operation) -> None:
    completed = complete(question(topic="recipients"), text, told(LULEÅ, BODEN))
    assert (completed.topic, completed.operation, completed.targets) == (AMOUNT, operation, (LULEÅ, BODEN))


def test_the_sum_after_a_countys_list_is_the_countys() -> None:
    context = after(NOTHING, question(topic=AMOUNT, operation=Operation.GROUP_LIST, group=OF_NORRBOTTEN))
    completed = complete(question(topic="totals"), "summan då?", context)
    assert (completed.operation, completed.group) == (Operation.GROUP_SUM, OF_NORRBOTTEN)


@pytest.mark.parametrize("about", [NORRBOTTEN, LULEÅ])
def test_a_countys_municipalities_are_meant_after_the_county_and_where_the_county_is_said(about: Target) -> None:
    text = "och kommunerna?" if about.kind == Kind.COUNTY else "och kommunerna i länet?"
    completed = complete(question(topic="recipients"), text, told(about))
    assert (completed.operation, completed.group) == (Operation.GROUP_SUM, OF_NORRBOTTEN)


def test_who_was_named_in_a_declined_question_is_talked_about() -> None:
    context = after(NOTHING, question(mentions=named(LULEÅ)), asks_back=True)
    assert complete(question(topic=AMOUNT), "hur mycket får de?", context).targets == (LULEÅ,)


def test_what_an_rss_is_asks_for_no_amount() -> None:
    assert complete(question(topic="rss"), "vad är RSS?", told(LULEÅ)).topic == "rss"


def test_a_sure_topic_needs_none_of_the_grants_words_in_a_chat_about_it() -> None:
    asked = question(scores=(TopicScore("requisition", 0.9),), maybe=("requisition",))
    assert complete(asked, "behövs det någon blankett?", told(LULEÅ)).topic == "requisition"
    assert complete(asked, "behövs det någon blankett?", after(NOTHING, question())).topic is None


@pytest.mark.parametrize(
    ("before", "text", "topic"),
    [
        ("repayment", "till vem betalar man?", "repayment"),
        ("report", "till vem lämnas den?", "report"),
        ("totals", "och resten?", "totals"),
        ("decided_by", "vem undertecknade det?", "decided_by"),
        (AMOUNT, "senast när?", "requisition_deadline"),
    ],
)
def test_what_a_short_follow_up_asks_of_the_topic_before(before: str, text: str, topic: str) -> None:
    assert complete(question(), text, after(NOTHING, question(topic=before))).topic == topic


def test_a_number_alone_chooses_whatever_the_classifier_takes_it_for() -> None:
    asked = question(topic=AMOUNT, mentions=(Mention("", 0, 0, (LULEÅ, BODEN), Tier.SPELLING, 1),))
    completed = complete(question(topic="future_years"), "2", after(NOTHING, asked, asks_back=True))
    assert (completed.topic, completed.targets) == (AMOUNT, (BODEN,))


def test_the_largest_of_two_just_told_is_one_of_them() -> None:
    context = after(told(LULEÅ), question(topic=AMOUNT, mentions=named(BODEN)))
    asked = question(topic=AMOUNT, operation=Operation.HIGHEST, group=Group(GroupOf.MUNICIPALITIES))
    assert complete(asked, "störst?", context).targets == (LULEÅ, BODEN)


@pytest.mark.parametrize(("sure", "topic"), [(0.5, "skr_agreement"), (0.9, "other_references")])
def test_a_doubtful_topic_gives_way_to_the_one_talked_about(sure: float, topic: str) -> None:
    scores = (TopicScore("other_references", sure), TopicScore("skr_agreement", 0.15))
    asked = question(topic="other_references", scores=scores)
    assert complete(asked, "vilka två?", after(NOTHING, question(topic="skr_agreement"))).topic == topic


def test_a_question_that_surely_lies_outside_is_not_for_the_date_of_the_step_talked_about() -> None:
    asked = question(scores=(TopicScore("out_of_scope", 0.9), TopicScore("requisition_deadline", 0.05)))
    context = after(NOTHING, question(topic="requisition"))
    assert complete(asked, "när går färjan till Polen imorgon", context).topic is None


def test_a_name_that_corrects_the_one_before_may_be_followed_by_an_excuse() -> None:
    asked = question(mentions=named(BODEN))
    assert complete(asked, "KOMMUNNAMN ja, stavar dåligt i mobilen", told(LULEÅ)).topic == AMOUNT


def test_the_least_of_them_is_asked_of_nobody_where_nobody_was_talked_about() -> None:
    asked = question(topic=AMOUNT, operation=Operation.LOWEST, group=Group(GroupOf.MUNICIPALITIES))
    assert complete(asked, "vilken av dem får minst?", NOTHING).topic is None


def test_the_municipality_of_a_county_talked_about_does_not_end_that_countys_group() -> None:
    county = Group(GroupOf.MUNICIPALITIES, Target(Kind.COUNTY, "25"))
    context = after(after(NOTHING, question(topic=AMOUNT, group=county)), question(topic=AMOUNT, mentions=named(LULEÅ)))
    assert context.group == county


def test_those_after_a_countys_structures_are_the_structures() -> None:
    mention = Mention("Västra Götaland", 0, 15, (Target(Kind.COUNTY, "14"),), Tier.EXACT)
    context = after(NOTHING, question(topic=AMOUNT, mentions=(mention,), notes=(ITS_RSS,)))
    assert context.group == Group(GroupOf.RSS, Target(Kind.COUNTY, "14"))


def test_each_by_itself_is_asked_of_those_just_added_up() -> None:
    context = after(NOTHING, question(topic=AMOUNT, operation=Operation.SUM, mentions=named(LULEÅ, BODEN)))
    completed = complete(question(), "kan jag få dem var för sig med", context)
    assert (completed.operation, completed.targets) == (Operation.NONE, (LULEÅ, BODEN))


def test_a_comparison_goes_on_with_the_one_that_was_compared() -> None:
    compared = question(topic=AMOUNT, operation=Operation.DIFFERENCE, mentions=named(LULEÅ, BODEN))
    kiruna = Target(Kind.MUNICIPALITY, "2584")
    asked = question(topic=AMOUNT, operation=Operation.DIFFERENCE, mentions=named(kiruna))
    assert complete(asked, "och jämfört med KOMMUNNAMN?", after(NOTHING, compared)).targets == (LULEÅ, kiruna)


def test_who_is_named_after_the_grant_of_2024_is_asked_about_for_that_year() -> None:
    asked = question(topic=AMOUNT, mentions=named(LULEÅ))
    assert complete(asked, "gällde det även KOMMUNNAMN?", after(NOTHING, question(topic="year_2024"))).years == (2024,)


def test_how_much_after_the_least_of_a_county_is_asked_of_who_was_told() -> None:
    county = Mention("Norrbotten", 0, 10, (NORRBOTTEN,), Tier.EXACT)
    asked = question(topic=AMOUNT, operation=Operation.LOWEST, group=OF_NORRBOTTEN, mentions=(county,))
    context = after(NOTHING, asked, said=(KALIX,))
    assert context.focus == (KALIX,)
    most = question(topic=AMOUNT, operation=Operation.HIGHEST, group=Group(GroupOf.MUNICIPALITIES))
    assert complete(most, "vilken får mest då", context).group == OF_NORRBOTTEN


def test_who_is_named_before_more_than_stands_first() -> None:
    asked = question(topic=AMOUNT, operation=Operation.DIFFERENCE, mentions=named(BODEN))
    assert complete(asked, "har KOMMUNNAMN mer än det?", told(LULEÅ)).targets == (BODEN, LULEÅ)
    assert complete(asked, "är det mer än KOMMUNNAMN ?", told(LULEÅ)).targets == (LULEÅ, BODEN)


def test_other_money_of_those_talked_about_is_not_taken_for_their_amount() -> None:
    asked = question(per_inhabitant=True, topic="formula", operation=Operation.PER_INHABITANT)
    assert complete(asked, "hur stor är deras skuld per invånare?", told(LULEÅ)).topic is None


def test_who_agrees_and_names_whom_it_was_told_of_is_told_again() -> None:
    assert complete(question(mentions=named(LULEÅ)), "precis, KOMMUNNAMN med ett å", told(LULEÅ)).topic == AMOUNT
    assert complete(question(mentions=named(LULEÅ)), "KOMMUNNAMN är fint på våren", told(LULEÅ)).topic is None


@pytest.mark.parametrize("text", ["i KOMMUNNAMN alltså", "vi är KOMMUNNAMN", "KOMMUNNAMN"])
def test_a_name_after_a_step_without_one_is_about_that_step(text: str) -> None:
    context = after(NOTHING, question(topic="report_deadline"))
    assert complete(question(mentions=named(LULEÅ)), text, context).topic == "report_deadline"


@pytest.mark.parametrize("text", ["hur mycket blir det för båda?", "how much do both of them get?"])
def test_both_are_the_two_last_told_one_after_the_other(text: str) -> None:
    context = after(told(LULEÅ), question(topic=AMOUNT, mentions=named(BODEN)), told=(2025,))
    assert complete(question(), text, context).targets == (LULEÅ, BODEN)


@pytest.mark.parametrize(
    ("text", "target"), [("den senare", BODEN), ("the latter", BODEN), ("den förra", LULEÅ), ("bara den första", LULEÅ)]
)
def test_of_two_told_the_former_or_the_latter_is_taken(text: str, target: Target) -> None:
    assert complete(question(topic="requisition_deadline"), text, told(LULEÅ, BODEN)).targets == (target,)


@pytest.mark.parametrize("text", ["what was that money meant for?", "vad var de pengarna till?"])
def test_what_the_money_of_2024_was_for_is_asked_of_that_year(text: str) -> None:
    assert complete(question(topic="purpose"), text, told(LULEÅ, year=2024)).topic == "year_2024"
    assert complete(question(topic="purpose"), text, told(LULEÅ)).topic == "purpose"
