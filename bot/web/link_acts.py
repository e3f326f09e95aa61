"""What the links in mails do: each act shows what will happen, and happens only when its button is pressed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from bot.kronor import read_kronor
from models.contact import Contact, ContactRecipient
from models.contacts import mark_wrong_person, resume_reminders, stop_reminders
from models.facts import Facts, Grant, Place
from models.links import ExpiredLink, LinkTarget, Purpose
from models.progress import Progress, ProgressError, ProgressState, claim_step, own_claims, statements, undo_claim
from models.snooze import put_off_until, snooze_step
from models.steps import RecipientStep, Step

USED, UNUSABLE = 410, 422


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: a template of messages/templates/…/pages in one of its states."""

    page: str
    state: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A contact who has opened a link, at `now`. `form` is None until the button is pressed."""

    session: AsyncSession
    facts: Facts
    zone: ZoneInfo
    contact: Contact
    target: LinkTarget
    now: datetime
    form: Mapping[str, str] | None = None

    @property
    def contact_id(self) -> int:
        return self.target.contact_id

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Matter:
    """The step of a recipient that a link is about."""

    item: RecipientStep
    place: Place
    grant: Grant

    def values(self, language: str) -> dict[str, Any]:
        """What a page says about it."""
        return {
            "name": self.place.official_name,
            "programme": self.grant.row[f"short_name_{language}"],
            "step": self.item.step,
            "due": self.grant.window(self.item.step, self.place.code).due,
            "reference": self.grant.row["reference"],
        }


async def matter_of(visit: Visit) -> Matter:
    """The step that the link is about. Raises ExpiredLink where the contact has nothing to do with it any more."""
    item = visit.target.item
    place = next((each for each in visit.facts.places.values() if item and each.id == item.recipient_id), None)
    grant = next((each for each in visit.facts.grants if item and each.row["id"] == item.programme_id), None)
    if item is None or place is None or grant is None or item.recipient_id not in await served(visit):
        raise ExpiredLink("What the link was about is no more; use the link of the newest mail")
    return Matter(item, place, grant)


async def served(visit: Visit) -> list[int]:
    """The recipients that the contact serves and is the right person for."""
    link = ContactRecipient
    rows = await visit.session.scalars(
        select(link.recipient_id).where(col(link.contact_id) == visit.contact_id, col(link.wrong_person_at).is_(None))
    )
    return list(rows.all())


async def names_served(visit: Visit) -> list[str]:
    """The official names of the recipients that the contact serves."""
    ids = await served(visit)
    return [place.official_name for place in visit.facts.places.values() if place.id in ids]


async def claim(visit: Visit) -> View:
    """Note that the step is done, or take the note back. The agency's confirmation ends both."""
    matter = await matter_of(visit)
    values = matter.values(visit.contact.language)
    if await statements(visit.session, matter.item, ProgressState.CONFIRMED):
        return View("claim", "confirmed", values, USED)
    own = await own_claim(visit, matter)
    if visit.form is None:
        return claimed(values, own) if own else await ask_claim(visit, matter)
    if visit.form.get("do") == "undo":
        await undo_claim(visit.session, matter.item, contact_id=visit.contact_id)
        return View("claim", "undone", values)
    return await note_claim(visit, matter)


async def note_claim(visit: Visit, matter: Matter) -> View:
    """Keep the claim with the amount that was filled in, if any."""
    try:
        amount = read_kronor((visit.form or {}).get("amount", ""))
    except ValueError:
        return await ask_claim(visit, matter, "not_kronor")
    try:
        await claim_step(
            visit.session,
            matter.item,
            amount,
            visit.today,
            contact_id=visit.contact_id,
            by=visit.contact.name,
            now=visit.now,
        )
    except ProgressError:
        return await ask_claim(visit, matter, "too_much")
    return claimed(matter.values(visit.contact.language), await own_claim(visit, matter))


