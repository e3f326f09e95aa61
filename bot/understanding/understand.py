"""From a text to a Question: cleaned, its question found, names masked, topic and operation decided."""

import re
from dataclasses import replace

from bot.understanding.against_year import with_year_held
from bot.understanding.amount_words import HOW_MUCH, LEFT, asks_amount, other_words
from bot.understanding.amounts import amounts_in
from bot.understanding.asked_clause import clauses_of, naming_clause
from bot.understanding.background import (
    SHORT_MESSAGE,
    asks_of_others,
    asks_who_wins,
    wishes_amount,
    with_background,
    with_both_years,
    with_county,
    with_plain_sentence,
    with_rivals,
    with_spoken_of,
    with_us_too,
    with_wished_amount,
    without_other_money,
)
from bot.understanding.beyond import TWICE, is_beyond
from bot.understanding.claims import claims, comparison_claimed, is_negated, with_denial
from bot.understanding.clarified import chosen
from bot.understanding.conversation import NOTHING, Context
from bot.understanding.doubts import asked_back_in_doubt
from bot.understanding.follow_up import complete
from bot.understanding.follow_up_words import AGREES
from bot.understanding.glued import taken_apart
from bot.understanding.groups import with_group, with_structure
from bot.understanding.language import language_of
from bot.understanding.leave import with_leave
from bot.understanding.left_out import (
    WITHOUT_NAME,
    passes_over,
    without_left_out,
)
from bot.understanding.letters import Letter, parts_of
from bot.understanding.names import MASKS, mask, without_denied, without_regions, without_their_county
from bot.understanding.operations import (
    RSS,
    Asked,
    asks_least,
    operation_of,
)
from bot.understanding.own import Finder, introduced, own_mentions, says_we, says_who_writes
from bot.understanding.phrases import NAME, any_of
from bot.understanding.question import (
    AMOUNT,
    ROUGHLY,
    Kind,
    Operation,
    Question,
    Reason,
    Target,
)
from bot.understanding.respelt import respelt
from bot.understanding.scope import reason_of
from bot.understanding.subject import ABOUT_THE_GRANT
from bot.understanding.sureness import COMPUTED, PLAINLY_FROM, REASONS
from bot.understanding.text import clean
from bot.understanding.topic_choice import Scorer, asks_own_clause, choose_topic
from bot.understanding.whose_money import holds_other_money, names_other_money
from bot.understanding.years import year_offset, years_in

TAG = re.compile(r"</?[a-z][^<>]{0,200}>|\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}", re.IGNORECASE)
INJECTED = re.compile(
    r"(?:(?<=\w)|^(?=.*--\s*\w))[\"')\]]*; ?(?:drop|delete|insert|update|select|union)(?!\w)(?:(?!--)[^\n])*(?:--)?",
    re.IGNORECASE,
)
COUNTY_MASK = MASKS[Kind.COUNTY].strip()
THEIR_AMOUNTS = {None, *COMPUTED, "recipients", "totals", "rss"}
THAN_WORD = re.compile(r"(?<!\w)(?:än|than)(?!\w)", re.IGNORECASE)
WANTS_SUM = any_of(
    r"""
    (?:skicka|få|ge|veta|mejla|meddela|behöver) (?:\w+ ){0,3}(?:summan|beloppet|siffran|tilldelningen|ramen);
    (?:send|give|get|have|need) (?:\w+ ){0,3}(?:figure|amount|sum|number)
    """
)
ABOUT_SO_MUCH = any_of(
    r"""
    drygt; knappt; nästan; ungefär; cirka; ca; runt; omkring; kring; nära; typ; about; around; roughly; almost; nearly;
    just over; just under; close to; some; circa; approximately
    """
)
THE_OWN = any_of("kommunen; the municipality")
THAT_SUM = any_of("(?:den|denna) summan?; (?:det|detta) beloppet?; (?:that|this) (?:sum|amount)")  # told before
OWN_SHARE = any_of(
    r"""
    (?:vårt|vår|kommunens|stödstrukturens|rss:?ens) (?:\w+ )?(?:del|andel|belopp|summa|pott|ram|tilldelning);
    (?:our|the municipality's) (?:\w+ )?(?:share|part|amount|sum|allocation); (?:går|kommer|hamnar) hit
    """
)
# Topics with figures of their own, which may be wished for as well.
WITH_FIGURES = {"reference", "other_references", "joint", "year_2024", "budget"}
AT_LEAST_AS_MUCH = any_of("(?:minst|högst) lika; at (?:least|most) (?:as|the same)")
AS_MUCH = any_of(r"lika (?:mycket|stor\w*|högt); as (?:much|large) as; the same (?:amount|sum)")


