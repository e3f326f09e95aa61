"""Settings, read from the environment (prefix BIDRAGSLOTS_), from .env and from secret files.

Nothing else in the service reads the environment. With nothing set, everything works on this
machine alone.
"""

import os
import secrets
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.errors import BidragslotsError
from models.loopback import is_loopback

VAR = Path("var")
ROLES = ("web", "planner", "worker", "telegram")
SECRETS = ("secret_key", "smtp_url", "database_url", "telegram_token")


class SettingsError(BidragslotsError):
    """A setting can't be used."""


def known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"'{name}' is no time zone; write one like Europe/Stockholm") from None
    return name


def known_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    unknown = sorted(set(roles) - set(ROLES))
    if unknown or not roles:
        raise ValueError(f"'{', '.join(unknown)}' is no part of the service; name some of {', '.join(ROLES)}")
    return roles


def web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"'{url}' is no web address; write one like https://bidragslots.example")
    return url


class Settings(BaseSettings):
    """Every setting of the service; the README lists them with their meaning."""

    model_config = SettingsConfigDict(
        env_prefix="BIDRAGSLOTS_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: str = f"sqlite:///{VAR}/bidragslots.db"
    smtp_url: SecretStr | None = None
    mail_from: str = "Bidragslots <bidragslots@localhost>"
    mail_reply_to: str | None = None
    mail_only_to: Annotated[tuple[str, ...], NoDecode] = ()
    public_url: Annotated[str, AfterValidator(web_address)] = "http://127.0.0.1:8080"
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    telegram_token: SecretStr | None = None
    telegram_api_url: str | None = None
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_admins: Annotated[tuple[int, ...], NoDecode] = ()
    telegram_groups: bool = False
    telegram_inline: bool = False
    operator_name: str = "Bidragslots"
    operator_email: str | None = None
    operator_privacy_url: str | None = None
    secret_key: SecretStr | None = None
    timezone: Annotated[str, AfterValidator(known_zone)] = "Europe/Stockholm"
    roles: Annotated[tuple[str, ...], NoDecode, AfterValidator(known_roles)] = ROLES
    catalogue: Path | None = None
    approvals: int = Field(default=1, ge=1, le=2)
    question_days: int = Field(default=90, ge=1)
    questions_per_minute: int = Field(default=120, ge=0)
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ("127.0.0.1", "::1")
    log_format: Literal["auto", "console", "json"] = "auto"

    secret_key_file: Path | None = None
    smtp_url_file: Path | None = None
    database_url_file: Path | None = None
    telegram_token_file: Path | None = None

    @model_validator(mode="before")
    @classmethod
    def read_secrets(cls, values: dict[str, Any]) -> dict[str, Any]:
        """A secret's file takes the place of its value."""
        for name in SECRETS:
            if path := values.get(f"{name}_file"):
                values[name] = secret_in(Path(path), f"BIDRAGSLOTS_{name.upper()}_FILE")
        return values

    @model_validator(mode="before")
    @classmethod
    def split_lists(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Lists are written with commas."""
        for name in ("mail_only_to", "telegram_admins", "roles", "trusted_proxies"):
            if isinstance(values.get(name), str):
                values[name] = tuple(part.strip() for part in values[name].split(",") if part.strip())
        return values

    @model_validator(mode="after")
    def mail_goes_somewhere(self) -> Self:
        """Files instead of mails are for trials on one machine; a public service must send."""
        if self.smtp_url is None and not is_loopback(urlsplit(self.public_url).hostname):
            raise ValueError("PUBLIC_URL is public but SMTP_URL is not set; set SMTP_URL, or PUBLIC_URL to loopback")
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def secret(self) -> str:
        """The key that signs links; made once in var/ where SECRET_KEY is not set."""
        return self.secret_key.get_secret_value() if self.secret_key else kept_secret(VAR / "secret_key")


def kept_secret(path: Path) -> str:
    """Read the key from its file (mode 0600), creating it on first use.

    It appears whole or not at all: several processes may start at once, and one may be killed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return secret_in(path, "The secret key's file")


def secret_in(path: Path, named_by: str) -> str:
    """What a secret's file holds. Raises SettingsError where it holds nothing or can't be read."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingsError(f"{named_by}: {path} can't be read ({reason}); name a text file with the secret") from None
    if not secret:
        raise SettingsError(f"{named_by}: {path} is empty; write the secret into it")
    return secret


def load_settings() -> Settings:
    """The settings in force. Raises SettingsError naming the setting and what is wrong with it."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError("The file .env is no text in UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"The file .env can't be read ({error.strerror}); let this user read it") from None
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"][:1]).upper()
        message = str(first["msg"]).removeprefix("Value error, ")
        where = f"BIDRAGSLOTS_{name}: " if name else "Settings: "
        raise SettingsError(f"{where}{message}") from None
