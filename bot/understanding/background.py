"""What the text around a question adds to it: who is meant, what is wished for, which county, which years."""

from dataclasses import replace

from bot.understanding.amount_words import LEFT, OURS, STRONG, asks_amount, other_words
from bot.understanding.amounts import amounts_in
from bot.understanding.asked_clause import (
    AWARDED,
    THE_MUNICIPALITY,
    asks_amount_in_clause,
    asks_own_clause,
    asks_plainly,
    clauses_of,
)
from bot.understanding.background_words import (
    BOTH_YEARS,
    HOW_MANY_OF_US,
    HOW_MUCH,
    KNOWN,
    OF_SEVERAL,
    ONE_OF,
    PARTNERS,
    POINTING_BACK,
    RIVALS,
    THEIRS,
    WE_AND,
    WHAT_EACH,
    WISHED_AMOUNT,
    WONDERS,
)
from bot.understanding.carried_kind import THEIR_AMOUNTS, county_of
from bot.understanding.follow_up_words import COUNTS, NATIONAL, THE_COUNTY, THE_TWO
from bot.understanding.letters import Letter, sentences_of
from bot.understanding.named_around import is_compared_with, meant_in, named_before, still_missing, targets_of
from bot.understanding.names import mask, without_their_county
from bot.understanding.operations import RSS
from bot.understanding.own import Finder, own_mentions, says_we
from bot.understanding.phrases import any_of
from bot.understanding.question import AMOUNT, Group, Kind, Mention, Operation, Question
from bot.understanding.recalled import counted, from_context
from bot.understanding.subject import ABOUT_THE_GRANT
from bot.understanding.sureness import COMPUTED, REASONS
from bot.understanding.whose_money import holds_other_money, is_of_other_money, names_other_money
from bot.understanding.years import years_in

FEW = 3  # words
TOPIC_FROM = 0.5  # how sure a topic must be where the letter around it speaks of the grant
OF_OURS_FROM = 0.8  # the same where it only speaks of "us"
SHORT_MESSAGE = 500  # characters
WANTS_SUM = any_of(
    r"""
    (?:skicka|få|ge|veta|mejla|meddela|behöver) (?:\w+ ){0,3}(?:summan|beloppet|siffran|tilldelningen|ramen);
    (?:send|give|get|have|need) (?:\w+ ){0,3}(?:figure|amount|sum|number)
    """
)
THAT_SUM = any_of("(?:den|denna) summan?; (?:det|detta) beloppet?; (?:that|this) (?:sum|amount)")  # told before
OWN_SHARE = any_of(
    r"""
    (?:vårt|vår|kommunens|stödstrukturens|rss:?ens) (?:\w+ )?(?:del|andel|belopp|summa|pott|ram|tilldelning);
    (?:our|the municipality's) (?:\w+ )?(?:share|part|amount|sum|allocation); (?:går|kommer|hamnar) hit
    """
)
# Topics with figures of their own, which may be wished for as well.
WITH_FIGURES = {"reference", "other_references", "joint", "year_2024", "budget"}


