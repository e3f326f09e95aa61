"""`bidragslots ask`: one question on the command line, or many as JSON lines."""

import typer

from bot.app import App
from bot.commands.running import run


def register(app: typer.Typer) -> None:
    app.command()(ask)


def ask(question: str) -> None:
    """Ask QUESTION."""

    async def command(app: App) -> None:
        facts = await app.facts.current()
        print(len(facts.places), question)

    run(command)
