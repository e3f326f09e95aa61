"""The service as it runs, before a stand-in for Telegram."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import served
from tests.telegram.stand_in import TOKEN, stand_in


@pytest.fixture
def settings() -> dict[str, str]:
    return {"TELEGRAM_TOKEN": TOKEN, "SECRET_KEY": "a key for tests alone"}


async def test_a_question_by_telegram_gets_the_figure_of_the_decision_in_polling_mode(
    tmp_path: Path, sqlite_url: str, settings: dict[str, Any]
) -> None:
    async with stand_in() as telegram:
        telegram.write(7, "Hur mycket får Kiruna?")
        service = served(tmp_path, sqlite_url, TELEGRAM_API_URL=telegram.url, **settings)
        process = await asyncio.to_thread(service.__enter__)
        try:
            said = await telegram.answer_to(7, seconds=60)
            assert "2\u00a0672\u00a0587\u00a0kronor" in said.text
            status, log = await asyncio.to_thread(process.stop, signal.SIGTERM)
            assert status == 0, log
        finally:
            await asyncio.to_thread(service.__exit__, None, None, None)
        assert telegram.violations == []
