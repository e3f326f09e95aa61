"""Signed links and return addresses: what was not made here, or not for this, is worth nothing."""

import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.links import (
    LIFETIMES,
    ExpiredLink,
    ForgedLink,
    Key,
    Links,
    LinkTarget,
    Purpose,
    bounce_address,
    link_base,
    read_bounce_address,
    signer,
)
from models.steps import RecipientStep, Step

NOW = datetime(2025, 11, 24, 7, tzinfo=UTC)
LINKS = Links("a key for tests", "https://bidragslots.example/")
KIRUNA = LinkTarget(17, RecipientStep(2, 285, Step.REPORT))
IDS = st.integers(min_value=1, max_value=2**53)
TARGETS = st.builds(LinkTarget, IDS, st.none() | st.builds(RecipientStep, IDS, IDS, st.sampled_from(Step)))


@given(target=TARGETS, purpose=st.sampled_from(Purpose))
def test_a_link_says_whom_it_acts_for(target: LinkTarget, purpose: Purpose) -> None:
    assert LINKS.read(purpose, LINKS.token(purpose, target, NOW), NOW) == target


@given(target=TARGETS, purpose=st.sampled_from(Purpose))
def test_a_link_is_signed_as_the_library_signs(target: LinkTarget, purpose: Purpose) -> None:
    token = LINKS.token(purpose, target, NOW)
    assert signer("a key for tests", purpose).sign(token.rpartition(".")[0]).decode() == token


def test_a_link_is_an_address_of_the_service_and_names_its_purpose() -> None:
    url = LINKS.url(Purpose.CLAIM, KIRUNA, NOW)
    assert url.startswith("https://bidragslots.example/m/claim/17-")
    assert len(url) < 120


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("other", Purpose)
def test_a_link_for_one_act_is_worth_nothing_for_another(purpose: Purpose, other: Purpose) -> None:
    token = LINKS.token(purpose, KIRUNA, NOW)
    if other is purpose:
        assert LINKS.read(other, token, NOW) == KIRUNA
    else:
        with pytest.raises(ForgedLink):
            LINKS.read(other, token, NOW)


@given(token=st.text(max_size=300) | st.from_regex(r"\A[0-9]{1,20}(-[0-9]{1,12}){0,5}\.[A-Za-z0-9_-]{40,46}\Z"))
def test_what_was_not_signed_here_is_refused(token: str) -> None:
    with pytest.raises(ForgedLink):
        LINKS.read(Purpose.CLAIM, token, NOW)


@given(place=st.integers(min_value=0), letter=st.sampled_from("0123456789-.AZaz_"))
def test_no_character_of_a_link_can_be_changed(place: int, letter: str) -> None:
    token = LINKS.token(Purpose.CLAIM, KIRUNA, NOW)
    place %= len(token) - 1  # the last one holds bits that base64 does not use
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(ForgedLink):
            LINKS.read(Purpose.CLAIM, changed, NOW)


def test_another_key_makes_other_links() -> None:
    with pytest.raises(ForgedLink):
        Links("another key", "https://bidragslots.example").read(
            Purpose.CLAIM, LINKS.token(Purpose.CLAIM, KIRUNA, NOW), NOW
        )


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_works_until_its_time_is_over(purpose: Purpose) -> None:
    token = LINKS.token(purpose, KIRUNA, NOW)
    assert LINKS.read(purpose, token, NOW + LIFETIMES[purpose]) == KIRUNA
    with pytest.raises(ExpiredLink):
        LINKS.read(purpose, token, NOW + LIFETIMES[purpose] + timedelta(seconds=1))


def test_whoever_wants_no_more_mail_can_say_so_from_an_old_one() -> None:
    assert LIFETIMES[Purpose.STOP] >= timedelta(days=365)
    assert LIFETIMES[Purpose.UNSUBSCRIBE] >= timedelta(days=365)


@given(message_id=st.integers(min_value=1, max_value=10**15))
def test_a_return_address_names_its_message_even_when_its_case_is_changed(message_id: int) -> None:
    address = bounce_address("lots@bidragslots.example", message_id, "a key")
    assert address.endswith("@bidragslots.example")
    assert len(address.partition("@")[0]) <= 64
    assert read_bounce_address(f"<{address.upper()}>", "a key") == message_id


@pytest.mark.parametrize(
    "address",
    [
        "lots@bidragslots.example",
        "lots+b12-aaaaaaaaaaaaaaaaaaaa@bidragslots.example",
        "lots+b12-@bidragslots.example",
        "lots+b-aaaaaaaaaaaaaaaa@x.example",
        "",
        "@",
        "+b1²-aaaaaaaaaaaaaaaaaaaa@x.example",
    ],
)
def test_a_return_address_that_was_not_made_here_names_no_message(address: str) -> None:
    assert read_bounce_address(address, "a key") is None


def test_a_return_address_of_another_key_names_no_message() -> None:
    assert read_bounce_address(bounce_address("lots@x.example", 5, "another key"), "a key") is None


@pytest.mark.parametrize(
    ("public_url", "base"),
    [
        ("https://lots.kommun.example/", "https://lots.kommun.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://lots.kommun.example", None),
        ("ftp://lots.kommun.example", None),
        ("http://127.0.0.1.kommun.example", None),
        ("", None),
    ],
)
def test_links_are_only_made_where_they_lead_somewhere_safely(public_url: str, base: str | None) -> None:
    assert link_base(public_url) == base


@given(key=st.binary(min_size=32, max_size=32), said=st.text(max_size=200))
def test_a_key_signs_as_the_standard_library_does(key: bytes, said: str) -> None:
    assert Key(key).sign(said) == hmac.digest(key, said.encode(), "sha256")
