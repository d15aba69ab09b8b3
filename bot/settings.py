"""The settings that come from the environment: one table of names, defaults and checks."""

from typing import Annotated, Literal, Self

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import ConfigurationError

SLACK_API_URL = "https://slack.com/api/"


def _plain(name: str) -> AliasChoices:
    """Name a variable that stands without our prefix, because platforms and Slack call it so."""
    return AliasChoices(name, name.lower())


class Settings(BaseSettings):
    """Everything an admin can set; each field's description stands in the README's table."""

    model_config = SettingsConfigDict(
        env_prefix="BOTSCHAFTER_", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    slack_bot_token: SecretStr | None = Field(
        None, validation_alias=_plain("SLACK_BOT_TOKEN"), description="bot token (xoxb-…)"
    )
    slack_app_token: SecretStr | None = Field(
        None,
        validation_alias=_plain("SLACK_APP_TOKEN"),
        description="app-level token (xapp-…) for Socket Mode",
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        validation_alias=_plain("SLACK_SIGNING_SECRET"),
        description="the app's signing secret, for HTTP mode",
    )
    slack_api_url: str = Field(
        SLACK_API_URL,
        validation_alias=_plain("SLACK_API_URL"),
        description="another server that speaks Slack's Web API",
    )
    database_url: str = Field(
        "sqlite:///botschafter.db",
        validation_alias=_plain("DATABASE_URL"),
        description="SQLite, or PostgreSQL for several machines",
    )
    port: int = Field(
        3000, validation_alias=_plain("PORT"), ge=0, le=65535, description="port of HTTP mode"
    )
    min_interval: int = Field(300, ge=1, description="seconds: no feed is polled more often")
    max_interval: int = Field(86400, ge=1, description="seconds: no feed is polled more rarely")
    host_concurrency: int = Field(2, ge=1, description="requests at a time to one host")
    host_gap: float = Field(1.0, ge=0, description="seconds between requests to one host")
    allowed_private_hosts: Annotated[frozenset[str], NoDecode] = Field(
        frozenset(),
        description="hosts inside private networks that feeds may come from, with commas between",
    )
    fetch_timeout: float = Field(20.0, gt=0, description="seconds that one fetch may take in all")
    cards_per_poll: int = Field(
        5, ge=1, description="new cards of one subscription and poll; a summary stands for the rest"
    )
    parse_processes: int = Field(
        0,
        ge=0,
        le=64,
        description="processes that read documents when there are many; 0: one a core, at most 4",
    )
    contact: str = Field("", description="address or page that the User-Agent names to publishers")
    remind_after_hours: int = Field(
        24,
        ge=0,
        description="working hours a claim may wait before its holder is reminded; 0: never",
    )
    keep_texts_months: int = Field(
        24, ge=0, le=1200, description="months that mentions' texts are kept; 0: for ever"
    )
    metrics_port: int = Field(
        0, ge=0, le=65535, description="port on 127.0.0.1 for Prometheus in run and worker; 0: none"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="how much is logged"
    )
    log_format: Literal["auto", "console", "json"] = Field(
        "auto", description="auto: for people on a terminal, JSON otherwise"
    )

    @field_validator("allowed_private_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(host.strip().lower() for host in value.split(",") if host.strip())
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _end_with_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value if value.endswith("/") else value + "/"

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, value: str) -> str:
        """Accept the addresses that hosting platforms hand out (postgres://, postgresql://)."""
        for scheme in ("postgres://", "postgresql://"):
            if value.startswith(scheme):
                value = "postgresql+psycopg://" + value.removeprefix(scheme)
        if not value.startswith(("sqlite://", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:///, postgresql:// or postgresql+psycopg://")
        try:
            make_url(value)
        except (ArgumentError, ValueError):
            # The reason would repeat the password.
            raise ValueError("cannot be read") from None
        return value

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.max_interval < self.min_interval:
            raise ValueError("BOTSCHAFTER_MAX_INTERVAL is below BOTSCHAFTER_MIN_INTERVAL")
        return self


def load_settings(**values: object) -> Settings:
    """Read the settings from the environment; given values win.

    Raises ConfigurationError that names every fault at once, never the value of a secret.
    """
    try:
        return Settings(**values)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        faults = "; ".join(
            f"{variable_name(str(fault['loc'][0])) if fault['loc'] else 'settings'}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        )
        raise ConfigurationError(
            f"The settings do not fit: {faults}.", advice="Correct the environment and start again."
        ) from None


def variable_name(field: str) -> str:
    """Name the environment variable behind a field of Settings."""
    info = Settings.model_fields.get(field.lower())
    if info is not None and isinstance(info.validation_alias, AliasChoices):
        return str(info.validation_alias.choices[0])
    return field if field.isupper() else f"BOTSCHAFTER_{field.upper()}"
