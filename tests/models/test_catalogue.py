"""Every row of the catalogue against the facts of the decision."""

from collections import Counter
from pathlib import Path

import pytest

from models.allocation import is_rounding
from models.catalogue import places
from models.catalogue.programmes import BUILT_IN, CatalogueError, load_catalogue
from models.catalogue.reconstruction import (
    Member,
    implied_inhabitants,
    reconstructed_amount,
    reconstructed_rss,
    rule_from,
)
from models.catalogue.seed import seed
from models.database import Database
from models.facts import Facts, FactsCache

CATALOGUE = load_catalogue()
DECISION = CATALOGUE["omstallning-2025"]
AMOUNTS = {row.recipient: row.amount for row in DECISION.allocations()}
MUNICIPALITIES = {row.code: row for row in places.municipalities()}
RSS = {row.code: row for row in places.rss()}


def test_kiruna_may_requisition_2_672_587_kronor_in_2025(facts: Facts) -> None:
    grant = facts.newest()
    assert grant is not None
    assert (grant.slug, grant.amounts["2584"]) == ("omstallning-2025", 2_672_587)


def test_both_annexes_list_every_recipient_once_in_the_order_of_their_codes() -> None:
    listed = [row.recipient for row in DECISION.allocations()]
    assert listed[:290] == sorted(MUNICIPALITIES) == list(MUNICIPALITIES)
    assert listed[290:] == list(RSS)
    assert (len(MUNICIPALITIES), len(RSS)) == (290, 24)


def test_annex_1_lists_one_krona_less_than_it_states_and_that_is_rounding() -> None:
    figures = DECISION.figures
    listed = sum(AMOUNTS[code] for code in MUNICIPALITIES)
    assert (listed, figures["municipalities"]) == (1_145_499_999, 1_145_500_000)
    assert listed == figures["municipalities_listed"]
    assert figures["municipalities"] - listed == figures["rounding_difference"] == 1
    assert is_rounding(listed, figures["municipalities"], len(MUNICIPALITIES))


def test_annex_2_lists_what_it_states() -> None:
    listed = sum(AMOUNTS[code] for code in RSS)
    assert listed == DECISION.figures["rss"] == DECISION.figures["rss_listed"] == 23_000_000


def test_the_parts_of_the_decision_sum_to_its_total() -> None:
    figures = DECISION.figures
    assert figures["municipalities"] + figures["rss"] + figures["authority"] == figures["total"] == 1_170_000_000


def test_rounding_is_half_a_krona_a_row_and_no_more() -> None:
    assert is_rounding(1_145_500_145, 1_145_500_000, 290)
    assert not is_rounding(1_145_500_146, 1_145_500_000, 290)


def test_annex_1_prints_staffanstorps_and_every_other_name_as_it_is() -> None:
    names = {code: row.name for code, row in [*MUNICIPALITIES.items(), *RSS.items()]}
    differing = {row.printed_name for row in DECISION.allocations() if row.printed_name != names[row.recipient]}
    assert differing == {"Staffanstorps"}


def test_every_row_of_annex_1_follows_the_reconstructed_rule_to_the_krona() -> None:
    rule = rule_from(DECISION.reconstruction)
    inhabitants = {code: implied_inhabitants(AMOUNTS[code], rule) for code in MUNICIPALITIES}
    assert {code: reconstructed_amount(count, rule) for code, count in inhabitants.items()} == {
        code: AMOUNTS[code] for code in MUNICIPALITIES
    }
    assert sum(inhabitants.values()) == 10_587_140
    assert sum(count >= rule.threshold for count in inhabitants.values()) == 20


def test_the_implied_inhabitants_are_within_one_per_cent_of_the_published_ones() -> None:
    rule = rule_from(DECISION.reconstruction)
    for code, row in MUNICIPALITIES.items():
        assert implied_inhabitants(AMOUNTS[code], rule) == pytest.approx(row.population[2024], rel=0.01), row.name


