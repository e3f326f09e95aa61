"""Which addresses can be written to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.email_address import EmailAddressError, checked_address


@pytest.mark.parametrize(
    "address",
    ["a@kommun.example", "å.ö@räksmörgås.example", "o'hara+grant@sub.kommun.example", " a@kommun.example\n"],
)
def test_addresses_with_swedish_letters_and_usual_signs_are_taken(address: str) -> None:
    assert checked_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kommun.example",
        "a@kommun",
        "a@@kommun.example",
        "a b@kommun.example",
        "a@kommun.example, b@kommun.example",
        "Exempel <a@kommun.example>",
        "a@kommun.example\nBcc: b@kommun.example",
        ".a@kommun.example",
        "a..b@kommun.example",
        "a@-kommun.example",
        "a@kommun..example",
        f"{'a' * 65}@kommun.example",
        f"a@{'b' * 64}.example",
        f"a@{'b.' * 130}example",
    ],
)
def test_what_is_no_single_plain_address_is_refused_in_one_line(address: str) -> None:
    with pytest.raises(EmailAddressError) as refused:
        checked_address(address)
    assert "\n" not in str(refused.value)


@given(st.text())
def test_no_text_breaks_the_check_and_nothing_that_passes_has_space_or_control_characters(text: str) -> None:
    said = said_of(text)
    assert said.isprintable()
    assert said.endswith(".example") or " " not in said


def said_of(text: str) -> str:
    """The address, or why it is refused."""
    try:
        return checked_address(text)
    except EmailAddressError as error:
        return str(error)
