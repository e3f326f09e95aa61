"""Telegram's limits on what a bot sends: so many messages a second in all, one a second to each chat."""

import asyncio
from collections import OrderedDict, deque

ALL_SPACING = 1 / 27  # seconds; 30 a second are allowed, the rest is for jitter on the way
MOST_IN_WINDOW, WINDOW = 30, 1.0
LOOK_SECONDS = 0.02  # while every call that counts is still under way
CHAT_SPACING = 1.05  # seconds; one a second is allowed
MOST_CHATS = 10_000


class Paused(Exception):
    """Telegram wants silence for now."""


class Limits:
    """Hands out turns to send, shared by everything in the process that sends to Telegram.

    Telegram counts a call when it gets it, which is some time between its turn and its end. So each
    turn is `ended`, a call counts from its turn until a second after its end, and a chat's next turn
    comes a second after the last one's end: no delay on the way brings two calls too close together.
    """

    def __init__(self, all_spacing: float = ALL_SPACING, chat_spacing: float = CHAT_SPACING) -> None:
        self._all_spacing, self._chat_spacing = all_spacing, chat_spacing
        self._next = 0.0
        self._next_of: OrderedDict[int | str, float] = OrderedDict()
        self._paused_until = 0.0
        self._under_way = 0
        self._ended: deque[float] = deque()

    async def turn(self, chat: int | str, *, patient: bool = True) -> None:
        """Wait until a message may go to the chat; the turn is taken then.

        Raises Paused instead of waiting out a pause where the caller is not `patient`.
        """
        while (wait := self._wait_for(chat)) > 0:
            if self.is_paused and not patient:
                raise Paused
            await asyncio.sleep(wait)

    def _wait_for(self, chat: int | str) -> float:
        """0 when a message may go now (the turn is taken then), else after how many seconds to ask again."""
        now = asyncio.get_running_loop().time()
        at = max(self._paused_until, self._next_of.get(chat, 0.0))
        if at <= now:
            at = max(at, self._next, self._room_at(now))
        if at > now:
            return at - now
        self._next = now + self._all_spacing
        self._under_way += 1
        self._space(chat, now)
        return 0.0

    def _room_at(self, now: float) -> float:
        """When fewer calls than Telegram allows may have reached it within a second."""
        while self._ended and self._ended[0] <= now - WINDOW:
            self._ended.popleft()
        if self._under_way + len(self._ended) < MOST_IN_WINDOW:
            return now
        return self._ended[0] + WINDOW if self._ended else now + LOOK_SECONDS

    def ended(self, chat: int | str) -> None:
        """The call of a turn is over, however it went."""
        now = asyncio.get_running_loop().time()
        self._under_way -= 1
        self._ended.append(now)
        self._space(chat, now)

    def _space(self, chat: int | str, now: float) -> None:
        self._next_of[chat] = now + self._chat_spacing
        self._next_of.move_to_end(chat)
        while len(self._next_of) > MOST_CHATS:
            self._next_of.popitem(last=False)

    def pause(self, seconds: float) -> None:
        """Telegram said 429: nothing goes out for so many seconds."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)

    @property
    def is_paused(self) -> bool:
        return asyncio.get_running_loop().time() < self._paused_until

    async def resumed(self) -> None:
        """Wait until a pause is over."""
        if (left := self._paused_until - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(left)
            await self.resumed()  # it may have grown meanwhile
