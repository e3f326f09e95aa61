"""`bidragslots questions`: what was asked, what could not be answered, and teaching it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.answers.similar import Group, grouped
from bot.app import App
from bot.commands.arguments import LAST_NUMBER
from bot.commands.running import run
from models.phrasing import Phrasing, PhrasingError, add_phrasing
from models.question_log import AskedQuestion, failed_questions, latest_questions
from models.reply_request import (
    ReplyRequest,
    ReplyRequestError,
    close_request,
    reply_message,
    waiting_request,
    waiting_requests,
)

TOPICS = Path(__file__).parent.parent / "answers" / "topics"
MOST_READ = 2_000

Limit = Annotated[int, typer.Option(min=1, max=MOST_READ, help="At most so many.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="What was asked, and what to add.")
    group.command("list")(list_questions)
    group.command()(unanswered)
    group.command()(answer)
    group.command()(add)
    app.add_typer(group, name="questions")


def list_questions(limit: Limit = 50, as_json: AsJson = False) -> None:
    """List the latest questions, newest first, as they are kept (without personal data)."""

    async def command(app: App) -> list[AskedQuestion]:
        async with app.database.reading() as session:
            return list(await latest_questions(session, limit))

    questions = run(command)
    if as_json:
        print(json.dumps([as_row(question) for question in questions], ensure_ascii=False))
        return
    for question in questions:
        rated = {1: " +1", -1: " -1", None: ""}[question.rating]
        about = question.topic or "no topic"
        when = f"{question.asked_at:%Y-%m-%d %H:%M}"
        print(f"{when}  {question.channel:9} {question.outcome:9} {about}{rated}  {on_one_line(question.text)}")
    if not questions:
        print("Nothing has been asked yet.")


def unanswered(limit: Limit = 20, as_json: AsJson = False) -> None:
    """List who waits for a reply, and what was declined or disliked, like questions together."""

    async def command(app: App) -> tuple[list[ReplyRequest], list[Group]]:
        async with app.database.reading() as session:
            failed = await failed_questions(session, MOST_READ)
            return list(await waiting_requests(session)), grouped(failed)[:limit]

    requests, groups = run(command)
    if as_json:
        rows = {"waiting": [request_row(each) for each in requests], "groups": [group_row(each) for each in groups]}
        print(json.dumps(rows, ensure_ascii=False))
        return
    for request in requests:
        since = f"{request.asked_at:%Y-%m-%d}"
        print(f"{request.id}  waits since {since} ({request.channel}): {on_one_line(request.question)}")
    if requests:
        print('Reply with: bidragslots questions answer NUMBER "the reply"\n')
    for group in groups:
        disliked = f", {group.disliked} disliked" if group.disliked else ""
        print(f"{len(group.questions)} times{disliked}: {on_one_line(group.text)}")
    print('Teach one with: bidragslots questions add TOPIC "the question"' if groups else "Everything was answered.")


def answer(
    number: Annotated[
        int, typer.Argument(min=1, max=LAST_NUMBER, help="The request's number; see: questions unanswered.")
    ],
    text: Annotated[str, typer.Argument(help="The reply, as it is to be read.")],
    as_json: AsJson = False,
) -> None:
    """Reply to somebody who asked for it; the reply goes through the outbox, the address is forgotten."""
    if not text.strip():
        raise ReplyRequestError("The reply is empty; write what is to be sent")
    now = datetime.now(UTC)

    async def command(app: App) -> None:
        async with app.database.writing() as session:
            request = await waiting_request(session, number)
            session.add(reply_message(request, text.strip(), now))
            close_request(request, text.strip(), now)

    run(command)
    if as_json:
        print(json.dumps({"number": number, "queued": True}))
    else:
        print(f"The reply to number {number} is queued; it goes out with the next delivery (bidragslots deliver)")


def add(
    topic: Annotated[str, typer.Argument(help="The topic that answers it.")],
    phrasing: Annotated[str, typer.Argument(help="The question, as people ask it.")],
    as_json: AsJson = False,
) -> None:
    """Teach a phrasing to a topic; a running service knows it at once."""
    known = known_topics()
    if topic not in known:
        raise PhrasingError(f"There is no topic '{topic[:60]}'; the topics are {', '.join(known)}")
    now = datetime.now(UTC)

    async def command(app: App) -> Phrasing:
        async with app.database.writing() as session:
            return await add_phrasing(session, topic, phrasing, added_by="command line", now=now)

    added = run(command)
    if as_json:
        print(json.dumps({"topic": added.topic, "phrasing": added.text}, ensure_ascii=False))
    else:
        print(f"'{added.text}' is now answered by the topic {added.topic}")


def known_topics() -> list[str]:
    """Every topic by its file's name."""
    return sorted(path.stem for path in TOPICS.glob("*.toml"))


def as_row(question: AskedQuestion) -> dict[str, Any]:
    return question.model_dump(mode="json", exclude={"id", "key"})


def request_row(request: ReplyRequest) -> dict[str, Any]:
    return request.model_dump(mode="json", include={"id", "question", "language", "channel", "address", "asked_at"})


def group_row(group: Group) -> dict[str, Any]:
    """A group with its wordings, each once."""
    texts = list(dict.fromkeys(question.text for question in group.questions))
    return {"text": group.text, "times": len(group.questions), "disliked": group.disliked, "texts": texts}


def on_one_line(text: str, most: int = 120) -> str:
    """The text without line breaks, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
