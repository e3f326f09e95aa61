"""Reading a file that somebody names, whatever it turns out to be."""

import errno
import stat
from pathlib import Path


def first_bytes(path: Path, most: int) -> bytes:
    """At most so many bytes of a file; raises OSError.

    A pipe or a device is refused: reading it may wait forever.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "a pipe or a device, no file")
    with path.open("rb") as file:
        return file.read(most)
