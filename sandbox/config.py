"""What a sandbox consists of: team, colleagues, channels, apps, and how fast its clocks run."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

_T = TypeVar("_T")

EVERY_SCOPE = (
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users.profile:read",
    "users:read",
    "users:read.email",
)
EVERY_EVENT = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_created",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "file_deleted",
    "file_shared",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "pin_added",
    "pin_removed",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
)


@dataclass(frozen=True)
class UserConfig:
    """Somebody who works here."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/Zurich"
    locale: str = "en-US"
    email: str = ""
    color: str = "5b3cc4"
    deleted: bool = False
    display_name: str = ""
    """How they wish to be called; empty: by their name."""
    face: str = ""
    """A picture in `sandbox/page/faces`, without its `.svg`; empty: initials are drawn."""


@dataclass(frozen=True)
class ChannelConfig:
    """A public or private channel; without `members`, everybody but the apps is in it."""

    id: str
    name: str
    private: bool = False
    archived: bool = False
    members: tuple[str, ...] | None = None
    """Ids of users and of apps' bot users; None: every colleague, no app."""


@dataclass(frozen=True)
class CommandConfig:
    """A slash command of an app; escaping is on, as a manifest's `should_escape` sets it."""

    command: str
    usage_hint: str = ""
    description: str = ""
    should_escape: bool = True


@dataclass(frozen=True)
class AppConfig:
    """An app that is installed in the team."""

    id: str = "A0SANDBOX1"
    name: str = "botschafter"
    bot_user_id: str = "U0SBOT0001"
    bot_id: str = "B0SBOT0001"
    bot_token: str = "xoxb-sandbox"  # noqa: S105 - the sandbox's own, good for nothing else
    app_token: str = "xapp-sandbox"  # noqa: S105
    signing_secret: str = "sandbox-secret"  # noqa: S105
    scopes: tuple[str, ...] = EVERY_SCOPE
    app_scopes: tuple[str, ...] = ("connections:write",)
    events: tuple[str, ...] = EVERY_EVENT
    commands: tuple[CommandConfig, ...] = (
        CommandConfig(
            "/mentions", "help | list | add URL …", "Who speaks about us, and who answers"
        ),
    )
    channels: tuple[str, ...] = ("mentions",)
    """Names of the channels the app's bot is in from the start."""
    request_url: str | None = None
    """With an address, deliveries go there by signed HTTP POST, and not through a socket."""
    icon: str = ""
    """A picture in `sandbox/page/faces`, without its `.svg`; empty: initials are drawn."""


def _colleagues() -> tuple[UserConfig, ...]:
    return (
        UserConfig(
            "U0SUKELLER",
            "su",
            "Su Keller",
            locale="de-CH",
            color="9f69e7",
            display_name="Su",
            face="su",
        ),
        UserConfig(
            "U0LOINGUYN",
            "loi",
            "Loi Nguyen",
            tz="Asia/Ho_Chi_Minh",
            color="4bbe2e",
            display_name="Loi",
            face="loi",
        ),
        UserConfig(
            "U0MARAROSS",
            "mara",
            "Mara Rossi",
            tz="Europe/Rome",
            color="e7392d",
            display_name="Mara",
            face="mara",
        ),
        UserConfig(
            "U0BENOKAFR",
            "ben",
            "Ben Okafor",
            tz="Africa/Lagos",
            color="3c989f",
            display_name="Ben",
            face="ben",
        ),
    )


@dataclass(frozen=True)
class SandboxConfig:
    """Everything that a sandbox is made from."""

    team_id: str = "T0SANDBOX1"
    team_name: str = "Alpenglück"
    team_domain: str = "alpenglueck"
    users: tuple[UserConfig, ...] = field(default_factory=_colleagues)
    channels: tuple[ChannelConfig, ...] = (
        ChannelConfig("C0MENTIONS", "mentions"),
        ChannelConfig("C0RANDOM01", "random"),
    )
    apps: tuple[AppConfig, ...] = (AppConfig(icon="botschafter"),)
    lands_at_app: bool = False
    """The page opens at the direct message with the first app, and not in the first channel."""
    rate_limits: bool = True
    ack_seconds: float = 3.0
    """How long Slack waits for an acknowledgement before it sends again, or gives up."""
    retry_seconds: tuple[float, ...] = (0.0, 60.0, 300.0)
    """Pauses before an event is sent again over HTTP, or while no socket is open."""
    trigger_seconds: float = 3.0
    response_url_seconds: float = 1800.0
    response_url_uses: int = 5
    connection_seconds: float = 3600.0
    """How long a socket lives before it is asked to refresh."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read a configuration from plain data; a wrong key says so."""
        return _build(cls, data)

    @classmethod
    def from_file(cls, path: str | Path) -> Self:
        """Read a configuration from a JSON file."""
        return cls.from_dict(json.loads(Path(path).read_text(encoding="utf-8")))


def _build(cls: type[_T], data: dict[str, Any]) -> _T:
    if not isinstance(data, dict) or not is_dataclass(cls):
        raise ValueError(f"{cls.__name__}: expected an object, got {data!r}")
    known = {each.name for each in fields(cls)}
    if unknown := sorted(set(data) - known):
        raise ValueError(f"{cls.__name__}: unknown keys {unknown}; known are {sorted(known)}")
    return cls(**{key: _read(key, value) for key, value in data.items()})


def _read(key: str, value: object) -> object:
    if not isinstance(value, list):
        return value
    part = {
        "users": UserConfig,
        "channels": ChannelConfig,
        "apps": AppConfig,
        "commands": CommandConfig,
    }.get(key)
    if part is None:
        return tuple(value)
    # An app's `channels` are names, the team's are channels.
    return tuple(_build(part, each) if isinstance(each, dict) else each for each in value)