def claimed(values: Mapping[str, Any], own: Progress | None) -> View:
    return View("claim", "claimed", {**values, "amount": own.amount if own else None})


async def ask_claim(visit: Visit, matter: Matter, problem: str | None = None) -> View:
    """The question whether the step is done; with a problem the amount has to be corrected."""
    values = {**matter.values(visit.contact.language), "most": await most(visit, matter), "problem": problem}
    values["passed"] = values["due"] is not None and values["due"] < visit.today
    return View("claim", "ask", values, UNUSABLE if problem else 200)


async def most(visit: Visit, matter: Matter) -> int | None:
    """The most that the amount can be: the allocation, or what was requisitioned where that is known."""
    allocated = matter.grant.amounts.get(matter.place.code)
    if matter.item.step == Step.REQUISITION:
        return allocated
    requisition = matter.item._replace(step=Step.REQUISITION)
    paid = await statements(visit.session, requisition, ProgressState.CONFIRMED)
    return paid[0].amount if paid and paid[0].amount is not None else allocated


async def own_claim(visit: Visit, matter: Matter) -> Progress | None:
    """The contact's own claim of the step."""
    return next(iter(await own_claims(visit.session, matter.item, visit.contact_id)), None)


async def snooze(visit: Visit) -> View:
    """Put the next reminder of the step off; the last one before the date comes all the same."""
    matter = await matter_of(visit)
    values = matter.values(visit.contact.language)
    until = put_off_until(values["due"], visit.today)
    values["until"] = until
    if until is None or await statements(visit.session, matter.item, ProgressState.CONFIRMED):
        return View("snooze", "over", values, USED)
    if visit.form is None:
        return View("snooze", "ask", values)
    await snooze_step(visit.session, matter.item, visit.contact_id, until, visit.now)
    return View("snooze", "snoozed", values)


async def wrong_person(visit: Visit) -> View:
    """Note that the contact is the wrong person for all its recipients."""
    names = await names_served(visit)
    if not names:
        return View("wrong_person", "used", {"names": names}, USED)
    if visit.form is None:
        return View("wrong_person", "ask", {"names": names})
    await mark_wrong_person(visit.session, visit.contact_id, visit.now)
    return View("wrong_person", "marked", {"names": names})


async def stop(visit: Visit) -> View:
    """Send nothing more to the contact, or begin again. To stop twice is the same as once (RFC 8058)."""
    values = {"names": await names_served(visit)}
    stopped = visit.contact.stopped_at is not None
    if visit.form is None:
        return View("stop", "stopped" if stopped else "ask", values)
    if visit.form.get("do") == "resume":
        await resume_reminders(visit.session, visit.contact_id)
        return View("stop", "resumed", values)
    await stop_reminders(visit.session, visit.contact_id, visit.now)
    return View("stop", "stopped", values)


# The buttons of each page. Whatever else is sent to it shows the page: some programs that check mails send
# forms. Only to unsubscribe in one click any form will do (RFC 8058).
BUTTONS: Mapping[Purpose, frozenset[str]] = MappingProxyType(
    {
        Purpose.CLAIM: frozenset({"claim", "undo"}),
        Purpose.SNOOZE: frozenset({"snooze"}),
        Purpose.WRONG_PERSON: frozenset({"wrong-person"}),
        Purpose.STOP: frozenset({"stop", "resume"}),
    }
)


def pressed(purpose: Purpose, form: Mapping[str, str]) -> bool:
    """Whether a form comes from one of the page's buttons."""
    return purpose not in BUTTONS or form.get("do") in BUTTONS[purpose]


ACTS: Mapping[Purpose, Callable[[Visit], Awaitable[View]]] = MappingProxyType(
    {
        Purpose.CLAIM: claim,
        Purpose.SNOOZE: snooze,
        Purpose.WRONG_PERSON: wrong_person,
        Purpose.STOP: stop,
        Purpose.UNSUBSCRIBE: stop,
    }
)
