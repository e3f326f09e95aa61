"""Instructions that an administrator has published, as an answer quotes them."""

from messages.broadcast import fill, values_for
from messages.markdown import to_text
from messages.topics import Published
from models.broadcast import text_in
from models.facts import Grant, InstructionText, Place


def published(instruction: InstructionText, grant: Grant, topic: str, place: Place | None, language: str) -> Published:
    """The instructions with their variables filled in, in Swedish where there is no English text."""
    subject, body, written_in = text_in(instruction, language)
    values = values_for(grant, topic, place, written_in)
    text = to_text(fill(body, values, written_in))
    return Published(instruction.published_at.date(), fill(subject, values, written_in), text)
