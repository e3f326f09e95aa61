"""Every written form of every recipient and county: what a name may stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.understanding.question import Kind, Target
from bot.understanding.text import fold
from models.catalogue.places import municipalities
from models.facts import Facts, Place

# Other names in use, by the name they stand for. The catalogue holds the official forms.
ALIASES = {
    "göteborg": ("gbg",),
    "stockholm": ("sthlm",),
    "jönköping": ("jkpg",),
    "helsingborg": ("hbg", "hälsingborg"),
    "örnsköldsvik": ("övik", "ö vik"),
    "göteborgsregionen": ("gr", "göteborgsregionens kommunalförbund", "gothenburg region"),
    "fyrbodal": ("fyrbodals kommunalförbund",),
    "skaraborg": ("skaraborgs kommunalförbund",),
    "boråsregionen": (
        "sjuhärad",
        "sjuhärads kommunalförbund",
        "boråsregionen sjuhärad",
        "boråsregionens kommunalförbund",
    ),
    "skåne": ("scania",),
    "dalarna": ("dalecarlia",),
    "sörmland": ("södermanland",),
    "västra götaland": ("västra götalandsregionen", "vgr", "vg regionen"),
    "jämtland härjedalen": ("jämtland och härjedalen",),
}
# Names that a preposition or a list could also make of two: only right after "RSS".
ONLY_AFTER_RSS = frozenset({"jämtland och härjedalen"})
# The county of the RSS whose name is not the county's own.
COUNTY_ALIASES = {"södermanland": "sörmland"}


@dataclass(frozen=True, slots=True)
class Known:
    """A name and what it may stand for.

    `rss` and `county` are set where they bear the name themselves. `county_form` is the name before
    "län" in lower case, `county_rss` the regional structures of that county, `home_rss` and
    `home_county` those of the municipality.
    """

    name: str
    municipality: Target | None = None
    rss: Target | None = None
    county: Target | None = None
    county_form: str = ""
    county_rss: tuple[Target, ...] = ()
    home_rss: Target | None = None
    home_county: Target | None = None


@dataclass(slots=True)
class Forms:
    """Lower-case forms, words parted by one space, to what they stand for.

    `folded` has the names that share a form without diacritics. `longest` says how many words a
    form that begins with a word may have, where more than one.
    """

    exact: dict[str, Known] = field(default_factory=dict)
    folded: dict[str, list[Known]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    names: list[Known] = field(default_factory=list)

    def add(self, form: str, known: Known) -> None:
        self.exact.setdefault(form, known)
        same = self.folded.setdefault(fold(form), [])
        if known not in same:
            same.append(known)
        if " " in form:
            first, words = form.partition(" ")[0], form.count(" ") + 1
            for start in {first, fold(first)}:
                self.longest[start] = max(self.longest.get(start, 1), words)


def form_key(name: str) -> str:
    """A name as the table has it: lower case, words parted by one space ("upplands bro")."""
    return " ".join(name.lower().replace("-", " ").replace("/", " ").replace(",", " ").split())


def with_genitive(name: str) -> Iterator[str]:
    """A name and its genitive; one that ends in s has no other."""
    yield name
    if not name.endswith("s"):
        yield name + "s"


def known_names(facts: Facts) -> dict[str, Known]:
    """What each name stands for, by its key: municipalities, then what RSS and counties add."""
    found: dict[str, dict[str, Any]] = {}
    for place in facts.municipalities:
        found.setdefault(form_key(place.name), {}).update(targets_of(place))
    for place in facts.rss:
        key = form_key(place.name.removeprefix("RSS "))
        found.setdefault(key, {})["rss"] = Target(Kind.RSS, place.code)
    for code, official in facts.counties.items():
        base = official.removesuffix(" län").removesuffix("s").lower()
        key = form_key(COUNTY_ALIASES.get(base, base))
        found.setdefault(key, {}).update(
            county=Target(Kind.COUNTY, code),
            county_form=official.removesuffix(" län").lower(),
            county_rss=tuple(Target(Kind.RSS, place.code) for place in facts.rss_of_county(code)),
        )
    return {name: Known(name, **targets) for name, targets in found.items()}


def targets_of(place: Place) -> dict[str, Target | None]:
    return {
        "municipality": Target(Kind.MUNICIPALITY, place.code),
        "home_rss": Target(Kind.RSS, place.rss_code) if place.rss_code else None,
        "home_county": Target(Kind.COUNTY, place.county_code),
    }


def collect_forms(facts: Facts) -> Forms:
    """The table of forms for the recipients that the facts know."""
    forms = Forms()
    names = known_names(facts)
    forms.names = list(names.values())
    for name, known in names.items():
        add_name(forms, name, known)
    for name, others in ALIASES.items():
        if name in names:
            for other in others:
                add_name(forms, other, names[name])
    add_catalogue_forms(forms, {known.municipality.code: known for known in names.values() if known.municipality})
    return forms


def add_name(forms: Forms, name: str, known: Known) -> None:
    """A name and its genitive, written as one word, also together with "kommun"."""
    for form in with_genitive(name):
        forms.add(form, known)
        if " " in form:
            forms.add(form.replace(" ", ""), known)
        if known.municipality:
            forms.add(form.replace(" ", "") + "kommun", known)


def add_catalogue_forms(forms: Forms, by_code: dict[str, Known]) -> None:
    """The forms of the catalogue that grammar does not give ("Falu kommun", "Gothenburg")."""
    for row in municipalities():
        known = by_code.get(row.code)
        if known:
            for form in irregular(map(form_key, row.forms), forms.exact):
                add_name(forms, form, known)


def irregular(written: Iterable[str], exact: dict[str, Known]) -> Iterator[str]:
    return (form for form in written if form.removesuffix(" kommun").removesuffix(" stad") not in exact)
