"""Names as people misspell them: the nearest by edit distance, and what is too near to tell apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.name_forms import Known
from bot.understanding.question import Kind
from bot.understanding.text import fold

SHORT = 6
"""Letters up to which a name may have one typing error; a longer one may have two."""
TINY = 5
FEWEST_LETTERS = 3  # of a misspelt name: "dä" and "ho" are words of a dialect, not Eda and Hjo
MOST_LETTERS = 24
MOST_CACHED = 8_192  # words: people use the same ones again and again


@dataclass(frozen=True, slots=True)
class Near:
    """A name that a word may be a misspelling of, `distance` typing errors away."""

    known: Known
    distance: int


class Speller:
    """Names by how they are spelt, to be searched for the nearest."""

    def __init__(self, names: Iterable[tuple[str, Known]]) -> None:
        pairs = list(names)
        self._letters = [letters for letters, _ in pairs]
        self._names = [known for _, known in pairs]
        self._folded = [fold(letters) for letters in self._letters]
        self._limits = [allowed_errors(letters) for letters in self._letters]
        self.nearest = lru_cache(maxsize=MOST_CACHED)(self._nearest)

    def _nearest(self, word: str, kind: Kind | None = None) -> tuple[Near, ...]:
        """The names that a lower-case word most likely is a misspelling of; () when none is near enough.

        Typing errors are letters inserted, deleted, replaced or swapped with their neighbour (optimal
        string alignment), counted without diacritics. Of several names near enough the likeliest is
        taken; diacritics, where the word has any, decide between equals. A final s may be a genitive's.
        Names of the kind that the words around ask for go before all others.
        """
        found: dict[int, tuple[int, int, int]] = {}
        for form in {word, word.removesuffix("s")}:
            for number, rank in self._ranked(form):
                found[number] = min(rank, found.get(number, rank))
        fitting = {number: rank for number, rank in found.items() if bears_kind(self._names[number], kind)}
        return tuple(
            Near(self._names[number], max(found[number][2], 1)) for number in self._likeliest(fitting or found)
        )

    def _likeliest(self, found: dict[int, tuple[int, int, int]]) -> list[int]:
        """The best name and what is as good.

        Of names with as many errors, one that is likelier by a single step wins only where there is one
        error in more than five letters (measured: such a guess is right in 98 %, the others in 94 %).
        """
        order = sorted(found, key=lambda number: found[number])
        if not order:
            return []
        unlikely, marks, distance = found[order[0]]
        doubtful = distance > 1 or len(self._letters[order[0]]) <= TINY
        return [
            number
            for number in order
            if found[number][:2] == (unlikely, marks)
            or (doubtful and found[number][0] == unlikely + 1 and found[number][2] == distance)
        ]

    def _ranked(self, word: str) -> Iterable[tuple[int, tuple[int, int, int]]]:
        """Names near enough, each with how unlikely it is, how its diacritics differ, and its distance."""
        if not FEWEST_LETTERS <= len(word) <= MOST_LETTERS:
            return
        # Imported with the first misspelt name: 10 ms that most questions need not wait for.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        folded = fold(word)
        for name, distance, number in extract(folded, self._folded, scorer=OSA.distance, score_cutoff=2, limit=None):
            if distance <= self._limits[number]:
                marks = 0 if folded == word else OSA.distance(word, self._letters[number]) - int(distance)
                yield number, (unlikelihood(folded, name), marks, int(distance))


def bears_kind(known: Known, kind: Kind | None) -> bool:
    """Whether a name is that of a municipality, a structure or a county, as asked for."""
    if kind == Kind.RSS:
        return known.rss is not None or known.county is not None
    if kind == Kind.COUNTY:
        return known.county is not None
    return kind is None or known.municipality is not None


def allowed_errors(name: str) -> int:
    return 1 if len(name) <= SHORT else 2


def unlikelihood(written: str, name: str) -> int:
    """How unlikely it is to write a name so: each lost letter or swap counts 1, each wrong or added letter 2.

    A letter can be lost in one way and be wrong in 28, so that a given wrong letter is about as
    unlikely as two lost ones.
    """
    before: list[int] = []
    above = list(range(len(name) + 1))
    for i, letter in enumerate(written):
        row = [above[0] + 2]
        for j, wanted in enumerate(name):
            cost = min(above[j] + 2 * (letter != wanted), above[j + 1] + 2, row[j] + 1)
            if i and j and letter == name[j - 1] and written[i - 1] == wanted:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
