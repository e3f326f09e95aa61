"""What each mail says, as files to compare with: tests/messages/snapshots.

After a change that is meant, renew them and read the difference: python tests/messages/snapshots.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from messages.mail import Mail
from tests.messages.sample_mails import SAMPLES

FOLDER = Path(__file__).parent / "snapshots"
WITH_HTML = ("reminder", "reminder_several", "weekly_list")


def snapshots() -> dict[str, str]:
    """The contents of every file by its name."""
    files: dict[str, str] = {}
    for name, made in SAMPLES.items():
        for language in ("sv", "en"):
            mail = made(language)
            files[f"{name}.{language}.txt"] = as_file(mail)
            if name in WITH_HTML:
                files[f"{name}.{language}.html"] = mail.html or ""
    return files


def as_file(mail: Mail) -> str:
    calendars = "".join(f"\n{each.name}\n{each.content.decode()}" for each in mail.calendars).replace("\r\n", "\n")
    lines = f"{mail.subject}\n\n{mail.text}{calendars}".splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for file, content in snapshots().items():
        (FOLDER / file).write_text(content, encoding="utf-8")
