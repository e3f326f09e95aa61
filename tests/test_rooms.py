"""The rooms and the arrows between them: models <- messages <- scheduler <- bot."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("models", "messages", "scheduler", "bot")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imported_rooms(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names} & set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_from_its_own_room_and_the_rooms_left_of_it(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    assert imported_rooms(path) <= allowed


def test_only_the_settings_read_the_environment() -> None:
    ways = ("os.environ", "getenv", "BaseSettings")
    readers = [path for path in FILES if any(way in path.read_text(encoding="utf-8") for way in ways)]
    assert [str(path.relative_to(ROOT)) for path in readers] == ["bot/settings.py"]


def test_web_mail_and_telegram_do_not_know_each_other() -> None:
    channels = ("bot.web", "bot.mail", "bot.telegram")
    for path in FILES:
        own = ".".join(path.relative_to(ROOT).parts[:2])
        if own in channels:
            source = path.read_text(encoding="utf-8")
            assert not [other for other in channels if other != own and f"{other}." in source]
