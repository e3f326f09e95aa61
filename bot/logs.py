"""The log: one line an event on standard error, for people on a terminal, as JSON elsewhere.

It holds no question, no name and no address. A module logs by `logging.getLogger(__name__)`.
"""

import logging
import sys

import structlog


def configure_logging(log_format: str = "auto") -> None:
    """Let every log record of this process come out on standard error in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    console = log_format == "console" or (log_format == "auto" and sys.stderr.isatty())
    rendering: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if console
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for room in ("models", "messages", "scheduler", "bot"):
        logging.getLogger(room).setLevel(logging.INFO)
