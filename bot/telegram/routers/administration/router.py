"""All routers of administrators behind one filter."""

from aiogram import F, Router

from bot.telegram.routers.administration import acts, broadcasts, dates, overview, questions, steps


def router(administrators: tuple[int, ...]) -> Router:
    """Lets through only those whose ids are set; whatever others send passes on as if it did not exist."""
    made = Router(name="administration")
    is_administrator = F.from_user.id.in_(set(administrators))
    made.message.filter(is_administrator)
    made.callback_query.filter(is_administrator)
    made.include_routers(
        overview.router(), dates.router(), steps.router(), questions.router(), broadcasts.router(), acts.router()
    )
    return made
