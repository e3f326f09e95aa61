"""E-mail by SMTP: connections to the server that SMTP_URL names, each used for many messages."""

import asyncio
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn, cast

import aiosmtplib

from messages.channel import (
    ChannelError,
    Dropped,
    InDoubt,
    Permanent,
    Postponed,
    Refused,
    Sent,
    ServerDown,
    ServerUnusable,
    Temporary,
    TooManyConnections,
)
from messages.domain_rate import DomainRate
from messages.smtp_talk import Talk
from messages.smtp_url import Security, SmtpServer
from models.outbox import ChannelName

CONNECT_LIMIT_SECONDS = 15.0
GOODBYE_LIMIT_SECONDS = 2.0
OK, OK_FORWARDED, GO_ON = 250, 251, 354
GRANTED = ({OK}, {OK, OK_FORWARDED}, {GO_ON})  # MAIL, RCPT and DATA
CROWDED = {421, 432}  # "service closing, try later" (RFC 5321) and "too many connections"
LOGIN_NEEDED = {530, 534, 535, 538}  # RFC 4954: the server wants another login, whoever is written to
REPLY_LENGTH = 500  # characters kept of what a server says
UNFIT = re.compile(r"[<>\s\x00-\x1f\x7f]")  # in an address: it would end the command, or be more than one


@dataclass(frozen=True, slots=True)
class ReadyMail:
    """A mail as bytes with the addresses of its envelope, as SMTP carries them.

    `data` has lines ended by CRLF. `message_id` is the one in its header. `utf8` says that an
    address needs SMTPUTF8 (RFC 6531).
    """

    sender: str
    recipient: str
    data: bytes
    message_id: str
    utf8: bool = False


class SmtpChannel:
    """Connections to one server. `own_name` is how the service names itself in EHLO."""

    name = ChannelName.EMAIL

    def __init__(self, server: SmtpServer, own_name: str) -> None:
        self.server = server
        self.connections = server.connections
        self.time_limit = server.time_limit
        self._own_name = own_name
        self._rate = DomainRate(server.domain_rate)
        self._tls: ssl.SSLContext | None = None

    async def connect(self) -> "SmtpConnection":
        """Connect, encrypt and log in. Raises ServerDown, ServerUnusable or TooManyConnections."""
        if self._tls is None:
            self._tls = await asyncio.to_thread(tls_context, verified=self.server.security != Security.WHEN_OFFERED)
        client = aiosmtplib.SMTP(
            hostname=self.server.host,
            port=self.server.port,
            local_hostname=self._own_name,
            use_tls=self.server.security == Security.TLS,
            start_tls=False,
            timeout=min(CONNECT_LIMIT_SECONDS, self.time_limit),
            tls_context=self._tls,
        )
        try:
            async with asyncio.timeout(min(CONNECT_LIMIT_SECONDS, self.time_limit)):
                await greet(client, self.server)
        except (Exception, asyncio.CancelledError) as error:
            client.close()
            raise_connecting(error, self.server)
        return SmtpConnection(client, self.server, self._rate)


def tls_context(*, verified: bool) -> ssl.SSLContext:
    """Verified against the system's authorities (or SSL_CERT_FILE), or encrypted only."""
    context = ssl.create_default_context()
    if not verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


async def greet(client: aiosmtplib.SMTP, server: SmtpServer) -> None:
    """Take a new connection to where mails can be sent.

    aiosmtplib would send a password in plain text, and would verify the certificate even where
    encryption is optional; so each step is taken by itself.
    """
    await client.connect()
    await client.ehlo()
    encrypted = server.security == Security.TLS
    if not encrypted and client.supports_extension("starttls"):
        await client.starttls()
        await client.ehlo()
        encrypted = True
    if server.security == Security.STARTTLS and not encrypted:
        raise ServerUnusable(f"{server.address} offers no STARTTLS, which SMTP_URL requires; nothing was sent")
    if server.username is None or server.password is None:
        return
    if not encrypted and not server.is_loopback:
        raise ServerUnusable(
            f"{server.address} offers no encryption, so the password was not sent; use smtps:// in SMTP_URL"
        )
    await client.login(server.username, server.password)


def raise_connecting(error: BaseException, server: SmtpServer) -> NoReturn:
    """Say in our own terms why no connection came about."""
    if isinstance(error, ServerDown | asyncio.CancelledError):
        raise error
    if isinstance(error, aiosmtplib.SMTPAuthenticationError) and error.code >= 500:
        raise ServerUnusable(
            f"{server.address} refuses the login of SMTP_URL ({reply_of(error)}); check user and password"
        ) from error
    if isinstance(error, aiosmtplib.SMTPResponseException):
        kind = TooManyConnections if error.code in CROWDED else ServerDown
        raise kind(f"{server.address} answers {reply_of(error)}") from error
    cause = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        raise ServerUnusable(
            f"The certificate of {server.address} can't be verified ({cause.verify_message}); "
            "name its authority in SSL_CERT_FILE"
        ) from error
    if isinstance(error, TimeoutError):
        raise ServerDown(f"{server.address} does not answer in time") from error
    if isinstance(error, aiosmtplib.SMTPException | OSError | EOFError):
        raise ServerDown(f"{server.address} can't be reached ({one_line(str(error))})") from error
    raise error


class SenderRefused(aiosmtplib.SMTPResponseException):
    """The server does not take mail from our sender."""


class RecipientRefused(aiosmtplib.SMTPResponseException):
    """The server does not take mail for this recipient."""


REFUSALS = (SenderRefused, RecipientRefused, aiosmtplib.SMTPResponseException)  # of MAIL, RCPT and DATA


