"""Names as people misspell them: the nearest by edit distance, and what is too near to tell apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.understanding.name_forms import Known
from bot.understanding.text import fold

SHORT = 6
"""Letters up to which a name may have one typing error; a longer one may have two."""
MOST_LETTERS = 24


@dataclass(frozen=True, slots=True)
class Near:
    """A name that a word may be a misspelling of, `distance` typing errors away."""

    known: Known
    distance: int


class Speller:
    """The names in one word each, to be searched for the nearest.

    Typing errors are letters inserted, deleted, replaced or swapped with their neighbour (optimal
    string alignment), counted without diacritics first; those decide between names as near.
    """

    def __init__(self, names: Iterable[Known]) -> None:
        self._names = list(names)
        self._letters = [known.name.replace(" ", "") for known in self._names]
        self._folded = [fold(letters) for letters in self._letters]
        self._limits = [allowed_errors(letters) for letters in self._letters]

    def nearest(self, word: str) -> list[Near]:
        """The names nearest to a lower-case word, all equally near; [] when none is near enough.

        A final s may be a genitive's.
        """
        ranks: dict[int, tuple[int, int]] = {}
        for form in {word, word.removesuffix("s")}:
            for number, rank in self._ranked(form):
                ranks[number] = min(rank, ranks.get(number, rank))
        best = min(ranks.values(), default=None)
        return [Near(self._names[number], max(best[0], 1)) for number, rank in ranks.items() if best and rank == best]

    def _ranked(self, word: str) -> Iterable[tuple[int, tuple[int, int]]]:
        if not 2 < len(word) <= MOST_LETTERS:
            return
        # Imported with the first misspelt name: 10 ms that most questions need not wait for.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        for _, distance, number in extract(fold(word), self._folded, scorer=OSA.distance, score_cutoff=2, limit=None):
            if distance <= self._limits[number]:
                yield number, (int(distance), OSA.distance(word, self._letters[number]))


def allowed_errors(name: str) -> int:
    return 1 if len(name) <= SHORT else 2
