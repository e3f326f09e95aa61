"""Signed addresses: the small pages that act for a contact, and the return address of bounces.

A link says whom it acts for and until when, and nothing can be changed in it. Each purpose is
signed by a key of its own, so that a link for one act is worth nothing for another.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from itsdangerous import BadSignature, Signer

from models.errors import BidragslotsError
from models.loopback import is_loopback
from models.steps import RecipientStep, Step

STEPS = tuple(Step)
LONGEST_TOKEN = 200  # characters; ours have about 80
BOUNCE_SIGNATURE_BYTES = 10
BOUNCE_ADDRESS = re.compile(r"(?P<local>.+)\+b(?P<message>\d{1,18})-(?P<signature>[0-9a-f]{20})")


class Purpose(StrEnum):
    """What a link does, once its page's button is pressed."""

    CLAIM = "claim"
    SNOOZE = "snooze"
    WRONG_PERSON = "wrong-person"
    STOP = "stop"
    UNSUBSCRIBE = "unsubscribe"  # one click in the mail program (RFC 8058)


# Acting on a date makes sense around it; whoever wants no more mail may find an old one.
LIFETIMES: Mapping[Purpose, timedelta] = MappingProxyType(
    {
        Purpose.CLAIM: timedelta(days=90),
        Purpose.SNOOZE: timedelta(days=30),
        Purpose.WRONG_PERSON: timedelta(days=730),
        Purpose.STOP: timedelta(days=730),
        Purpose.UNSUBSCRIBE: timedelta(days=730),
    }
)


class LinkError(BidragslotsError):
    """A link that can't be used."""


class ForgedLink(LinkError):
    """A link that this service has not made, or not for this."""


class ExpiredLink(LinkError):
    """A link whose time is over."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """For whom a link acts and, where it is about a step, on which."""

    contact_id: int
    item: RecipientStep | None = None


class Links:
    """Makes and reads signed links. `base` is the service's public address.

    Signatures are compared in constant time.
    """

    def __init__(self, secret: str, base: str) -> None:
        self.base = base.rstrip("/")
        self._signers = {purpose: signer(secret, purpose) for purpose in Purpose}
        self._keys = {purpose: Key(each.derive_key()) for purpose, each in self._signers.items()}

    def url(self, purpose: Purpose, target: LinkTarget, now: datetime) -> str:
        """The address of a page that acts for the target, for the purpose's lifetime from `now`."""
        return f"{self.base}/m/{purpose}/{self.token(purpose, target, now)}"

    def token(self, purpose: Purpose, target: LinkTarget, now: datetime) -> str:
        """The signed part of an address."""
        numbers = [target.contact_id, int((now + LIFETIMES[purpose]).timestamp())]
        if target.item is not None:
            numbers += [target.item.programme_id, target.item.recipient_id, STEPS.index(target.item.step)]
        return signed("-".join(map(str, numbers)), self._keys[purpose])

    def read(self, purpose: Purpose, token: str, now: datetime) -> LinkTarget:
        """Whom and what a token is for. Raises ForgedLink or ExpiredLink."""
        try:
            signed = self._signers[purpose].unsign(token[: LONGEST_TOKEN + 1].encode())
        except (BadSignature, UnicodeEncodeError):
            raise ForgedLink("The link is not one of ours; open it from the mail as it stands") from None
        contact_id, expires, *about = (int(number) for number in signed.split(b"-"))
        if now.timestamp() > expires:
            raise ExpiredLink("The link's time is over; use the link of the newest mail")
        return LinkTarget(contact_id, RecipientStep(about[0], about[1], STEPS[about[2]]) if about else None)


class Key:
    """HMAC with SHA-256 under one key, with the key's own two blocks hashed once (RFC 2104).

    A mail has six signatures; `hmac` takes four times as long for each.
    """

    def __init__(self, key: bytes) -> None:
        block = key.ljust(hashlib.sha256().block_size, b"\0")
        self._inner = hashlib.sha256(bytes(each ^ 0x36 for each in block))
        self._outer = hashlib.sha256(bytes(each ^ 0x5C for each in block))

    def sign(self, said: str) -> bytes:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(said.encode())
        outer.update(inner.digest())
        return outer.digest()


def signed(said: str, key: Key) -> str:
    """What `Signer.sign` gives, without its detours."""
    return f"{said}.{base64.urlsafe_b64encode(key.sign(said)).rstrip(b'=').decode('ascii')}"


@cache
def signer(secret: str, purpose: str) -> Signer:
    """The signer of one purpose: HMAC with SHA-256 under a key derived for it, once."""
    salt = f"bidragslots link {purpose}"
    deriving = Signer(secret, salt=salt, key_derivation="hmac", digest_method=hashlib.sha256)
    return Signer(deriving.derive_key(), salt=salt, key_derivation="none", digest_method=hashlib.sha256)


def bounce_address(address: str, message_id: int, secret: str) -> str:
    """The return address of one message (VERP), by which its bounce is recognised.

    All in lower case, since servers on the way may change the case.
    """
    local, _, domain = address.rpartition("@")
    return f"{local}+b{message_id}-{bounce_signature(message_id, secret)}@{domain}"


def read_bounce_address(address: str, secret: str) -> int | None:
    """The message whose return address this is; None for any other address, forged ones too."""
    found = BOUNCE_ADDRESS.fullmatch(address.strip().strip("<>").rpartition("@")[0].casefold())
    if found is None:
        return None
    message_id = int(found["message"])
    right = hmac.compare_digest(bounce_signature(message_id, secret), found["signature"])
    return message_id if right else None


def bounce_signature(message_id: int, secret: str) -> str:
    return bounce_key(secret).sign(str(message_id))[:BOUNCE_SIGNATURE_BYTES].hex()


@cache
def bounce_key(secret: str) -> Key:
    """What signs return addresses."""
    return Key(hashlib.sha256(f"bidragslots bounce {secret}".encode()).digest())


def link_base(public_url: str) -> str | None:
    """The address that links start with; None where they would lead nowhere or unprotected.

    Only https may be public; plain http is for this machine alone.
    """
    parts = urlsplit(public_url)
    here = parts.scheme == "http" and is_loopback(parts.hostname)
    return public_url.rstrip("/") if parts.scheme == "https" or here else None
