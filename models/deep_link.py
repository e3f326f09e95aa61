"""Links that connect a Telegram chat with a contact: signed, for one use, for a week.

The signed part travels in Telegram's start parameter: at most 64 of A–Z, a–z, 0–9, _ and -.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.links import ExpiredLink, ForgedLink
from models.telegram import UsedLink

LIFETIME = timedelta(days=7)
NUMBER_BYTES, TIME_BYTES, NONCE_BYTES, SIGNATURE_BYTES = 5, 5, 6, 16
SIGNED_BYTES = NUMBER_BYTES + TIME_BYTES + NONCE_BYTES


def start_token(contact_id: int, nonce: bytes, secret: str, now: datetime) -> str:
    """The start parameter for a contact. `nonce` (6 random bytes) tells one link from another."""
    expires = int((now + LIFETIME).timestamp())
    signed = contact_id.to_bytes(NUMBER_BYTES, "big") + expires.to_bytes(TIME_BYTES, "big") + nonce
    return base64.urlsafe_b64encode(signed + signature(signed, secret)).decode("ascii").rstrip("=")


async def use_start_token(session: AsyncSession, token: str, secret: str, now: datetime) -> int:
    """The contact of a start parameter, which is used up by this.

    Raises ForgedLink or ExpiredLink; a link that was used before counts as expired.
    """
    signed = read_signed(token, secret)
    contact_id = int.from_bytes(signed[:NUMBER_BYTES], "big")
    expires = int.from_bytes(signed[NUMBER_BYTES : NUMBER_BYTES + TIME_BYTES], "big")
    nonce = signed[-NONCE_BYTES:].hex()
    if now >= datetime.fromtimestamp(expires, UTC) or await session.get(UsedLink, nonce) is not None:
        raise ExpiredLink("The link has been used or its time is over; ask for a new one")
    session.add(UsedLink(nonce=nonce, used_at=now))
    return contact_id


def read_signed(token: str, secret: str) -> bytes:
    """What a token signs. Raises ForgedLink."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ForgedLink("The link is not one of ours; ask for a new one") from None
    signed, given = raw[:SIGNED_BYTES], raw[SIGNED_BYTES:]
    if len(raw) != SIGNED_BYTES + SIGNATURE_BYTES or not hmac.compare_digest(signature(signed, secret), given):
        raise ForgedLink("The link is not one of ours; ask for a new one")
    return signed


def signature(signed: bytes, secret: str) -> bytes:
    key = hashlib.sha256(f"bidragslots telegram link {secret}".encode()).digest()
    return hmac.digest(key, signed, "sha256")[:SIGNATURE_BYTES]