def understand(text: str, index: Finder, classifier: Scorer, context: Context = NOTHING) -> Question:
    """What `text` asks, completed from the chat's `context`. Never raises; takes time linear in the text."""
    letter = parts_of(taken_apart(without_tags(clean(text))))
    named = index.find(letter.asked)
    masked = respelt(mask(letter.asked, named))
    meant = without_regions(letter.asked, without_denied(letter.asked, named))
    if WITHOUT_NAME.search(masked):
        mentions = tuple(named) if COUNTY_MASK in masked else meant
    else:
        mentions = tuple(without_their_county(meant))
    asked = operation_of(masked, len(mentions) - masked.count(COUNTY_MASK))
    if asked.operation == Operation.GROUP_SUM and (clause := naming_clause(masked)):
        asked = operation_of(clause, len(mentions))  # "…, and how much do all municipalities get?" is another question
    question = Question(
        text=text,
        asked=letter.asked,
        language=language_of(masked, context.language),
        mentions=mentions,
        years=years_in(letter.asked),
        year_offset=year_offset(letter.asked),
        operation=asked.operation,
        count=asked.count,
        place=asked.place,
        comparison=comparison_claimed(masked, asked),
        per_inhabitant=asked.per_inhabitant,
        claimed_amounts=claims(masked, asked),
        own=says_we(masked),
        introduced=introduced(letter.asked, mentions) or introduced_before(letter, index),
        notes=notes_of(masked, asked),
    )
    reason = reason_of(masked, bool(mentions) and asks_amount(masked))
    if reason == Reason.OUTSIDE and (is_of_the_grant(masked, classifier) or asks_who_wins(masked, letter)):
        reason = None
    if reason == Reason.OUTSIDE and mentions and context is not NOTHING and AGREES.match(masked):
        reason = None  # "Trollhättan ja, skriver på bussen"
    if reason is not None and not chosen(masked, context) and not (context.pending and context.pending.maybe):
        return replace(question, reason=reason)
    question = with_structure(with_group(question, asked, masked), letter)
    asked_of = without_left_out(masked, question)
    question = choose_topic(question, asked_of, classifier, "" if mentions else around(letter, index))
    question = with_year_held(with_denial(question, masked), masked)
    if question.group is not None and question.group.without and question.topic in THEIR_AMOUNTS:
        question = replace(question, topic=AMOUNT, also=None, maybe=())
    if question.topic == AMOUNT and (is_beyond(masked, asked.operation) or passes_over(question, named)):
        near = (AMOUNT,) if question.targets else ()
        return replace(question, topic=None, group=None, operation=Operation.NONE, maybe=near)
    question = with_both_years(with_us_too(with_leave(question, masked), masked), letter)
    question = with_background(question, masked, letter, index)
    question = with_rivals(with_county(question, masked, letter, index), masked, letter, index)
    question = with_own(with_spoken_of(question, masked, letter, index), masked, letter, index)
    question = with_wished_amount(with_plain_sentence(question, masked, letter, index), letter, index)
    question = without_other_money(question, masked, letter)
    return asked_back_in_doubt(complete(question, masked, context), question, masked, context)


def is_of_the_grant(masked: str, classifier: Scorer) -> bool:
    """Whether a text with words of other matters surely asks for a topic with a text of its own all the same.

    "Gunilla har gått i pension, vem får påminnelserna?". Other money is never told as an amount.
    """
    if not ABOUT_THE_GRANT.search(masked):
        return False
    best = classifier.scores(masked)[0]
    return best.score >= PLAINLY_FROM and best.topic not in COMPUTED | REASONS.keys()


