"""A broadcast as administrators see it: what to choose, the draft, how far it has come."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.answers.topic import label
from bot.telegram.contexts import STATE
from bot.telegram.limits import Paused
from bot.telegram.offers import topic_names
from bot.telegram.parts import TelegramParts
from bot.telegram.sending import Button, keyboard, say
from messages.broadcast import fill, values_for
from messages.telegram import LONGEST, broadcast_html, labels, telegram_text
from models.broadcast import BroadcastState, batch_of, text_in
from models.contact import Contact
from models.outbox import Message as OutboxMessage
from models.outbox import MessageState
from scheduler import broadcasts
from scheduler.waiting import first_of

LOG = logging.getLogger(__name__)
TOPIC, TO, ACT = "btopic:", "bto:", "b:"
AUDIENCES = ("all", "kind=kommun", "kind=rss", "pending=requisition", "pending=report", "pending=repayment")
SHOW_SECONDS = 3.0
MOST_FAILURES = 20
WATCHED = "broadcast:"  # before a broadcast's number, the key under which its progress message is kept


async def ask_topic(bot: Bot, chat_id: int, language: str, found: Sequence[broadcasts.Status]) -> None:
    """Offer every topic, and a look at the newest broadcasts."""
    rows: list[list[Button]] = [[(label(name, language), TOPIC + name)] for name in topic_names()]
    words = labels(language)
    rows += [[(words["look_at"].format(number=each.id), act("show", each.id))] for each in found]
    await say(bot, chat_id, telegram_text("broadcasting", language, state="topic", found=found), rows[:95])


async def ask_audience(bot: Bot, chat_id: int, language: str, topic: str) -> None:
    """Offer the usual audiences; any other may be written."""
    words = labels(language)
    rows = [[(words[f"to_{name.partition('=')[2] or name}"], TO + name)] for name in AUDIENCES]
    await say(bot, chat_id, telegram_text("broadcasting", language, state="audience", topic=topic), rows)


def act(what: str, number: int) -> str:
    """A button that does something with a broadcast."""
    return f"{ACT}{what}:{number}"


def read_act(data: str) -> tuple[str, int]:
    """What a button does with which broadcast; number 0 is none."""
    what, _, number = data.removeprefix(ACT).partition(":")
    return what, int(number) if number.isdecimal() else 0


async def show_draft(bot: Bot, parts: TelegramParts, chat_id: int, number: int, language: str) -> None:
    """A broadcast as one of its recipients would read it, whom it reaches, and what can be done with it."""
    facts = await parts.facts.current()
    async with parts.database.reading() as session:
        broadcast = await broadcasts.get(session, number)
        status = await broadcasts.status(session, number, parts.settings.approvals)
        people = await broadcasts.addressees(session, broadcast, facts, telegram=True)
    place = broadcasts.example_place(broadcast, facts)
    subject, body, written_in = text_in(broadcast, language)
    values = values_for(broadcasts.grant_of(broadcast, facts), broadcast.topic, place, written_in)
    today = parts.clock().astimezone(parts.settings.zone).date()
    preview = broadcast_html(fill(subject, values, written_in), fill(body, values, written_in), today, written_in)
    text = telegram_text(
        "draft",
        language,
        number=number,
        status=status,
        place=place,
        audience=broadcast.audience,
        topic=label(broadcast.topic, language),
        people=len({person.contact_id for person in people}),
        channels=broadcasts.by_channel(people),
    )
    own = broadcast.author == f"telegram:{chat_id}"
    await say(bot, chat_id, f"{text}\n\n{preview}", draft_buttons(status, language, own=own))


def draft_buttons(status: broadcasts.Status, language: str, *, own: bool) -> list[list[Button]]:
    """What can be done now: try, approve, send or throw away a draft; steer one that goes out."""
    words = labels(language)

    def row(*names: str) -> list[Button]:
        return [(words[f"b_{name}"], act(name, status.id)) for name in names]

    if status.state == BroadcastState.DRAFT:
        send = "send" if not status.approvals_missing else None if own else "approve"
        return [row("test"), *([row(send)] if send else []), row("cancel")]
    if status.state == BroadcastState.PAUSED:
        return [row("resume", "cancel")]
    if status.state == BroadcastState.CANCELLED:
        return []
    if not status.is_done:
        return [row("pause", "cancel")]
    failed = status.counts.get(MessageState.FAILED, 0)
    return [*([row("resend")] if failed else []), row("withdraw")]


@dataclass(slots=True)
class Pace:
    """How fast a broadcast goes: ended messages at a time (seconds of a steady clock)."""

    ended: int
    at: float
    rate: float = 0.0


class Progress:
    """Edits one message for each broadcast that goes out, until it has ended; a restart takes them up again."""

    name = "progress"

    def __init__(self, parts: TelegramParts, bot: Bot) -> None:
        self.wake = asyncio.Event()
        self._parts, self._bot = parts, bot
        self._pace: dict[int, Pace] = {}
        self._shown: dict[int, str] = {}

    async def watch(self, number: int, chat_id: int, message_id: int, language: str) -> None:
        """Show a broadcast's progress in this message from now on."""
        data = {"chat": chat_id, "message": message_id, "language": language}
        key = f"{WATCHED}{number}"

        def keep(connection: Connection) -> None:
            connection.execute(delete(STATE).where(STATE.c.key == key))
            connection.execute(insert(STATE).values(key=key, state=None, data=data))

        await self._parts.database.transact(keep)
        self._shown.pop(number, None)
        self.wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Show progress every few seconds while anything goes out."""
        while not stop.is_set():
            self.wake.clear()
            try:
                watched = await self._watched()
                for number, data in watched.items():
                    await self.show(number, data)
            except (DBAPIError, OSError):
                LOG.exception("The progress of broadcasts can't be read; it is tried again")
                watched = {0: {}}
            waiting = SHOW_SECONDS if watched else None
            await first_of(stop, self.wake, seconds=waiting)
            if self.wake.is_set() and not stop.is_set():
                await first_of(stop, seconds=1)

    async def _watched(self) -> dict[int, dict[str, Any]]:
        rows = await self._parts.database.transact(
            lambda connection: connection.execute(select(STATE).where(STATE.c.key.startswith(WATCHED))).all(),
            writing=False,
        )
        return {int(row.key.removeprefix(WATCHED)): row.data for row in rows}

    async def show(self, number: int, data: dict[str, Any]) -> None:
        """Bring one message up to date; the last time with the result."""
        async with self._parts.database.reading() as session:
            status = await broadcasts.status(session, number, self._parts.settings.approvals)
            failures = await failures_of(session, number)
        over = status.is_done or status.state == BroadcastState.CANCELLED
        language = data["language"]
        text = self.text_of(status, failures, language, over=over)
        rows = draft_buttons(status, language, own=True)
        shown = text == self._shown.get(number) or await self.edit(data, text, rows)
        if shown:
            self._shown[number] = text
        if shown and over:
            await self._forget(number)

    async def edit(self, data: dict[str, Any], text: str, rows: list[list[Button]]) -> bool:
        """Put a text into the message; False where Telegram does not take it now, so that it is tried again."""
        try:
            await self._bot.edit_message_text(
                text, chat_id=data["chat"], message_id=data["message"], reply_markup=keyboard(rows)
            )
        except (TelegramBadRequest, TelegramForbiddenError):
            return True  # it says so already, or the message is gone: no other attempt would help
        except (AiogramError, Paused):
            return False
        return True

    def text_of(
        self, status: broadcasts.Status, failures: Sequence[tuple[str, str]], language: str, *, over: bool
    ) -> str:
        ended = status.messages - status.open
        rate = self._rate(status.id, ended)
        left = round(status.open / rate) if rate and status.open else None
        text = telegram_text(
            "progress",
            language,
            status=status,
            ended=ended,
            sent=status.counts.get(MessageState.SENT, 0) + status.counts.get(MessageState.FILED, 0),
            failed=status.counts.get(MessageState.FAILED, 0),
            rate=rate,
            left=left,
            over=over,
            failures=failures[:MOST_FAILURES] if over else [],
        )
        return text if len(text) < LONGEST else f"{text[:LONGEST].rpartition(chr(10))[0]}"

    def _rate(self, number: int, ended: int) -> float:
        """Messages a second since the message was last brought up to date."""
        now = asyncio.get_running_loop().time()
        pace = self._pace.get(number)
        if pace is None:
            self._pace[number] = Pace(ended, now)
            return 0.0
        if ended > pace.ended and now > pace.at:
            self._pace[number] = pace = Pace(ended, now, (ended - pace.ended) / (now - pace.at))
        return pace.rate

    async def _forget(self, number: int) -> None:
        key = f"{WATCHED}{number}"
        await self._parts.database.transact(
            lambda connection: connection.execute(delete(STATE).where(STATE.c.key == key))
        )
        self._pace.pop(number, None)
        self._shown.pop(number, None)


async def failures_of(session: AsyncSession, number: int) -> list[tuple[str, str]]:
    """Who did not get it, and why."""
    rows = await session.execute(
        select(col(Contact.name), col(OutboxMessage.address), col(OutboxMessage.reply))
        .select_from(OutboxMessage)
        .outerjoin(Contact, col(Contact.id) == col(OutboxMessage.contact_id))
        .where(
            col(OutboxMessage.batch) == batch_of(number),
            col(OutboxMessage.state).in_([MessageState.FAILED, MessageState.SUPPRESSED, MessageState.BOUNCED]),
        )
        .order_by(col(OutboxMessage.id))
        .limit(MOST_FAILURES + 1)
    )
    return [(name or address, reply or "") for name, address, reply in rows.tuples()]
