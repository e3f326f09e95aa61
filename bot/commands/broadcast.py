"""`bidragslots broadcast`: updated instructions to everyone whom they concern, checked before they are sent."""

import os
import pwd
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.commands.arguments import LAST_NUMBER, ArgumentError, grant_named, place_named, print_json
from bot.commands.running import run
from messages.broadcast import fill, values_for
from messages.markdown import to_text
from models.broadcast import Broadcast, text_in
from models.facts import Facts, Place
from scheduler import broadcasts

Number = Annotated[int, typer.Argument(help="The broadcast's number.", metavar="NUMBER", min=1, max=LAST_NUMBER)]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]
Who = Annotated[str | None, typer.Option("--as", help="The administrator; otherwise who is logged in.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Updated instructions to everyone whom they concern.")
    for command in (create, preview, approve, send, pause, resume, cancel, resend, withdraw, status):
        group.command()(command)
    group.command("test")(trial)
    app.add_typer(group, name="broadcast")


def administrator(name: str | None) -> str:
    """The administrator as approvals know them: as named, else the account that runs the command."""
    return f"cli:{name or pwd.getpwuid(os.getuid()).pw_name}"


def now() -> datetime:
    return datetime.now(UTC)


def changing(command: Callable[[AsyncSession, App], Awaitable[Any]]) -> Any:
    """Run a command in one transaction."""

    async def opened(app: App) -> Any:
        async with app.database.writing() as session:
            return await command(session, app)

    return run(opened)


def create(
    file: Annotated[str, typer.Argument(help="The text in Markdown; - reads it from standard input.")],
    topic: Annotated[str, typer.Option(help="The answers' topic that the text belongs to.")],
    to: Annotated[str, typer.Option(help="The audience: all, or kind=kommun,county=25,pending=requisition.")],
    subject: Annotated[str, typer.Option(help="The subject.")],
    grant: Annotated[str, typer.Option(help="The grant's year or slug; otherwise the newest.")] = "",
    english: Annotated[str | None, typer.Option(help="The English text, a file.")] = None,
    english_subject: Annotated[str | None, typer.Option(help="The English subject.")] = None,
    who: Who = None,
    as_json: AsJson = False,
) -> None:
    """Store a draft: nothing is sent. {{ mottagare }}, {{ belopp }} and {{ datum }} may stand in the text."""
    body = read_text(file)
    body_en = read_text(english) if english else None

    async def command(session: AsyncSession, app: App) -> Broadcast:
        facts = await app.facts.current()
        known_topic(topic)
        draft = broadcasts.Draft(
            grant=grant_named(facts, grant).slug,
            topic=topic,
            audience=to,
            subject=subject,
            body=body,
            author=administrator(who),
            subject_en=english_subject,
            body_en=body_en,
        )
        return await broadcasts.create(session, draft, facts, now())

    made = changing(command)
    if as_json:
        print_json({"broadcast": made.id, "state": made.state})
    else:
        print(f"Broadcast {made.id} is stored. Look at it: bidragslots broadcast preview {made.id}")


def read_text(name: str) -> str:
    """A text file in UTF-8, or standard input. Raises ArgumentError for what can't be read."""
    try:
        return typer.get_text_stream("stdin").read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ArgumentError(f"{name} can't be read ({error.strerror}); name a text file in UTF-8") from None
    except UnicodeDecodeError:
        raise ArgumentError(f"{name} is no text in UTF-8; save it as UTF-8 and try again") from None


def known_topic(topic: str) -> None:
    """Raises ArgumentError for a topic that no answer has."""
    folder = Path(__file__).parent.parent / "answers" / "topics"
    known = sorted(path.stem for path in folder.glob("*.toml"))
    if topic not in known:
        raise ArgumentError(f"There is no topic '{topic}'; known are {', '.join(known)}")


def preview(
    number: Number,
    recipient: Annotated[str | None, typer.Option(help="As this recipient would read it.")] = None,
    language: Annotated[str, typer.Option(help="sv or en.")] = "sv",
    as_json: AsJson = False,
) -> None:
    """Show a broadcast as one recipient would read it, and how many people it reaches."""

    async def command(app: App) -> dict[str, Any]:
        facts = await app.facts.current()
        async with app.database.reading() as session:
            broadcast = await broadcasts.get(session, number)
            telegram = app.settings.telegram_token is not None
            people = await broadcasts.addressees(session, broadcast, facts, telegram=telegram)
            place = (
                place_named(facts, recipient) if recipient is not None else broadcasts.example_place(broadcast, facts)
            )
            return {
                "broadcast": broadcast.id,
                "state": broadcast.state,
                "messages": len(people),
                "people": len({person.contact_id for person in people}),
                "channels": broadcasts.by_channel(people),
                **readable(broadcast, place, facts, language),
            }

    shown = run(command)
    if as_json:
        print_json(shown)
        return
    print(
        f"Broadcast {shown['broadcast']} ({shown['state']}): {shown['messages']} messages to {shown['people']} people"
    )
    print(f"\n{shown['subject']}\n\n{shown['text']}")


def readable(broadcast: Broadcast, place: Place, facts: Facts, language: str) -> dict[str, str]:
    """Subject and text with the variables filled in."""
    subject, body, written_in = text_in(broadcast, language)
    values = values_for(broadcasts.grant_of(broadcast, facts), broadcast.topic, place, written_in)
    return {"subject": fill(subject, values, written_in), "text": to_text(fill(body, values, written_in))}


def trial(
    number: Number,
    email: Annotated[str, typer.Option(help="Your own address.")],
    recipient: Annotated[str | None, typer.Option(help="As this recipient would read it.")] = None,
) -> None:
    """Queue one copy to yourself; `bidragslots deliver` sends it."""

    async def command(session: AsyncSession, app: App) -> None:
        facts = await app.facts.current()
        place = place_named(facts, recipient) if recipient is not None else None
        await broadcasts.queue_test(session, number, email, place.code if place else None, facts, now())

    changing(command)
    print(f"A test of broadcast {number} to {email} is in the outbox. Send it: bidragslots deliver")


def approve(number: Number, who: Who = None) -> None:
    """Approve another administrator's draft."""
    changing(lambda session, _app: broadcasts.approve(session, number, administrator(who), now()))
    print(f"Broadcast {number} is approved by {administrator(who).removeprefix('cli:')}.")


def send(number: Number, as_json: AsJson = False) -> None:
    """Queue the broadcast and publish its text as the instructions on its topic."""

    async def command(session: AsyncSession, app: App) -> int:
        facts = await app.facts.current()
        telegram = app.settings.telegram_token is not None
        return await broadcasts.send(session, number, facts, app.settings.approvals, now(), telegram=telegram)

    queued = changing(command)
    if as_json:
        print_json({"broadcast": number, "queued": queued})
    else:
        print(f"{queued} messages are in the outbox; answers quote the text from now on.")


def pause(number: Number) -> None:
    """Send no more of it until it is resumed."""
    changing(lambda session, _app: broadcasts.pause(session, number))
    print(f"Broadcast {number} is paused.")


def resume(number: Number) -> None:
    """Go on with a paused broadcast."""
    changing(lambda session, _app: broadcasts.resume(session, number))
    print(f"Broadcast {number} goes on.")


def cancel(number: Number) -> None:
    """Send no more of it for good, and withdraw its instructions."""
    stopped = changing(lambda session, _app: broadcasts.cancel(session, number, now()))
    print(f"Broadcast {number} is cancelled; {stopped} messages were not sent.")


def resend(number: Number) -> None:
    """Queue its failed messages once more."""
    queued = changing(lambda session, _app: broadcasts.resend(session, number, now()))
    print(f"{queued} failed messages are in the outbox again.")


def withdraw(number: Number) -> None:
    """Let no answer quote its instructions any longer."""
    found = changing(lambda session, _app: broadcasts.withdraw(session, number, now()))
    print(f"The instructions of broadcast {number} are withdrawn." if found else "It has no instructions in force.")


def status(number: Annotated[int | None, typer.Argument(metavar="NUMBER")] = None, as_json: AsJson = False) -> None:
    """Say how far one broadcast, or every one, has come."""

    async def command(app: App) -> list[dict[str, Any]]:
        async with app.database.reading() as session:
            numbers = [number] if number is not None else await broadcasts.numbers(session)
            found = [await broadcasts.status(session, one, app.settings.approvals) for one in numbers]
            return [as_row(one) for one in found]

    rows = run(command)
    if as_json:
        print_json(rows[0] if number is not None else rows)
        return
    for row in rows:
        counts = ", ".join(f"{count} {state}" for state, count in sorted(row["counts"].items())) or "nothing queued"
        print(f"{row['broadcast']}: {row['state']} — {counts}")
    if not rows:
        print("There are no broadcasts.")


def as_row(found: broadcasts.Status) -> dict[str, Any]:
    return {
        "broadcast": found.id,
        "state": "done" if found.is_done else found.state,
        "approvals_missing": found.approvals_missing,
        "messages": found.messages,
        "counts": dict(found.counts),
        "started_at": found.started_at,
    }
