"""Small lists of the shapes in which decisions print their amounts; every figure here is an example."""

import pytest

from models.facts import Facts
from models.importing.names import KnownNames

NO_BREAK, THIN, NARROW = "\u00a0", "\u2009", "\u202f"

# Prose, an annex with a page break inside, a rule and an unnamed total; then counties and their RSS.
DECISION = f"""\
Beslut om ett bidrag (exempel)
106 30 Stockholm

Av medlen får högst 1 500 000 kronor användas av myndigheten, se Kiruna som exempel.

Bilaga 1 Fördelning till kommuner

Kommun\tBelopp, kr
Upplands Väsby\t5 086 774
Staffanstorps\t3{NO_BREAK}093{NO_BREAK}357
Habo\t1{THIN}893{THIN}063

\f5 (12)

Håbo\t2{NARROW}718{NARROW}059
Kiruna\t2672587
\t<hr/>
\t15 463 841

Bilaga 2 Fördelning till RSS

Län/RSS\tBelopp, kr
Gotlands län\t1 000 000
RSS Gotland\t1 000 000
Västra Götalands län\t1 907 407
RSS Fyrbodal\t419 657
RSS Skaraborg\t437 593
RSS Boråsregionen\t279 393
RSS Göteborgsregionen\t770 764

Norrbottens län\t1 000 000
RSS Norrbotten\t1 000 000
<hr/>\t
Samtliga\t3 907 407
"""

AMOUNTS = {
    "0114": 5_086_774,
    "1230": 3_093_357,
    "0643": 1_893_063,
    "0305": 2_718_059,
    "2584": 2_672_587,
    "rss-gotland": 1_000_000,
    "rss-fyrbodal": 419_657,
    "rss-skaraborg": 437_593,
    "rss-borasregionen": 279_393,
    "rss-goteborgsregionen": 770_764,
    "rss-norrbotten": 1_000_000,
}


@pytest.fixture(scope="session")
def names(facts: Facts) -> KnownNames:
    return KnownNames(facts)


@pytest.fixture
def decision() -> str:
    return DECISION


@pytest.fixture
def decision_amounts() -> dict[str, int]:
    return AMOUNTS