def test_every_row_of_annex_2_follows_the_reconstructed_rule_to_the_krona() -> None:
    values = {key: int(value) for key, value in DECISION.reconstruction.items() if key.startswith("rss_")}
    members = [
        Member(row.rss_code, row.county_code, row.population[values["rss_population_year"]])
        for row in MUNICIPALITIES.values()
    ]
    computed = reconstructed_rss(
        members, values["rss_per_county"], values["rss_shared_by_largest"], values["rss_sharing_counties"]
    )
    assert computed == {code: AMOUNTS[code] for code in RSS}


def test_annex_2_does_not_come_out_with_another_years_population() -> None:
    members = [Member(row.rss_code, row.county_code, row.population[2024]) for row in MUNICIPALITIES.values()]
    assert reconstructed_rss(members, 1_000_000, 2_000_000, 3)["rss-fyrbodal"] != AMOUNTS["rss-fyrbodal"]


def test_a_code_begins_with_its_county_and_every_county_has_its_rss() -> None:
    counties = places.counties()
    assert len(counties) == DECISION.figures["county_count"] == 21
    assert {code[:2] for code in MUNICIPALITIES} == {row.county_code for row in RSS.values()} == set(counties)
    for code, row in MUNICIPALITIES.items():
        assert row.county_code == code[:2]
        assert RSS[row.rss_code].county_code == row.county_code


def test_only_västra_götaland_has_several_rss_and_they_share_its_49_municipalities() -> None:
    shared = Counter(row.county_code for row in RSS.values())
    assert {county: count for county, count in shared.items() if count > 1} == {"14": 4}
    members = Counter(row.rss_code for row in MUNICIPALITIES.values() if row.county_code == "14")
    assert members == {
        "rss-fyrbodal": 14,
        "rss-skaraborg": 15,
        "rss-borasregionen": 8,
        "rss-goteborgsregionen": 12,
    }


def test_kungsbacka_and_varberg_count_to_rss_halland() -> None:
    assert {MUNICIPALITIES[code].rss_code for code in ("1384", "1383")} == {"rss-halland"}


def test_2024_gives_each_municipality_650_000_kronor_and_leaves_the_rest_unexplained() -> None:
    data = CATALOGUE["omstallning-2024"]
    rows = data.allocations()
    assert {row.recipient for row in rows} == set(MUNICIPALITIES)
    assert {row.amount for row in rows} == {650_000} == {data.figures["per_municipality"]}
    assert sum(row.amount for row in rows) == data.figures["allocations_listed"] == 188_500_000
    assert data.figures["total"] == 200_000_000
    assert data.reference is None


def test_2026_to_2028_is_announced_without_amounts() -> None:
    data = CATALOGUE["omstallning-2026-2028"]
    assert (data.status, data.year, data.last_year, data.figures["yearly"]) == ("announced", 2026, 2028, 2_220_000_000)
    assert data.allocations() == []


def test_the_decisions_own_number_is_none_of_the_two_that_its_text_names() -> None:
    assert DECISION.reference == DECISION.references["decision"] == "S2025/00122"
    assert DECISION.reference not in {DECISION.references[key] for key in ("support_assignments", "second_agreement")}


def test_the_day_of_the_decision_is_not_known_and_not_invented() -> None:
    assert DECISION.dates["decided_month"] == "2025-01"
    assert "decided" not in DECISION.dates


def test_no_recipients_deadline_stands_in_the_catalogue(facts: Facts) -> None:
    assert all(not grant.windows for grant in facts.grants)


@pytest.mark.parametrize("slug", CATALOGUE)
def test_what_the_catalogue_says_it_says_in_both_languages(slug: str) -> None:
    programme = CATALOGUE[slug]
    texts = [programme.name, programme.short_name, *programme.documents.values()]
    assert all(set(text) == {"sv", "en"} and all(text.values()) for text in texts)
    assert all(part.sv and part.en for part in [*programme.sections.values(), *programme.rules.values()])
    assert {rule.force for rule in programme.rules.values()} <= {"ska", "får", "får inte", "bör", "om"}


