"""The planner, wired from the settings."""

import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime

from bot.app import App
from scheduler.planner import Planner, Planning


def planning(app: App, clock: Callable[[], datetime]) -> list[Planning]:
    """The tasks of a process that plans (role `planner`); one process at a time does, by a lease."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    settings = app.settings
    return [Planning(Planner(app.database, app.catalogue, settings.zone, holder, settings.operator_email), clock)]
