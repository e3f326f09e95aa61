"""An engine on the facts of the catalogue."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from bot.answers.answer import Answer
from bot.answers.engine import Engine
from models.facts import Facts

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # an example day
Ask = Callable[..., Awaitable[Answer]]


class KnownFacts:
    """Facts that are there already, in the place of the cache."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    async def current(self) -> Facts:
        return self.facts


@pytest.fixture(scope="session")
def shared_engine(facts: Facts) -> Engine:
    """One engine for all tests: reading the weights takes a while."""
    return Engine(KnownFacts(facts))  # type: ignore[arg-type]


@pytest.fixture
def ask(shared_engine: Engine) -> Ask:
    """Asks one text, by itself or in a conversation."""

    async def asked(text: str, **options: object) -> Answer:
        return await shared_engine.ask(text, **({"now": NOW} | options))  # type: ignore[arg-type]

    return asked
