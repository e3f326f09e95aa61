"""`bidragslots contact`: whom to write to, by hand or from a list."""

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from bot.app import App
from bot.commands.arguments import place_named, print_json
from bot.commands.imports import ImportResult, finish_import, run_import
from bot.commands.running import run
from models.contact import Contact, ContactRecipient, ContactRole, Language
from models.contacts import (
    ContactError,
    add_contact,
    checked_name,
    find_contact,
    move_address,
    named_contact,
    remove_contact,
    resume_reminders,
    serve,
    stop_reminders,
    stop_serving,
)
from models.contacts_import import read_contacts, store_contacts
from models.deep_link import LIFETIME, NONCE_BYTES, start_token
from models.facts import Facts
from models.importing.names import KnownNames

Email = Annotated[str, typer.Argument(help="The contact's address.")]
Recipients = Annotated[list[str] | None, typer.Option("--recipient", help="A recipient; may be given several times.")]
Role = Annotated[ContactRole, typer.Option(help="What the contact does for the recipient.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Contacts: who is reminded.")
    group.command()(add)
    group.command()(change)
    group.command()(remove)
    group.command("list")(list_contacts)
    group.command("import")(import_contacts)
    group.command()(link)
    app.add_typer(group, name="contact")


def sources(place: str, today: date) -> dict[str, str]:
    """Where an address came from, as its owner reads it in each language."""
    if place:
        return {"sv": f"listan {place} ({today})", "en": f"the list {place} ({today})"}
    return {"sv": f"en administratör ({today})", "en": f"an administrator ({today})"}


def add(
    name: Annotated[str, typer.Argument(help="The contact's name.")],
    email: Email,
    *,
    recipient: Recipients = None,
    role: Role = ContactRole.OTHER,
    language: Annotated[Language, typer.Option(help="The language of the mails.")] = Language.SWEDISH,
    source: Annotated[str | None, typer.Option(help="Where the address comes from, told in every mail.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a contact for one or several recipients."""
    if not recipient:
        raise ContactError("A contact needs a recipient; give it with --recipient NAME")
    now = datetime.now(UTC)

    async def command(app: App) -> dict[str, Any]:
        roles = {place_named(await app.facts.current(), each).id: str(role) for each in recipient}
        told = source or sources("", now.astimezone(app.settings.zone).date())[language]
        async with app.database.writing() as session:
            contact = await add_contact(session, name, email, language=language, roles=roles, source=told, now=now)
        return await row_of(app, contact.email)

    show("Added", run(command), as_json)


def change(
    email: Email,
    *,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    new_email: Annotated[str | None, typer.Option("--email", help="Another address.")] = None,
    language: Annotated[Language | None, typer.Option(help="Another language.")] = None,
    recipient: Recipients = None,
    without: Annotated[list[str] | None, typer.Option(help="A recipient that it no longer serves.")] = None,
    role: Annotated[
        ContactRole | None, typer.Option(help="Another role: for --recipient, or for all that it serves.")
    ] = None,
    stop: Annotated[bool | None, typer.Option("--stop/--resume", help="Send nothing more, or send again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change a contact; only what is given changes."""
    if all(given in (None, []) for given in (name, new_email, language, recipient, without, role, stop)):
        raise typer.BadParameter("name at least one thing to change")
    now = datetime.now(UTC)

    async def command(app: App) -> dict[str, Any]:
        facts = await app.facts.current()
        added = [place_named(facts, each).id for each in recipient or []]
        dropped = [place_named(facts, each).id for each in without or []]
        async with app.database.writing() as session:
            contact = await find_contact(session, email)
            contact.name = checked_name(name) if name is not None else contact.name
            contact.language = language or contact.language
            if new_email is not None:
                told = sources("", now.astimezone(app.settings.zone).date())[contact.language]
                await move_address(session, contact, new_email, told)
            await serve(session, contact.id or 0, await wanted_roles(session, contact.id or 0, added, role))
            await stop_serving(session, contact.id or 0, dropped)
            await session.flush()
            if stop is not None:
                number = contact.id or 0
                await (stop_reminders(session, number, now) if stop else resume_reminders(session, number))
        return await row_of(app, contact.email)

    show("Changed", run(command), as_json)


async def wanted_roles(
    session: AsyncSession, contact_id: int, added: list[int], role: ContactRole | None
) -> dict[int, str]:
    """The roles to set: of the recipients named, or of all that the contact serves; one not given stays as it is."""
    links = await session.scalars(select(ContactRecipient).where(col(ContactRecipient.contact_id) == contact_id))
    known = {link.recipient_id: link.role for link in links}
    if role is not None and not added:
        return dict.fromkeys(known, str(role))
    return {each: str(role or known.get(each, ContactRole.OTHER)) for each in added}


def remove(email: Email, as_json: AsJson = False) -> None:
    """Remove a contact; what was sent to it stays on record without the person."""

    async def command(app: App) -> dict[str, Any]:
        async with app.database.reading() as session:
            row = await row_of(app, (await find_contact(session, email)).email)
        async with app.database.writing() as session:
            await remove_contact(session, await find_contact(session, email))
        return row

    show("Removed", run(command), as_json)


async def row_of(app: App, email: str) -> dict[str, Any]:
    """The contact of an address as `contact list --json` shows it."""
    found = await rows(app, await app.facts.current(), None)
    return next(row for row in found if row["email"] == email)


def show(done: str, row: dict[str, Any], as_json: bool) -> None:
    print_json(row) if as_json else print(f"{done} {row['name']} <{row['email']}>")


def list_contacts(
    recipient: Annotated[str | None, typer.Option(help="Only this recipient's contacts.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the contacts with their recipients."""

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        place = place_named(facts, recipient) if recipient is not None else None
        return await rows(app, facts, place.id if place else None)

    found = run(command)
    if as_json:
        print_json(found)
        return
    for row in found:
        served = ", ".join(f"{each['recipient']} ({each['role']})" for each in row["recipients"])
        print(f"{row['name']} <{row['email']}> {row['language']}: {served}{state_of(row)}")
    if not found:
        whose = f" for {recipient}" if recipient else ""
        print(f"There are no contacts{whose}. Add one with: bidragslots contact add NAME EMAIL --recipient NAME")


def state_of(row: dict[str, Any]) -> str:
    """What keeps a contact from getting mail, for the end of its line."""
    reasons = [what for what in ("stopped", "bounced") if row[what]]
    return f" [{', '.join(reasons)}]" if reasons else ""


async def rows(app: App, facts: Facts, recipient_id: int | None) -> list[dict[str, Any]]:
    """Every contact, or every one of a recipient, with all that it serves."""
    names = {place.id: place.name for place in facts.places.values()}
    async with app.database.reading() as session:
        contacts = (await session.scalars(select(Contact).order_by(col(Contact.name), col(Contact.id)))).all()
        links: dict[int, list[ContactRecipient]] = {}
        for link in await session.scalars(select(ContactRecipient).order_by(col(ContactRecipient.recipient_id))):
            links.setdefault(link.contact_id, []).append(link)
    return [
        contact_row(contact, links.get(contact.id or 0, []), names)
        for contact in contacts
        if recipient_id is None or any(link.recipient_id == recipient_id for link in links.get(contact.id or 0, []))
    ]


def contact_row(contact: Contact, links: list[ContactRecipient], names: dict[int, str]) -> dict[str, Any]:
    return {
        "name": contact.name,
        "email": contact.email,
        "language": contact.language,
        "source": contact.source,
        "stopped": contact.stopped_at is not None,
        "bounced": contact.bounced_at is not None,
        "recipients": [
            {
                "recipient": names[link.recipient_id],
                "role": link.role,
                "wrong_person": link.wrong_person_at is not None,
            }
            for link in links
        ],
    }


def link(
    who: Annotated[str, typer.Argument(metavar="NAME|EMAIL", help="The contact's name or address.")],
    as_json: AsJson = False,
) -> None:
    """Make a link by which the contact connects its Telegram; it works once, for a week."""
    from bot.telegram.username import bot_username

    now = datetime.now(UTC)

    async def command(app: App) -> dict[str, str]:
        if app.settings.telegram_token is None:
            raise ContactError("There is no bot to link to; set BIDRAGSLOTS_TELEGRAM_TOKEN")
        async with app.database.reading() as session:
            contact = await named_contact(session, who)
        token = app.settings.telegram_token.get_secret_value()
        name = await bot_username(app.settings.telegram_api_url, token)
        start = start_token(contact.id or 0, secrets.token_bytes(NONCE_BYTES), app.settings.secret(), now)
        expires = (now + LIFETIME).astimezone(app.settings.zone).date()
        return {"contact": contact.name, "link": f"https://t.me/{name}?start={start}", "expires": str(expires)}

    made = run(command)
    if as_json:
        print_json(made)
    else:
        print(f"{made['link']}\nFor {made['contact']} alone, once, until {made['expires']}.")


def import_contacts(
    file: Annotated[
        Path, typer.Argument(readable=False, help="CSV with the columns recipient,name,email,language[,role].")
    ],
    source: Annotated[str | None, typer.Option(help="Where the addresses come from, told in every mail.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add and update the contacts of a list; all of them, or none where a line is wrong."""
    now = datetime.now(UTC)

    async def command(app: App) -> ImportResult:
        listed = read_contacts(file, KnownNames(await app.facts.current()))
        if listed.errors:
            return ImportResult({"added": 0, "updated": 0}, listed.errors)
        told = sources(file.name, now.astimezone(app.settings.zone).date())
        async with app.database.writing() as session:
            added, updated = await store_contacts(
                session, listed.contacts, {code: source or text for code, text in told.items()}, now
            )
        return ImportResult({"added": added, "updated": updated}, [])

    finish_import(file, run_import(command, ("added", "updated"), as_json), as_json)
