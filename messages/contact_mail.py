"""What the mails to contacts have in common: order, subject's words, small print, calendar."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from messages.blocks import Block, as_text, rendered
from messages.calendar_entry import Entry, calendars, this_hour
from messages.content import ContactMail, Line, Phase
from messages.mail import CalendarFile, Envelope, Mail, Mailbox
from messages.mail_html import as_html
from messages.wording import Wording, with_gaps, wording
from models.steps import Step

# The calendar files that go along with a mail, from its content, who sends it and the hour in which they are made.
Calendar = Callable[[ContactMail, Mailbox, datetime], tuple[CalendarFile, ...]]


def contact_mail(name: str, content: ContactMail, envelope: Envelope, calendar: Calendar | None = None) -> Mail:
    """The mail of the template `name` about the content's lines, the most urgent first.

    A contact without links gets none in the headers either.
    """
    if content.contact.links is None:
        envelope = replace(envelope, unsubscribe_url=None)
    shared, values = with_gaps(content)
    words, files = worded(name, shared, calendar, envelope.sender, this_hour(envelope.date))
    filled = words.filled(values)
    return Mail(envelope, content.contact.language, words.subject, filled.text, filled.html, files, filled.encoded)


@lru_cache(maxsize=700)  # 314 recipients in two languages; some 25 kB each
def worded(
    name: str, content: ContactMail, calendar: Calendar | None, sender: Mailbox, hour: datetime
) -> tuple[Wording, tuple[CalendarFile, ...]]:
    """The wording of a mail and its calendar files, shared by all contacts whose content differs only in its gaps."""
    language = content.contact.language
    subject, made = contact_blocks(name, content)
    words = wording(subject, as_text(made), as_html(language, subject, made, content.operator.name))
    return words, calendar(content, sender, hour) if calendar else ()


def contact_blocks(name: str, content: ContactMail) -> tuple[str, tuple[Block, ...]]:
    """Subject and blocks of the template `name` about the content's lines, the most urgent first."""
    lines = tuple(sorted(content.lines, key=urgency))
    return rendered(
        f"mails/{name}",
        content.contact.language,
        contact=content.contact,
        operator=content.operator,
        lines=lines,
        **summary(lines),
    )


def urgency(line: Line) -> tuple[bool, bool, int, str]:
    """Coming dates first, nearest first; then what has no date; then what has passed."""
    left = line.days_left
    passed = left is not None and left < 0
    return passed, left is None, left or 0, line.official_name


def summary(lines: tuple[Line, ...]) -> dict[str, Any]:
    """What a subject says of several steps: for how many, the nearest date, how many have passed."""
    names = {line.official_name for line in lines}
    coming = [line for line in lines if line.phase != Phase.AFTER]
    return {
        "recipients": len(names),
        "only_name": next(iter(names)) if len(names) == 1 else None,
        "nearest": coming[0] if coming else None,
        "passed": len(lines) - len(coming),
        "one_step": len({(line.step, line.due) for line in lines}) == 1,
    }


def dates(
    lines: Iterable[Line], method: str, language: str, sender: Mailbox, hour: datetime
) -> tuple[CalendarFile, ...]:
    """The dates of these steps as calendar files, in the words of a language."""
    return calendars((entry(line, language) for line in lines), method, sender, hour, language)


def entry(line: Line, language: str) -> Entry:
    """A step's date as a calendar entry; a withdrawn date is named by the one that it was."""
    title, text = calendar_words(line.official_name, line.step, line.programme, line.amount, line.reference, language)
    return Entry(line.uid, line.revision, line.due or line.old_due, title, text)


@lru_cache(maxsize=2048)
def calendar_words(
    name: str, step: Step, programme: str, amount: int | None, reference: str | None, language: str
) -> tuple[str, str]:
    """Title and text of a calendar entry: the same for all contacts of a recipient."""
    title, made = rendered(
        "mails/_calendar", language, name=name, step=step, programme=programme, amount=amount, reference=reference
    )
    return title, as_text(made).strip()
