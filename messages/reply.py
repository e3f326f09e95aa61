"""Answers to questions that came by mail, and questions that are passed on to a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from messages.blocks import Block, as_text, rendered
from messages.content import Operator
from messages.mail import Envelope, Mail
from messages.mail_html import as_html
from messages.operator_mails import operator_mail


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as `text`: paragraphs, "– " before list items.

    `subject` is the question's. `passed_on` says that a person has been sent the question too,
    `by_person` that a person wrote the answer.
    """

    subject: str
    text: str
    language: str
    passed_on: bool = False
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it came: from whom, about what, when (in local words), and its paragraphs."""

    asked_by: str
    subject: str
    received: str
    paragraphs: tuple[str, ...]


def compose_reply(reply: Reply, operator: Operator, envelope: Envelope) -> Mail:
    """The answer in the thread of its question."""
    subject, (heading, *after) = rendered(
        "mails/reply",
        reply.language,
        operator=operator,
        subject=reply_subject(reply.subject),
        passed_on=reply.passed_on,
        by_person=reply.by_person,
    )
    made = (heading, *answer_blocks(reply.text), *after)
    return Mail(envelope, reply.language, subject, as_text(made), as_html(reply.language, subject, made, operator.name))


def compose_passed_on(question: Question, operator: Operator, language: str, envelope: Envelope) -> Mail:
    """The question of somebody whom the service could not answer, to those who run it."""
    return operator_mail("passed_on", operator, language, envelope, question=question)


def reply_subject(subject: str) -> str:
    """The subject of a reply: one "Re:", whatever stood before it."""
    rest = subject.strip()
    while rest[:3].casefold() in ("re:", "sv:"):
        rest = rest[3:].strip()
    return f"Re: {rest}".strip()


def answer_blocks(text: str) -> Iterator[Block]:
    """An answer's paragraphs and list items."""
    for line in text.splitlines():
        if line.startswith("– "):
            yield Block("item", line.removeprefix("– ").strip())
        elif line.strip():
            yield Block("text", line.strip())
