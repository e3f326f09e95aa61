"""Mail servers on loopback: one that follows a script, and a real aiosmtpd with AUTH and STARTTLS."""

import asyncio
import re
import ssl
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP = "drop the connection"
HANG = "say nothing"
TAKEN_AND_GONE = "250 taken, and the connection closed behind it"
REPLIES = {
    "CONNECT": "220 script",
    "EHLO": "250-script\r\n250 SMTPUTF8",
    "DATA": "354 go on",
    "END": "250 taken",
    "QUIT": "221 bye",
}
MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.IGNORECASE | re.MULTILINE)


class ScriptedServer:
    """Answers by `script(verb, line)`, or as any server would where that returns None.

    Verbs are CONNECT (the greeting), EHLO, MAIL, RCPT, DATA, BODY (within the contents, where only
    DROP has a meaning), END (after the contents), RSET, QUIT.
    `taken` has the Message-ID of each mail that was accepted, or accepted without a reply; `news`
    tells of each.
    """

    def __init__(self, script: Callable[[str, str], str | None] | None = None) -> None:
        self.script = script or (lambda verb, line: None)
        self.taken: list[str] = []
        self.news = asyncio.Condition()
        self.verbs: Counter[str] = Counter()
        self.open = self.most_open = 0
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> "ScriptedServer":
        self._server = await asyncio.start_server(self._converse, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._server is not None
        self._server.close()

    async def vanish(self) -> None:
        """Be gone as after a power cut: no connection is left, and nobody listens."""
        await self.__aexit__()
        for writer in self._writers:
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self._writers.add(writer)
        self.most_open = max(self.most_open, self.open)
        try:
            if await self._answer(writer, "CONNECT", ""):
                while line := (await reader.readline()).decode():
                    if not await self._command(reader, writer, line.strip()):
                        break
        except ConnectionError:
            pass
        finally:
            self.open -= 1
            self._writers.discard(writer)
            writer.close()

    async def _command(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: str) -> bool:
        verb = line[:4].upper()
        if not await self._answer(writer, verb, line):
            return False
        if verb == "DATA" and self.last.startswith("354"):
            if self.script("BODY", "") == DROP:
                await reader.read(10)
                return False
            contents = await reader.readuntil(b"\r\n.\r\n")
            reply = self.script("END", "") or REPLIES["END"]
            if reply.startswith("250") or reply in (DROP, HANG):
                found = MESSAGE_ID.search(contents)
                self.taken.append(found[1].decode() if found else "")
                async with self.news:
                    self.news.notify_all()
            return await self._say(writer, reply)
        return verb != "QUIT"

    async def _answer(self, writer: asyncio.StreamWriter, verb: str, line: str) -> bool:
        self.verbs[verb] += 1
        return await self._say(writer, self.script(verb, line) or REPLIES.get(verb, "250 ok"))

    async def _say(self, writer: asyncio.StreamWriter, reply: str) -> bool:
        self.last = reply
        if reply == HANG:
            await asyncio.Event().wait()
        if reply == DROP:
            return False
        writer.write(f"{reply}\r\n".encode())
        await writer.drain()
        return not reply.startswith("421") and reply != TAKEN_AND_GONE


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for localhost and 127.0.0.1, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-days", "2", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *subject, *files], check=True, capture_output=True)
    return certificate, key


class Mailbox:
    """What an aiosmtpd server has taken; `secrets` are the passwords that were sent to it."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.encrypted: list[bool] = []
        self.secrets: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return "250 taken"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, how: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.secrets.append(data.password)
        return AuthResult(success=(data.login, data.password) == (b"user", b"pass/word"), handled=False)


class Port0Controller(Controller):
    """A controller that takes any free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def real_server(mailbox: Mailbox, certificate: tuple[Path, Path] | None, **settings: Any) -> Iterator[int]:
    """A real aiosmtpd in a thread; yields its port."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    controller = Port0Controller(
        mailbox,
        hostname="127.0.0.1",
        port=0,
        tls_context=context,
        enable_SMTPUTF8=True,
        authenticator=mailbox.authenticate,
        **settings,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
