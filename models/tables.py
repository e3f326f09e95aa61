"""Every table, gathered for migrations and for tests that need the whole schema."""

from sqlmodel import SQLModel

from models import (
    allocation,
    broadcast,
    contact,
    deadline,
    instruction,
    outbox,
    phrasing,
    programme,
    progress,
    question_log,
    recipient,
    reply_request,
    revision,
)

MODULES = (
    allocation,
    broadcast,
    contact,
    deadline,
    instruction,
    outbox,
    phrasing,
    programme,
    progress,
    question_log,
    recipient,
    reply_request,
    revision,
)
metadata = SQLModel.metadata
