"""Messages as mail servers and people send them; all addresses are examples."""

from collections.abc import Mapping

from bot.mail.incoming import Incoming, read_incoming

PERSON = {
    "From": "Ekonomen <ekonom@kiruna.example>",
    "To": "lots@bidragslots.example",
    "Subject": "Re: Kiruna kommun",
    "Message-ID": "<fraga-1@kiruna.example>",
}


def message(text: str = "Hur mycket kan Kiruna rekvirera?", **headers: str | None) -> bytes:
    """A person's mail; a header given as None is left out, an underscore stands for a hyphen."""
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in (PERSON | changed).items() if value is not None]
    return "\r\n".join([*lines, "", text, ""]).encode()


def incoming(data: bytes, recipient: str | None = None) -> Incoming:
    found = read_incoming(data, recipient)
    assert found is not None
    return found


def report(
    recipient: str, *, status: str = "5.1.1", action: str = "failed", original: str = "<okänd@x>", **headers: str
) -> bytes:
    """A delivery status notification as Postfix writes it (RFC 3464)."""
    head: Mapping[str, str] = {
        "Return-Path": "<>",
        "From": "MAILER-DAEMON@mx.example (Mail Delivery System)",
        "To": "lots@bidragslots.example",
        "Subject": "Undelivered Mail Returned to Sender",
        "Auto-Submitted": "auto-replied",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"',
        "Message-ID": "<dsn@mx.example>",
    }
    lines = [
        f"{name}: {value}" for name, value in (head | {k.replace("_", "-"): v for k, v in headers.items()}).items()
    ]
    body = f"""
--b
Content-Type: text/plain; charset=us-ascii

The mail system could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} unknown user

--b
Content-Type: message/rfc822

From: Bidragslots <lots@bidragslots.example>
To: {recipient}
Message-ID: {original}
Subject: en påminnelse

Hej!

--b--
"""
    return ("\n".join(lines) + "\n" + body).encode()
