"""Finding recipients in what people write: exact forms, then without diacritics, then misspelt ones."""

from collections.abc import Iterator, Sequence
from typing import Self

from bot.understanding import vocabulary as say
from bot.understanding.localities import place_elsewhere
from bot.understanding.name_forms import ONLY_AFTER_RSS, Forms, Known, collect_forms
from bot.understanding.name_kinds import is_after_rss, kind_at, targets_of
from bot.understanding.plausible import Candidate, is_believable, is_common
from bot.understanding.question import Kind, Mention, Target, Tier
from bot.understanding.reading import Reading, is_asking
from bot.understanding.spelling import Speller
from bot.understanding.text import fold, from_digraphs
from models.facts import Facts

MASKS = {Kind.MUNICIPALITY: " KOMMUNNAMN ", Kind.RSS: " RSSNAMN ", Kind.COUNTY: " LÄNSNAMN "}
PLACE_MASK = " ORTSNAMN "
MOST_WORDS = 4
MOST_OFFERED = 4


class NameIndex:
    """Every recipient's name, ready to be found in texts."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._speller = Speller(forms.names)
        self._twins = {
            known.name: [other for other in same if other is not known]
            for same in forms.folded.values()
            if len(same) > 1
            for known in same
        }

    @classmethod
    def from_facts(cls, facts: Facts) -> Self:
        """The index of the recipients and counties that the facts know (a few milliseconds)."""
        return cls(collect_forms(facts))

    def find(self, cleaned: str) -> list[Mention]:
        """The names in a cleaned text, in its order and without overlap. Linear in its length; never raises."""
        reading = Reading(cleaned)
        candidates = list(self._candidates(reading))
        names = {number for found in candidates for number in range(found.first, found.last)}
        believed = [found for found in candidates if is_believable(reading, found, names)]
        return [self._mention(reading, found) for found in believed]

    def _candidates(self, reading: Reading) -> Iterator[Candidate]:
        number = 0
        while number < len(reading):
            found = self._listed(reading, number) or self._unlisted(reading, number)
            if found:
                yield found
            number = found.last if found else number + 1

    def _listed(self, reading: Reading, number: int) -> Candidate | None:
        """The longest form that begins with a word: as it is written, else without diacritics."""
        for last in range(self._reach(reading, number), number, -1):
            form = form_of(reading, number, last)
            known = self._forms.exact.get(form)
            if known and not (form in ONLY_AFTER_RSS and not is_after_rss(reading, number)):
                return Candidate(number, last, (known,), Tier.EXACT)
        for last in range(self._reach(reading, number), number, -1):
            form = form_of(reading, number, last)
            same = self._folded(form)
            if same:
                return Candidate(number, last, same, Tier.FOLDED)
        return None

    def _reach(self, reading: Reading, number: int) -> int:
        """How far a form that begins with a word may go."""
        most = self._forms.longest.get(fold(reading.lower(number)), 1)
        last = number + 1
        while last < min(number + most, len(reading)) and reading.is_joined(last):
            last += 1
        return last

    def _folded(self, form: str) -> tuple[Known, ...]:
        transcribed = self._forms.exact.get(from_digraphs(form))
        if transcribed:
            return (transcribed,)
        folded = self._forms.folded
        return tuple(folded.get(fold(form), ()) or folded.get(fold(from_digraphs(form)), ()))

    def _unlisted(self, reading: Reading, number: int) -> Candidate | None:
        """A place that is no recipient, or a misspelt name."""
        word = reading.lower(number)
        if is_asking(word) or len(word) < 2:
            return None
        return self._elsewhere(reading, number) or self._misspelt(reading, number)

    def _elsewhere(self, reading: Reading, number: int) -> Candidate | None:
        if not (reading.is_capital(number) or reading.before(number) in say.SLOT_BEFORE or number == 0):
            return None
        last = number + 1
        while last < min(number + MOST_WORDS, len(reading)) and reading.is_joined(last):
            last += 1
        for end in range(last, number, -1):
            place = place_elsewhere(form_of(reading, number, end))
            if place:
                tier = Tier.LOCALITY if place.codes else Tier.FOREIGN
                return Candidate(number, end, (), tier, elsewhere=place)
        return None

    def _misspelt(self, reading: Reading, number: int) -> Candidate | None:
        word = reading.lower(number).partition("'")[0].partition("’")[0]
        if is_common(word):
            return None
        found = self._speller.nearest(word)
        last = number + 1
        if not found and last < len(reading) and reading.is_joined(last):
            found = [near for near in self._speller.nearest(word + reading.lower(last)) if " " in near.known.name]
            last += 1
        if not found or len(found) > MOST_OFFERED:
            return None
        return Candidate(number, last, tuple(near.known for near in found), Tier.SPELLING, found[0].distance)

    def _mention(self, reading: Reading, found: Candidate) -> Mention:
        if found.elsewhere:
            return mention(reading, found, found.elsewhere.targets, ())
        kind = kind_at(reading, found.first, found.last)
        both = [targets_of(known, kind) for known in found.known]
        targets = tuple(dict.fromkeys(target for each, _ in both for target in each))
        alternatives = [target for _, each in both for target in each]
        alternatives += [twin.municipality for twin in self._twins.get(found.known[0].name, ()) if twin.municipality]
        return mention(reading, found, targets, alternatives)


def form_of(reading: Reading, first: int, last: int) -> str:
    """Words as the tables have them, without an English genitive."""
    form = " ".join(word.lower for word in reading.words[first:last])
    for apostrophe in "'’´`":
        form = form.removesuffix(apostrophe + "s")
    return form


def mention(reading: Reading, found: Candidate, targets: Sequence[Target], alternatives: Sequence[Target]) -> Mention:
    start, end = reading.words[found.first].start, reading.words[found.last - 1].end
    return Mention(
        written=reading.text[start:end],
        start=start,
        end=end,
        targets=tuple(targets),
        tier=found.tier,
        distance=found.distance,
        alternatives=tuple(target for target in alternatives if target not in targets),
    )


def mask(cleaned: str, mentions: Sequence[Mention]) -> str:
    """The text with each name replaced by a token of its kind, for the topic classifier."""
    parts: list[str] = []
    end = 0
    for each in mentions:
        elsewhere = each.tier in (Tier.LOCALITY, Tier.FOREIGN) or not each.targets
        parts += [cleaned[end : each.start], PLACE_MASK if elsewhere else MASKS[each.targets[0].kind]]
        end = each.end
    return "".join([*parts, cleaned[end:]])
