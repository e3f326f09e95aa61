"""Places that are no municipality: localities, which lie in one, and places outside the grant."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.understanding.name_forms import form_key
from bot.understanding.question import Kind, Target
from bot.understanding.text import fold
from models.catalogue.places import localities

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that is no recipient. `codes` are the municipalities it lies in, none when outside the grant."""

    name: str
    codes: tuple[str, ...]
    is_country: bool = False

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(Target(Kind.MUNICIPALITY, code) for code in self.codes)


@lru_cache(maxsize=8_192)
def place_elsewhere(form: str) -> Elsewhere | None:
    """What a lower-case form (words parted by one space) or its genitive names; None when nothing.

    Without diacritics a form names a place only where one place alone is written so.
    """
    table = places_elsewhere()
    for name in (form, form.removesuffix("s")):
        same = table.get(fold(name), ())
        exact = next((place for place in same if place.name == name), None)
        if exact:
            return exact
        if len(same) == 1 and name.isascii():
            return same[0]
    return None


@lru_cache(maxsize=1)
def places_elsewhere() -> dict[str, list[Elsewhere]]:
    """Places by their form without diacritics. Read when a text first has an unknown word (milliseconds)."""
    table: dict[str, list[Elsewhere]] = {}
    for place in [*foreign_places(), *known_localities()]:
        table.setdefault(fold(place.name), []).append(place)
    return table


def known_localities() -> list[Elsewhere]:
    """Each locality once, with every municipality in which a place of that name lies."""
    codes: dict[str, list[str]] = {}
    for row in localities():
        for name in {row.name, row.name.partition("/")[0]}:
            found = codes.setdefault(form_key(name), [])
            if row.municipality_code not in found:
                found.append(row.municipality_code)
    return [Elsewhere(name, tuple(found)) for name, found in codes.items()]


def foreign_places() -> list[Elsewhere]:
    """Cities and countries abroad, and Swedish landscapes: asked about, but outside the grant.

    The file has one place a line, its names in both languages parted by commas; "=" begins a country.
    """
    lines = (DATA / "foreign_places.txt").read_text(encoding="utf-8").splitlines()
    return [
        Elsewhere(form_key(name), (), line.startswith("="))
        for line in lines
        if line and not line.startswith("#")
        for name in line.lstrip("=").split(",")
    ]
