"""The command `bidragslots`: finds the group that is called and turns errors into one line."""

import errno
import importlib
import sys
import traceback

import typer

from bot.commands.streams import INTERRUPTED, prepare_streams
from bot.settings import VAR
from models.errors import BidragslotsError

CRASHES = VAR / "crash.log"
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}

# Each module has `register(app)`. Only the one that is called is imported: some cost seconds.
GROUPS = {
    "serve": "bot.commands.serve",
    "ask": "bot.commands.ask",
    "chat": "bot.commands.chat",
    "import": "bot.commands.import_",
    "export": "bot.commands.export",
    "programme": "bot.commands.programme",
    "deadline": "bot.commands.deadline",
    "contact": "bot.commands.contact",
    "progress": "bot.commands.progress",
    "calendar": "bot.commands.calendar",
    "remind": "bot.commands.remind",
    "broadcast": "bot.commands.broadcast",
    "deliver": "bot.commands.deliver",
    "messages": "bot.commands.messages",
    "inbound": "bot.commands.inbound",
    "questions": "bot.commands.questions",
    "topics": "bot.commands.topics",
    "db": "bot.commands.db",
    "doctor": "bot.commands.doctor",
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
    prepare_streams(sys.argv[1:])
    try:
        build(sys.argv[1:])()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BidragslotsError as error:
        print("bidragslots:", *str(error).splitlines(), file=sys.stderr)  # a file's name may hold line breaks
        sys.exit(1)
    except Exception as error:
        print(f"bidragslots: {unexpected(error)}", file=sys.stderr)
        sys.exit(1)


def unexpected(error: Exception) -> str:
    """One line for an error that nobody foresaw; its traceback goes to a file for those who mend it.

    What the system refused is told, since the person at the keyboard can mend it; a full disk is nothing to report.
    """
    if isinstance(error, OSError) and error.errno in NO_SPACE:
        return f"Not everything could be written ({error.strerror}); make room and repeat"
    name = f"{type(error).__name__}: {error}" if isinstance(error, OSError) else type(error).__name__
    try:
        CRASHES.parent.mkdir(parents=True, exist_ok=True)
        with CRASHES.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return f"Something unexpected went wrong ({type(error).__name__}: {error}); please report it"
    return f"Something unexpected went wrong ({name}); please report it with the end of {CRASHES}"
