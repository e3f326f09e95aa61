"""So many questions a minute from one address."""

from bot.web.flood import MOST_CLIENTS, FloodLimit


def test_a_client_may_ask_half_a_minutes_questions_at_once_and_then_waits() -> None:
    limit = FloodLimit(60)
    assert [limit.seconds_to_wait("192.0.2.1", 0.0) for _ in range(30)] == [0.0] * 30
    assert limit.seconds_to_wait("192.0.2.1", 0.0) == 1.0
    assert limit.seconds_to_wait("192.0.2.1", 1.0) == 0.0
    assert limit.seconds_to_wait("192.0.2.1", 1.5) == 0.5


def test_a_refused_question_costs_nothing() -> None:
    limit = FloodLimit(2)
    waits = [limit.seconds_to_wait("192.0.2.1", 0.0) for _ in range(5)]
    assert waits == [0.0, 30.0, 30.0, 30.0, 30.0]


def test_addresses_of_one_ipv6_customer_count_together() -> None:
    limit = FloodLimit(2)
    assert limit.seconds_to_wait("2001:db8:0:1::1", 0.0) == 0.0
    assert limit.seconds_to_wait("2001:db8:0:1::2", 0.0) > 0
    assert limit.seconds_to_wait("2001:db8:0:2::1", 0.0) == 0.0


def test_zero_is_no_limit() -> None:
    assert {FloodLimit(0).seconds_to_wait("192.0.2.1", 0.0) for _ in range(100)} == {0.0}


def test_the_clients_remembered_are_bounded_and_the_longest_silent_goes_first() -> None:
    limit = FloodLimit(2)
    for number in range(MOST_CLIENTS + 10):
        limit.seconds_to_wait(f"client {number}", 0.0)
    assert limit.seconds_to_wait("client 0", 0.0) == 0.0
    assert limit.seconds_to_wait(f"client {MOST_CLIENTS + 9}", 0.0) > 0
