"""E-mail by SMTP against servers of every temper, over real sockets."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

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
from messages.smtp import ReadyMail, SmtpChannel
from messages.smtp_url import parse_smtp_url
from tests.mail_servers import DROP, HANG, Mailbox, ScriptedServer, make_certificate, real_server

MAIL = ReadyMail(
    sender="bidragslots+b1-abc@slots.example",
    recipient="ekonom@kiruna.example",
    data=b"Message-ID: <1@slots.example>\r\nSubject: Test\r\n\r\n.A line that begins with a dot\r\n",
    message_id="<1@slots.example>",
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


ONE_AT_A_TIME, SEVERAL = "250-script\r\n250 SMTPUTF8", "250-script\r\n250-PIPELINING\r\n250 SMTPUTF8"
BOTH_WAYS = pytest.mark.parametrize("offers", [ONE_AT_A_TIME, SEVERAL], ids=["one at a time", "several at once"])


def channel_to(url: str) -> SmtpChannel:
    return SmtpChannel(parse_smtp_url(url), "slots.example")


async def send(url: str, mail: ReadyMail = MAIL) -> Sent:
    connection = await channel_to(url).connect()
    try:
        return await connection.send(mail)
    finally:
        await connection.close()


async def outcome(script: Callable[[str, str], str | None], options: str = "") -> ChannelError | Sent:
    """What comes of one mail to a server that follows the script."""
    async with ScriptedServer(script) as server:
        try:
            return await send(f"smtp://127.0.0.1:{server.port}{options}")
        except ChannelError as error:
            return error


def says(**replies: str) -> Callable[[str, str], str | None]:
    return lambda verb, line: replies.get(verb)


# A real server


async def test_a_mail_arrives_byte_for_byte_over_a_self_signed_encryption_that_is_offered(
    certificate: tuple[Path, Path],
) -> None:
    box = Mailbox()
    with real_server(box, certificate) as port:
        sent = await send(f"smtp://127.0.0.1:{port}")
    assert sent == Sent("250 taken")
    [envelope] = box.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (MAIL.sender, [MAIL.recipient])
    assert envelope.original_content == MAIL.data
    assert box.encrypted == [True]


async def test_a_login_is_used_over_required_and_verified_encryption(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box = Mailbox()
    with real_server(box, certificate, auth_required=True, require_starttls=True) as port:
        await send(f"smtp+starttls://user:pass%2Fword@127.0.0.1:{port}")
    assert box.encrypted == [True]
    assert box.secrets == [b"pass/word"]


async def test_a_certificate_that_cannot_be_verified_is_refused_where_encryption_is_required(
    certificate: tuple[Path, Path],
) -> None:
    box = Mailbox()
    with real_server(box, certificate) as port, pytest.raises(ServerUnusable, match=r"certificate.*SSL_CERT_FILE"):
        await send(f"smtp+starttls://user:pass%2Fword@127.0.0.1:{port}")
    assert box.secrets == []


async def test_required_encryption_that_is_not_offered_sends_nothing() -> None:
    box = Mailbox()
    with real_server(box, None) as port, pytest.raises(ServerUnusable, match="no STARTTLS"):
        await send(f"smtp+starttls://127.0.0.1:{port}")
    assert box.envelopes == []


async def test_encryption_from_the_first_byte(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    box = Mailbox()
    with real_server(box, None, ssl_context=context) as port:
        with pytest.raises(ServerUnusable, match=r"certificate.*SSL_CERT_FILE"):
            await send(f"smtps://127.0.0.1:{port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert await send(f"smtps://127.0.0.1:{port}") == Sent("250 taken")


async def test_a_wrong_password_is_the_operators_to_put_right(certificate: tuple[Path, Path]) -> None:
    box = Mailbox()
    with real_server(box, certificate) as port, pytest.raises(ServerUnusable, match="refuses the login") as caught:
        await send(f"smtp://user:wrong@127.0.0.1:{port}")
    assert not caught.value.retry
    assert "wrong" not in str(caught.value)


async def test_a_password_goes_in_plain_text_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Mailbox()
    with real_server(box, None, auth_require_tls=False) as port:
        await send(f"smtp://user:pass%2Fword@127.0.0.1:{port}")
        assert box.secrets == [b"pass/word"]
        monkeypatch.setattr("messages.smtp_url.SmtpServer.is_loopback", False)
        with pytest.raises(ServerUnusable, match="password was not sent"):
            await send(f"smtp://user:pass%2Fword@127.0.0.1:{port}")
    assert box.secrets == [b"pass/word"]


async def test_an_address_with_letters_before_the_at_sign_needs_a_server_that_takes_them() -> None:
    mail = ReadyMail(MAIL.sender, "åsa@kiruna.example", MAIL.data, MAIL.message_id, utf8=True)
    box = Mailbox()
    with real_server(box, None) as port:
        await send(f"smtp://127.0.0.1:{port}", mail)
    assert box.envelopes[0].rcpt_tos == ["åsa@kiruna.example"]
    async with ScriptedServer(says(EHLO="250 plain")) as server:
        with pytest.raises(Permanent, match="ö before the @"):
            await send(f"smtp://127.0.0.1:{server.port}", mail)


async def test_a_connection_is_used_for_as_many_messages_as_the_url_says() -> None:
    async with ScriptedServer() as server:
        connection = await channel_to(f"smtp://127.0.0.1:{server.port}?messages=3").connect()
        for _ in range(3):
            assert connection.is_open
            await connection.send(MAIL)
        assert not connection.is_open
        await connection.close()
    assert server.verbs["CONNECT"] == server.verbs["QUIT"] == 1
    assert server.taken == [MAIL.message_id] * 3


# What servers answer


@pytest.mark.parametrize(
    ("replies", "kind"),
    [
        ({"RCPT": "550 no such user"}, Refused),
        ({"RCPT": "552 mailbox full"}, Refused),
        ({"END": "554 not wanted"}, Permanent),
        ({"RCPT": "451 greylisted"}, Temporary),
        ({"DATA": "452 no room"}, Temporary),
        ({"END": "451 try again"}, Temporary),
        ({"MAIL": "553 sender unknown"}, Temporary),
        ({"MAIL": "421 closing"}, TooManyConnections),
        ({"RCPT": "432 too many connections"}, TooManyConnections),
        ({"END": "421 closing"}, TooManyConnections),
        ({"MAIL": "530 log in first"}, ServerUnusable),
        ({"CONNECT": "421 too many connections"}, TooManyConnections),
        ({"CONNECT": "554 not you"}, ServerDown),
        ({"CONNECT": DROP}, ServerDown),
        ({"EHLO": DROP}, ServerDown),
        ({"MAIL": DROP}, Dropped),
        ({"RCPT": DROP}, Dropped),
        ({"END": DROP}, InDoubt),
        ({"RCPT": "what?"}, Temporary),
        ({}, Sent),
    ],
)
@BOTH_WAYS
async def test_each_answer_is_understood(offers: str, replies: dict[str, str], kind: type) -> None:
    assert type(await outcome(says(**{"EHLO": offers} | replies))) is kind


@pytest.mark.parametrize(
    ("silent_at", "kind"), [("CONNECT", ServerDown), ("MAIL", Dropped), ("RCPT", Dropped), ("END", InDoubt)]
)
@BOTH_WAYS
async def test_a_server_that_hangs_is_left_after_the_time_limit(offers: str, silent_at: str, kind: type) -> None:
    async with asyncio.timeout(8):
        assert type(await outcome(says(EHLO=offers, **{silent_at: HANG}), "?timeout=1")) is kind


async def test_a_server_that_is_not_there_is_down() -> None:
    async with ScriptedServer() as server:
        port = server.port
    with pytest.raises(ServerDown, match=f"127.0.0.1:{port}"):
        await send(f"smtp://127.0.0.1:{port}")


@BOTH_WAYS
async def test_a_refused_recipient_leaves_the_connection_to_the_next_message(offers: str) -> None:
    replies = {"EHLO": iter([offers]), "RCPT": iter(["550 no such user"]), "DATA": iter(["554 no valid recipients"])}
    if offers == ONE_AT_A_TIME:
        del replies["DATA"]  # is not said then
    async with ScriptedServer(lambda verb, line: next(replies.get(verb, iter([])), None)) as server:
        connection = await channel_to(f"smtp://127.0.0.1:{server.port}").connect()
        with pytest.raises(Permanent):
            await connection.send(MAIL)
        assert (await connection.send(MAIL)).reply == "250 taken"
        await connection.close()
    assert server.verbs["CONNECT"] == 1


async def test_a_server_that_asks_for_a_mail_whose_recipient_it_refused_gets_none_of_it() -> None:
    async with ScriptedServer(says(EHLO=SEVERAL, RCPT="550 no such user", DATA="354 go on")) as server:
        connection = await channel_to(f"smtp://127.0.0.1:{server.port}").connect()
        with pytest.raises(Permanent):
            await connection.send(MAIL)
        assert not connection.is_open
        await connection.close()
    assert server.taken == []


async def test_what_begins_a_mail_goes_in_one_piece_where_the_server_takes_it_so() -> None:
    async def answers_late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer):
            writer.write(b"220 late\r\n")
            await reader.readline()
            writer.write(f"{SEVERAL}\r\n".encode())
            assert [(await reader.readline())[:4] for _ in range(3)] == [b"MAIL", b"RCPT", b"DATA"]
            writer.write(b"250 ok\r\n251 will forward\r\n354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
            writer.write(b"250 taken\r\n")
            await reader.read()

    async with await asyncio.start_server(answers_late, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert (await send(f"smtp://127.0.0.1:{port}?timeout=5")).reply == "250 taken"


async def test_what_a_server_says_unasked_is_no_reply_to_the_next_command() -> None:
    async with ScriptedServer(says(END="250 taken\r\n421 idle for too long")) as server:
        connection = await channel_to(f"smtp://127.0.0.1:{server.port}").connect()
        for _ in range(2):
            assert (await connection.send(MAIL)).reply == "250 taken"
        await connection.close()


async def test_a_reply_without_an_end_does_not_fill_the_memory() -> None:
    assert type(await outcome(says(MAIL="250-and\r\n" * 10_000))) is Dropped


async def test_an_address_with_a_line_break_reaches_no_server() -> None:
    mail = ReadyMail(MAIL.sender, "a@b.example>\r\nRCPT TO:<c@d.example", MAIL.data, MAIL.message_id)
    async with ScriptedServer() as server:
        with pytest.raises(Permanent):
            await send(f"smtp://127.0.0.1:{server.port}", mail)
    assert server.verbs["RCPT"] == 0


async def test_a_domain_that_has_had_its_share_waits_and_others_do_not() -> None:
    async with ScriptedServer() as server:
        connection = await channel_to(f"smtp://127.0.0.1:{server.port}?rate=0.1").connect()
        await connection.send(MAIL)
        with pytest.raises(Postponed) as caught:
            await connection.send(MAIL)
        await connection.send(ReadyMail(MAIL.sender, "ekonom@habo.example", MAIL.data, "<2@slots.example>"))
        await connection.close()
    assert 9 < caught.value.seconds <= 10
    assert len(server.taken) == 2


@pytest.mark.parametrize("text", [b".", b"..\r\n.\r\n", b"a\r\n.b\r\n..c\r\n", b"", b"no end"])
async def test_dots_and_missing_ends_arrive_as_they_were(text: bytes) -> None:
    box, data = Mailbox(), b"Subject: Test\r\n\r\n" + text
    with real_server(box, None) as port:
        await send(f"smtp://127.0.0.1:{port}", ReadyMail(MAIL.sender, MAIL.recipient, data, MAIL.message_id))
    assert box.envelopes[0].original_content == (data if data.endswith(b"\r\n") else data + b"\r\n")
