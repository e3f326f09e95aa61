"""The same mail built by the standard library's EmailMessage: slow, and beyond doubt."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from messages.mail import Mail, Mailbox, wire_address


def slow_mail(mail: Mail) -> EmailMessage:
    """Built header by header and part by part, with nothing of messages.mail but the contents."""
    message = EmailMessage(policy=SMTPUTF8 if mail.needs_smtputf8 else SMTP)
    around = mail.envelope
    message["From"] = address(around.sender)
    message["To"] = address(around.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(around.date)
    message["Message-ID"] = around.message_id
    message["Auto-Submitted"] = "auto-replied" if around.in_reply_to else "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if around.reply_to:
        message["Reply-To"] = address(around.reply_to)
    if around.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{around.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if around.in_reply_to:
        message["In-Reply-To"] = around.in_reply_to
        message["References"] = " ".join(around.references)
    message.set_content(mail.text)
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html")
    for calendar in mail.calendars:
        message.add_attachment(
            calendar.content.decode(),
            subtype="calendar",
            filename=calendar.name,
            params={"method": calendar.method},
        )
    message["Content-Language"] = mail.language  # last: the library moves what comes before into a part
    return message


def address(box: Mailbox) -> Address:
    local, _, domain = wire_address(box.address).rpartition("@")
    return Address(" ".join(box.name.split()), local, domain)