class SmtpConnection:
    """One connection to the server, for as many messages as the server's settings allow."""

    def __init__(self, client: aiosmtplib.SMTP, server: SmtpServer, rate: DomainRate) -> None:
        self._talk = Talk(cast(asyncio.Transport, client.transport))
        self._takes_utf8 = client.supports_extension("smtputf8")
        self._takes_several = client.supports_extension("pipelining")
        self._server = server
        self._rate = rate
        self._left = server.messages
        self._handing_over = False

    @property
    def is_open(self) -> bool:
        return self._left > 0 and self._talk.is_open

    async def send(self, content: ReadyMail) -> Sent:
        """Hand over one mail within the time limit. Raises the errors of `messages.channel`."""
        domain = content.recipient.rpartition("@")[2].casefold()
        wait = self._rate.wait(domain, asyncio.get_running_loop().time())
        if wait:
            raise Postponed(f"{domain} has had its share for now", wait)
        self._left -= 1
        self._handing_over = False
        try:
            async with asyncio.timeout(self._server.time_limit):
                await self._begin(self._commands(content))
                response = await self._hand_over(content.data)
        except aiosmtplib.SMTPResponseException as error:
            raise await self._refused(error) from error
        except TimeoutError as error:
            raise self._lost(f"did not answer in {self._server.time_limit:g} seconds") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._lost("closed the connection") from error
        except ValueError as error:  # an address that no command can carry
            raise Permanent(f"{content.recipient!r} can't be written to ({one_line(str(error))})") from error
        return Sent(one_line(f"{response.code} {response.message}"))

    def _commands(self, mail: ReadyMail) -> tuple[bytes, bytes, bytes]:
        """What begins a mail. Raises ValueError for an address that no command can carry."""
        if mail.utf8 and not self._takes_utf8:
            raise Permanent(f"{self._server.address} takes no address with letters like ö before the @")
        options = b" SMTPUTF8 BODY=8BITMIME" if mail.utf8 else b""
        sender, recipient = bracketed(mail.sender), bracketed(mail.recipient)
        return b"MAIL FROM:" + sender + options + b"\r\n", b"RCPT TO:" + recipient + b"\r\n", b"DATA\r\n"

    async def _begin(self, commands: tuple[bytes, bytes, bytes]) -> None:
        """Say the commands, all at once where the server takes several; each must be granted."""
        together = self._talk.say(*commands) if self._takes_several else []
        for number, command in enumerate(commands):
            response = await (together[number] if together else self._talk.say(command)[0])
            if response.code not in GRANTED[number]:
                raise REFUSALS[number](*response)

    async def _hand_over(self, data: bytes) -> aiosmtplib.SMTPResponse:
        """Send the contents."""
        self._handing_over = True
        response = await self._talk.say(dot_stuffed(data))[0]
        if response.code != OK:
            raise aiosmtplib.SMTPResponseException(*response)
        return response

    async def _refused(self, error: aiosmtplib.SMTPResponseException) -> ChannelError:
        """What a reply that is no success means for the message.

        A refused sender is our own affair and an operator's to put right, so it is tried again;
        a refused recipient or a refused content is final.
        """
        reply = reply_of(error)
        if error.code in CROWDED:
            self._talk.close()
            return TooManyConnections(reply)
        if error.code in LOGIN_NEEDED:
            self._talk.close()
            return ServerUnusable(f"{self._server.address} wants another login ({reply}); check SMTP_URL")
        await self._reset()
        if error.code < 500 or isinstance(error, SenderRefused):
            return Temporary(reply)
        return Refused(reply) if isinstance(error, RecipientRefused) else Permanent(reply)

    def _lost(self, what: str) -> Temporary:
        self._talk.close()
        if self._handing_over:
            return InDoubt(f"{self._server.address} {what} before it confirmed the message; it may have arrived")
        return Dropped(f"{self._server.address} {what}")

    async def _reset(self) -> None:
        """Take back a half-named envelope; a connection on which that fails is of no more use.

        So is one whose server waits for the contents of a mail that it has refused: it gets none.
        """
        try:
            async with asyncio.timeout(GOODBYE_LIMIT_SECONDS):
                later = {response.code for response in await self._talk.outstanding()}
                is_reset = GO_ON not in later and (await self._talk.say(b"RSET\r\n")[0]).code == OK
        except (aiosmtplib.SMTPException, OSError):
            is_reset = False
        if not is_reset:
            self._talk.close()

    async def close(self) -> None:
        """Say QUIT, for two seconds at most."""
        with suppress(aiosmtplib.SMTPException, OSError):
            async with asyncio.timeout(GOODBYE_LIMIT_SECONDS):
                await self._talk.say(b"QUIT\r\n")[0]
        self._talk.close()


def dot_stuffed(data: bytes) -> bytes:
    """Contents as DATA carries them: a dot that begins a line is doubled, one alone ends them (RFC 5321, 4.5.2)."""
    ended = data if data.endswith(b"\r\n") else data + b"\r\n"
    stuffed = ended.replace(b"\r\n.", b"\r\n..")
    return (b"." if stuffed.startswith(b".") else b"") + stuffed + b".\r\n"


def bracketed(address: str) -> bytes:
    """An address as it stands in a command. Raises ValueError where it would be more than an address."""
    if UNFIT.search(address):
        raise ValueError("no address")
    return f"<{address}>".encode()


def reply_of(error: aiosmtplib.SMTPResponseException) -> str:
    return one_line(f"{error.code} {error.message}")


def one_line(text: str) -> str:
    return " ".join(text.split())[:REPLY_LENGTH]
