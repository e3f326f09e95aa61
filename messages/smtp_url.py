"""SMTP_URL: which mail server, how it is reached, and how much it may be given."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from ipaddress import ip_address
from typing import TypedDict
from urllib.parse import parse_qsl, unquote, urlsplit

from models.errors import BidragslotsError

LONGEST_TIME_LIMIT = 45.0  # seconds; with its check and its commit a message fits into a lease of 60
UNREADABLE = "SMTP_URL can't be read; write smtps://user:password@host:port, with / @ : # ? in a password as %2F %40 …"


class SmtpUrlError(BidragslotsError):
    """SMTP_URL can't be used."""


class Security(StrEnum):
    """How a connection is encrypted, by the scheme of SMTP_URL."""

    WHEN_OFFERED = "smtp"  # STARTTLS where the server offers it, whatever its certificate
    STARTTLS = "smtp+starttls"  # required and verified
    TLS = "smtps"  # from the first byte, verified


DEFAULT_PORTS = {Security.WHEN_OFFERED: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """What SMTP_URL says. `time_limit` is seconds for one message, `messages` how many a connection takes.

    `domain_rate` is how many messages a second one domain gets at most; None is no limit.
    """

    host: str
    port: int
    security: Security
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    connections: int = 4
    messages: int = 100
    time_limit: float = LONGEST_TIME_LIMIT
    domain_rate: float | None = None

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def with_connections(self, connections: int | None) -> "SmtpServer":
        """The same server with this many connections; None keeps what SMTP_URL says."""
        return self if connections is None else replace(self, connections=connections)

    @property
    def is_loopback(self) -> bool:
        """Whether the server runs on this machine, so that what is sent to it leaves no wire."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class SmtpOptions(TypedDict, total=False):
    connections: int
    messages: int
    time_limit: float
    domain_rate: float


def parse_smtp_url(url: str) -> SmtpServer:
    """Read SMTP_URL: `smtp://`, `smtp+starttls://` or `smtps://`, `user:password@`, host, `:port`, options.

    Options after `?`: `connections`, `messages` (per connection), `timeout` (seconds a message may
    take, 1 to 45), `rate` (messages a second to one domain). Raises SmtpUrlError, which never
    repeats a password.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        raise SmtpUrlError(UNREADABLE) from None
    try:
        security = Security(parts.scheme)
    except ValueError:
        raise SmtpUrlError(
            f"SMTP_URL begins with '{parts.scheme}:'; write smtp://, smtp+starttls:// or smtps:// and the host"
        ) from None
    try:
        port = parts.port or DEFAULT_PORTS[security]
    except ValueError:
        raise SmtpUrlError("SMTP_URL: the port is no number from 1 to 65535; write it as host:587") from None
    if not parts.hostname or parts.path not in ("", "/") or parts.fragment:
        raise SmtpUrlError(UNREADABLE)
    if parts.username and parts.password is None:
        raise SmtpUrlError("SMTP_URL names a user without a password; write user:password@host")
    return SmtpServer(
        host=parts.hostname,
        port=port,
        security=security,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password is not None else None,
        **smtp_options(parts.query),
    )


def smtp_options(query: str) -> SmtpOptions:
    """The options of SMTP_URL. Raises SmtpUrlError for an unknown one and for a value out of range."""
    options: SmtpOptions = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        match name:
            case "connections":
                options["connections"] = int(number(name, value, 1, 100))
            case "messages":
                options["messages"] = int(number(name, value, 1, 100_000))
            case "timeout":
                options["time_limit"] = number(name, value, 1, LONGEST_TIME_LIMIT)
            case "rate":
                options["domain_rate"] = number(name, value, 0.001, 10_000)
            case _:
                raise SmtpUrlError(f"SMTP_URL: '{name}' is no option; known: connections, messages, timeout, rate")
    return options


def number(name: str, value: str, low: float, high: float) -> float:
    try:
        read = float(value)
    except ValueError:
        read = float("nan")
    if not low <= read <= high:
        raise SmtpUrlError(f"SMTP_URL: {name}={value} is no number from {low:g} to {high:g}")
    return read
