"""SMTP_URL as operators write it."""

import pytest

from messages.smtp_url import Security, SmtpUrlError, parse_smtp_url


def test_the_three_schemes_have_their_usual_ports() -> None:
    read = [parse_smtp_url(f"{scheme}://mail.example") for scheme in Security]
    assert [(server.security, server.port) for server in read] == [
        (Security.WHEN_OFFERED, 25),
        (Security.STARTTLS, 587),
        (Security.TLS, 465),
    ]


def test_a_url_may_hold_a_login_a_port_and_options() -> None:
    server = parse_smtp_url("smtps://user%40slots.example:p%2Fw@mail.example:2465?connections=2&messages=9&timeout=7.5")
    assert (server.username, server.password, server.host, server.port) == (
        "user@slots.example",
        "p/w",
        "mail.example",
        2465,
    )
    assert (server.connections, server.messages, server.time_limit) == (2, 9, 7.5)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mail.example", "begins with"),
        ("http://mail.example", "'http:'"),
        ("smtp://", "can't be read"),
        ("smtp://mail.example:99999", "port"),
        ("smtp://mail.example/inbox", "can't be read"),
        ("smtp://user@mail.example", "without a password"),
        ("smtp://mail.example?conections=4", "'conections' is no option"),
        ("smtp://mail.example?timeout=60", "timeout=60"),
        ("smtp://mail.example?connections=many", "connections=many"),
        ("smtp://user:s3cret@[::1", "can't be read"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_in_one_line(url: str, said: str) -> None:
    with pytest.raises(SmtpUrlError) as caught:
        parse_smtp_url(url)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["smtp://user:s3cret@mail.example:port", "smtp://u:s3cret@mail.example?x=1"])
def test_a_password_stands_in_no_error_and_no_representation(url: str) -> None:
    with pytest.raises(SmtpUrlError) as caught:
        parse_smtp_url(url)
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(parse_smtp_url("smtp://user:s3cret@mail.example"))
