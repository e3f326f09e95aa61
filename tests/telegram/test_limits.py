"""Turns to send: spaced in all and for each chat, and none while Telegram wants silence."""

import asyncio
import itertools

import pytest

from bot.telegram.flood import UserFlood, Verdict
from bot.telegram.limits import ALL_SPACING, CHAT_SPACING, Limits, Paused


async def test_messages_are_spaced_in_all_and_to_each_chat() -> None:
    limits, loop = Limits(all_spacing=0.01, chat_spacing=0.08), asyncio.get_running_loop()
    times: list[tuple[int, float]] = []

    async def send(chat: int) -> None:
        await limits.turn(chat)
        times.append((chat, loop.time()))

    await asyncio.gather(*(send(number % 4) for number in range(12)))
    ordered = [at for _, at in times]
    assert all(later - earlier >= 0.0099 for earlier, later in itertools.pairwise(ordered))
    for chat in range(4):
        own = [at for number, at in times if number == chat]
        assert all(later - earlier >= 0.0799 for earlier, later in itertools.pairwise(own))


async def test_a_slow_way_to_telegram_brings_no_two_messages_too_close_together() -> None:
    limits, loop = Limits(all_spacing=0.0, chat_spacing=0.05), asyncio.get_running_loop()
    arrived: list[tuple[int, float]] = []

    async def send(chat: int, delay: float) -> None:
        await limits.turn(chat)
        await asyncio.sleep(delay)
        arrived.append((chat, loop.time()))
        limits.ended(chat)

    async def answers() -> None:
        await send(0, 0.2)
        await send(0, 0.0)

    others = (send(number, 0.3 if number < 31 else 0.0) for number in range(1, 61))
    await asyncio.gather(answers(), *others)
    slow, fast = (at for chat, at in arrived if chat == 0)
    assert fast - slow >= 0.0499
    times = sorted(at for _, at in arrived)
    assert all(later - earlier >= 0.999 for earlier, later in zip(times, times[30:], strict=False))


def test_the_real_spacing_keeps_what_telegram_allows() -> None:
    assert 1 / ALL_SPACING < 30
    assert CHAT_SPACING > 1


async def test_nothing_goes_out_during_a_pause() -> None:
    limits, loop = Limits(), asyncio.get_running_loop()
    began = loop.time()
    limits.pause(0.1)
    with pytest.raises(Paused):
        await limits.turn(7, patient=False)
    await limits.turn(7)
    assert loop.time() - began >= 0.0999


def test_twenty_a_minute_are_answered_then_one_line_is_said() -> None:
    flood = UserFlood()
    verdicts = [flood.judge(7, second) for second in range(40)]
    assert verdicts == [Verdict.ANSWER] * 20 + [Verdict.SAY_SO] + [Verdict.SILENCE] * 19
    assert flood.judge(8, 40) is Verdict.ANSWER
    assert flood.judge(7, 60.5) is Verdict.ANSWER
