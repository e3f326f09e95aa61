"""`bidragslots chat`: a conversation in the terminal; works as well with piped lines."""

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

import typer

from bot.answers.answer import Answer
from bot.answers.engine import Engine
from bot.app import App
from bot.commands.running import run
from bot.commands.streams import end_at_ctrl_c

CHAT = "terminal"
HELP = """/help            these lines
/language sv|en  answer in Swedish or English; /language alone follows the question
/trace           show, or no longer show, how each question was understood
/new             forget what was talked about
/quit            leave, as does Ctrl-D"""


@dataclass(slots=True)
class Session:
    """What the person has chosen in this terminal."""

    engine: Engine
    language: str | None = None
    trace: bool = False


def register(app: typer.Typer) -> None:
    app.command()(chat)


def chat() -> None:
    """Talk with the service in the terminal."""
    run(converse)


async def converse(app: App) -> None:
    """Read, answer, until the end of input or /quit."""
    end_at_ctrl_c()
    session = Session(app.engine())
    interactive = sys.stdin.isatty()
    if interactive:
        prepare_history()
        print("Fråga om statsbidraget. /help visar vad du kan skriva, Ctrl-D avslutar.")
    while (line := await asyncio.to_thread(read, "» " if interactive else "")) is not None:
        text = line.strip()
        if text in ("/quit", "/exit", "/avsluta"):
            break
        if text.startswith("/"):
            print(command(session, text))
        elif text:
            await reply(session, text, pretty=interactive)


def read(prompt: str) -> str | None:
    """One line from the person; None at the end of input."""
    try:
        return input(prompt)
    except EOFError:
        print()
        return None


def prepare_history() -> None:
    """Arrow keys and history, where the platform has readline."""
    try:
        import readline
    except ImportError:
        return
    readline.set_history_length(1_000)


def command(session: Session, text: str) -> str:
    """Carry out a line that begins with a slash; returns what to say."""
    name, _, argument = text[1:].partition(" ")
    if name == "language" and argument in ("sv", "en", ""):
        session.language = argument or None
        return {"sv": "Jag svarar på svenska.", "en": "I answer in English."}.get(argument, "Samma språk som frågan.")
    if name == "trace":
        session.trace = not session.trace
        return "Visar hur frågan förstås." if session.trace else "Visar inte hur frågan förstås."
    if name == "new":
        session.engine.conversations.forget(CHAT)
        return "Vi börjar om."
    return HELP


async def reply(session: Session, text: str, *, pretty: bool) -> None:
    answer = await session.engine.ask(text, now=datetime.now(UTC), conversation=CHAT, language=session.language)
    if pretty:
        show_pretty(answer)
    else:
        print(answer.text, *(f"– {option}" for option in answer.clarify), sep="\n", flush=True)
    if session.trace:
        print(json.dumps(answer.trace, ensure_ascii=False, indent=2))


def show_pretty(answer: Answer) -> None:
    """The answer in a frame, with what can be asked next beneath it."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    console = Console()
    console.print(Panel(Text(answer.text), border_style="cyan" if answer.answered else "yellow", padding=(0, 1)))
    for option in (*answer.clarify, *answer.suggestions):
        console.print(Text(f"  › {option}", style="dim"))
