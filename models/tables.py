"""Every table, gathered for migrations and for tests that need the whole schema."""

from sqlmodel import SQLModel

from models import (
    allocation,
    broadcast,
    contact,
    deadline,
    instruction,
    outbox,
    programme,
    progress,
    recipient,
    revision,
)

MODULES = (allocation, broadcast, contact, deadline, instruction, outbox, programme, progress, recipient, revision)
metadata = SQLModel.metadata
