"""Every table, gathered for migrations and for tests that need the whole schema."""

from sqlmodel import SQLModel

from models import allocation, contact, deadline, outbox, programme, progress, recipient, revision

MODULES = (allocation, contact, deadline, outbox, programme, progress, recipient, revision)
metadata = SQLModel.metadata