def introduced_before(letter: Letter, index: Finder) -> tuple[Target, ...]:
    """Whom the writer speaks for, where that stands in another sentence than the question."""
    head = letter.body[:SHORT_MESSAGE]
    return introduced(head, index.find(head)) if letter.is_letter and says_who_writes(head) else ()


def around(letter: Letter, index: Finder) -> str:
    """The whole of a short message of several sentences, names masked; of a long one the rest is background."""
    if not letter.is_letter or len(letter.body) > SHORT_MESSAGE:
        return ""
    return mask(letter.body, index.find(letter.body))


def without_tags(text: str) -> str:
    """The text without HTML tags and template marks, as pasted from a page or a mail, and SQL behind a question."""
    text = INJECTED.sub("", text) if ";" in text else text
    return TAG.sub(" ", text) if "<" in text or "{" in text else text


def notes_of(masked: str, asked: Asked) -> tuple[str, ...]:
    """Small things said beside the operation that its answer needs."""
    notes = []
    if asked.operation == Operation.DIFFERENCE:
        if re.search(r"(?<!\w)(?:mer|högre|större|more|higher|larger|bigger) (?:än|than)", masked, re.IGNORECASE):
            notes.append("more")
        elif re.search(r"(?<!\w)(?:mindre|lägre|less|lower|smaller) (?:än|than)", masked, re.IGNORECASE):
            notes.append("less")
        elif AS_MUCH.search(masked) and not AT_LEAST_AS_MUCH.search(masked):
            notes.append("same")
        is_open = HOW_MUCH.search(masked) or TWICE.search(masked) or is_negated(masked) is not False
        if is_open or amounts_in(masked) or not parts_names(masked):
            notes = []  # "får Kiruna två miljoner mer än Gällivare?": the difference is told, not judged
    if ABOUT_SO_MUCH.search(masked) and amounts_in(masked):
        notes.append(ROUGHLY)
    if asked.operation in (Operation.NONE, Operation.DIFFERENCE, Operation.LOWEST) and asks_least(masked):
        notes.append("least")
    if asked.operation in (Operation.HIGHEST, Operation.LOWEST) and re.search(
        r"(?<!\w)(?:tillsammans|sammanlagt|ihop|together|combined|in total)(?!\w)", masked, re.IGNORECASE
    ):
        notes.append("together")
    return tuple(notes)


def parts_names(masked: str) -> bool:
    """Whether "than" stands between two of those named, so that a verdict is about the right ones.

    "Får både Lerum och Partille mer än grannen?" holds neither against the other.
    """
    names, than = list(NAME.finditer(masked)), THAN_WORD.search(masked)
    return than is None or len(names) < 2 or names[0].start() < than.start() < names[-1].start()


def with_own(question: Question, masked: str, letter: Letter, index: Finder) -> Question:
    """In a letter, or above a signature, a question about an amount that names nobody means who writes."""
    if question.mentions or not (letter.is_letter or letter.signature) or question.group is not None:
        return question
    is_wished = question.topic not in WITH_FIGURES and wishes_amount(masked, letter)
    if not (is_wished or asks_writers(question, masked)) or asks_of_others(question, masked):
        return question
    kind = Kind.RSS if RSS.search(letter.asked) else None
    is_plain = says_we(masked) or other_words(masked) == 0 or WANTS_SUM.search(masked) or THE_OWN.search(masked)
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
    is_ours = any(asks_own_clause(clause) for clause in clauses_of(masked))
    if LEFT.search(masked) or (holds_other_money(masked) and not is_ours):
        return False
    if question.topic is None:
        return asks_amount(masked) or (bool(question.years) and other_words(masked) == 0)
    is_share = question.topic in {"totals", "rss"} and asks_amount(masked) and OWN_SHARE.search(masked)
    return question.topic == AMOUNT or is_share
