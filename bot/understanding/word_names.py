"""Names that are words or persons as well: Mark the municipality, Mark the colleague, and marked ground."""

from bot.understanding import vocabulary as say
from bot.understanding.candidate import Candidate
from bot.understanding.question import Tier
from bot.understanding.reading import Reading, is_asking, is_money

NEAR_SIGN_OFF = 5
NEAR_ASIDE = 8  # words
MOST_LISTED = 12


def is_doubtful(reading: Reading, found: Candidate) -> bool:
    """Whether a candidate is spelt like an ordinary word or a person's name."""
    if found.last - found.first > 1:
        return False
    written = written_name(reading, found)
    return written in say.WORDS or (written in say.PERSONS and found.tier != Tier.FOLDED)


def written_name(reading: Reading, found: Candidate) -> str:
    """The word as it is written, in lower case, without a genitive."""
    written = reading.lower(found.first).partition("'")[0].partition("’")[0]
    bare = written.removesuffix("s")
    return bare if bare in say.WORDS | say.PERSONS else written


def is_believable_word(reading: Reading, found: Candidate) -> bool:
    """A capital inside a sentence, a word beside it or the bare question makes a name of a word."""
    number, shows_name = found.first, reading.tells_name(found.first)
    if reading.lower(number) in say.COMMONEST and not shows_name:
        return is_believable_verb(reading, found)
    if reading.has_kind_word(number, found.last) or (shows_name and reading.before(number) in {"i", "in"}):
        return True
    if explanation_end(reading, found) is not None or is_asked_alone(reading, found):
        return True
    if written_name(reading, found) in say.PERSONS:
        return not is_person(reading, found) and is_in_place(reading, found)
    return (shows_name and found.tier == Tier.EXACT) or is_in_place(reading, found)


def is_asked_alone(reading: Reading, found: Candidate) -> bool:
    """ "En sista sak: Trosa?", "once more: Trosa."."""
    is_behind = found.first > 0 and reading.gap(found.first).strip().endswith(":")
    return is_behind and reading.is_capital(found.first) and reading.mark_after(found.last - 1) in {"?", "."}


def explanation_end(reading: Reading, found: Candidate) -> int | None:
    """The number of the word behind an aside that says which is meant: "Ale – the municipality, not the beer"."""
    first = found.last
    if first >= len(reading) or reading.gap(first).isspace():
        return None
    end = reading.sentences[found.first].stop
    near = [reading.lower(number) for number in range(first, min(first + NEAR_ASIDE, end))]
    kind = next((place for place, word in enumerate(near) if word in say.PLACES), NEAR_ASIDE)
    is_plain = kind <= 1 and near[kind] in say.KOMMUN and near[0] in say.KOMMUN | say.NAMELY
    if say.DENYING.isdisjoint(near[kind:]) and not is_plain:  # "Berg, som inte bor i kommunen" is somebody
        return None
    last = first + kind
    while last + 1 < end and reading.gap(last + 1).isspace():
        last += 1
    return last + 1


def is_in_place(reading: Reading, found: Candidate) -> bool:
    """Whether the words around speak of a recipient just where a word or a person's name stands."""
    if is_said_to_get(reading, found) or gets_nothing(reading, found) or is_put_right(reading, found):
        return True
    if not reading.tells_name(found.first):
        return is_asked_for(reading, found) or is_listed(reading, found)
    number = found.first
    if reading.before(number) in say.IN or is_looked_up(reading, number):
        return True
    return is_listed(reading, found) or speaks_of_recipients(reading, found)


def is_looked_up(reading: Reading, number: int) -> bool:
    """ "Kan du kolla upp Sala åt mig?"."""
    return reading.before(number) in say.UP and reading.before(number - 1) in say.LOOKING


def speaks_of_recipients(reading: Reading, found: Candidate) -> bool:
    """Whether the sentence does nothing but ask, or a recipient is expected just here."""
    if reading.only_asks(found.first) or reading.asks_plainly(found.first):
        return True
    if reading.before(found.first) in say.ASKS_MUCH and reading.after(found.last - 1) in say.MAY_GET:
        return True
    money, much = reading.speaks_of_money(found.first), reading.asks_much(found.first)
    averages = any(reading.lower(each) in say.AVERAGES for each in reading.sentences[found.first])
    if ((money and much) or averages) and reading.before(found.first) in {*say.ASKED_OF, "är", "ligger"}:
        return True
    return (money or much) and reading.is_in_slot(found.first, found.last)


