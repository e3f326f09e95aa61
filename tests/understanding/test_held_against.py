"""Comparisons with what was told before: us and them, one named and the other, a year and the one before."""

import pytest

from bot.understanding.conversation import NOTHING, Context, after
from bot.understanding.follow_up import complete
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Target
from tests.understanding.test_follow_ups import named, question, told

ORSA, MORA, RÄTTVIK = (Target(Kind.MUNICIPALITY, code) for code in ("2034", "2062", "2031"))
ALL = Group(GroupOf.MUNICIPALITIES)


def ours_then(*targets: Target) -> Context:
    """A chat that was told our amount, Orsa's, and then that of others."""
    ours = after(NOTHING, question(topic=AMOUNT, own=True, mentions=named(ORSA)), told=(2025,))
    return after(ours, question(topic=AMOUNT, mentions=named(*targets)), told=(2025,))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("alltså får vi mer än dom", (ORSA, MORA)),
        ("är deras större än vårt?", (MORA, ORSA)),
        ("får vi mindre än grannen?", (ORSA, MORA)),
        ("do they get less than us?", (MORA, ORSA)),
    ],
)
def test_we_are_held_against_those_told_last(text: str, held: tuple[Target, ...]) -> None:
    asked = question(own=True, operation=Operation.DIFFERENCE, topic="repayment")
    completed = complete(asked, text, ours_then(MORA))
    assert (completed.topic, completed.operation, completed.targets) == (AMOUNT, Operation.DIFFERENCE, held)


def test_we_are_held_against_nobody_where_it_is_not_known_who_we_are() -> None:
    asked = question(own=True, operation=Operation.DIFFERENCE)
    assert ORSA not in complete(asked, "får vi mer än de?", told(MORA)).targets


@pytest.mark.parametrize(
    ("text", "note"), [("så KOMMUNNAMN får alltså mer?", "more"), ("does KOMMUNNAMN come out lower?", "less")]
)
def test_who_is_said_to_get_more_is_held_against_the_other_one(text: str, note: str) -> None:
    completed = complete(question(topic=AMOUNT, mentions=named(MORA)), text, told(ORSA))
    assert (completed.operation, completed.targets, completed.notes) == (Operation.DIFFERENCE, (MORA, ORSA), (note,))


def test_who_is_said_to_get_the_least_of_them_is_held_against_the_other_one() -> None:
    asked = question(topic=AMOUNT, mentions=named(MORA), operation=Operation.RANK)
    completed = complete(asked, "okej så KOMMUNNAMN får minst av dem", told(ORSA))
    assert (completed.operation, completed.targets, completed.notes) == (Operation.DIFFERENCE, (MORA, ORSA), ("less",))


def test_how_much_more_somebody_gets_names_nobody_to_hold_it_against() -> None:
    asked = question(topic=AMOUNT, mentions=named(MORA))
    assert complete(asked, "hur mycket mer skulle KOMMUNNAMN behöva?", told(ORSA)).operation == Operation.NONE


@pytest.mark.parametrize("text", ["hur mycket mer än 2024 är det för dem?", "skillnaden mot 2024?"])
def test_an_earlier_year_is_held_against_the_year_told(text: str) -> None:
    asked = question(topic="year_2024", years=(2024,), operation=Operation.DIFFERENCE)
    completed = complete(asked, text, told(MORA))
    assert (completed.topic, completed.years, completed.targets) == (AMOUNT, (2024, 2025), (MORA,))


@pytest.mark.parametrize("text", ["hur mycket har det ökat med?", "how much has it gone up?"])
def test_a_rise_is_from_the_year_before(text: str) -> None:
    assert complete(question(), text, told(MORA)).years == (2024, 2025)


def test_the_difference_after_two_years_of_one_is_between_these() -> None:
    context = after(told(MORA, year=2024), question(topic=AMOUNT, mentions=named(MORA), years=(2025,)), told=(2025,))
    completed = complete(question(topic="formula", operation=Operation.DIFFERENCE), "skillnaden?", context)
    assert (completed.topic, completed.years) == (AMOUNT, (2024, 2025))


@pytest.mark.parametrize("text", ["blir det mer 2027?", "hur mycket har kommunerna ökat i hela landet?"])
def test_a_later_year_and_the_whole_country_are_held_against_nothing_told(text: str) -> None:
    years = (2027,) if "2027" in text else ()
    asked = question(topic="future_years", years=years, operation=Operation.DIFFERENCE)
    assert complete(asked, text, told(MORA)).years == years


@pytest.mark.parametrize(
    "text",
    [
        "My boss has just joined, sorry: which of the two is larger?",
        "vilken av de här två ligger högst?",
        "which one of these two receives less?",
        "tack ska ni ha. vem av dom får störst belopp?",
    ],
)
def test_which_of_two_is_larger_is_asked_of_those_told_behind_whatever_is_said(text: str) -> None:
    completed = complete(question(), text, told(ORSA, MORA))
    assert (completed.operation, completed.targets) == (Operation.DIFFERENCE, (ORSA, MORA))


def test_the_least_right_after_a_list_is_the_least_of_the_list() -> None:
    asked = question(topic=AMOUNT, operation=Operation.LOWEST, group=ALL)
    assert complete(asked, "och vem ligger i botten?", told(ORSA, MORA, RÄTTVIK)).targets == (ORSA, MORA, RÄTTVIK)
    assert complete(asked, "och vilken kommun ligger i botten?", told(ORSA, MORA)).group == ALL


@pytest.mark.parametrize(
    ("text", "operation", "notes"),
    [
        ("ligger de över oss?", Operation.NONE, ("more",)),
        ("då är vi alltså minst?", Operation.LOWEST, ("less",)),
        ("vem får minst, vi eller dom?", Operation.LOWEST, ()),
        ("vi får alltså mindre?", Operation.NONE, ("less",)),
    ],
)
def test_us_and_them_are_held_against_each_other_however_it_is_put(
    text: str, operation: Operation, notes: tuple[str, ...]
) -> None:
    asked = question(own=True, operation=operation, group=None if operation == Operation.NONE else ALL)
    completed = complete(asked, text, ours_then(MORA))
    assert (completed.operation, set(completed.targets)) == (Operation.DIFFERENCE, {ORSA, MORA})
    assert (completed.notes, completed.group) == (notes, None)


@pytest.mark.parametrize("text", ["kan vi få mer?", "är vi minst i landet?"])
def test_more_money_for_us_and_our_place_in_the_country_are_no_comparison_with_them(text: str) -> None:
    assert complete(question(own=True), text, ours_then(MORA)).operation == Operation.NONE


def test_the_average_of_those_told_is_theirs_and_leaves_them_to_be_asked_about() -> None:
    asked = question(topic=AMOUNT, operation=Operation.MEAN, group=ALL)
    completed = complete(asked, "vad blir snittet för dem?", told(ORSA, MORA, RÄTTVIK))
    assert completed.group == Group(GroupOf.MENTIONED)
    assert completed.targets == (ORSA, MORA, RÄTTVIK)
    assert after(told(ORSA, MORA, RÄTTVIK), completed).group is None


@pytest.mark.parametrize(
    "text",
    ["hur mycket har skatten ökat?", "ska vi redovisa mer än de?", "får vi behålla mer än de som betalar tillbaka?"],
)
def test_what_rises_or_is_more_beside_the_amounts_is_no_comparison_of_them(text: str) -> None:
    own = text.startswith(("ska", "får"))
    asked = question(own=own, operation=Operation.DIFFERENCE if own else Operation.NONE)
    completed = complete(asked, text, ours_then(MORA))
    assert (completed.years, completed.targets) == ((), ())
