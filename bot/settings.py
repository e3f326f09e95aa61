"""Settings, read from the environment (prefix BIDRAGSLOTS_), from .env and from secret files.

Nothing else in the service reads the environment. With nothing set, everything works on this
machine alone.
"""

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.errors import BidragslotsError
from models.loopback import is_loopback

VAR = Path("var")
ROLES = ("web", "planner", "worker", "telegram")
SECRETS = ("SECRET_KEY", "SMTP_URL", "DATABASE_URL", "TELEGRAM_TOKEN")


class SettingsError(BidragslotsError):
    """A setting can't be used."""


def known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"'{name}' is no time zone; write one like Europe/Stockholm") from None
    return name


def known_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    unknown = sorted(set(roles) - set(ROLES))
    if unknown or not roles:
        raise ValueError(f"'{', '.join(unknown)}' is no part of the service; name some of {', '.join(ROLES)}")
    return roles


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
    public_url: str = "http://127.0.0.1:8080"
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
    """Read the key from its file (mode 0600), creating it on first use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def load_settings() -> Settings:
    """The settings in force. Raises SettingsError naming the setting and what is wrong with it."""
    try:
        return Settings(**cast("dict[str, Any]", secrets_from_files()))
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"][:1]).upper()
        message = str(first["msg"]).removeprefix("Value error, ")
        where = f"BIDRAGSLOTS_{name}: " if name else "Settings: "
        raise SettingsError(f"{where}{message}") from None


def secrets_from_files() -> dict[str, str]:
    """Secrets named by BIDRAGSLOTS_…_FILE, read from those files."""
    found: dict[str, str] = {}
    for name in SECRETS:
        path = os.environ.get(f"BIDRAGSLOTS_{name}_FILE")
        if not path:
            continue
        try:
            found[name.lower()] = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"BIDRAGSLOTS_{name}_FILE: {path} can't be read ({error.strerror})") from None
    return found
