"""The guest list of a trial: whom alone MAIL_ONLY_TO lets mails reach."""

from collections.abc import Iterable

from models.contact import email_key


class GuestList:
    """Entries are addresses, or domains written `@kommun.example`. An empty list lets everyone in."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self._entries = {email_key(entry) for entry in entries}

    def allows(self, address: str) -> bool:
        """Whether a mail may go to the address; upper and lower case alike."""
        if not self._entries:
            return True
        key = email_key(address)
        return key in self._entries or f"@{key.rpartition('@')[2]}" in self._entries
