"""Whom to write to for a recipient."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column
from sqlmodel import CheckConstraint, Field

import models.recipient
from models.columns import Table, UtcDateTime, one_of


class ContactRole(StrEnum):
    """What a contact does for a recipient.

    The requisition contact is the person named in the requisition; a registrar's mail becomes a
    public record, so it never carries acting links.
    """

    OMBUD = "ombud"
    REQUISITION = "requisition"
    ECONOMIST = "economist"
    REGISTRAR = "registrar"
    OTHER = "other"


class Language(StrEnum):
    """The languages that the service speaks; Swedish first."""

    SWEDISH = "sv"
    ENGLISH = "en"


class Contact(Table, table=True):
    """A person or mailbox. `email` is as written; `email_key` its casefolded form, which is unique.

    `source` says where the address came from, as its owner is told in every mail. Nothing is sent
    after `stopped_at` (the owner's wish) or `bounced_at` (one hard or three soft bounces).
    """

    __table_args__ = (
        one_of("language", Language, "contact_language_known"),
        CheckConstraint("email LIKE '%_@_%'", name="contact_email_has_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    email: str
    email_key: str = Field(unique=True)
    language: str = Language.SWEDISH
    source: str
    added_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    stopped_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    bounced_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    soft_bounces: int = 0


class ContactRecipient(Table, table=True):
    """A contact serves a recipient in a role; one contact may serve several recipients.

    After `wrong_person_at` the contact has said that it is not the right one for this recipient.
    """

    __tablename__ = "contact_recipient"
    __table_args__ = (one_of("role", ContactRole, "contact_recipient_role_known"),)

    contact_id: int = Field(foreign_key="contact.id", primary_key=True, ondelete="CASCADE")
    recipient_id: int = Field(foreign_key="recipient.id", primary_key=True, index=True)
    role: str = ContactRole.OTHER
    wrong_person_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


def email_key(address: str) -> str:
    """The form of an address by which it is found: trimmed, upper and lower case alike."""
    return address.strip().casefold()
