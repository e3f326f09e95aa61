"""Which recipient a printed name means: exact and known forms alone, never a guess."""

import unicodedata
from collections.abc import Iterator, Mapping

from models.catalogue import places as catalogue
from models.facts import Facts, Place

TOTALS = {"summa", "totalt", "total", "totalsumma", "delsumma", "samtliga", "sum"}
OWN_GENITIVE = ("s", "x", "z")  # a name that ends so takes no genitive s
LARGEST_SLIP = 2  # letters that a suggestion may differ by


def name_key(name: str) -> str:
    """The form by which names are compared: composed letters, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


class KnownNames:
    """Every recipient and county by each form in which a decision may print it.

    For a municipality: its name, the name's genitive (annex 1 prints "Staffanstorps"), "… kommun",
    and the other forms that the catalogue lists. For an RSS: its name, with "/" also as "-" or " ".
    """

    def __init__(self, facts: Facts) -> None:
        self.places: Mapping[str, Place] = facts.places
        self._counties = {name_key(name) for name in facts.counties.values()}
        self._places = {name_key(form): place for place in facts.places.values() for form in forms_of(place)}
        for row in catalogue.municipalities():
            self._places |= {name_key(form): facts.places[row.code] for form in row.forms}

    def find(self, name: str) -> Place | None:
        """The recipient of a printed name or a code ("Kiruna", "2584"); None where no form is equal."""
        return self._places.get(name_key(name)) or self.with_code(name)

    def with_code(self, code: str) -> Place | None:
        """The recipient of a code; a spreadsheet may have dropped a leading zero."""
        plain = code.strip().casefold()
        return self.places.get(plain.zfill(4) if plain.isdecimal() else plain)

    def is_county(self, name: str) -> bool:
        return name_key(name) in self._counties

    def is_total(self, name: str) -> bool:
        """Whether a row's name, or its lack of one, marks a total."""
        words = name_key(name).rstrip(":").split()
        return not words or words[0].rstrip(":") in TOTALS

    def suggestion(self, name: str) -> str | None:
        """The nearest recipient's name where it is at most two typing errors away."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        nearest = process.extractOne(
            name_key(name[:100]), list(self._places), scorer=OSA.distance, score_cutoff=LARGEST_SLIP
        )
        return self._places[nearest[0]].name if nearest else None


def forms_of(place: Place) -> Iterator[str]:
    yield place.name
    yield place.official_name
    if not place.name.endswith(OWN_GENITIVE):
        yield f"{place.name}s"
    if "/" in place.name:
        yield place.name.replace("/", "-")
        yield place.name.replace("/", " ")