def with_background(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """The question with the recipients that the text around it tells, or the topic that only the letter makes plain."""
    is_plain = bool(question.targets) and not KNOWN.search(letter.asked)
    may_ask = question.topic in {None, AMOUNT} or other_words(masked) == 0 or STRONG.search(masked)
    if may_ask and not is_plain and (missing := names_missing(question, letter, index)):
        return replace(
            question, topic=AMOUNT, mentions=missing, reason=None, operation=Operation.NONE, group=None, maybe=()
        )
    if question.mentions or not letter.is_letter or question.group is not None:
        return question
    if question.operation in (Operation.SUM, Operation.DIFFERENCE) and may_be_amounts(question):
        return with_partners(question, masked, letter, index)
    if question.topic is None:
        return replace(question, topic=topic_by_letter(question, letter))
    return question


def may_be_amounts(question: Question) -> bool:
    """Whether amounts may be what is computed with: the classifier is left aside where it lacks a name for that."""
    likeliest = question.scores[0].topic if question.scores else None
    return question.topic in {None, AMOUNT, "totals"} or likeliest in COMPUTED


def with_spoken_of(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """ "Vara, Mark och Berg. Beloppen?": who was named in the sentence before a question that only points to them."""
    masked = without_years(masked)
    if question.mentions or not letter.is_letter or not asks_of_them(question, masked, letter):
        return question
    if question.group is not None and question.group.within is not None:
        return question
    exactly = number_meant(masked)
    if question.topic == "totals" and question.operation == Operation.GROUP_SUM and not exactly:
        return question  # "hur mycket delas ut till kommunerna, och hur fördelas det mellan dem?"
    found = named_before(letter, index, exactly or (2 if OF_SEVERAL.search(masked) else 1))
    if not found or (exactly and len(targets_of(found)) != exactly):
        return question
    if asks_plainly_of_nobody(question, masked) and tells_of_more(letter, index, found):
        return question
    operation = Operation.NONE if question.group is not None else question.operation
    if question.operation == Operation.GROUP_SUM:
        operation = Operation.SUM
    reason = None if wishes_amount(masked, letter) else question.reason
    return replace(question, topic=AMOUNT, mentions=found, group=None, operation=operation, reason=reason, maybe=())


def without_years(masked: str) -> str:
    """The text without "båda åren", which are no recipients."""
    return BOTH_YEARS.pattern.sub(" ", masked) if BOTH_YEARS.search(masked) else masked


def asks_of_others(question: Question, masked: str) -> bool:
    """Whether "they" or a number of recipients are asked for, so that who writes alone is not meant."""
    return (THEIRS.search(masked) and not question.own) or number_meant(without_years(masked)) is not None


def asks_of_them(question: Question, masked: str, letter: Letter) -> bool:
    """Whether a question without names asks for the amounts of who was named before."""
    is_short = len(masked.split()) <= FEW and not says_we(masked)
    if holds_other_money(masked) or not (
        is_short or POINTING_BACK.search(masked) or asks_plainly_of_nobody(question, masked)
    ):
        return False
    if question.topic in {None, AMOUNT, "totals"} or (question.topic == "recipients" and number_meant(masked)):
        is_computed = question.operation in {Operation.SUM, Operation.GROUP_SUM, Operation.DIFFERENCE}
        return STRONG.search(masked) or (is_computed and asks_amount(masked))
    if not OF_SEVERAL.search(masked):
        return False
    is_open = question.scores[0].score < TOPIC_FROM if question.scores else False
    return wishes_amount(masked, letter) or (is_open and HOW_MUCH.search(masked) and OURS.search(letter.body))


def tells_of_more(letter: Letter, index: Finder, found: tuple[Mention, ...]) -> bool:
    """Whether a letter names others than those found, or an amount, so that no plain word tells what is meant."""
    named = targets_of(mention for mention in index.find(letter.body) if mention.targets)
    return bool(amounts_in(letter.body)) or targets_of(found) != named


def asks_plainly_of_nobody(question: Question, masked: str) -> bool:
    """ "Fyll i beloppen, är du snäll": plain words that point to nobody."""
    is_open = question.topic == AMOUNT and not (question.own or question.years or POINTING_BACK.search(masked))
    return is_open and len(masked.split()) > FEW and other_words(masked) == 0


def with_rivals(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """ "Vem av oss vinner?": the two that a letter names are held against each other.

    Of more than two, or of others, it is asked who is meant; the most in the country is no answer.
    """
    if question.mentions or not letter.is_letter or question.topic not in {None, "totals", "recipients", *COMPUTED}:
        return question
    if not asks_who_wins(masked, letter):
        return question
    found = meant_in(letter.body, index)
    targets = targets_of(found)
    if len(targets) == 2 and targets[0].kind == targets[1].kind and all(mention.is_sure for mention in found):
        two = tuple(next(mention for mention in found if mention.targets[0] == target) for target in targets)
        question = replace(question, topic=AMOUNT, mentions=two, group=None, reason=None, maybe=())
        return replace(question, operation=Operation.DIFFERENCE)
    if len(targets) < 2 or question.group is None or question.group.within is not None:
        return question
    return replace(question, topic=AMOUNT, operation=Operation.NONE, group=None, maybe=())


def asks_who_wins(masked: str, letter: Letter) -> bool:
    """Whether a letter about the grant asks which of those it tells of comes out ahead ("Vem vinner?")."""
    is_of_them = RIVALS.search(masked) or ONE_OF.search(masked) is not None
    return letter.is_letter and is_of_them and not NATIONAL.search(masked) and OURS.search(letter.body)


def wishes_amount(masked: str, letter: Letter) -> bool:
    """Whether the amounts of this grant are what is wished for, whatever else the sentence tells."""
    is_wished = WISHED_AMOUNT.search(masked) is not None or WHAT_EACH.search(masked) is not None
    return is_wished and OURS.search(letter.body)


def with_plain_sentence(question: Question, said: str, letter: Letter, index: Finder) -> Question:
    """ "Det finns väl ett tak för hur mycket Gislaved kan ta ut. Var ligger det?": the question only points to that."""
    if question.topic is not None or question.mentions or not letter.is_letter or len(letter.body) > SHORT_MESSAGE:
        return question
    for sentence in sentences_of(letter.body):
        found = index.find(sentence)
        masked = mask(sentence, found)
        is_of_amount = asks_plainly(masked) or asks_amount_in_clause(masked)
        is_of_amount = is_of_amount or (AWARDED.search(masked) and (STRONG.search(said) or only_points(said)))
        if found and all(each.is_sure for each in found) and is_of_amount:
            return replace(
                question, topic=AMOUNT, mentions=tuple(found), reason=None, operation=Operation.NONE, maybe=()
            )
    return question


def only_points(said: str) -> bool:
    """ "Vad är den?"."""
    return len(said.split()) <= FEW and other_words(said) == 0


def with_wished_amount(question: Question, letter: Letter, index: Finder) -> Question:
    """ "Jag undrar vad Orsa får. Och när ska vi rekvirera?": the sentence before asks as well, without a mark."""
    if question.topic in {None, *COMPUTED} or question.reason is not None or question.also is not None:
        return question
    if question.mentions or question.group is not None or not letter.is_letter or len(letter.body) > SHORT_MESSAGE:
        return question
    for sentence in sentences_of(letter.body):
        found = index.find(sentence) if sentence not in letter.asked and WONDERS.search(sentence) else []
        masked = mask(sentence, found)
        if found and all(each.is_sure for each in found) and asks_amount_in_clause(masked):
            return replace(question, topic=AMOUNT, also=question.topic, mentions=tuple(found), operation=Operation.NONE)
    return question


def without_other_money(question: Question, masked: str, letter: Letter) -> Question:
    """ "Skolverket delar ut mer i år. Vad får Nora?" asks for no amount of this grant: it is asked back."""
    if question.topic != AMOUNT or not is_of_other_money(masked, letter.body):
        return question
    return replace(
        question, topic=None, operation=Operation.NONE, group=None, maybe=(AMOUNT,) if question.targets else ()
    )


def with_us_too(question: Question, masked: str) -> Question:
    """ "Hur mycket får vi och Eda tillsammans?": who writes is one of those asked for."""
    ours = tuple(target for target in question.introduced if target not in question.targets)
    if not (question.mentions and ours and WE_AND.search(masked)):
        return question
    return replace(question, mentions=(*from_context(ours), *question.mentions))


def with_both_years(question: Question, letter: Letter) -> Question:
    """ "Kan vi få båda årens belopp?": the years stand in another sentence."""
    if question.years or not letter.is_letter or not BOTH_YEARS.search(letter.asked):
        return question
    years = years_in(letter.body)
    return replace(question, years=years) if len(years) == 2 else question


def with_county(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """ "Länets kommuner": of the one county that the letter names, or of the county where its writer works."""
    group = question.group
    if group is None or group.within is not None or question.mentions or not letter.is_letter:
        return question
    if question.topic not in THEIR_AMOUNTS or not THE_COUNTY.search(masked):
        return question
    named = targets_of(mention for mention in index.find(letter.body) if mention.is_sure)
    areas = {target for target in named if target.kind != Kind.MUNICIPALITY}
    counties = areas or {county_of(mention.targets[0]) for mention in own_mentions(letter, index)}
    return replace(question, group=Group(group.of, counties.pop())) if len(counties) == 1 else question


def with_partners(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """ "Vi är tre kommuner (A, B och C) … Hur mycket får vi sammanlagt?". A name in doubt makes it no sum."""
    is_difference = question.operation == Operation.DIFFERENCE
    is_short = len(masked.split()) <= FEW or (is_difference and other_words(masked) == 0)
    if not (PARTNERS.search(masked) or is_short):
        return question
    found = without_their_county(meant_in(letter.body, index))
    if not is_difference:
        found = [mention for mention in found if not is_compared_with(letter.body, mention)]
    number, told = len(targets_of(found)), number_meant(masked) or how_many(letter.body)
    if not all(mention.is_sure for mention in found) or number < 2 or (is_difference and number > 2):
        return question
    if told and told != number:
        return question
    return replace(question, topic=AMOUNT, mentions=tuple(found))


def number_meant(masked: str) -> int | None:
    """How many a question says that it means: two by "båda", three by "alla tre"; None where it does not say."""
    return counted(masked) or (2 if THE_TWO.search(masked) else None)


def how_many(text: str) -> int | None:
    """How many municipalities a text says that there are ("vi är tre kommuner"); None where it says several numbers."""
    said = {match.lower() for match in HOW_MANY_OF_US.findall(text)}
    return COUNTS.get(said.pop(), 2) if len(said) == 1 else None


def names_missing(question: Question, letter: Letter, index: Finder) -> tuple[Mention, ...]:
    """Whom an amount is still lacking of; nobody where those named are to be computed with."""
    is_computed = question.operation in (Operation.SUM, Operation.DIFFERENCE, Operation.RANK)
    return () if is_computed else still_missing(letter, index)


def topic_by_letter(question: Question, letter: Letter) -> str | None:
    """The likeliest topic, where the question lacks the grant's words and the letter around it has them."""
    best = question.scores[0] if question.scores else None
    if best is None or best.topic in COMPUTED or best.topic in REASONS or best.score < TOPIC_FROM:
        return None
    is_ours = says_we(letter.body) and best.score >= OF_OURS_FROM
    return best.topic if is_ours or ABOUT_THE_GRANT.search(letter.body) else None


def with_own(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """In a letter, or above a signature, a question about an amount that names nobody means who writes."""
    if question.mentions or not (letter.is_letter or letter.signature) or question.group is not None:
        return question
    is_wished = question.topic not in WITH_FIGURES and wishes_amount(masked, letter)
    if not (is_wished or asks_writers(question, masked)) or asks_of_others(question, masked):
        return question
    kind = Kind.RSS if RSS.search(letter.asked) else None
    is_plain = (
        says_we(masked) or other_words(masked) == 0 or WANTS_SUM.search(masked) or THE_MUNICIPALITY.search(masked)
    )
    is_open = bool(amounts_in(letter.body)) or names_other_money(letter.body) or THAT_SUM.search(masked) or not is_plain
    found = own_mentions(letter, index, kind, is_said=is_open)
    reason = None if is_wished else question.reason
    return replace(question, mentions=found, topic=AMOUNT, reason=reason) if found else question


def asks_writers(question: Question, masked: str) -> bool:
    """Whether a question that names nobody may be about the amount of who writes.

    "Vi i Kiruna hann inte med allt. Vad gör man med slattarna?" is about none.
    """
    if question.reason is not None or (question.operation == Operation.SUM and not OWN_SHARE.search(masked)):
        return False
    if LEFT.search(masked):
        return False
    if holds_other_money(masked) and not any(asks_own_clause(clause) for clause in clauses_of(masked)):
        return False
    if question.topic is None:
        return asks_amount(masked) or (bool(question.years) and other_words(masked) == 0)
    is_share = question.topic in {"totals", "rss"} and asks_amount(masked) and OWN_SHARE.search(masked)
    return question.topic == AMOUNT or is_share
