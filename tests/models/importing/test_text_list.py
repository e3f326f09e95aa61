"""Lists pasted from a decision."""

import pytest

from models.importing.checking import CheckedList, check_rows
from models.importing.names import KnownNames
from models.importing.text_list import read_text


def checked(text: str, names: KnownNames) -> CheckedList:
    return check_rows(read_text(text, names), names)


def amounts(found: CheckedList) -> dict[str, int]:
    return {entry.place.code: entry.amount for entry in found.entries}


def test_a_pasted_decision_gives_every_amount_and_no_problem(
    decision: str, decision_amounts: dict[str, int], names: KnownNames
) -> None:
    found = checked(decision, names)
    assert found.problems == ()
    assert amounts(found) == decision_amounts
    assert [total.amount for total in found.totals] == [15_463_841, 3_907_407]


def test_the_annex_printing_staffanstorps_means_staffanstorp(decision: str, names: KnownNames) -> None:
    row = next(entry for entry in checked(decision, names).entries if entry.place.name == "Staffanstorp")
    assert row.printed_name == "Staffanstorps"


def test_runs_of_spaces_separate_as_tabs_do(decision: str, decision_amounts: dict[str, int], names: KnownNames) -> None:
    found = checked(decision.replace("\t", "      "), names)
    assert (found.problems, amounts(found)) == ((), decision_amounts)


def test_a_single_space_before_the_amount_is_enough_within_a_table(
    decision: str, decision_amounts: dict[str, int], names: KnownNames
) -> None:
    found = checked(decision.replace("\t", " "), names)
    assert (found.problems, amounts(found)) == ((), decision_amounts)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_numbers_are_those_of_an_editor(ending: str, decision: str, names: KnownNames) -> None:
    text = decision.replace("Kiruna\t2672587", "Kirunna\t2672587").replace("\n", ending)
    (problem,) = checked(text, names).problems
    assert problem.line == 1 + decision[: decision.index("Kiruna\t")].count("\n")
    assert "did you mean Kiruna?" in problem.error


def test_a_table_without_a_header_begins_with_its_first_row(names: KnownNames) -> None:
    found = checked("Ett brev, 1 500 000 kronor.\n\nHabo  1 893 063\nHåbo  2 718 059\n", names)
    assert amounts(found) == {"0643": 1_893_063, "0305": 2_718_059}


def test_an_unknown_name_in_the_first_row_is_an_error_and_not_prose(names: KnownNames) -> None:
    found = checked("Kirunna\t2 672 587\nHabo\t1 893 063\n", names)
    assert [problem.line for problem in found.problems] == [1]


def test_a_list_of_unknown_names_alone_is_reported_row_by_row(names: KnownNames) -> None:
    found = checked("Kirunna\t2 672 587\nHabbo\t1 893 063\n", names)
    assert [problem.line for problem in found.problems] == [1, 2]


@pytest.mark.parametrize("row", ["Kiruna\t", "Kiruna", "Kiruna   "])
def test_a_recipient_without_an_amount_is_an_error(row: str, names: KnownNames) -> None:
    (problem,) = checked(f"Kommun\tBelopp, kr\nHabo\t1 893 063\n{row}\n", names).problems
    assert (problem.line, problem.error) == (3, "Kiruna: the amount is missing")


PAGE_BREAKS = [
    *("Sida 7", "sid 7", "7", "7 (12)", "7/12", "7 av 12", "- 7 -", "Bilaga 1"),
    *("Regeringsbeslut  II:3", "Regeringsbeslut\t7 (12)", "S2026/00001", "-----", "<hr/>"),
]


@pytest.mark.parametrize("header", PAGE_BREAKS)
def test_what_a_page_break_leaves_behind_is_no_row(header: str, names: KnownNames) -> None:
    found = checked(f"Kommun  Belopp, kr\nHabo  1 893 063\n{header}\nKommun  Belopp, kr\nKiruna  2 672 587\n", names)
    assert (found.problems, amounts(found)) == ((), {"0643": 1_893_063, "2584": 2_672_587})


def test_a_code_before_the_name_is_compared_with_it(names: KnownNames) -> None:
    found = checked("Kod\tKommun\tBelopp\n2584\tKiruna\t2 672 587\n0643\tHåbo\t1 893 063\n", names)
    assert [problem.error for problem in found.problems] == ["the code 0643 is that of Habo, not of Håbo"]


def test_a_grand_total_right_beneath_a_total_counts_and_one_after_prose_does_not(names: KnownNames) -> None:
    table = "Kommun\tBelopp\nHabo\t1 893 063\nSumma\t1 893 063\n"
    (problem,) = checked(f"{table}\nTotalt\t9 000 000\n", names).problems
    assert problem.line == 5
    assert checked(f"{table}Av annat anslag betalas:\nTotalt\t9 000 000\n", names).problems == ()


def test_a_header_with_further_columns_says_which_holds_the_amount(names: KnownNames) -> None:
    tabs = "Bilaga\nKommun\tFolkmängd\tBelopp\tAnm.\nHabo\t12 300\t1 893 063\t\nKiruna\t22 400\t2 672 587\t*\n"
    for text in (tabs, "Brev\nBelopp, kr\tKommun\n1 893 063\tHabo\n2 672 587\tKiruna\n"):
        assert amounts(checked(text, names)) == {"0643": 1_893_063, "2584": 2_672_587}


def test_prose_alone_holds_no_rows(names: KnownNames) -> None:
    assert (
        list(read_text("Kommunerna får 1 145 500 000 kronor.\nStockholm\nKiruna och Habo får medel 2025.", names)) == []
    )


def test_lines_without_end_are_read_in_bounded_time(names: KnownNames) -> None:
    long = "x " * 500_000 + "1 " * 500_000
    found = checked(f"Brev\n{long}\nHabo  1 893 063\n{long}\n" + "Okänd  12 345 678\n" * 3, names)
    assert len(found.entries) == 1
    assert [problem.line for problem in found.problems] == [5, 6, 7]
