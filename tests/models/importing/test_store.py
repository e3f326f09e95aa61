"""What an import changes, on both backends: everything, or nothing."""

import asyncio
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from models.catalogue.programmes import load_catalogue
from models.database import Database
from models.facts import Facts, FactsCache, Grant
from models.importing.checking import check_rows
from models.importing.difference import Difference
from models.importing.file import read_list
from models.importing.listing import UnreadableListError
from models.importing.names import KnownNames
from models.importing.store import import_list


async def facts_of(database: Database) -> Facts:
    return await FactsCache(database, load_catalogue()).current()


def grant_of(facts: Facts, year: int) -> Grant:
    grant = facts.of_year(year)
    assert grant is not None
    return grant


async def imported(database: Database, path: Path, year: int = 2026, *, dry_run: bool = False) -> Difference:
    facts = await facts_of(database)
    names = KnownNames(facts)
    checked = await asyncio.to_thread(lambda: check_rows(read_list(path, names), names))
    return await import_list(database, facts, grant_of(facts, year), checked, dry_run=dry_run)


async def amounts(database: Database, year: int = 2026) -> dict[str, int]:
    return dict(grant_of(await facts_of(database), year).amounts)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def test_a_list_is_stored_as_it_stands(
    database: Database, tmp_path: Path, decision: str, decision_amounts: dict[str, int]
) -> None:
    found = await imported(database, written(tmp_path / "list.txt", decision))
    assert {change.place.code: change.after for change in found.new} == decision_amounts
    assert await amounts(database) == decision_amounts
    assert (found.listed, found.stated) == (sum(decision_amounts.values()), 15_463_841 + 3_907_407)


async def test_a_dry_run_shows_the_same_and_stores_nothing(database: Database, tmp_path: Path, decision: str) -> None:
    found = await imported(database, written(tmp_path / "list.txt", decision), dry_run=True)
    assert len(found.new) == 11
    assert await amounts(database) == {}


async def test_the_same_list_again_changes_nothing_not_even_the_revision(
    database: Database, tmp_path: Path, decision: str
) -> None:
    path = written(tmp_path / "list.txt", decision)
    await imported(database, path)
    before = await facts_of(database)
    found = await imported(database, path)
    assert (found.new, found.changed, found.gone) == ((), (), ())
    assert (await facts_of(database)).revision == before.revision


async def test_new_changed_and_gone_are_told_apart(database: Database, tmp_path: Path) -> None:
    await imported(database, written(tmp_path / "1.csv", "kommun,belopp\nKiruna,100\nHabo,200\nVara,300\n"))
    found = await imported(database, written(tmp_path / "2.csv", "kommun,belopp\nKiruna,100\nHabo,250\nBerg,1\n"))
    assert [(c.place.name, c.before, c.after) for c in found.changed] == [("Habo", 200, 250)]
    assert [(c.place.name, c.after) for c in found.new] == [("Berg", 1)]
    assert [(c.place.name, c.before) for c in found.gone] == [("Vara", 300)]
    assert await amounts(database) == {"2584": 100, "0643": 250, "2326": 1}


async def test_a_list_of_municipalities_leaves_the_rss_their_amounts(database: Database, tmp_path: Path) -> None:
    before = await amounts(database, 2025)
    rows = [f"{code};{amount}" for code, amount in before.items() if code.isdecimal()]
    found = await imported(database, written(tmp_path / "m.csv", "\n".join(["kommun;belopp", *rows])), 2025)
    assert (found.gone, found.listed, found.stated) == ((), 1_145_499_999, 1_145_500_000)
    assert await amounts(database, 2025) == before


async def test_a_fragment_cannot_replace_a_decision_whose_total_is_known(database: Database, tmp_path: Path) -> None:
    before = await amounts(database, 2025)
    found = await imported(database, written(tmp_path / "f.csv", "kommun;belopp\nKiruna;2672587\n"), 2025)
    assert "the grant states 1 145 500 000 kr" in found.problems[0].error
    assert await amounts(database, 2025) == before


