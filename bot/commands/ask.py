"""`bidragslots ask`: one question on the command line, or many as JSON lines."""

import json
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.answers.answer import Answer, as_data
from bot.app import App
from bot.commands.running import run


class AnswerLanguage(StrEnum):
    """The languages an answer can be asked for in."""

    SWEDISH = "sv"
    ENGLISH = "en"


def register(app: typer.Typer) -> None:
    app.command()(ask)


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Swedish or English.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help='Read {"id", "conversation"?, "text"} lines, write an answer line for each.')
    ] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Show how the question was understood.")] = False,
    language: Annotated[
        AnswerLanguage | None, typer.Option(help="Answer in this language, whatever the question's is.")
    ] = None,
) -> None:
    """Ask QUESTION about the grant, or many questions with --jsonl."""
    if as_lines == (question is not None):
        raise typer.BadParameter("give a QUESTION, or --jsonl and lines on standard input")
    wanted = language.value if language else None
    if as_lines:
        from bot.commands.ask_lines import answer_lines

        failed = run(lambda app: answer_lines(app.engine(), wanted))
        raise typer.Exit(1 if failed else 0)
    answer = run(lambda app: answer_one(app, question or "", wanted))
    if as_json:
        print(json.dumps(as_data(answer), ensure_ascii=False, indent=2))
        return
    show(answer)
    if trace:
        print("\n" + json.dumps(answer.trace, ensure_ascii=False, indent=2))


async def answer_one(app: App, text: str, language: str | None) -> Answer:
    return await app.engine().ask(text, now=datetime.now(UTC), language=language)


def show(answer: Answer) -> None:
    """An answer for people, with what it offers to choose from."""
    sys.stdout.write(answer.text + "\n")
    for option in answer.clarify:
        sys.stdout.write(f"– {option}\n")
