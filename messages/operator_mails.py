"""The mails to those who run the service."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from messages.blocks import as_text, rendered
from messages.contact_mail import urgency
from messages.content import Line, Operator
from messages.mail import Envelope, Mail
from messages.mail_html import as_html
from models.window import days_left


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A contact to whom nothing is sent; `why` is bounced, wrong_person or stopped."""

    name: str
    address: str
    recipients: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class AuthorityReport:
    """The agency's own report to the Government Offices (decision S2025/00122, paragraph 3)."""

    programme: str
    agency: str
    receiver: str
    due: date
    as_of: date
    reference: str | None = None

    @property
    def days_left(self) -> int:
        """Days until the date, negative after it."""
        return days_left(self.due, self.as_of)


@dataclass(frozen=True, slots=True)
class WeeklyList:
    """Recipients with a step left but nobody to write to, and the addresses that do not work."""

    missing: tuple[Line, ...]
    unreachable: tuple[Unreachable, ...] = ()


def compose_weekly_list(content: WeeklyList, operator: Operator, language: str, envelope: Envelope) -> Mail:
    """Whom our reminders do not reach; a recipient counts once, whatever it lacks.

    One of whose contacts a mail comes back from is reached all the same where it has another.
    """
    names = {line.official_name for line in content.missing}
    return operator_mail(
        "weekly_list",
        operator,
        language,
        envelope,
        count=len(names),
        missing=grouped(content.missing),
        unreachable=content.unreachable,
    )


def grouped(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Lines of the same step, date and grant together, the most urgent first."""
    groups: dict[tuple[str, str, date | None], list[Line]] = {}
    for line in sorted(lines, key=urgency):
        groups.setdefault((line.programme, line.step, line.due), []).append(line)
    return list(groups.values())


def compose_authority_report(report: AuthorityReport, operator: Operator, language: str, envelope: Envelope) -> Mail:
    """The reminder of the agency's own report."""
    return operator_mail("authority_report", operator, language, envelope, report=report)


def compose_trial(operator: Operator, language: str, envelope: Envelope) -> Mail:
    """A mail that shows that mails arrive."""
    return operator_mail("trial", operator, language, envelope)


def operator_mail(name: str, operator: Operator, language: str, envelope: Envelope, **values: Any) -> Mail:
    """The mail of the template `name`."""
    subject, made = rendered(f"mails/{name}", language, operator=operator, **values)
    return Mail(envelope, language, subject, as_text(made), as_html(language, subject, made, operator.name))
