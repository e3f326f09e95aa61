"""E-mail addresses as people write them, checked before anything is sent to them."""

import re

from models.errors import BidragslotsError

LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
LONGEST_LOCAL_BYTES, LONGEST_DOMAIN, LONGEST_ADDRESS = 64, 253, 254  # RFC 5321


class EmailAddressError(BidragslotsError):
    """A text that is no e-mail address."""


def checked_address(text: str) -> str:
    """The address without surrounding space; letters such as å are allowed on both sides of the @.

    Raises EmailAddressError for anything that is not one plain address.
    """
    address = text.strip()
    local, _, domain = address.rpartition("@")
    if not (is_local_part(local) and is_domain(domain)) or len(address.encode()) > LONGEST_ADDRESS:
        raise EmailAddressError(f"'{shown(address)}' is no e-mail address; write it like namn@kommun.example")
    return address


def is_local_part(local: str) -> bool:
    return len(local.encode()) <= LONGEST_LOCAL_BYTES and LOCAL_PART.fullmatch(local) is not None


def is_domain(domain: str) -> bool:
    """Whether a domain can be written in DNS: two labels or more, in ASCII or as IDNA."""
    try:
        ascii_form = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    labels = ascii_form.split(".")
    return len(labels) > 1 and len(ascii_form) <= LONGEST_DOMAIN and all(LABEL.fullmatch(label) for label in labels)


def shown(text: str) -> str:
    """A text as an error message may show it: short, on one line, without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:60])
