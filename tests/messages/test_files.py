"""Mails as files, where no server is set."""

from pathlib import Path

import pytest

from messages.channel import Filed, Temporary
from messages.files import FileChannel
from messages.smtp import ReadyMail

MAIL = ReadyMail(
    "slots@slots.example", "../../etc/åsa@kiruna.example", b"Subject: Test\r\n\r\nText\r\n", "<1@slots.example>"
)


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_mail_becomes_a_file_in_the_folder_and_is_said_to_be_filed(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "outbox"
    outcome = await (await FileChannel(folder).connect()).send(MAIL)
    [path] = files_in(folder)
    assert outcome == Filed(str(path))
    assert path.read_bytes() == MAIL.data
    assert path.suffix == ".eml"


async def test_the_same_message_is_the_same_file_however_often_it_is_written(tmp_path: Path) -> None:
    connection = await FileChannel(tmp_path).connect()
    for _ in range(3):
        await connection.send(MAIL)
    assert len(files_in(tmp_path)) == 1


async def test_a_folder_that_cannot_be_written_to_makes_the_mail_wait(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file, not a folder")
    with pytest.raises(Temporary, match="can't be written"):
        await (await FileChannel(tmp_path / "outbox").connect()).send(MAIL)
