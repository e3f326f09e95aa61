"""What has been said in each chat on the page, in memory, so that it works without JavaScript too."""

import secrets
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.answers.answer import Answer
from bot.answers.recording import outcome_of
from models.question_log import Outcome

KEPT = timedelta(hours=2)
MOST_CONVERSATIONS = 2_000
MOST_EXCHANGES = 20


@dataclass(slots=True)
class Exchange:
    """A question and its answer; `key` names it when it is rated or a reply is asked for."""

    key: str
    question: str
    answer: Answer
    rating: str | None = None
    reply_wanted: bool = False
    problem: str = ""

    @property
    def may_want_reply(self) -> bool:
        """Whether the answer was that the service can't answer."""
        return outcome_of(self.answer) == Outcome.DECLINED


@dataclass(slots=True)
class Conversation:
    """One chat. Only its latest exchanges are kept."""

    id: str
    last_used: datetime
    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=MOST_EXCHANGES))

    def exchange(self, key: str) -> Exchange | None:
        return next((exchange for exchange in self.exchanges if exchange.key == key), None)


class Conversations:
    """The chats of the last two hours by their random id; the longest unused give way to new ones."""

    def __init__(self) -> None:
        self._by_id: OrderedDict[str, Conversation] = OrderedDict()

    def find(self, identifier: str | None, now: datetime) -> Conversation | None:
        """The chat with this id; None where there is none or it has been unused for too long."""
        self._forget(now)
        return self._by_id.get(identifier or "")

    def find_or_start(self, identifier: str | None, now: datetime) -> Conversation:
        """The chat with this id, or a new one under an id that nobody can guess."""
        conversation = self.find(identifier, now)
        if conversation is None:
            conversation = Conversation(secrets.token_urlsafe(16), now)
            self._by_id[conversation.id] = conversation
        conversation.last_used = now
        self._by_id.move_to_end(conversation.id)
        return conversation

    def forget(self, identifier: str | None) -> None:
        """Forget a chat at once."""
        self._by_id.pop(identifier or "", None)

    def _forget(self, now: datetime) -> None:
        while self._by_id:
            oldest = next(iter(self._by_id.values()))
            if len(self._by_id) <= MOST_CONVERSATIONS and now - oldest.last_used <= KEPT:
                return
            del self._by_id[oldest.id]
