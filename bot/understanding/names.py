"""Finding recipients in what people write: exact forms, then without diacritics, then misspelt ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Self

from bot.understanding import vocabulary as say
from bot.understanding.amount_words import is_plain_word
from bot.understanding.candidate import Candidate
from bot.understanding.localities import place_elsewhere
from bot.understanding.name_forms import ONLY_AFTER_RSS, Forms, Known, collect_forms
from bot.understanding.name_kinds import is_after_rss, kind_of, kinds_of, targets_of
from bot.understanding.plausible import is_believable, is_like_a_word, is_vetoed
from bot.understanding.question import Kind, Mention, Target, Tier
from bot.understanding.reading import Reading, is_asking
from bot.understanding.spelling import Near, Speller
from bot.understanding.text import fold, from_digraphs
from bot.understanding.word_names import explanation_end, is_doubtful
from models.facts import Facts

MASKS = {Kind.MUNICIPALITY: " KOMMUNNAMN ", Kind.RSS: " RSSNAMN ", Kind.COUNTY: " LÄNSNAMN "}
PLACE_MASK = " ORTSNAMN "
MOST_WORDS = 4
SHORT_SENTENCE = 12
APOSTROPHE = re.compile("['’´`]")
MOST_OFFERED = 4
# "…, inte X" and "inte X utan …" name somebody who is not meant; "får inte X mer?" does.
NOT = re.compile(r"(?<!\w)(?:inte|ej|icke|not)(?: (?:för|i|till|kommunen|rss|for|in|the|to))? $", re.IGNORECASE)
SURELY = r"(?:(?:alltså|absolut|då|förstås|givetvis|naturligtvis|verkligen|definitely|certainly) )?"
DENIED = re.compile(rf"(?:[,(–-] ?|[.!?]\s+|(?<!\w)(?:och|men|and|but) ){SURELY}{NOT.pattern}", re.IGNORECASE)
MIXED_UP = re.compile(  # "de blandade ihop oss med Linköping"
    r"(?<!\w)(?:(?:blanda|rör|rört)\w* (?:\w+ ){0,3}ihop|förväxla\w*|confus\w+|mixed|mixing|mistook|mistaken)"
    r" (?:\w+ ){0,3}(?:med|with|for) (?:kommunen )?$",
    re.IGNORECASE,
)
IN_REGION = re.compile(r"(?<!\w)(?:i|in) $", re.IGNORECASE)
AFTER_DENIED = re.compile(r"(?: kommun| stad| municipality)?,? (?:utan|but)(?!\w)", re.IGNORECASE)
# "Inte Orsa, Älvdalen": at the beginning, with the right name right behind.
NOT_FIRST = re.compile(
    rf"\W*(?:(?:nej|nä|no|alltså|jag (?:menar|menade)|i (?:mean|meant)),? )*{NOT.pattern}", re.IGNORECASE
)
INSTEAD = re.compile(r"(?: kommun| stad| municipality)? ?[,.;–—-]+ ?(?:(?:utan|men|but|det är|it's) )?", re.IGNORECASE)
# "Habo behövs inte."
NOT_NEEDED = re.compile(
    r"s?(?: kommun| stad)? (?:(?:behövs|krävs|ingår) (?:inte|ej)|är (?:inte|ej) med|is not (?:needed|included))"
    r"(?= ?[.,!)]|$)",
    re.IGNORECASE,
)
COUNTY_WORD = re.compile(r"(?: (?:län|county))?\)?", re.IGNORECASE)
# What stands between a municipality and the county that it lies in.
BETWEEN = re.compile(r"(?:s? (?:kommun|stad|municipality))?,? ?(?:\(|i |in |inom )?", re.IGNORECASE)


class NameIndex:
    """Every recipient's name, ready to be found in texts."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._speller = Speller((known.name.replace(" ", ""), known) for known in forms.names)
        self._pair_speller = Speller((known.name, known) for known in forms.names if " " in known.name)
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
        for found in candidates:
            note_words(reading, found)
        believed = [found for found in candidates if is_believable(reading, found)]
        move_abroad(reading, believed)
        mentions = [
            self._mention(reading, found, kind)
            for found, kind in zip(believed, kinds_of(reading, believed), strict=True)
        ]
        return without_own_counties(cleaned, with_explanations(reading, believed, mentions))

    def _candidates(self, reading: Reading) -> Iterator[Candidate]:
        number = 0
        while number < len(reading):
            found = self._candidate(reading, number)
            if found:
                yield found
            number = found.last if found else number + 1

    def _candidate(self, reading: Reading, number: int) -> Candidate | None:
        """What begins with a word: surest first, and a longer name before a shorter one that begins it."""
        found = self._listed(reading, number)
        if found and (place := self._going_on(reading, found)):
            return place
        if (found and found.last - found.first > 1) or is_asking(reading.lower(number)):
            return found
        return (
            self._misspelt_pair(reading, number)
            or found
            or self._elsewhere(reading, number)
            or self._misspelt(reading, number)
        )

    def _going_on(self, reading: Reading, found: Candidate) -> Candidate | None:
        """The locality whose name goes on where a recipient's ends: "Värmlands Nysäter", but not "Kiruna kommun"."""
        following = reading.joined(found.last)
        if not following or is_plain_word(following):
            return None  # the places need not be read for these
        place = self._elsewhere(reading, found.first)
        return place if place and place.tier == Tier.LOCALITY and place.last > found.last else None

    def _listed(self, reading: Reading, number: int) -> Candidate | None:
        """The longest form that begins with a word: as it is written, else without diacritics."""
        reach = self._reach(reading, number)
        for last in range(reach, number, -1):
            form = form_of(reading, number, last)
            known = self._forms.exact.get(form)
            if known and not (form in ONLY_AFTER_RSS and not is_after_rss(reading, number)):
                return Candidate(number, last, (known,), Tier.EXACT)
        for last in range(reach, number, -1):
            same = self._folded(form_of(reading, number, last))
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
        """The names that a form is without some or all diacritics, or with aa, ae, oe for them."""
        transcribed = from_digraphs(form)
        if transcribed != form and transcribed in self._forms.exact:
            return (self._forms.exact[transcribed],)
        same = self._forms.folded.get(fold(form)) or self._forms.folded.get(fold(transcribed)) or []
        return tuple(known for known in same if form.isascii() or not adds_marks(form, known.name))

    def _misspelt_pair(self, reading: Reading, number: int) -> Candidate | None:
        """Two words that are nearly a name of two."""
        following = reading.joined(number + 1)
        if not following or is_asking(following):
            return None
        return misspelling(number, number + 2, self._pair_speller.nearest(form_of(reading, number, number + 2)))

    def _elsewhere(self, reading: Reading, number: int) -> Candidate | None:
        in_slot = reading.is_capital(number) or reading.before(number) in say.SLOT_BEFORE
        if not (in_slot or len(reading.sentences[number]) <= SHORT_SENTENCE):
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
        word = without_apostrophe(reading.lower(number))
        if is_vetoed(reading, number, word):
            return None
        kind = kind_of(reading, Candidate(number, number + 1, (), Tier.SPELLING))
        return misspelling(number, number + 1, self._speller.nearest(word, kind))

    def _mention(self, reading: Reading, found: Candidate, kind: Kind | None) -> Mention:
        if found.elsewhere:
            return mention(reading, found, found.elsewhere.targets, ())
        both = [targets_of(known, kind) for known in found.known]
        targets = tuple(dict.fromkeys(target for each, _ in both for target in each))
        alternatives = [target for _, each in both for target in each]
        alternatives += [twin.municipality for twin in self._twins.get(found.known[0].name, ()) if twin.municipality]
        return mention(reading, found, targets, alternatives)


