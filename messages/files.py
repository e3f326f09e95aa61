"""E-mail without a server: each mail an `.eml` file in a folder, for trials on one machine."""

import asyncio
import os
from hashlib import sha256
from pathlib import Path

from messages.channel import Filed, Temporary
from messages.smtp import ReadyMail
from models.outbox import ChannelName


class FileChannel:
    """Writes mails into a folder, which is made when it is missing. Nobody receives them."""

    name = ChannelName.EMAIL
    connections = 1
    time_limit = 10.0

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def connect(self) -> "FileConnection":
        """A folder is always there to write to."""
        return FileConnection(self._folder)


class FileConnection:
    """Writes one mail after the other."""

    is_open = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, content: ReadyMail) -> Filed:
        """Write one mail. Raises Temporary where the folder can't be written to."""
        try:
            path = await asyncio.to_thread(write_mail, self._folder, content)
        except OSError as error:
            raise Temporary(
                f"{self._folder} can't be written to ({error.strerror}); make room or give rights"
            ) from error
        return Filed(str(path))

    async def close(self) -> None:
        """Nothing is held open."""


def write_mail(folder: Path, mail: ReadyMail) -> Path:
    """Write the file whole or not at all, under a name that the same message always has."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(letter if letter.isalnum() or letter in "@.-_" else "_" for letter in mail.recipient)
    path = folder / f"{name[:80]}-{sha256(mail.message_id.encode()).hexdigest()[:12]}.eml"
    half = path.with_suffix(f".{os.getpid()}.part")
    half.write_bytes(mail.data)
    half.replace(path)
    return path
