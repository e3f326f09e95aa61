"""Mails in a conversation: answers to questions, and questions passed on to those who run the service.

Their payload is what the mail says. A reply has `subject` and `text`, and may have the
asker's `name`, `passed_on`, `by_person` and the Message-IDs `in_reply_to` and `references`; a question
passed on has `asked_by`, `subject`, `received` (in local words) and `paragraphs`, and may have the
Message-IDs. A person's reply to it goes to who asked.
"""

from dataclasses import replace

from messages.mail import Envelope, Mail, Mailbox
from messages.reply import Question, Reply, compose_passed_on, compose_reply
from scheduler.house import House
from scheduler.outbox import Claimed
from scheduler.sources import Sources


def reply(message: Claimed, house: House, sources: Sources) -> Mail:
    """The answer to a question that came by mail or was asked elsewhere."""
    payload = message.payload or {}
    said = Reply(
        subject=payload["subject"],
        text=payload["text"],
        language=message.language,
        passed_on=payload.get("passed_on", False),
        by_person=payload.get("by_person", False),
    )
    to = Mailbox(payload.get("name", ""), message.address)
    return compose_reply(said, house.operator, in_thread(message, to, house, sources))


def passed_on(message: Claimed, house: House, sources: Sources) -> Mail:
    """A question that the service could not answer, to a person who can."""
    payload = message.payload or {}
    question = Question(payload["asked_by"], payload["subject"], payload["received"], tuple(payload["paragraphs"]))
    to = Mailbox(house.operator.name, message.address)
    envelope = replace(in_thread(message, to, house, sources), reply_to=Mailbox("", question.asked_by))
    return compose_passed_on(question, house.operator, message.language, envelope)


def in_thread(message: Claimed, to: Mailbox, house: House, sources: Sources) -> Envelope:
    """The headers, which put the mail into the thread that it belongs to."""
    payload = message.payload or {}
    envelope = house.envelope(message, to, sources.now)
    before = payload.get("in_reply_to")
    if before is None:
        return envelope
    return replace(envelope, in_reply_to=before, references=tuple(payload.get("references", (before,))))
