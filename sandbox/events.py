"""Which app hears of what: the Events API's wrapper and its subscriptions.

https://docs.slack.dev/apis/events-api
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.calls import HISTORY_SCOPE, READ_SCOPE
from sandbox.workspace import fresh_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.config import AppConfig
    from sandbox.errors import Json
    from sandbox.scopes import Scopes
    from sandbox.workspace import Channel, Workspace

_MESSAGE_EVENT = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
CHANNEL_TYPE = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}
_SCOPE = {
    "channel_created": "channels:read",
    "file_deleted": "files:read",
    "file_shared": "files:read",
    "app_mention": "app_mentions:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
}
_OF_A_CHANNEL = {
    "channel_archive",
    "channel_rename",
    "channel_unarchive",
    "member_joined_channel",
    "member_left_channel",
}


def subscribers(
    workspace: Workspace, scopes: Scopes, event_type: str, channel: Channel | None = None
) -> Iterator[AppConfig]:
    """List the apps that get an event: subscribed, allowed, and in the channel."""
    for app in workspace.apps.values():
        if hears(workspace, scopes, app, event_type, channel):
            yield app


def hears(
    workspace: Workspace,
    scopes: Scopes,
    app: AppConfig,
    event_type: str,
    channel: Channel | None = None,
) -> bool:
    """Tell whether an app gets an event that is about to be sent."""
    if app.id in workspace.revoked:
        return False
    if channel is not None and app.bot_user_id not in channel.members:
        return False
    name, scope = _subscription(event_type, channel)
    return name in app.events and scopes.allows(app, scope)


def _subscription(event_type: str, channel: Channel | None) -> tuple[str, str | None]:
    if channel is not None:
        if event_type == "message":
            return _MESSAGE_EVENT[channel.kind], HISTORY_SCOPE[channel.kind]
        if event_type in _OF_A_CHANNEL:
            return event_type, READ_SCOPE[channel.kind]
    return event_type, _SCOPE.get(event_type)


def wrap(workspace: Workspace, app: AppConfig, event: Json, at: float) -> Json:
    """Put an event into the envelope that apps get."""
    team_id = workspace.config.team_id
    return {
        "token": "sandbox",
        "team_id": team_id,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": fresh_id("Ev0"),
        "event_time": int(at),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
