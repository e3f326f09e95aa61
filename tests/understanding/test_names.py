"""Recipients found in what people write: forms, kinds, misspellings, places elsewhere."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.understanding.names import NameIndex, mask
from bot.understanding.question import Kind, Mention, Target, Tier
from bot.understanding.text import MAX_CHARACTERS, clean
from models.facts import Facts

KIRUNA, HABO, HÅBO = (Target(Kind.MUNICIPALITY, code) for code in ("2584", "0643", "0305"))
JÖNKÖPING, RSS_JÖNKÖPING = Target(Kind.MUNICIPALITY, "0680"), Target(Kind.RSS, "rss-jonkoping")
WEST = Target(Kind.COUNTY, "14")


@pytest.fixture(scope="module")
def index(facts: Facts) -> NameIndex:
    return NameIndex.from_facts(facts)


def find(index: NameIndex, text: str) -> list[Mention]:
    return index.find(clean(text))


def only(index: NameIndex, text: str) -> Mention:
    (mention,) = find(index, text)
    return mention


def codes(index: NameIndex, text: str) -> list[str]:
    """The code of each sure name in a text, in its order."""
    return [mention.targets[0].code for mention in find(index, text) if mention.is_sure]


@pytest.mark.parametrize(
    "text",
    [
        "Kiruna",
        "kiruna?",
        "KIRUNA KOMMUN",
        "Vad är Kirunas summa?",
        "Kiruna kommuns andel",
        "What is Kiruna’s share?",
        "the municipality of Kiruna",
        "Kiruna Municipality",
        "**Kiruna**",
        "<b>Kiruna</b>",
    ],
)
def test_every_right_form_is_exact(index: NameIndex, text: str) -> None:
    mention = only(index, text)
    assert (mention.targets, mention.tier, mention.distance) == ((KIRUNA,), Tier.EXACT, 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Göteborgs Stads belopp", "1480"),
        ("City of Gothenburg", "1480"),
        ("Falu kommun", "2080"),
        ("Region Gotland", "0980"),
        ("Upplandsbro", "0139"),
        ("Upplands Bro", "0139"),
        ("upplands-bro kommun", "0139"),
        ("Malung Sälen", "2023"),
        ("Dals Ed", "1438"),
        ("Östra-Göinge", "1256"),
        ("Lilla Edets kommun", "1462"),
        ("Borås stad", "1490"),
        ("Grums", "1764"),
    ],
)
def test_irregular_and_joined_forms_are_known(index: NameIndex, text: str, code: str) -> None:
    mention = only(index, text)
    assert (mention.targets[0].code, mention.tier) == (code, Tier.EXACT)


def test_habo_is_never_answered_with_håbo(index: NameIndex) -> None:
    assert only(index, "Vad får Habo?").targets == (HABO,)
    assert only(index, "vad får HÅBO kommun").targets == (HÅBO,)
    assert only(index, "haabo").targets == (HÅBO,)


def test_habo_offers_håbo_and_the_other_way_round(index: NameIndex) -> None:
    assert only(index, "Habo").alternatives == (HÅBO,)
    assert only(index, "Håbo").alternatives == (HABO,)


def test_lost_diacritics_are_a_second_key(index: NameIndex) -> None:
    for text in ("ostersund", "Oestersund", "OSTERSUND", "östersund"):
        assert only(index, text).targets[0].code == "2380"
    assert only(index, "ostersund").tier == Tier.FOLDED


def test_a_letter_that_the_name_lacks_is_no_lost_diacritic(index: NameIndex) -> None:
    assert find(index, "Vi vill rapportera våra resultat och märka lådorna.") == []


@pytest.mark.parametrize(
    ("text", "code", "distance"),
    [
        ("Hur mycket får Kirunna?", "2584", 1),
        ("hur mycket får kirnua", "2584", 1),
        ("Summan för Hudikswall tack", "2184", 1),
        ("Örnsköldvsik kommun", "2284", 1),
        ("vad får skelleftå", "2482", 1),
        ("Vad blir det för Katrinholms kommun?", "0483", 1),
        ("bidraget till Östra Göinnge", "1256", 1),
        ("malug sälen", "2023", 1),
        ("belopp ornskldsvik", "2284", 1),
        ("Trolhätan, hur mycket?", "1488", 2),
        ("rss skarabrg", "rss-skaraborg", 1),
    ],
)
def test_typing_errors_are_seen_through(index: NameIndex, text: str, code: str, distance: int) -> None:
    mention = only(index, text)
    assert (mention.targets[0].code, len(mention.targets)) == (code, 1)
    assert (mention.tier, mention.distance) == (Tier.SPELLING, distance)


def test_names_equally_near_are_a_doubt(index: NameIndex) -> None:
    mention = only(index, "Hur mycket får Likköping?")
    assert {target.code for target in mention.targets} == {"0580", "1494"}
    assert not mention.is_sure


def test_a_common_word_is_no_misspelt_name(index: NameIndex) -> None:
    assert find(index, "Har ni hört hur mycket en skola får för varje barn?") == []


def test_a_name_shared_with_a_county_means_the_municipality_and_offers_the_rss(index: NameIndex) -> None:
    for name in ("Stockholm", "Uppsala", "Jönköping", "Kalmar", "Gotland", "Örebro"):
        mention = only(index, f"Vad får {name}?")
        assert mention.targets[0].kind == Kind.MUNICIPALITY
        assert [target.kind for target in mention.alternatives] == [Kind.RSS]


@pytest.mark.parametrize(
    "text",
    [
        "RSS Jönköping",
        "rss:en i Jönköping",
        "stödstrukturen i Jönköping",
        "den regionala samverkans- och stödstrukturen i Jönköping",
        "Jönköpings RSS",
        "Jönköping-RSS",
        "the regional support structure in Jönköping",
        "RSS i Jönköpings län",
        "Jönköping county's RSS",
    ],
)
def test_rss_beside_a_name_makes_it_the_structure(index: NameIndex, text: str) -> None:
    assert only(index, text).targets == (RSS_JÖNKÖPING,)


@pytest.mark.parametrize(
    "text",
    ["Jönköpings län", "länet Jönköping", "Jönköping County", "the county of Jönköping", "kommunerna i Jönköping"],
)
def test_county_beside_a_name_makes_it_the_county(index: NameIndex, text: str) -> None:
    assert only(index, text).targets == (Target(Kind.COUNTY, "06"),)


@pytest.mark.parametrize("text", ["kommunen Jönköping", "Jönköpings kommun", "RSS och Jönköping", "city of Jönköping"])
def test_otherwise_it_stays_the_municipality(index: NameIndex, text: str) -> None:
    assert only(index, text).targets == (JÖNKÖPING,)


def test_a_county_that_is_no_municipality_offers_its_rss(index: NameIndex) -> None:
    mention = only(index, "hur mycket får norrbotten")
    assert mention.targets == (Target(Kind.COUNTY, "25"),)
    assert mention.alternatives == (Target(Kind.RSS, "rss-norrbotten"),)


def test_the_county_with_four_structures_stays_a_county(index: NameIndex) -> None:
    mention = only(index, "RSS i Västra Götaland")
    assert mention.targets == (WEST,)
    assert len(mention.alternatives) == 4


def test_short_names_of_structures_are_known(index: NameIndex) -> None:
    names = {"Fyrbodal": "rss-fyrbodal", "GR": "rss-goteborgsregionen", "Sjuhärad": "rss-borasregionen"}
    names["RSS Jämtland/Härjedalen"] = names["rss jämtland och härjedalen"] = "rss-jamtland-harjedalen"
    for written, code in names.items():
        assert only(index, f"Vad får {written}?").targets == (Target(Kind.RSS, code),)


def test_the_kind_carries_through_a_list(index: NameIndex) -> None:
    assert codes(index, "RSS Stockholm, Uppsala och Kalmar") == ["rss-stockholm", "rss-uppsala", "rss-kalmar"]
    assert codes(index, "Kronobergs och Kalmar län") == ["07", "08"]
    assert codes(index, "RSS Kronoberg och Växjö") == ["rss-kronoberg", "0780"]
    assert codes(index, "Kalmar och Nybro kommuner") == ["0880", "0881"]


def test_several_names_come_in_their_order(index: NameIndex) -> None:
    assert codes(index, "Lägg ihop Skara, Hjo, Åre/Krokom & Vara.") == ["1495", "1497", "2321", "2309", "1470"]


def test_a_locality_points_to_its_municipality(index: NameIndex) -> None:
    for text in ("Vad får Visby?", "visby", "Vi bor i Visby."):
        mention = only(index, text)
        assert (mention.tier, [target.code for target in mention.targets]) == (Tier.LOCALITY, ["0980"])
        assert not mention.is_sure


def test_a_locality_in_two_municipalities_gives_both(index: NameIndex) -> None:
    assert len(only(index, "Hur mycket får Mölnlycke?").targets) == 1
    assert len(only(index, "Hur mycket får Backa?").targets) == 2


def test_a_locality_that_is_a_word_needs_a_capital_inside_the_sentence(index: NameIndex) -> None:
    assert find(index, "Vi vill se vad vi får och bor kvar i vik.") == []
    assert only(index, "Vi bor i Los och har en fråga.").tier == Tier.LOCALITY


def test_places_abroad_and_landscapes_are_outside(index: NameIndex) -> None:
    for text in ("Hur mycket får Oslo?", "köpenhamn då?", "what does Copenhagen get", "Hur mycket får Småland?"):
        mention = only(index, text)
        assert (mention.tier, mention.targets, mention.is_sure) == (Tier.FOREIGN, (), False)


def test_a_municipality_that_a_country_follows_is_abroad(index: NameIndex) -> None:
    assert {mention.tier for mention in find(index, "Hur mycket får Berg i Norge?")} == {Tier.FOREIGN}


def test_addresses_and_institutions_name_nobody(index: NameIndex) -> None:
    for text in (
        "Skriv till registrator@kiruna.example eller se https://www.lund.example/bidrag",
        "Parkgatan 4, 981 85 Kiruna",
        "Parkgatan 4, Kiruna",
        "Linköpings universitet och Göteborgs tingsrätt",
    ):
        assert find(index, text) == []


def test_the_mask_has_one_token_a_kind(index: NameIndex) -> None:
    text = clean("Får Kiruna mer än RSS Fyrbodal, Skåne län, Visby och Oslo?")
    masked = " ".join(mask(text, index.find(text)).split())
    assert masked == "Får KOMMUNNAMN mer än RSS RSSNAMN , LÄNSNAMN län, ORTSNAMN och ORTSNAMN ?"


NAMES = st.sampled_from(
    ["Kiruna", "RSS", "län", "Upplands", "Bro", "i", "Berg", "Lnköping", "Visby", "Oslo", "kommun", "och"]
)
SIGNS = st.sampled_from([" ", "-", "/", ", ", ". ", "\n", "'s ", "@", "&", "\u0301", "🙂", "?"])


@given(st.lists(st.one_of(NAMES, SIGNS, st.text(max_size=6)), max_size=40).map("".join))
@example("Kalmar RSS Fyrbodal RSS Kalmar län län kommun")
@example("'s")
@example("Berg-kommun")
def test_any_text_gives_names_inside_it_in_order_and_apart(index: NameIndex, text: str) -> None:
    cleaned = clean(text)
    mentions = index.find(cleaned)
    borders = [border for mention in mentions for border in (mention.start, mention.end)]
    assert borders == sorted(borders)
    assert all(0 <= mention.start < mention.end <= len(cleaned) for mention in mentions)
    # What is told of a name behind it belongs to the mention, not to what was written: "Berg-kommun".
    assert all(cleaned[mention.start : mention.end].startswith(mention.written) for mention in mentions)
    assert all(mention.targets or mention.tier == Tier.FOREIGN for mention in mentions)
    assert mask(cleaned, mentions).split() == cleaned.split() or mentions


@pytest.mark.parametrize("part", ["Berg ", "Kirunna ", "Visby, ", "a@b.se ", "RSS i ", "Upplands ", "xyz ", "\u0301"])
def test_a_hundred_thousand_characters_are_bounded(index: NameIndex, part: str) -> None:
    mentions = find(index, part * (100_000 // len(part)))
    assert all(mention.end <= MAX_CHARACTERS for mention in mentions)


@pytest.mark.parametrize(
    "text", ["bidraget för Berg i Jämtland", "Habo, Jönköpings län", "Mora kommun i Dalarna", "Habo (Jönköpings län)"]
)
def test_a_county_that_only_says_where_a_municipality_lies_is_not_asked_about(index: NameIndex, text: str) -> None:
    assert [target.kind for mention in index.find(text) for target in mention.targets] == [Kind.MUNICIPALITY]


def test_a_county_beside_a_municipality_of_another_one_is_asked_about(index: NameIndex) -> None:
    assert [mention.targets[0].kind for mention in index.find("Kiruna, Jönköpings län")][-1] == Kind.COUNTY


def test_two_wrong_letters_behind_kommunen_are_no_name_that_begins_otherwise(index: NameIndex) -> None:
    assert index.find("hur mycket får kommunen Gryttvik") == []
    assert [mention.targets[0].code for mention in index.find("hur mycket får kommunen Retvik")] == ["2031"]


@pytest.mark.parametrize(
    ("text", "code"), [("Vad får Värmlands Nysäter?", "1785"), ("Vad får Skånes Fagerhult?", "1257")]
)
def test_a_locality_that_begins_with_a_countys_name_is_no_county(index: NameIndex, text: str, code: str) -> None:
    found = index.find(text)
    assert [(mention.tier, mention.targets) for mention in found] == [
        (Tier.LOCALITY, (Target(Kind.MUNICIPALITY, code),))
    ]


def test_a_locality_that_is_a_given_name_too_is_asked_back_where_nothing_else_is_said(index: NameIndex) -> None:
    assert [mention.tier for mention in index.find("Jörn då?")] == [Tier.LOCALITY]
    assert index.find("Tack Jörn!") == index.find("Vi då?") == index.find("Bara då?") == []
    assert index.find("Jörn ringde mig då?") == []
