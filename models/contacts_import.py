"""Contacts from a list: every line checked, then all of them stored or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import select

from models.contact import Contact, ContactRecipient, ContactRole, Language, email_key
from models.contacts import checked_name
from models.csv_file import CsvRow, RowError, read_csv_file
from models.email_address import checked_address
from models.errors import BidragslotsError
from models.importing.names import KnownNames

COLUMNS = {
    "recipient": ("mottagare", "kommun"),
    "name": ("namn",),
    "email": ("e-post", "epost", "e-mail", "mail"),
    "language": ("språk",),
    "role": ("roll",),
}
REQUIRED = ("recipient", "name", "email")
LANGUAGES = {"": "sv", "sv": "sv", "svenska": "sv", "swedish": "sv", "en": "en", "engelska": "en", "english": "en"}
ROLES = {
    "": ContactRole.OTHER,
    "rekvisition": ContactRole.REQUISITION,
    "ekonom": ContactRole.ECONOMIST,
    "registrator": ContactRole.REGISTRAR,
    "övrig": ContactRole.OTHER,
} | {str(role): role for role in ContactRole}


@dataclass(slots=True)
class ListedContact:
    """One address with everything that the list says of it; `roles` is recipient id to role."""

    line: int
    name: str
    email: str
    language: Language
    roles: dict[int, ContactRole] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactList:
    """A list as understood: contacts by address key, and what is wrong with single lines."""

    contacts: Mapping[str, ListedContact]
    errors: list[RowError]


class ContactRowError(BidragslotsError):
    """A line of the list that can't be used."""


def read_contacts(path: Path, names: KnownNames) -> ContactList:
    """Read and check a list of contacts; an address on several lines is one contact.

    Raises CsvFileError where the file as a whole can't be used.
    """
    contacts: dict[str, ListedContact] = {}
    errors: list[RowError] = []
    for row in read_csv_file(path, COLUMNS, REQUIRED):
        try:
            row.check()
            add_row(contacts, row, names)
        except BidragslotsError as error:
            errors.append(RowError(row.line, str(error)))
    return ContactList(contacts, errors)


def add_row(contacts: dict[str, ListedContact], row: CsvRow, names: KnownNames) -> None:
    """Add one line to the contacts. Raises a BidragslotsError saying what is wrong with it."""
    recipient = find_recipient(names, row.cells["recipient"])
    role = chosen(row.cells.get("role", ""), ROLES, "role")
    email = checked_address(row.cells["email"])
    name, language = checked_name(row.cells["name"]), chosen(row.cells.get("language", ""), LANGUAGES, "language")
    listed = contacts.setdefault(email_key(email), ListedContact(row.line, name, email, Language(language)))
    if (listed.name, listed.language) != (name, language):
        raise ContactRowError(f"{email} has another name or language on line {listed.line}; make them alike")
    if listed.roles.setdefault(recipient, ContactRole(role)) != role:
        raise ContactRowError(f"{email} has another role for the same recipient above; keep one of them")


def find_recipient(names: KnownNames, written: str) -> int:
    """The id of the recipient of a name or code. Raises ContactRowError with the nearest name."""
    if not written:
        raise ContactRowError("The recipient is missing; write its name or code")
    place = names.find(written)
    if place is None:
        near = names.suggestion(written)
        hint = f"did you mean {near}?" if near else "write its name or code"
        raise ContactRowError(f"'{written[:60]}' is no recipient; {hint}")
    return place.id


def chosen(written: str, known: Mapping[str, str], what: str) -> str:
    value = known.get(written.strip().casefold())
    if value is None:
        raise ContactRowError(f"'{written[:60]}' is no {what}; write one of {', '.join(sorted(set(known.values())))}")
    return value


async def store_contacts(
    session: AsyncSession, listed: Mapping[str, ListedContact], sources: Mapping[str, str], now: datetime
) -> tuple[int, int]:
    """Add the contacts that are new and update those that are known; returns how many of each.

    `sources` says in each language where the addresses come from.
    """
    known = await known_contacts(session)
    new = listed.keys() - known.keys()
    if new:
        rows = [contact_row(key, contact, sources, now) for key, contact in listed.items() if key in new]
        await session.execute(insert(Contact), rows)
    updated = {key for key in listed.keys() & known.keys() if changes(listed[key], known[key])}
    for key in updated:
        contact = known[key]
        contact.name, contact.email, contact.language = listed[key].name, listed[key].email, listed[key].language
    ids = {key: contact.id or 0 for key, contact in (await known_contacts(session)).items()}
    return len(new), len((updated | await store_links(session, listed, ids)) - new)


async def known_contacts(session: AsyncSession) -> dict[str, Contact]:
    """Every contact by its address key."""
    return {contact.email_key: contact for contact in await session.scalars(select(Contact))}


def contact_row(key: str, listed: ListedContact, sources: Mapping[str, str], now: datetime) -> dict[str, Any]:
    return {
        "name": listed.name,
        "email": listed.email,
        "email_key": key,
        "language": listed.language,
        "source": sources[listed.language],
        "added_at": now,
        "soft_bounces": 0,
    }


def changes(listed: ListedContact, known: Contact) -> bool:
    return (listed.name, listed.email, listed.language) != (known.name, known.email, known.language)


async def store_links(session: AsyncSession, listed: Mapping[str, ListedContact], ids: Mapping[str, int]) -> set[str]:
    """Let each contact serve its recipients; returns the keys of those for whom that was new."""
    known = {(link.contact_id, link.recipient_id): link for link in await session.scalars(select(ContactRecipient))}
    new: list[dict[str, Any]] = []
    changed: set[str] = set()
    for key, contact in listed.items():
        for recipient_id, role in contact.roles.items():
            link = known.get((ids[key], recipient_id))
            if link is None:
                new.append({"contact_id": ids[key], "recipient_id": recipient_id, "role": role})
            elif link.role == role and link.wrong_person_at is None:
                continue
            else:
                link.role, link.wrong_person_at = role, None
            changed.add(key)
    if new:
        await session.execute(insert(ContactRecipient), new)
    return changed