def is_listed(reading: Reading, found: Candidate) -> bool:
    """Whether it stands in a list with a sure name ("Kiruna, Mark och Vara")."""
    return leads_to_sure(reading, found.first, -1) or leads_to_sure(reading, found.last - 1, 1)


def leads_to_sure(reading: Reading, number: int, step: int) -> bool:
    """Whether a list goes on from a name, backwards or forwards, to a sure one."""
    for _ in range(MOST_LISTED):
        following = number + step * (1 + (reading.lower(number + step) in say.AND))
        first, last = (following, number) if step < 0 else (number, following)
        if following not in reading.names or not reading.is_list(first + 1, last):
            return False
        if following in reading.sure:
            return True
        number = following
    return False


def is_asked_for(reading: Reading, found: Candidate) -> bool:
    """Without the help of a capital: the sentence does nothing but ask for an amount.

    A sentence of one word, like a signature's line, counts only with a question mark or in a text
    that does nothing else either.
    """
    if not (reading.only_asks(found.first) or reading.asks_plainly(found.first)):
        return is_subject(reading, found)
    alone = len(reading.sentences[found.first]) == found.last - found.first
    return not alone or reading.mark_after(found.last - 1) == "?" or reading.all_asks


def is_subject(reading: Reading, found: Candidate) -> bool:
    """ "Hur mycket får lund för …", but not "vad får mark kosta"."""
    following = reading.after(found.last - 1)
    is_followed = not following or following in say.AFTER_SUBJECT or following.isdigit()
    return is_followed and reading.before(found.first) in say.GETS and reading.asks_much(found.first)


def is_said_to_get(reading: Reading, found: Candidate) -> bool:
    """ "Eftersom Borgholm inte får något bidrag": a capital, and what gets money in the sentence."""
    if not reading.is_capital(found.first) or not reading.capitals_tell or not reading.speaks_of_money(found.first):
        return False
    following = reading.after(found.last - 1)
    verb = reading.after(found.last) if following in {"inte", "ej", "bara", "only", "ju"} else following
    return verb in {"får", "fick", "emot", "gets", "got", "receives", "received"}


def gets_nothing(reading: Reading, found: Candidate) -> bool:
    """ "Får Mora ingenting?", "did Ale really get nothing?": a capital, and what it is said to get at the very end."""
    if not (reading.is_capital(found.first) and reading.capitals_tell):
        return False
    said = [reading.lower(number) for number in reading.sentences[found.first]]
    return not say.NOTHING.isdisjoint(said[-2:]) and not say.GETTING.isdisjoint(said)


def is_put_right(reading: Reading, found: Candidate) -> bool:
    """ "Mora ska det stå", "jag menade Nora": the right name, by whoever wrote a wrong one before."""
    if not (reading.is_capital(found.first) and reading.capitals_tell):
        return False
    following = tuple(reading.lower(found.last + each) for each in range(3))
    if following[0] in say.SHOULD and following[1] == "det" and following[2] in say.STAND:
        return True
    previous = (reading.before(found.first - 1), reading.before(found.first))
    is_last = found.last == reading.sentences[found.first].stop
    is_meant = bool(previous[0]) and previous[1] in say.MEANT
    return is_last and (is_meant or (previous[0] in {*say.SHOULD, "det"} and previous[1] in say.STAND))


def is_believable_verb(reading: Reading, found: Candidate) -> bool:
    """ "Hur mycket får vara?" but not "det får vara": such words are names only in the barest question."""
    number = found.first
    previous, following = reading.lower(number - 1), reading.lower(found.last)
    if {previous, reading.lower(number - 2)} & say.BEFORE_VERB:
        return False
    if reading.joined(found.last) in say.KOMMUN:
        return reading.is_capital(number) or reading.opens(number) or previous in say.PLACE_BEFORE | say.GETS
    if not reading.only_asks(number):
        return False
    if previous in {"i", "in"} or (previous in say.VERB_SLOT and found.last in reading.sure):
        return not following or following in say.AND
    return verb_fits_before(reading, found, previous) and verb_fits_after(reading, found, following)


