"""Every table, gathered for migrations and for tests that need the whole schema."""

from sqlmodel import SQLModel

from models import (
    allocation,
    broadcast,
    contact,
    deadline,
    instruction,
    lease,
    outbox,
    phrasing,
    programme,
    progress,
    question_log,
    recipient,
    reminder_schedule,
    reply_request,
    revision,
    snooze,
    telegram,
)

MODULES = (
    allocation,
    broadcast,
    contact,
    deadline,
    instruction,
    lease,
    outbox,
    phrasing,
    programme,
    progress,
    question_log,
    recipient,
    reminder_schedule,
    reply_request,
    revision,
    snooze,
    telegram,
)
metadata = SQLModel.metadata
