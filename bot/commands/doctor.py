"""`bidragslots doctor`: whether the service could run with these settings; nothing is sent or changed."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from email.utils import parseaddr
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot.commands.arguments import print_json
from bot.settings import Settings, load_settings
from models.allocation import is_rounding
from models.catalogue.programmes import load_catalogue
from models.email_address import checked_address
from models.errors import BidragslotsError
from models.loopback import is_loopback
from models.migrate import state_of


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is in order, and what was found, in one line."""

    check: str
    ok: bool
    found: str


def register(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False) -> None:
    """Check settings, database, catalogue and mail settings; ends with status 1 where something is wrong."""
    found = list(findings())
    if as_json:
        print_json([asdict(finding) for finding in found])
    else:
        print("\n".join(f"{'ok   ' if item.ok else 'WRONG'} {item.check}: {item.found}" for item in found))
    if not all(item.ok for item in found):
        raise typer.Exit(1)


def findings() -> Iterator[Finding]:
    """Every check in turn; without usable settings there is nothing else to look at."""
    try:
        settings = load_settings()
    except BidragslotsError as error:
        yield Finding("settings", False, str(error))
        return
    yield Finding("settings", True, f"public address {settings.public_url}, time zone {settings.timezone}")
    checks: dict[str, Callable[[Settings], str]] = {
        "database": database,
        "catalogue": catalogue,
        "mail": mail,
        "sender": sender,
        "operator": operator,
        "secret key": secret_key,
        "telegram": telegram,
    }
    for name, check in checks.items():
        yield checked(name, check, settings)


def checked(name: str, check: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(name, True, check(settings))
    except BidragslotsError as error:
        return Finding(name, False, str(error))


def database(settings: Settings) -> str:
    state = asyncio.run(state_of(settings.database_url))
    if state.schema is None and state.backend == "sqlite":
        return f"{state.place} is not there yet; the first command creates it"
    if not state.is_current:
        raise BidragslotsError(f"schema {state.schema}, this version needs {state.newest}; run: bidragslots db upgrade")
    return f"{state.place} ({state.backend}), schema {state.schema}, {state.counts['allocation']} allocations"


def catalogue(settings: Settings) -> str:
    """The grants that can be seeded; a sum that rounding does not explain is wrong."""
    programmes = load_catalogue(settings.catalogue)
    for programme in programmes.values():
        amounts = [row.amount for row in programme.allocations() if row.recipient.isdecimal()]
        stated = programme.figures.get("municipalities")
        if stated is not None and amounts and not is_rounding(sum(amounts), stated, len(amounts)):
            raise BidragslotsError(
                f"{programme.folder}: annex 1 sums to {sum(amounts)} kr, {stated} are stated; mend allocations.csv"
            )
    return ", ".join(sorted(programmes))


def mail(settings: Settings) -> str:
    """What mails would do; the server is not asked."""
    if settings.smtp_url is None:
        return "no SMTP_URL: each message becomes a file in var/outbox"
    from messages.smtp_url import parse_smtp_url

    server = parse_smtp_url(settings.smtp_url.get_secret_value())
    guests = f", only to {', '.join(settings.mail_only_to)}" if settings.mail_only_to else ""
    return f"through {server.address} ({server.security}){guests}"


def sender(settings: Settings) -> str:
    """MAIL_FROM is an address; localhost is one for trials on this machine alone."""
    address = parseaddr(settings.mail_from)[1]
    if settings.smtp_url is None or address.endswith("@localhost"):
        if not is_loopback(urlsplit(settings.public_url).hostname):
            raise BidragslotsError(f"MAIL_FROM is {settings.mail_from}; set it to an address that can be answered")
        return settings.mail_from
    checked_address(address)
    return settings.mail_from


def operator(settings: Settings) -> str:
    """A public service says who runs it."""
    if settings.operator_email is None and not is_loopback(urlsplit(settings.public_url).hostname):
        raise BidragslotsError("OPERATOR_EMAIL is not set; every page and mail must say whom to turn to")
    return f"{settings.operator_name}, {settings.operator_email or 'no address (fine on this machine alone)'}"


def secret_key(settings: Settings) -> str:
    return (
        "set" if settings.secret_key else "kept in var/secret_key; set SECRET_KEY where several machines share the work"
    )


def telegram(settings: Settings) -> str:
    if settings.telegram_token is None:
        return "no TELEGRAM_TOKEN: no Telegram"
    return f"{settings.telegram_mode}, {len(settings.telegram_admins)} administrators"
