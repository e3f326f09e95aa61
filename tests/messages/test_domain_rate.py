"""The rate that one domain gets."""

from messages.domain_rate import DomainRate


def test_without_a_rate_nobody_waits() -> None:
    rate = DomainRate(None)
    assert [rate.wait("kiruna.example", 0.0) for _ in range(1000)] == [0.0] * 1000


def test_a_domain_gets_its_rate_and_the_others_do_not_wait_for_it() -> None:
    rate = DomainRate(1.0)
    assert [rate.wait("kiruna.example", 0.0) for _ in range(5)] == [0.0] * 5
    assert rate.wait("kiruna.example", 0.0) > 0
    assert rate.wait("habo.example", 0.0) == 0.0


def test_what_is_put_off_comes_back_one_after_the_other() -> None:
    rate = DomainRate(0.5)
    waits = [rate.wait("kiruna.example", 0.0) for _ in range(6)]
    assert waits == [0.0, 0.0, 1.0, 3.0, 5.0, 7.0]


def test_over_an_hour_no_more_goes_than_the_rate_and_no_less() -> None:
    rate, sent = DomainRate(2.0), 0
    due = [0.0] * 10_000
    for tick in range(0, 3600, 3):
        ready, due = [at for at in due if at <= tick], [at for at in due if at > tick]
        for _ in ready:
            wait = rate.wait("kiruna.example", float(tick))
            sent += wait == 0
            due += [tick + wait] if wait else []
    assert 0.95 * 7200 <= sent <= 7200 + 10