def with_explanations(reading: Reading, believed: list[Candidate], mentions: list[Mention]) -> list[Mention]:
    """The mentions with the asides that say which is meant, and without the places told in these."""
    kept: list[Mention] = []
    for found, mention in zip(believed, mentions, strict=True):
        if kept and mention.start < kept[-1].end:
            continue
        end = explanation_end(reading, found) if is_doubtful(reading, found) else None
        kept.append(mention if end is None else replace(mention, end=reading.words[end - 1].end))
    return kept


def without_own_counties(cleaned: str, mentions: list[Mention]) -> list[Mention]:
    """A county that only says where a municipality lies belongs to its mention ("Berg i Jämtland").

    A municipality's code begins with its county's two digits (Statistics Sweden).
    """
    kept: list[Mention] = []
    for mention in mentions:
        if kept and says_where(cleaned, kept[-1], mention):
            county = COUNTY_WORD.match(cleaned, mention.end)
            kept[-1] = replace(kept[-1], end=county.end() if county else mention.end)
        else:
            kept.append(mention)
    return kept


def says_where(cleaned: str, before: Mention, mention: Mention) -> bool:
    """Whether a county stands right behind a municipality of its own."""
    if {target.kind for target in before.targets} != {Kind.MUNICIPALITY} or len(mention.targets) != 1:
        return False
    county = mention.targets[0]
    if county.kind != Kind.COUNTY or not BETWEEN.fullmatch(cleaned, before.end, mention.start):
        return False
    return all(target.code.startswith(county.code) for target in before.targets)


