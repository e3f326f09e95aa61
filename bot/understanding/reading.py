"""A text as names are looked for in it: its words, what stands between them, what its capitals tell."""

import re
from functools import cached_property

from bot.understanding import vocabulary
from bot.understanding.amount_words import is_plain_word
from bot.understanding.text import Word, words_of

CHUNK = re.compile(r"\S+")
ADDRESS = re.compile(r"@|://|^www\.|\w\.(?:se|com|nu|org|net|eu|no|dk|fi)(?:$|[/?#:,.;)>\]])")
POSTAL_CODE = re.compile(r"\b\d{3} ?\d{2} {1,2}$")
JOINTS = frozenset({" ", "-", "–", "/", "\n", "  ", " - ", " – ", " / ", "- ", " -", "/ ", " /"})
SHORT_TEXT = 12  # words
LIST_SIGNS = frozenset({",", "/", "&", "+", ";"})
ABBREVIATIONS = frozenset({"ex", "tex", "bl", "dvs", "ang", "mr", "mrs", "dr", "st", "kl", "nr", "resp", "vs"})


class Reading:
    """The words of a cleaned text and what surrounds each. Positions are numbers of words.

    `names` are the numbers of the words that may be names, `sure` of those that can be nothing else.
    """

    def __init__(self, cleaned: str) -> None:
        self.text = cleaned
        self.words: list[Word] = words_of(cleaned)
        self.sentences = self._sentences()
        self.names: set[int] = set()
        self.sure: set[int] = set()
        self._only_asks: dict[int, bool] = {}
        self._money: dict[int, bool] = {}
        self._much: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it; before the first word, the text's beginning."""
        start = self.words[number - 1].end if number else 0
        return self.text[start : self.words[number].start]

    def lower(self, number: int) -> str:
        """A word in lower case; "" outside the text."""
        return self.words[number].lower if 0 <= number < len(self.words) else ""

    def before(self, number: int) -> str:
        """The word before, where nothing but space parts them."""
        return self.lower(number - 1) if number and self.gap(number).isspace() else ""

    def after(self, number: int) -> str:
        """The word after, where nothing but space parts them."""
        return self.lower(number + 1) if number + 1 < len(self) and self.gap(number + 1).isspace() else ""

    def joined(self, number: int) -> str:
        """A word that may be one name with the word before it; "" when it may not, or outside the text."""
        return self.words[number].lower if number < len(self.words) and self.is_joined(number) else ""

    def mark_after(self, number: int) -> str:
        """The sign that follows a word directly; "" for a space, "." for the text's end."""
        end = self.words[number].end
        return self.text[end].strip() if end < len(self.text) else "."

    def is_joined(self, number: int) -> bool:
        """Whether a word and the one before it may be one name."""
        return bool(number) and self.gap(number) in JOINTS

    def is_list(self, last: int, first: int) -> bool:
        """Whether nothing but a comma, "och" or the like parts the word before `last` from `first`."""
        if first == last:
            return self.gap(first).strip() in LIST_SIGNS
        return first == last + 1 and self.lower(last) in vocabulary.AND and self.gap(first).isspace()

    def follows_list(self, first: int) -> bool:
        """Whether a comma or "och" and a name stand before a word."""
        return bool(first) and (self.lower(first - 1) in vocabulary.AND or self.gap(first).strip() in LIST_SIGNS)

    def _sentences(self) -> list[range]:
        """For each word the numbers of the words in its sentence."""
        starts = [number for number in range(len(self.words)) if not number or self._ends_before(number)]
        ends = [*starts[1:], len(self.words)]
        return [range(start, end) for start, end in zip(starts, ends, strict=False) for _ in range(start, end)]

    def _ends_before(self, number: int) -> bool:
        gap = self.gap(number)
        if gap == " ":
            return False
        previous = self.words[number - 1].lower
        if "." in gap and (len(previous) == 1 or previous in ABBREVIATIONS):
            return False
        return "\n" in gap or ("!" in gap or "?" in gap or "…" in gap) or (". " in gap)

    def opens(self, number: int) -> bool:
        """Whether a word begins a sentence or what looks like one, so that its capital tells nothing."""
        if number == self.sentences[number].start:
            return True
        return any(sign in self.gap(number) for sign in ':;"“”(•*>–-|') and self.gap(number) not in {"-", "–"}

    @cached_property
    def capitals_tell(self) -> bool:
        """Whether capitals are used as in prose: not for everything, nor for each word."""
        letters = [word.text for word in self.words if not word.text[0].isdigit()]
        small = sum(text[0].islower() for text in letters)
        return small * 4 >= len(letters) and sum(text.isupper() and len(text) > 1 for text in letters) * 2 <= len(
            letters
        )

    def is_capital(self, number: int) -> bool:
        return 0 <= number < len(self) and self.words[number].text[0].isupper()

    def tells_name(self, number: int) -> bool:
        """Whether a capital shows that the word is a name: in the middle of a sentence of ordinary writing."""
        if not self.is_capital(number) or self.opens(number) or not self.capitals_tell:
            return False
        return not self.words[number].text.isupper()

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Where e-mail addresses and links stand: they name nobody."""
        if "@" not in self.text and "." not in self.text and "://" not in self.text:
            return []
        return [match.span() for match in CHUNK.finditer(self.text) if ADDRESS.search(match.group())]

    def is_in_address(self, number: int) -> bool:
        """Whether a word stands in an e-mail address or a link, or after a postal code or a street's number."""
        start = self.words[number].start
        if any(first <= start < end for first, end in self.addresses):
            return True
        return bool(number) and self.words[number - 1].text.isdigit() and self._is_postal(number)

    def _is_postal(self, number: int) -> bool:
        if POSTAL_CODE.search(self.text[max(0, self.words[number].start - 9) : self.words[number].start]):
            return True
        return self.lower(number - 2).endswith(vocabulary.STREETS) and "\n" not in self.gap(number - 1)

    def only_asks(self, number: int) -> bool:
        """Whether the sentence of a word holds nothing but names and words that amounts are asked for with."""
        sentence = self.sentences[number]
        if sentence.start not in self._only_asks:
            self._only_asks[sentence.start] = all(self._fits_question(each) for each in sentence)
        return self._only_asks[sentence.start]

    def asks_plainly(self, number: int) -> bool:
        """Whether the sentence of a capitalised word asks "how much" or the like in plain words, many of them maybe."""
        asks = self.asks_much(number) or (len(self) <= SHORT_TEXT and any(map(self.asks_much, range(len(self)))))
        sentence = self.sentences[number]
        asks = asks or any(self.lower(each).startswith(vocabulary.AMOUNT_STEMS) for each in sentence)
        if not (self.is_capital(number) and asks):
            return False
        others = (self.lower(each) for each in sentence if not self._fits_question(each))
        return all(is_plain_word(word) for word in others)

    @cached_property
    def all_asks(self) -> bool:
        """Whether the whole text does nothing but ask for amounts."""
        return all(self._fits_question(number) for number in range(len(self)))

    def _fits_question(self, number: int) -> bool:
        return number in self.names or is_asking(self.words[number].lower)

    def has_kind_word(self, first: int, last: int) -> bool:
        """Whether "kommun", "stad", "län" or "RSS" stands right after words, or "kommunen", "city of" right before."""
        if self.joined(last) in vocabulary.AFTER_NAME:
            return True
        previous = self.before(first)
        if previous in {"of", "i"}:
            return self.before(first - 1) in {"municipality", "city", "town", "county"}
        return previous in vocabulary.RSS or (previous in vocabulary.BEFORE_NAME and self.is_capital(first))

    def is_in_slot(self, first: int, last: int) -> bool:
        """Whether words stand where a recipient is expected: "får …", "till …", "… får"."""
        before = self.before(first)
        if before in vocabulary.SLOT_BEFORE or (
            before in vocabulary.ALSO and self.before(first - 1) in vocabulary.GETS
        ):
            return True
        following = self.after(last - 1)
        return following in vocabulary.SLOT_AFTER or is_money(following) or is_year(following)

    def speaks_of_money(self, number: int) -> bool:
        """Whether the sentence of a word is about amounts, or what is done with them."""
        sentence = self.sentences[number]
        if sentence.start not in self._money:
            self._money[sentence.start] = any(is_money(self.words[each].lower) for each in sentence)
        return self._money[sentence.start]

    def asks_much(self, number: int) -> bool:
        """Whether "vad", "hur mycket" or the like stands in the sentence of a word."""
        sentence = self.sentences[number]
        if sentence.start not in self._much:
            self._much[sentence.start] = any(self.words[each].lower in vocabulary.ASKS_MUCH for each in sentence)
        return self._much[sentence.start]


def is_asking(word: str) -> bool:
    return word in vocabulary.ASKING or word[0].isdigit() or word.startswith(vocabulary.ASKING_STEMS)


def is_money(word: str) -> bool:
    return word in vocabulary.MUCH or word.startswith(vocabulary.MONEY_STEMS)


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()