def verb_fits_before(reading: Reading, found: Candidate, previous: str) -> bool:
    if reading.opens(found.first):
        return found.tier == Tier.EXACT or len(reading) == 1
    if is_listed(reading, found) or (previous in say.FOLLOW_UP and reading.mark_after(found.last - 1) == "?"):
        return True
    return previous in say.VERB_SLOT and (previous not in say.GETS or reading.asks_much(found.first))


def verb_fits_after(reading: Reading, found: Candidate, following: str) -> bool:
    if not reading.after(found.last - 1) or is_money(following) or following.isdigit():
        return True
    return following in say.AFTER_VERB_SLOT or (following in say.AND and found.last + 1 in reading.sure)


def is_person(reading: Reading, found: Candidate) -> bool:
    """Whether the words around show that a person is named."""
    return (
        is_spoken_of(reading, found.first)
        or is_signed(reading, found.first)
        or has_other_name(reading, found)
        or acts_as_person(reading, found)
        or is_spoken_to(reading, found)
    )


def is_spoken_of(reading: Reading, number: int) -> bool:
    """ "Enligt Berg", "jag heter Mark", "talade med Nora" (not "jämfört med Nora"), "hello from Mark"."""
    previous, earlier = reading.before(number), reading.lower(number - 2)
    if previous in {"med", "with"}:
        return earlier not in say.COMPARED and not (number - 2 in reading.sure and compares(reading, number))
    return previous in say.BEFORE_PERSON or (previous in {"from", "från"} and earlier in say.GREETINGS)


def compares(reading: Reading, number: int) -> bool:
    """Whether the sentence of a word holds one thing against another ("Jämför Alingsås med Dorotea")."""
    return any(reading.lower(each) in say.COMPARED for each in reading.sentences[number])


def has_other_name(reading: Reading, found: Candidate) -> bool:
    """A title, a given name or its initial right before, a surname right after: "Anna Berg", "Nora Lindgren"."""
    if reading.gap(found.first) == ". " and len(reading.lower(found.first - 1)) == 1:
        return True
    if not reading.capitals_tell:
        return False
    previous, following = reading.before(found.first), reading.after(found.last - 1)
    if previous and reading.is_capital(found.first - 1) and not is_asking(previous):
        return found.first - 1 not in reading.sure and not reading.opens(found.first - 1)
    return (
        bool(following)
        and reading.is_capital(found.last)
        and not is_asking(following)
        and found.last not in reading.sure
    )


def acts_as_person(reading: Reading, found: Candidate) -> bool:
    """ "Mark here", "Nora undrar", "Mark och jag", at the beginning or presented "Berg från Umeå"."""
    following = reading.after(found.last - 1)
    if following in say.AND:
        return reading.lower(found.last + 1) in say.AND_I | say.GIVEN_NAMES
    if following in say.AFTER_PERSON:
        return True
    is_presented = reading.opens(found.first) or reading.before(found.first) in {"is", "är"}
    return following in {"från", "from", "på", "at"} and is_presented


def is_signed(reading: Reading, number: int) -> bool:
    """Whether a sign-off stands a few words before, or a stroke right before ("/Nora")."""
    if reading.gap(number).endswith(("/", "/ ")) and reading.opens(number):
        return True
    return any(reading.lower(each) in say.SIGN_OFFS for each in range(max(0, number - NEAR_SIGN_OFF), number))


def asks_a_favour(reading: Reading, number: int) -> bool:
    """Whether somebody is asked to do something in a sentence that asks for no amount."""
    said = {reading.lower(each) for each in reading.sentences[number]}
    if not said & {"du", "ni", "you"} or reading.speaks_of_money(number) or reading.asks_much(number):
        return False
    return bool(said & {"kan", "kunde", "vill", "skulle", "can", "could", "would"})


def is_spoken_to(reading: Reading, found: Candidate) -> bool:
    """ "Hej Mark!", "Mark, hur mycket får Hammarö?" with another name in the sentence, "Mark, kan du kolla det?"."""
    number = found.first
    if reading.lower(number - 1) in say.GREETINGS and reading.gap(number).strip() in {"", ","}:
        return reading.after(found.last - 1) not in say.SLOT_AFTER and reading.mark_after(found.last - 1) != "?"
    if not reading.opens(number) or reading.mark_after(found.last - 1) != "," or is_listed(reading, found):
        return False
    if asks_a_favour(reading, number):
        return True
    return any(each in reading.sure for each in reading.sentences[number] if each > number)
