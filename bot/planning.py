"""The planner, wired from the settings."""

import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime

from bot.app import App
from bot.settings import Settings
from scheduler.guests import GuestList
from scheduler.planner import Planner, Planning
from scheduler.situation import Ways


def planning(app: App, clock: Callable[[], datetime]) -> list[Planning]:
    """The tasks of a process that plans (role `planner`); one process at a time does, by a lease."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    planner = Planner(app.database, app.catalogue, app.settings.zone, holder, ways(app.settings))
    return [Planning(planner, clock)]


def ways(settings: Settings) -> Ways:
    """How messages can go, by the settings."""
    guests = GuestList(settings.mail_only_to)
    operator = settings.operator_email
    return Ways(operator if operator and guests.allows(operator) else None, bool(settings.telegram_token), guests)
