"""Settings that can't be used are one clear line; secrets come from files whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, kept_secret, load_settings

Load = Callable[..., Settings]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """The settings in a folder of its own, with these alone set."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("BIDRAGSLOTS_")]:
        monkeypatch.delenv(name)

    def settings(**given: str) -> Settings:
        for name, value in given.items():
            monkeypatch.setenv(f"BIDRAGSLOTS_{name}", value)
        return load_settings()

    return settings


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TIMEZONE", "Europe/Nowhere", "is no time zone"),
        ("TIMEZONE", "Europe", "is no time zone"),  # a folder of zones
        ("PUBLIC_URL", "rubbish", "is no web address"),
        ("PUBLIC_URL", "http://[", "is no web address"),
        ("PUBLIC_URL", "ftp://127.0.0.1", "is no web address"),
        ("PUBLIC_URL", "https://bidragslots.example", "SMTP_URL is not set"),
        ("PORT", "70000", "BIDRAGSLOTS_PORT: "),
        ("ROLES", "web,cook", "'cook' is no part of the service"),
        ("TELEGRAM_ADMINS", "me", "BIDRAGSLOTS_TELEGRAM_ADMINS: "),
        ("SECRET_KEY_FILE", "missing", "No such file"),
        ("SMTP_URL_FILE", ".", "Is a directory"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line(load: Load, name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        load(**{name: value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe\x00", "it is no text"), (b" \n", "is empty")])
def test_a_secret_file_without_a_secret_is_refused(load: Load, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(SettingsError, match=f"BIDRAGSLOTS_SECRET_KEY_FILE: key .*{said}"):
        load(SECRET_KEY_FILE="key")


def test_a_binary_env_file_is_one_clear_line(load: Load, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.env is no text"):
        load()


def test_an_env_file_of_somebody_else_is_one_clear_line(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("BIDRAGSLOTS_PORT=1\n", encoding="utf-8")

    def refused(*arguments: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("builtins.open", refused)
    with pytest.raises(SettingsError, match=r"\.env can't be read \(Permission denied\)"):
        load()


def test_a_secret_file_can_be_named_in_the_env_file_too(load: Load, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("ett litet exempel\n", encoding="utf-8")
    (tmp_path / ".env").write_text("BIDRAGSLOTS_SECRET_KEY_FILE=key\n", encoding="utf-8")
    assert load().secret() == "ett litet exempel"


def test_the_kept_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    made = kept_secret(path)
    assert (len(made) >= 64, kept_secret(path)) == (True, made)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_secret_key_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(SettingsError, match="is empty"):
        kept_secret(tmp_path / "secret_key")
