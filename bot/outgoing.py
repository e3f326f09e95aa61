"""What goes out, wired from the settings: who writes, by which channel, and the worker that does it."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from bot.app import App
from bot.settings import VAR, Settings
from messages.content import Operator
from messages.files import FileChannel
from messages.mail import Mailbox, mailbox
from messages.smtp import ReadyMail, SmtpChannel
from messages.smtp_url import parse_smtp_url
from models.links import Links, link_base
from scheduler.composing import MailComposer
from scheduler.guests import GuestList
from scheduler.house import House
from scheduler.workers import Worker

FILED_MAILS = VAR / "outbox"


def house(settings: Settings) -> House:
    """Who writes, by the settings."""
    sender = mailbox(settings.mail_from)
    base = link_base(settings.public_url)
    return House(
        sender=sender,
        domain=own_domain(settings),
        operator=Operator(settings.operator_name, settings.operator_email, settings.operator_privacy_url),
        links=Links(settings.secret(), base) if base else None,
        secret=settings.secret(),
        guests=GuestList(settings.mail_only_to),
        zone=settings.zone,
        reply_to=reply_to(settings),
    )


def reply_to(settings: Settings) -> Mailbox | None:
    """Where replies go: MAIL_REPLY_TO, which may be a pipe into `bidragslots inbound`, else the operator."""
    if settings.mail_reply_to:
        return mailbox(settings.mail_reply_to)
    return Mailbox(settings.operator_name, settings.operator_email) if settings.operator_email else None


def own_domain(settings: Settings) -> str:
    """The service's own domain: the sender's, in the form that mail servers know."""
    domain = mailbox(settings.mail_from).address.rpartition("@")[2]
    return domain.encode("idna").decode("ascii") if domain else urlsplit(settings.public_url).hostname or "localhost"


def mail_channel(settings: Settings, connections: int | None = None) -> SmtpChannel | FileChannel:
    """The channel for e-mail: the server of SMTP_URL, or files where it is not set. Raises SmtpUrlError."""
    if settings.smtp_url is None:
        return FileChannel(FILED_MAILS)
    server = parse_smtp_url(settings.smtp_url.get_secret_value())
    return SmtpChannel(server.with_connections(connections), own_domain(settings))


def mail_worker(
    app: App, clock: Callable[[], datetime], connections: int | None = None, patience: float | None = None
) -> Worker[ReadyMail]:
    """The worker that delivers e-mail; see `scheduler.workers.Worker`."""
    channel = mail_channel(app.settings, connections)
    return Worker(app.database, channel, MailComposer(app.facts, house(app.settings)), clock, patience)
