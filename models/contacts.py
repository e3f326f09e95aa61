"""Adding, changing and removing contacts, and what contacts decide about their own mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from models.contact import Contact, ContactRecipient, email_key
from models.email_address import checked_address
from models.errors import BidragslotsError
from models.progress import Progress

LONGEST_NAME = 200
FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet would run what begins so


class ContactError(BidragslotsError):
    """A contact that can't be found, added or changed."""


def checked_name(text: str) -> str:
    """A contact's name, trimmed. Raises ContactError where it is empty or no name at all."""
    name = " ".join(text.split(" ")).strip()
    if not name:
        raise ContactError("The name is missing; write who the contact is")
    if not name.isprintable():
        raise ContactError("The name has control characters or line breaks; write it on one line")
    if len(name) > LONGEST_NAME or name.startswith(FORMULA_STARTS) or "<" in name or ">" in name:
        raise ContactError(
            f"'{name[:40]}' is no name; write at most {LONGEST_NAME} characters, without < >, = or @ first"
        )
    return name


async def find_contact(session: AsyncSession, email: str) -> Contact:
    """The contact of an address. Raises ContactError where there is none."""
    found = (await session.scalars(select(Contact).where(col(Contact.email_key) == email_key(email)))).first()
    if found is None:
        raise ContactError(f"There is no contact with the address '{email[:100]}'; see: bidragslots contact list")
    return found


async def named_contact(session: AsyncSession, who: str) -> Contact:
    """The contact of an address or of a name that only one has. Raises ContactError."""
    if "@" in who:
        return await find_contact(session, who)
    found = (await session.scalars(select(Contact).where(col(Contact.name) == who.strip()))).all()
    if len(found) != 1:
        raise ContactError(f"{len(found)} contacts are named '{who[:60]}'; give the address, see: contact list")
    return found[0]


async def add_contact(
    session: AsyncSession,
    name: str,
    email: str,
    *,
    language: str,
    roles: Mapping[int, str],
    source: str,
    now: datetime,
) -> Contact:
    """Add a contact for the recipients in `roles` (recipient id to role).

    Raises ContactError where the address is known already or the name can't be used, and
    EmailAddressError.
    """
    address = checked_address(email)
    known = (await session.scalars(select(Contact).where(col(Contact.email_key) == email_key(address)))).first()
    if known is not None:
        raise ContactError(f"{address} is a contact already ({known.name}); use: bidragslots contact change")
    contact = Contact(
        name=checked_name(name),
        email=address,
        email_key=email_key(address),
        language=language,
        source=source,
        added_at=now,
    )
    session.add(contact)
    await session.flush()
    await serve(session, contact.id or 0, roles)
    return contact


async def serve(session: AsyncSession, contact_id: int, roles: Mapping[int, str]) -> None:
    """Let a contact serve recipients in roles; those it serves already get the role given here."""
    for recipient_id, role in roles.items():
        link = await session.get(ContactRecipient, (contact_id, recipient_id))
        if link is None:
            session.add(ContactRecipient(contact_id=contact_id, recipient_id=recipient_id, role=role))
        else:
            link.role, link.wrong_person_at = role, None


async def stop_serving(session: AsyncSession, contact_id: int, recipient_ids: Iterable[int]) -> None:
    """Let a contact no longer serve recipients; its claims for them end with it."""
    for recipient_id in recipient_ids:
        link = await session.get(ContactRecipient, (contact_id, recipient_id))
        if link is None:
            raise ContactError("The contact does not serve that recipient; see: bidragslots contact list")
        await session.delete(link)
        await session.execute(
            delete(Progress).where(col(Progress.contact_id) == contact_id, col(Progress.recipient_id) == recipient_id)
        )


async def move_address(session: AsyncSession, contact: Contact, email: str, source: str) -> None:
    """Give a contact another address, which starts without bounces.

    Raises ContactError where another contact has it.
    """
    address = checked_address(email)
    other = (await session.scalars(select(Contact).where(col(Contact.email_key) == email_key(address)))).first()
    if other is not None and other.id != contact.id:
        raise ContactError(f"{address} belongs to another contact ({other.name}); remove that one first")
    contact.email, contact.email_key, contact.source = address, email_key(address), source
    contact.bounced_at, contact.soft_bounces = None, 0


async def remove_contact(session: AsyncSession, contact: Contact) -> None:
    """Remove a contact and its claims, so that nobody is kept from reminders by a claim of nobody.

    What was sent stays on record without the person.
    """
    await session.execute(delete(Progress).where(col(Progress.contact_id) == contact.id))
    await session.execute(delete(ContactRecipient).where(col(ContactRecipient.contact_id) == contact.id))
    await session.execute(delete(Contact).where(col(Contact.id) == contact.id))


async def stop_reminders(session: AsyncSession, contact_id: int, now: datetime) -> bool:
    """Send nothing more to a contact, as it wishes; returns False where it had stopped before."""
    stopped = await session.execute(
        update(Contact).where(col(Contact.id) == contact_id, col(Contact.stopped_at).is_(None)).values(stopped_at=now)
    )
    return bool(stopped.rowcount)  # type: ignore[attr-defined]


async def resume_reminders(session: AsyncSession, contact_id: int) -> None:
    """Write to a contact again that had stopped or whose address had bounced."""
    await session.execute(
        update(Contact).where(col(Contact.id) == contact_id).values(stopped_at=None, bounced_at=None, soft_bounces=0)
    )


async def mark_wrong_person(
    session: AsyncSession, contact_id: int, now: datetime, recipient_id: int | None = None
) -> int:
    """Note that a contact is the wrong person for a recipient, or for all; returns for how many."""
    links = update(ContactRecipient).where(
        col(ContactRecipient.contact_id) == contact_id, col(ContactRecipient.wrong_person_at).is_(None)
    )
    if recipient_id is not None:
        links = links.where(col(ContactRecipient.recipient_id) == recipient_id)
    marked = await session.execute(links.values(wrong_person_at=now))
    return int(marked.rowcount)  # type: ignore[attr-defined]
