"""What a serving process does besides answering, by its roles: plan, send, put right, clean up."""

from collections.abc import Callable
from datetime import datetime

from bot.app import App
from bot.outgoing import mail_worker
from bot.planning import planning
from bot.telegram.inbox import forget_handled
from models.login import forget_old_codes
from models.question_log import delete_old_questions
from scheduler.jobs import Jobs
from scheduler.reconcile import reconcile
from scheduler.running import LongLived, Repeated


def background(app: App, clock: Callable[[], datetime]) -> list[LongLived]:
    """The long-lived tasks of this process, and the jobs that wake them. `clock` gives the present, aware."""
    tasks: list[LongLived] = []
    if "worker" in app.settings.roles:
        tasks += [mail_worker(app, clock), Repeated("reconcile", lambda: reconcile(app.database, clock()))]
    if "planner" in app.settings.roles:
        tasks += [*planning(app, clock), Repeated("clean", lambda: clean(app, clock()))]
    return [*tasks, Jobs(tasks, app.settings.zone)]


async def clean(app: App, now: datetime) -> int:
    """Delete what is kept for a time only: handled updates, codes, questions by QUESTION_DAYS; returns how many."""
    updates = await forget_handled(app.database, now)
    async with app.database.writing() as session:
        codes = await forget_old_codes(session, now)
        return updates + codes + await delete_old_questions(session, now, app.settings.question_days)
