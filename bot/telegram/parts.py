"""What the handlers work with; the composition root hands it over. Knows nothing of aiogram."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.answers.engine import Engine
from bot.answers.recording import QuestionRecorder
from bot.settings import Settings
from models.database import Database
from models.facts import FactsCache
from scheduler.house import House


@dataclass(frozen=True, slots=True)
class TelegramParts:
    """Everything that Telegram may need. `clock` gives the present, aware."""

    settings: Settings
    database: Database
    facts: FactsCache
    engine: Engine
    recorder: QuestionRecorder
    house: House
    clock: Callable[[], datetime]

    @property
    def token(self) -> str:
        """The bot's token; used only where one is set."""
        token = self.settings.telegram_token
        return token.get_secret_value() if token else ""


def webhook_secret(secret: str) -> str:
    """What Telegram says with each webhook, derived from the service's secret key."""
    return hmac.new(secret.encode(), b"bidragslots telegram webhook", hashlib.sha256).hexdigest()