async def test_a_total_in_the_list_becomes_the_grants(database: Database, tmp_path: Path) -> None:
    await imported(database, written(tmp_path / "t.csv", "kommun;belopp\nKiruna;100\nHabo;100\nSumma;201\n"))
    grant = grant_of(await facts_of(database), 2026)
    assert (grant.row["stated_municipalities"], grant.row["stated_rss"]) == (201, None)


async def test_an_announced_grant_of_one_year_counts_as_decided_once_it_has_amounts(
    database: Database, tmp_path: Path
) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE programme SET last_year = 2026 WHERE year = 2026"))
    await imported(database, written(tmp_path / "t.csv", "kommun;belopp\nKiruna;100\n"))
    assert grant_of(await facts_of(database), 2026).is_decided


async def test_amounts_of_a_grant_for_several_years_are_never_told_for_the_later_ones(
    database: Database, tmp_path: Path
) -> None:
    await imported(database, written(tmp_path / "t.csv", "kommun;belopp\nKiruna;100\n"))
    facts = await facts_of(database)
    first, later = facts.of_year(2026), facts.of_year(2027)
    assert first is not None
    assert later is not None
    assert (dict(first.amounts), dict(later.amounts)) == ({"2584": 100}, {})
    assert not later.is_decided


@pytest.mark.parametrize(
    "content",
    [
        "kommun,belopp\nKiruna,100\nHabo,200\n",
        "\ufeffRecipient;Amount\r\nKiruna;100\r\nHabo;200\r\n",
        "Kod\tMottagare\tBelopp, kr\n2584\tKiruna kommun\t100\n643\tHabo\t200\nSumma\t\t300\n",
        'Kommun;Befolkning;"Belopp (kr)"\nKiruna;22000;"100"\nHabo;12000;200\n;;300\n',
        "municipality,amount\n2584,100\n0643,200\n",
        "sep=;\r\nKommun;Belopp, kr\r\nKiruna;100\r\nHabo;200\r\n",
        "Bidraget 2026;\n;\nKommun;Belopp\nKiruna;100\nHabo;200\n",
        "Kommun;Belopp\nKi\u00adru\u200bna;\u200e100\nHabo;200\ufeff\n",
    ],
)
async def test_csv_is_read_with_each_delimiter_and_header(
    content: str, sqlite_database: Database, tmp_path: Path
) -> None:
    found = await imported(sqlite_database, written(tmp_path / "list.csv", content))
    assert found.problems == ()
    assert await amounts(sqlite_database) == {"2584": 100, "0643": 200}


async def test_a_workbook_is_read_from_every_sheet_with_the_two_columns(
    sqlite_database: Database, tmp_path: Path
) -> None:
    content = workbook(
        [["Om denna fil"], ["Skapad", datetime(2026, 1, 1)]],  # noqa: DTZ001 a spreadsheet knows no zone
        [["Tabell 1"], [], ["Kommun", "Belopp"], ["Kiruna", 100], ["Habo", 200.0], ["Håbo", "3 000"], ["Summa", 3300]],
        [["RSS", "Belopp"], ["Skåne län", 10], ["RSS Skåne", 10]],
    )
    found = await imported(sqlite_database, written(tmp_path / "list.xlsx", content))
    assert found.problems == ()
    assert await amounts(sqlite_database) == {"2584": 100, "0643": 200, "0305": 3000, "rss-skane": 10}


@pytest.mark.parametrize(
    "between", ["\t", "      ", " "], ids=lambda between: f"{len(between)} {'tab' if between == chr(9) else 'spaces'}"
)
async def test_a_pasted_table_that_begins_with_its_header_is_no_csv(
    between: str, sqlite_database: Database, tmp_path: Path
) -> None:
    lines = ["Kommun|Belopp, kr", "Kiruna|2 672 587", "", "Sida 7 (12)", "Kommun|Belopp, kr", "Habo|1 893 063"]
    content = "\n".join(lines).replace("|", between)
    found = await imported(sqlite_database, written(tmp_path / "paste.txt", content))
    assert found.problems == ()
    assert await amounts(sqlite_database) == {"2584": 2_672_587, "0643": 1_893_063}


