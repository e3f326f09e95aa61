"""The whole chain for tests: what is entered at the desk, planned, composed, and read by its contacts."""

import email
import email.policy
from dataclasses import dataclass

from messages.content import Operator
from messages.mail import Mailbox
from messages.smtp import ReadyMail
from models.facts import FactsCache
from models.links import Links
from scheduler.composing import MailComposer
from scheduler.guests import GuestList
from scheduler.house import House
from scheduler.outbox import Claimed
from tests.outbox import messages
from tests.scheduler.desk import CATALOGUE, Desk
from tests.scheduler.world import STOCKHOLM, local

SECRET = "s" * 40
HOUSE = House(
    sender=Mailbox("Bidragslots", "slots@slots.example"),
    domain="slots.example",
    operator=Operator("Exempelkontoret", "drift@agency.example"),
    links=Links(SECRET, "https://slots.example"),
    secret=SECRET,
    guests=GuestList(),
    zone=STOCKHOLM,
)


@dataclass(frozen=True)
class Read:
    """A mail as its reader has it; `kind` is the outbox's name for it, `calendars` the methods of its files."""

    kind: str
    to: str
    subject: str
    text: str
    calendars: tuple[str, ...]

    def fact(self, label: str) -> str | None:
        """The value behind a label."""
        lines = (line.partition(": ") for line in self.text.splitlines())
        return next((value for found, _, value in lines if found == label), None)


class Chain(Desk):
    """The desk, and what its contacts have in their inboxes."""

    async def morning(self, day: str) -> list[Read]:
        """What contacts get in the morning of a day."""
        return [mail for mail in await self.morning_with_list(day) if mail.kind != "weekly_list"]

    async def morning_with_list(self, day: str) -> list[Read]:
        """The same with the weekly list, planned, composed and sent."""
        await self.planner.tick(local(day))
        return await self.compose(day)

    async def compose(self, day: str) -> list[Read]:
        """Compose all that is queued at 08:00, let it be sent. Raises what composing raises."""
        now = local(day)
        rows = [row for row in await messages(self.database) if row.state == "queued"]
        claimed = [Claimed(*(getattr(row, name) for name in Claimed._fields)) for row in rows]
        compose = await MailComposer(FactsCache(self.database, CATALOGUE), HOUSE).prepare(self.database, claimed, now)
        mails = [read(message, compose(message)) for message in claimed]
        await self.sent(now)
        return mails


def read(message: Claimed, ready: ReadyMail) -> Read:
    mail = email.message_from_bytes(ready.data, policy=email.policy.default)
    plain = mail.get_body(("plain",)).get_content().replace("\u00a0", " ").replace("\r", "")  # type: ignore[attr-defined]
    methods = (part.get_param("method") for part in mail.walk() if part.get_content_type() == "text/calendar")
    subject = str(mail["Subject"]).replace("\u00a0", " ")
    return Read(message.kind, ready.recipient, subject, plain, tuple(str(method) for method in methods))
