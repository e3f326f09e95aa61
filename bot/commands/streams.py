"""The standard streams of a command: all there, able to take every character, and no obstacle to Ctrl-C."""

import asyncio
import io
import os
import signal
import sys
from functools import partial

INTERRUPTED = 130  # what shells report of a command that Ctrl-C ended


def prepare_streams(arguments: list[str]) -> None:
    """Make the standard streams fit for use, whatever the shell did to them.

    A closed one becomes an empty one: else the next file that is opened, say the database, takes its
    number and with it what is printed. What programs read is UTF-8; for people a character that
    their encoding lacks is written as an escape.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        for_programs = not {"--json", "--jsonl"}.isdisjoint(arguments)
        sys.stdout.reconfigure(encoding="utf-8" if for_programs else None, errors="backslashreplace")


def end_at_ctrl_c() -> None:
    """From now on Ctrl-C ends the process at once, with the terminal as it was.

    For commands that only read: a thread that waits for the next line can't be called off, and the
    event loop would wait for it.
    """
    saved = None
    if sys.stdin.isatty():
        import termios

        saved = partial(termios.tcsetattr, sys.stdin, termios.TCSANOW, termios.tcgetattr(sys.stdin))

    def end() -> None:
        if saved:
            saved()
        os._exit(INTERRUPTED)

    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, end)