def test_a_sheet_that_nobody_sees_is_not_read(tmp_path: Path, names: KnownNames) -> None:
    book = openpyxl.Workbook()
    for title, state, amount in (("I år", "visible", 5), ("Förra året", "hidden", 4), ("Hjälp", "veryHidden", 3)):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(["Kommun", "Belopp"])
        sheet.append(["Kiruna", amount])
    book.save(tmp_path / "list.xlsx")
    assert [row.amount for row in read_list(tmp_path / "list.xlsx", names)] == ["5"]


def test_a_formula_without_a_stored_value_is_told_of(tmp_path: Path, names: KnownNames) -> None:
    path = written(tmp_path / "list.xlsx", workbook([["Kommun", "Belopp"], ["Kiruna", "=1+1"]]))
    (problem,) = check_rows(read_list(path, names), names).problems
    assert problem.error.endswith("the amount is missing; save the workbook anew if a formula stands there")


async def test_a_workbook_names_the_sheet_and_row_of_each_problem(sqlite_database: Database, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kommun", "Belopp"], ["Kiruna", 12.5], ["Habo", True], ["Håbo", None], ["Vara", -3]]
    found = await imported(sqlite_database, written(tmp_path / "list.xlsx", workbook(rows)))
    assert [problem.line for problem in found.problems] == [2, 3, 4, 5]
    assert found.problems[0].error == "sheet 'Sheet1': Kiruna: the amount 12.5 is not in whole kronor"


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("empty.csv", b"", None, "is empty"),
        ("blank.txt", b" \n\n", None, "is empty"),
        ("mark.csv", b"\xef\xbb\xbf\r\n", None, "is empty"),
        ("header.csv", b"kommun,belopp\n", None, "no list"),
        ("prose.txt", b"Nothing here\n", None, "no list"),
        ("headless.csv", b"Kiruna,5\n", 1, "name the columns"),
        ("twice.csv", b"kommun,belopp 2024,belopp 2025\nKiruna,1,2\n", 1, "two columns of amounts"),
        ("wide.csv", b"kommun,belopp\nKiruna,2,672,587\n", 2, "4 columns"),
        ("quote.csv", b'kommun,belopp\nHabo,1\n"Kiruna" x,5\n', 3, "no valid CSV"),
        ("latin.csv", "kommun,belopp\nHåbo,5\n".encode("latin-1"), 2, "save it as UTF-8"),
        ("utf16.csv", "kommun,belopp\nHåbo,5\n".encode("utf-16"), 1, "UTF-16"),
        ("scan.pdf", b"%PDF-1.7\n%\xe2\xe3", None, "is a PDF"),
        ("scan.png", b"\x89PNG\r\n\x1a\n", None, "is a picture"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", None, "old Excel"),
        ("noise.bin", bytes(range(256)), None, "binary"),
        ("broken.xlsx", b"PK\x03\x04 and nothing more", None, "Excel"),
        ("sheet.xlsx", workbook([["Kiruna", 5]]), None, "no list"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_without_a_usable_list_is_said_so(
    *, name: str, content: bytes, line: int | None, reason: str, tmp_path: Path, names: KnownNames
) -> None:
    with pytest.raises(UnreadableListError, match=reason) as caught:
        check_rows(read_list(written(tmp_path / name, content), names), names)
    assert caught.value.line == line


def test_a_missing_file_and_a_folder_are_said_so(tmp_path: Path, names: KnownNames) -> None:
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(UnreadableListError, match="can't be read"):
            list(read_list(path, names))


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path, names: KnownNames) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(UnreadableListError, match="larger than 20 MB"):
        list(read_list(path, names))


def test_a_small_workbook_that_unpacks_to_a_large_one_is_refused(tmp_path: Path, names: KnownNames) -> None:
    import zipfile

    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b" " * 101_000_000)
    with pytest.raises(UnreadableListError, match="unpacks to 101 MB"):
        list(read_list(path, names))


async def test_progress_is_told_while_a_long_list_is_read(tmp_path: Path, names: KnownNames) -> None:
    path = written(tmp_path / "long.csv", "kommun,belopp\n" + "Kiruna,5\n" * 2000)
    reached: list[int] = []
    assert len(list(read_list(path, names, reached.append))) == 2000
    assert reached == [2, 502, 1002, 1502]
