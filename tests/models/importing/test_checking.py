"""Rows matched to recipients, and sums compared with their rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.facts import Facts
from models.importing.amounts import AmountError, grouped, kronor_from
from models.importing.checking import MOST_PROBLEMS, CheckedList, check_rows
from models.importing.listing import ListedRow
from models.importing.names import KnownNames


def check(names: KnownNames, *rows: tuple[str, str]) -> CheckedList:
    return check_rows((ListedRow(line, name, amount) for line, (name, amount) in enumerate(rows, start=1)), names)


def errors(found: CheckedList) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.error) for problem in found.problems]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2007", "\u2009", "\u202f"])
@given(amount=st.integers(min_value=0, max_value=10**12))
def test_an_amount_is_read_whatever_space_sets_its_thousands_apart(space: str, amount: int) -> None:
    assert kronor_from(grouped(amount).replace(" ", space)) == amount
    assert kronor_from(f"{amount} kr") == amount


@given(text=st.text(max_size=40))
def test_no_text_is_read_as_an_amount_that_it_does_not_print(text: str) -> None:
    try:
        amount = kronor_from(text)
    except AmountError:
        return
    assert str(amount) == "".join(c for c in text if c.isdecimal()).lstrip("0") or amount == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("-5", "negative"),
        ("−5 000", "negative"),
        ("12,50", "not in whole kronor"),
        ("12.50", "not in whole kronor"),
        ("5 08 774", "no amount"),
        ("5.086.774", "no amount"),
        ("1e6", "no amount"),
        ("٣", "no amount"),
        ("9" * 5000, "larger than any grant"),
    ],
)
def test_what_is_no_amount_in_whole_kronor_is_said_so(text: str, reason: str) -> None:
    with pytest.raises(AmountError, match=reason):
        kronor_from(text)


def test_every_form_that_the_catalogue_lists_finds_its_municipality_and_no_two_share_one(
    facts: Facts, names: KnownNames
) -> None:
    for place in facts.places.values():
        for form in (place.name, place.official_name, place.name.upper(), f"  {place.name} ", place.code):
            assert names.find(form) is place
    assert names.find("Göteborgs Stad") is facts.places["1480"]
    assert names.find("Region Gotland") is facts.places["0980"]


def test_genitives_are_a_closed_list_so_that_borås_never_loses_its_s(names: KnownNames) -> None:
    assert [names.find(name) is not None for name in ("Staffanstorps", "Kirunas", "Borås", "Grums")] == [True] * 4
    assert [names.find(name) for name in ("Borå", "Grum", "Boråss", "Staffanstorpss")] == [None] * 4


@pytest.mark.parametrize("name", ["Kirunna", "Goteborg", "Kiruna*", "Fyrbodal", "Visby", "Kiruna Habo"])
def test_names_are_matched_strictly(name: str, names: KnownNames) -> None:
    assert names.find(name) is None


def test_habo_and_håbo_are_two_also_when_the_ring_is_a_letter_of_its_own(names: KnownNames) -> None:
    decomposed = names.find("Ha\u030abo")
    habo = names.find("HABO")
    assert decomposed is not None
    assert habo is not None
    assert (decomposed.code, habo.code) == ("0305", "0643")


def test_each_unusable_row_is_named_with_its_line(names: KnownNames) -> None:
    found = check(
        names, ("Kiruna", "5"), ("Kirunna", "5"), ("Habo", "-5"), ("Håbo", "12,50"), ("Vara", ""), ("Kiruna", "6")
    )
    assert errors(found) == [
        (2, "'Kirunna' is no municipality or RSS; did you mean Kiruna?"),
        (3, "Habo: the amount -5 is negative"),
        (4, "Håbo: the amount 12,50 is not in whole kronor"),
        (5, "Vara: the amount is missing"),
        (6, "Kiruna stands in the list twice, first in line 1"),
    ]
    assert not found.understood


def test_a_list_of_nonsense_ends_after_a_hundred_problems(names: KnownNames) -> None:
    found = check(names, *[("xyzxyzxyz", "1")] * 5000)
    assert len(found.problems) == MOST_PROBLEMS + 1


def test_a_total_may_miss_its_rows_by_half_a_krona_each(names: KnownNames) -> None:
    rows = [("Kiruna", "100"), ("Habo", "100")]
    assert check(names, *rows, ("Summa", "201")).problems == ()
    assert errors(check(names, *rows, ("Summa", "202"))) == [
        (3, "the 2 rows sum to 200 kr, but 202 kr is stated: 2 kr apart, which rounding of 2 rows does not explain")
    ]


def test_one_row_is_not_called_rows(names: KnownNames) -> None:
    assert errors(check(names, ("Kiruna", "100"), ("Summa", "102"))) == [
        (2, "the 1 row sums to 100 kr, but 102 kr is stated: 2 kr apart, which rounding of 1 row does not explain")
    ]


def test_a_total_before_the_rows_counts_for_the_whole_list(names: KnownNames) -> None:
    assert check(names, ("Samtliga", "200"), ("Kiruna", "100"), ("Habo", "100")).problems == ()
    assert [line for line, _ in errors(check(names, ("Samtliga", "300"), ("Kiruna", "100")))] == [1]


def test_a_total_after_a_total_is_that_of_all(names: KnownNames) -> None:
    rows = [("Kiruna", "100"), ("Summa", "100"), ("RSS Skåne", "10"), ("Summa", "10")]
    assert check(names, *rows, ("Totalt", "110")).problems == ()
    assert [line for line, _ in errors(check(names, *rows, ("Totalt", "10")))] == [5]


def test_a_county_states_the_sum_of_the_rss_beneath_it(names: KnownNames) -> None:
    rss = [("RSS Fyrbodal", "100"), ("RSS Skaraborg", "100")]
    assert check(names, ("Västra Götalands län", "201"), *rss).problems == ()
    found = errors(check(names, ("Västra Götalands län", "250"), *rss, ("Skåne län", "7"), ("RSS Skåne", "9")))
    assert [line for line, _ in found] == [1, 4]
    assert found[0][1].startswith("Västra Götalands län: the 2 rows sum to 200 kr")


def test_a_county_without_rss_receives_nothing(names: KnownNames) -> None:
    ((line, error),) = errors(check(names, ("Kiruna", "5"), ("Norrbottens län", "5")))
    assert line == 2
    assert "receives nothing itself" in error


def test_a_county_without_an_amount_is_a_heading(names: KnownNames) -> None:
    assert check(names, ("Norrbottens län", ""), ("Kiruna", "5")).problems == ()
