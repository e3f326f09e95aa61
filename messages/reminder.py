"""The reminder: which recipient, which step, how much at most, by when, and whom to ask."""

from typing import Any

from messages.blocks import as_text, rendered
from messages.calendar_entry import PUBLISH, Entry, calendars
from messages.content import ContactMail, Line, Phase
from messages.mail import CalendarFile, Envelope, Mail
from messages.mail_html import as_html


def compose_reminder(content: ContactMail, envelope: Envelope) -> Mail:
    """One mail for all steps that are due to a contact on a day; the most urgent comes first."""
    lines = tuple(sorted(content.lines, key=urgency))
    several = {} if len(lines) == 1 else several_values(lines)
    name = "reminder_several" if several else "reminder"
    return contact_mail(name, content, envelope, calendar=dates(lines, envelope, content), lines=lines, **several)


def contact_mail(
    name: str, content: ContactMail, envelope: Envelope, calendar: tuple[CalendarFile, ...] = (), **values: Any
) -> Mail:
    """The mail of a template to a contact, with the small print that each of them has."""
    language = content.contact.language
    subject, made = rendered(name, language, contact=content.contact, operator=content.operator, **values)
    html = as_html(language, subject, made, content.operator.name)
    return Mail(envelope, language, subject, as_text(made), html, calendar)


def urgency(line: Line) -> tuple[bool, bool, int, str]:
    """Coming dates first, nearest first; then what has no date; then what has passed."""
    left = line.days_left
    passed = left is not None and left < 0
    return passed, left is None, left or 0, line.official_name


def several_values(lines: tuple[Line, ...]) -> dict[str, Any]:
    """What the subject of a mail about several steps says: how many, and the nearest date."""
    names = {line.official_name for line in lines}
    coming = [line for line in lines if line.phase != Phase.AFTER]
    return {
        "recipients": len(names),
        "only_name": next(iter(names)) if len(names) == 1 else None,
        "nearest": coming[0] if coming else None,
        "one_step": len({(line.step, line.due) for line in lines}) == 1,
    }


def dates(lines: tuple[Line, ...], envelope: Envelope, content: ContactMail) -> tuple[CalendarFile, ...]:
    """The coming dates as one calendar file."""
    language = content.contact.language
    coming = [line for line in lines if line.due is not None and line.phase != Phase.AFTER]
    return calendars((entry(line, language) for line in coming), PUBLISH, envelope.date, language)


def entry(line: Line, language: str) -> Entry:
    """A step's date in the words of the language."""
    title, made = rendered("_calendar", language, line=line)
    if line.due is None:
        raise ValueError(f"{line.official_name} has no date for {line.step}")
    return Entry(line.uid, line.revision, line.due, title, as_text(made).strip())
