"""Delivering through a real Postfix: STARTTLS verified, SASL, and its own queue to a last server.

Postfix runs from a folder of its own on loopback. Where it is not installed, or we are not root, there
is nothing to show.
"""

import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.outbox import message_id
from tests.acceptance.test_deliver import started, states_in, taken, with_reminders
from tests.mail_servers import ScriptedServer, make_certificate

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("postfix") and shutil.which("saslpasswd2")) or os.geteuid() != 0,
        reason="needs Postfix and sasl2-bin, and to be root",
    ),
]

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example
mydestination =
alias_maps =
smtp_host_lookup = native
smtp_dns_support_level = disabled
relayhost = [127.0.0.1]:{last_port}
smtputf8_enable = no
minimal_backoff_time = 1s
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_sasl_auth_enable = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
"""
MASTER = """
127.0.0.1:{port} inet n - y - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the user postfix may enter."""
    made = Path(tempfile.mkdtemp(prefix="postfix-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def configure(folder: Path, port: int, last_port: int) -> None:
    certificate, key = make_certificate(folder)
    for name in ("config", "data", "queue/etc"):
        (folder / name).mkdir(parents=True)
    shutil.chown(folder / "data", "postfix")
    values = {"folder": folder, "certificate": certificate, "key": key, "port": port, "last_port": last_port}
    (folder / "config" / "main.cf").write_text(MAIN.format(**values))
    (folder / "config" / "master.cf").write_text(MASTER.format(**values))
    passwords = folder / "queue" / "etc" / "sasldb2"  # where SASL looks, since smtpd sees its queue as /
    command = ["saslpasswd2", "-p", "-c", "-f", str(passwords), "-u", "relay.example", "user"]
    subprocess.run(command, input=b"pass/word", check=True)
    shutil.chown(passwords, "postfix")


def postfix(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["postfix", "-c", str(folder / "config"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True)


@pytest.mark.parametrize("count", [2000])
async def test_through_postfix_with_starttls_and_a_login_every_mail_arrives_once(
    count: int, sqlite_url: str, tmp_path: Path, folder: Path
) -> None:
    await with_reminders(sqlite_url, count)
    port = free_port()
    async with ScriptedServer() as last:
        configure(folder, port, last.port)
        await asyncio.to_thread(postfix, folder, "start")
        try:
            settings = {
                "SMTP_URL": f"smtp+starttls://user%40relay.example:pass%2Fword@localhost:{port}",
                "SSL_CERT_FILE": str(folder / "certificate.pem"),
            }
            process = await started("deliver", url=sqlite_url, folder=tmp_path, **settings)
            _, errors = await asyncio.wait_for(process.communicate(), 300)
            assert (process.returncode, errors) == (0, b""), (folder / "mail.log").read_text()[-3000:]
            await taken(last, count)
        finally:
            await asyncio.to_thread(postfix, folder, "stop")
    assert sorted(last.taken) == sorted(message_id(f"reminder:{each}", "slots.example") for each in range(1, count + 1))
    assert await states_in(sqlite_url) == {"sent": count}
