"""Who writes: what all mails of the service have in common."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from messages.content import Operator
from messages.mail import Envelope, Mailbox
from models.links import Links
from models.outbox import message_id
from scheduler.guests import GuestList
from scheduler.outbox import Claimed


@dataclass(frozen=True, slots=True)
class House:
    """Who writes: the same for every mail.

    `domain` is the service's own, in Message-IDs and calendar entries. `links` is None where a link
    would lead nowhere. `secret` signs return addresses.
    """

    sender: Mailbox
    domain: str
    operator: Operator
    links: Links | None
    secret: str
    guests: GuestList
    zone: ZoneInfo
    reply_to: Mailbox | None = None

    def envelope(self, message: Claimed, to: Mailbox, now: datetime, unsubscribe_url: str | None = None) -> Envelope:
        """The headers around a mail that is handed over at `now`."""
        return Envelope(
            sender=self.sender,
            to=to,
            message_id=message_id(message.key, self.domain),
            date=now.astimezone(self.zone),
            reply_to=self.reply_to,
            unsubscribe_url=unsubscribe_url,
        )