def test_each_paragraph_of_the_decision_has_a_rule_and_each_of_its_words_of_force_occurs() -> None:
    ruling = {key for key, part in DECISION.sections.items() if part.sv.startswith("Regeringens beslut, stycke")}
    assert len(ruling) == 10
    assert {rule.section for rule in DECISION.rules.values()} == ruling
    assert {rule.force for rule in DECISION.rules.values()} == {"ska", "får", "får inte", "bör"}


GRANT = """\
slug = "exempel-2031"
year = 2031
status = "decided"
[name]
sv = "ett exempel"
en = "an example"
[short_name]
sv = "Exemplet"
en = "The example"
[figures]
total = 300
[documents.letter]
sv = "Brevet"
en = "The letter"
[sections]
amount = { document = "letter", sv = "stycke 1", en = "paragraph 1" }
"""


def operators_folder(tmp_path: Path, toml: str, allocations: str = "") -> Path:
    folder = tmp_path / "exempel-2031"
    folder.mkdir()
    (folder / "programme.toml").write_text(toml, encoding="utf-8")
    if allocations:
        (folder / "allocations.csv").write_text(allocations, encoding="utf-8")
    return tmp_path


async def test_an_operators_folder_adds_a_grant_to_those_that_ship(database: Database, tmp_path: Path) -> None:
    rows = "recipient,printed_name,amount\n2584,Kiruna,100\nrss-skane,RSS Skåne,200\n"
    catalogue = load_catalogue(operators_folder(tmp_path, GRANT, rows))
    async with database.writing() as session:
        assert await seed(session, catalogue) == ["exempel-2031"]
    newest = (await FactsCache(database, catalogue).current()).newest()
    assert newest is not None
    assert (newest.slug, dict(newest.amounts)) == ("exempel-2031", {"2584": 100, "rss-skane": 200})
    assert newest.data == catalogue["exempel-2031"]


@pytest.mark.parametrize(
    ("replace", "by", "says"),
    [
        ("year = 2031", "", "the key 'year' is missing"),
        ('en = "an example"', "", "the key 'en' is missing"),
        ("year = 2031", "year =", "can't be read"),
        ("year = 2031", 'year = "2031"', "year: '2031' is no year"),
        ("total = 300", 'total = "300"', "figures.total: '300' is no whole number"),
        ('"decided"', '"perhaps"', "status: 'perhaps' is neither decided nor announced"),
        ('document = "letter"', 'document = "leter"', "sections.amount: there is no document 'leter'"),
    ],
)
def test_a_broken_programme_names_its_file_and_key(replace: str, by: str, says: str, tmp_path: Path) -> None:
    folder = operators_folder(tmp_path, GRANT.replace(replace, by))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert str(caught.value).startswith(str(folder / "exempel-2031" / "programme.toml"))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("recipient,printed_name\n2584,Kiruna\n", "line 1: the column 'amount' is missing"),
        ("recipient,printed_name,amount\n2584,Kiruna,12.5\n", "line 2: the amount '12.5' is not in whole kronor"),
        ("recipient,printed_name,amount\n9999,Kirunna,5\n", "no recipient with the code '9999'"),
    ],
)
async def test_a_broken_allocation_file_is_named_and_nothing_is_added(
    rows: str, says: str, sqlite_database: Database, tmp_path: Path
) -> None:
    catalogue = load_catalogue(operators_folder(tmp_path, GRANT, rows))
    with pytest.raises(CatalogueError, match=says):
        async with sqlite_database.writing() as session:
            await seed(session, catalogue)
    assert (await FactsCache(sqlite_database, catalogue).current()).of_slug("exempel-2031") is None


def test_a_catalogue_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="there is no folder"):
        load_catalogue(tmp_path / "missing")


async def test_seeding_again_changes_nothing(database: Database) -> None:
    before = await FactsCache(database, CATALOGUE).current()
    async with database.writing() as session:
        assert await seed(session, CATALOGUE) == []
    assert (await FactsCache(database, CATALOGUE).current()).revision == before.revision


def test_each_grant_lies_in_a_folder_of_its_slug() -> None:
    assert {data.folder for data in CATALOGUE.values()} == {BUILT_IN / slug for slug in CATALOGUE}