def adds_marks(form: str, name: str) -> bool:
    """Whether a form has a letter of its own where the name has another: "våra" is no way to write "Vara"."""
    return any(letter in "åäö" and letter != wanted for letter, wanted in zip(form, name, strict=False))


def note_words(reading: Reading, found: Candidate) -> None:
    """Tell the reading which words may be names; a word like "kosta" is one only with its capital."""
    words = range(found.first, found.last)
    if found.elsewhere and is_like_a_word(found.elsewhere.name) and not reading.tells_name(found.first):
        return
    reading.names.update(words)
    if found.tier in (Tier.EXACT, Tier.FOLDED) and not is_doubtful(reading, found):
        reading.sure.update(words)


def misspelling(first: int, last: int, found: Sequence[Near]) -> Candidate | None:
    """A candidate of the names that are nearest; None when there is none, or too many to offer."""
    if not 0 < len(found) <= MOST_OFFERED:
        return None
    return Candidate(first, last, tuple(near.known for near in found), Tier.SPELLING, found[0].distance)


def without_apostrophe(word: str) -> str:
    """A word without an English genitive."""
    return word if word.isalpha() else APOSTROPHE.split(word)[0]


def move_abroad(reading: Reading, believed: list[Candidate]) -> None:
    """ "Berg i Norge" is no municipality: a name that a country follows is a place there."""
    for found, following in pairwise(believed):
        gap = range(found.last, following.first)
        parted = [reading.lower(number) for number in gap] in (["i"], ["in"]) or (
            not gap and is_comma(reading, following)
        )
        if parted and following.elsewhere and following.elsewhere.is_country:
            found.tier, found.known, found.elsewhere = Tier.FOREIGN, (), following.elsewhere


def is_comma(reading: Reading, found: Candidate) -> bool:
    return reading.gap(found.first).strip() == ","


def form_of(reading: Reading, first: int, last: int) -> str:
    """Words as the tables have them, without an English genitive."""
    if last == first + 1:
        return without_apostrophe(reading.words[first].lower)
    return " ".join(without_apostrophe(word.lower) for word in reading.words[first:last])


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


def without_denied(cleaned: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those of several that are not only named to say that they are not meant ("RSS Örebro, inte Örebro kommun")."""
    meant = tuple(
        each
        for each in mentions
        if not (
            DENIED.search(cleaned[: each.start][-40:])
            or MIXED_UP.search(cleaned[: each.start][-60:])
            or NOT_NEEDED.match(cleaned, each.end)
            or is_put_aside(cleaned, each, mentions)
            or (AFTER_DENIED.match(cleaned, each.end) and NOT.search(cleaned[: each.start][-12:]))
        )
    )
    return meant or tuple(mentions)


def is_put_aside(cleaned: str, each: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a text begins by saying that this one is not meant and names another right behind."""
    behind = INSTEAD.match(cleaned, each.end)
    is_replaced = behind is not None and any(other.start == behind.end() for other in mentions)
    return is_replaced and NOT_FIRST.fullmatch(cleaned[: each.start]) is not None


def without_regions(cleaned: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those named without an RSS's region that only says where ("Marks kommun i Sjuhärad", "här i Sjuhärad")."""
    places = any(target.kind == Kind.MUNICIPALITY for mention in mentions for target in mention.targets)
    if not places or not say.RSS.isdisjoint(cleaned.lower().split()):
        return tuple(mentions)
    return tuple(each for each in mentions if not (is_region(each) and IN_REGION.search(cleaned[: each.start])))


def is_region(mention: Mention) -> bool:
    """Whether an RSS is named by its region's name alone."""
    return {target.kind for target in mention.targets} == {Kind.RSS} and "rss" not in mention.written.lower()


def without_their_county(mentions: Sequence[Mention], fewest: int = 2) -> list[Mention]:
    """Those named, without the county in which all `fewest` or more lie: "två blekingekommuner, Karlskrona och …"."""
    targets = {target for mention in mentions for target in mention.targets}
    codes = {target.code for target in targets if target.kind == Kind.MUNICIPALITY}
    inside = {code[:2] for code in codes} if len(codes) >= fewest else set()
    where = [(Target(Kind.COUNTY, code),) for code in inside] if len(inside) == 1 else []
    return [mention for mention in mentions if mention.targets[:1] not in where]


def mask(cleaned: str, mentions: Sequence[Mention]) -> str:
    """The text on one line, with each name replaced by a token of its kind: what topics and rules are read from."""
    parts: list[str] = []
    end = 0
    for each in mentions:
        elsewhere = each.tier in (Tier.LOCALITY, Tier.FOREIGN) or not each.targets
        parts += [cleaned[end : each.start], PLACE_MASK if elsewhere else MASKS[each.targets[0].kind]]
        end = each.end
    return " ".join("".join([*parts, cleaned[end:]]).split())
