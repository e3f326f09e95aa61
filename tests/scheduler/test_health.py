"""A channel's health: pauses while its server is down, fewer connections while it is crowded."""

from messages.channel import ServerDown, ServerUnusable
from scheduler.health import Health

DOWN = ServerDown("no answer")


def test_pauses_grow_to_a_minute_and_end_with_the_first_connection() -> None:
    health, now, pauses = Health(4), 0.0, []
    for _ in range(9):
        health.down(DOWN, now)
        pauses.append(health.wait(now))
        now += health.wait(now)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    health.up()
    assert health.wait(now) == 0
    health.down(DOWN, now)
    assert health.wait(now) == 1


def test_four_connections_that_fail_at_once_are_one_failure() -> None:
    health = Health(4)
    for _ in range(4):
        health.down(DOWN, 0.0)
    assert health.wait(0.0) == 1


def test_a_crowded_server_gets_no_more_connections_than_it_has_taken() -> None:
    health = Health(8)
    health.open = 3
    health.crowded(0.0)
    assert health.allowed(0.0) == 3


def test_a_connection_comes_back_every_five_seconds_without_a_complaint() -> None:
    health = Health(4)
    health.open = 1
    health.crowded(0.0)
    assert [health.allowed(now) for now in (0, 4.9, 5, 10, 15, 1000)] == [1, 1, 2, 3, 4, 4]


def test_one_connection_always_remains() -> None:
    health = Health(2)
    for _ in range(5):
        health.crowded(0.0)
    assert health.allowed(0.0) == 1


def test_patience_ends_after_its_time_or_at_once_where_we_are_refused() -> None:
    health = Health(1, patience=30)
    health.down(DOWN, 100.0)
    assert not health.is_hopeless(129.9)
    assert health.is_hopeless(130.0)
    health.up()
    assert not health.is_hopeless(1000.0)
    health.down(ServerUnusable("535 who are you"), 1000.0)
    assert health.is_hopeless(1000.0)


def test_a_service_waits_for_its_server_however_long() -> None:
    health = Health(1)
    health.down(ServerUnusable("535 who are you"), 0.0)
    assert not health.is_hopeless(1e9)
