"""From claimed rows to mails as bytes: the glue between the outbox and the room that words them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from messages.claim_notice import compose_claim_notice
from messages.forecast import compose_forecast
from messages.mail import Mail
from messages.new_date import compose_new_date
from messages.receipt import compose_receipt
from messages.reminder import compose_reminder
from messages.smtp import ReadyMail
from models.database import Database
from models.errors import BidragslotsError
from models.facts import FactsCache
from models.links import bounce_address
from models.outbox import MessageKind
from scheduler.broadcast_mails import broadcast_mail
from scheduler.contact_mails import Compose, to_contact
from scheduler.endings import Suppressed
from scheduler.house import House
from scheduler.login_mails import login_code
from scheduler.operator_mails import authority_report, weekly_list
from scheduler.outbox import Claimed
from scheduler.replies import passed_on, reply
from scheduler.sources import Sources, read_sources


class UnknownKindError(BidragslotsError):
    """A message of a kind that no function composes; a newer version of the service may have queued it."""

    retry = True


COMPOSERS: Mapping[str, Compose] = MappingProxyType(
    {
        MessageKind.REMINDER: to_contact(compose_reminder),
        MessageKind.NEW_DATE: to_contact(compose_new_date),
        MessageKind.RECEIPT: to_contact(compose_receipt),
        MessageKind.CLAIM_NOTICE: to_contact(compose_claim_notice),
        MessageKind.FORECAST: to_contact(compose_forecast),
        MessageKind.WEEKLY_LIST: weekly_list,
        MessageKind.AUTHORITY_REPORT: authority_report,
        MessageKind.BROADCAST: broadcast_mail,
        MessageKind.REPLY: reply,
        MessageKind.PASSED_ON: passed_on,
        MessageKind.LOGIN_CODE: login_code,
    }
)


class MailComposer:
    """Composes claimed messages of the e-mail channel."""

    def __init__(self, facts: FactsCache, house: House) -> None:
        self._facts = facts
        self._house = house

    async def prepare(
        self, database: Database, claimed: Sequence[Claimed], now: datetime
    ) -> Callable[[Claimed], ReadyMail]:
        """Read what these messages need; the function returned composes each.

        It raises Cancelled or Suppressed for a message that must not go any longer, and what
        composing raises.
        """
        facts = await self._facts.current()
        sources = await database.transact(
            lambda connection: read_sources(connection, claimed, facts, now), writing=False
        )
        return lambda message: self._compose(message, sources)

    def _compose(self, message: Claimed, sources: Sources) -> ReadyMail:
        compose = COMPOSERS.get(message.kind)
        if compose is None:
            raise UnknownKindError(f"Message {message.key} is of the unknown kind '{message.kind}'; update the service")
        return ready(compose(message, self._house, sources), message, self._house)


def ready(mail: Mail, message: Claimed, house: House) -> ReadyMail:
    """The mail as bytes, returned to an address of its own. Raises Suppressed for who is no guest."""
    if not house.guests.allows(mail.envelope.to.address):
        raise Suppressed(f"{mail.envelope.to.address} is not on the guest list MAIL_ONLY_TO")
    return ReadyMail(
        sender=bounce_address(mail.sender_address, message.id, house.secret),
        recipient=mail.recipient_address,
        data=mail.as_bytes(),
        message_id=mail.envelope.message_id,
        utf8=mail.needs_smtputf8,
    )
