"""From a text to a Question: cleaned, its question found, names masked, topic and operation decided."""

import re
from dataclasses import replace

from bot.understanding.against_year import with_year_held
from bot.understanding.amount_words import HOW_MUCH, asks_amount
from bot.understanding.amounts import amounts_in
from bot.understanding.asked_clause import naming_clause
from bot.understanding.background import (
    SHORT_MESSAGE,
    asks_who_wins,
    with_background,
    with_both_years,
    with_county,
    with_own,
    with_plain_sentence,
    with_rivals,
    with_spoken_of,
    with_us_too,
    with_wished_amount,
    without_other_money,
)
from bot.understanding.beyond import TWICE, is_beyond
from bot.understanding.carried_kind import THEIR_AMOUNTS
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
    Asked,
    asks_least,
    operation_of,
)
from bot.understanding.own import Finder, introduced, says_we, says_who_writes
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
from bot.understanding.topic_choice import Scorer, choose_topic
from bot.understanding.years import year_offset, years_in

TAG = re.compile(r"</?[a-z][^<>]{0,200}>|\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}", re.IGNORECASE)
INJECTED = re.compile(
    r"(?:(?<=\w)|^(?=.*--\s*\w))[\"')\]]*; ?(?:drop|delete|insert|update|select|union)(?!\w)(?:(?!--)[^\n])*(?:--)?",
    re.IGNORECASE,
)
COUNTY_MASK = MASKS[Kind.COUNTY].strip()
SUMMED = {*THEIR_AMOUNTS, "rss"}
THAN_WORD = re.compile(r"(?<!\w)(?:än|than)(?!\w)", re.IGNORECASE)
ABOUT_SO_MUCH = any_of(
    r"""
    drygt; knappt; nästan; ungefär; cirka; ca; runt; omkring; kring; nära; typ; about; around; roughly; almost; nearly;
    just over; just under; close to; some; circa; approximately
    """
)
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
    if question.group is not None and question.group.without and question.topic in SUMMED:
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
