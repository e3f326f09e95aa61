"""The command `bidragslots`: finds the group that is called and turns errors into one line."""

import importlib
import sys
import traceback

import typer

from bot.settings import VAR
from models.errors import BidragslotsError

CRASHES = VAR / "crash.log"

# Each module has `register(app)`. Only the one that is called is imported: some cost seconds.
GROUPS = {
    "deliver": "bot.commands.deliver",
    "messages": "bot.commands.messages",
    "ask": "bot.commands.ask",
    "chat": "bot.commands.chat",
    "db": "bot.commands.db",
    "serve": "bot.commands.serve",
    "questions": "bot.commands.questions",
    "deadline": "bot.commands.deadline",
    "contact": "bot.commands.contact",
    "progress": "bot.commands.progress",
    "remind": "bot.commands.remind",
    "inbound": "bot.commands.inbound",
    "calendar": "bot.commands.calendar",
    "broadcast": "bot.commands.broadcast",
    "import": "bot.commands.import_",
    "export": "bot.commands.export",
    "doctor": "bot.commands.doctor",
    "programme": "bot.commands.programme",
    "topics": "bot.commands.topics",
}


def build(arguments: list[str]) -> typer.Typer:
    """The command line for these arguments: one group where it is named, else all of them."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

    @app.callback()
    def bidragslots() -> None:
        """Answers questions about Swedish targeted state grants and reminds of their dates."""

    called = next((name for name in arguments if not name.startswith("-")), None)
    for name in [called] if called in GROUPS else GROUPS:
        importlib.import_module(GROUPS[str(name)]).register(app)
    return app


def main() -> None:
    """Run the command line; an error that a person can act on is one line and exit status 1."""
    try:
        build(sys.argv[1:])()
    except BidragslotsError as error:
        print(f"bidragslots: {error}", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        print(f"bidragslots: {unexpected(error)}", file=sys.stderr)
        sys.exit(1)


def unexpected(error: Exception) -> str:
    """One line for an error that nobody foresaw; its traceback goes to a file for those who mend it."""
    name = type(error).__name__
    try:
        CRASHES.parent.mkdir(parents=True, exist_ok=True)
        with CRASHES.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return f"Something unexpected went wrong ({name}: {error}); please report it"
    return f"Something unexpected went wrong ({name}); please report it with the end of {CRASHES}"
