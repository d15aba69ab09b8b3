"""What a sandbox consists of: team, colleagues, channels, apps, and how fast its clocks run."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.derived import as_word, derived_id, fill_missing

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
    "user_change",
)

_FIRST_APP = "botschafter"


@dataclass(frozen=True)
class UserConfig:
    """Somebody who works here; without an id it is derived from the name."""

    id: str = ""
    name: str = ""
    real_name: str = ""
    tz: str = "Europe/Zurich"
    locale: str = "en-US"
    email: str = ""
    color: str = "5b3cc4"
    deleted: bool = False
    admin: bool = False
    owner: bool = False
    """An owner is an admin too."""
    restricted: bool = False
    """A guest, in several channels."""
    ultra_restricted: bool = False
    """A guest, in one channel; Slack then says `is_restricted` as well."""
    display_name: str = ""
    """How they wish to be called; empty: by their name."""
    face: str = ""
    """A picture in `sandbox/page/faces`, without its `.svg`; empty: initials are drawn."""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a user needs a name")
        fill_missing(self, id=derived_id("U", self.name), real_name=self.name.capitalize())


@dataclass(frozen=True)
class ChannelConfig:
    """A public or private channel; without `members`, everybody but the apps is in it."""

    id: str = ""
    name: str = ""
    private: bool = False
    archived: bool = False
    members: tuple[str, ...] | None = None
    """Names or ids of users and apps; None: every colleague, no app."""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a channel needs a name")
        fill_missing(self, id=derived_id("G" if self.private else "C", self.name))


@dataclass(frozen=True)
class CommandConfig:
    """A slash command of an app; escaping is on, as a manifest's `should_escape` sets it."""

    command: str
    usage_hint: str = ""
    description: str = ""
    should_escape: bool = True


@dataclass(frozen=True)
class AppConfig:
    """An app that is installed in the team; ids and tokens left out come from its name.

    The app called `polls` has the tokens `xoxb-polls` and `xapp-polls` and the signing secret
    `polls-secret`; the one that everything is left out of has those of `sandbox`.
    """

    id: str = ""
    name: str = _FIRST_APP
    bot_user_id: str = ""
    bot_id: str = ""
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
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

    def __post_init__(self) -> None:
        if self.name == _FIRST_APP:
            fill_missing(self, id="A0SANDBOX1", bot_user_id="U0SBOT0001", bot_id="B0SBOT0001")
        fill_missing(
            self,
            id=derived_id("A", self.name),
            bot_user_id=derived_id("U", f"bot {self.name}"),
            bot_id=derived_id("B", self.name),
        )
        word = "sandbox" if self.name == _FIRST_APP else as_word(self.name)
        tokens = {"bot_token": f"xoxb-{word}", "app_token": f"xapp-{word}"}
        fill_missing(self, **tokens, signing_secret=f"{word}-secret")


def _colleagues() -> tuple[UserConfig, ...]:
    return (
        UserConfig(
            "U0SUKELLER",
            "su",
            "Su Keller",
            locale="de-CH",
            color="9f69e7",
            owner=True,
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

    def member_id(self, member: str) -> str:
        """Give the id of a user or of an app's bot user, by name or id; else raise ValueError."""
        known = {user.name: user.id for user in self.users}
        known |= {app.name: app.bot_user_id for app in self.apps}
        if member in known:
            return known[member]
        if member in known.values():
            return member
        raise ValueError(f"no user and no app is called {member!r}; there are {', '.join(known)}")
