"""The users.* methods."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING

from sandbox.calls import Call, Method
from sandbox.errors import SlackError
from sandbox.faces import profile_images
from sandbox.methods_conversations import page_of
from sandbox.rate_limits import TIER_2, TIER_3, TIER_4
from sandbox.workspace import Status

if TYPE_CHECKING:
    from sandbox.config import AppConfig, SandboxConfig, UserConfig
    from sandbox.core import Core
    from sandbox.errors import Json


def user_object(call: Call, user: UserConfig) -> Json:
    """Describe a colleague as Slack does, to an app that asks."""
    described = described_to(call.core, call.app, user, call.host)
    if call.flag("include_locale") and not user.deleted:
        described["locale"] = user.locale
    return described


def described_to(core: Core, app: AppConfig, user: UserConfig, host: str) -> Json:
    """Describe a colleague as Slack does; what an app sees depends on its scopes.

    https://docs.slack.dev/reference/objects/user-object
    """
    shown = user.display_name or user.name
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": shown,
        "display_name_normalized": shown,
        "first_name": user.real_name.partition(" ")[0],
        "last_name": user.real_name.partition(" ")[2],
        "title": "",
        "team": core.config.team_id,
        **_status(core, user),
        **profile_images(user.face, host),
    }
    if core.scopes.allows(app, "users:read.email"):
        profile["email"] = address(core.config, user)
    described: Json = {
        "id": user.id,
        "team_id": core.config.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "color": user.color,
        "profile": profile,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
    }
    if user.deleted:
        return described
    return described | {
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": tz_offset(user.tz, core.now()),
        "is_admin": user.admin or user.owner,
        "is_owner": user.owner,
        "is_restricted": user.restricted or user.ultra_restricted,
        "is_ultra_restricted": user.ultra_restricted,
    }


def _status(core: Core, user: UserConfig) -> Json:
    """Describe what somebody shows as their status; one whose time is over is gone."""
    status = core.workspace.statuses.get(user.id, Status())
    if 0 < status.expiration <= core.now():
        status = Status()
    return {
        "status_text": status.text,
        "status_text_canonical": "",
        "status_emoji": status.emoji,
        "status_emoji_display_info": [],
        "status_expiration": status.expiration,
    }


def address(config: SandboxConfig, user: UserConfig) -> str:
    """Give a colleague's e-mail address; one is made up for who has none."""
    return user.email or f"{user.name}@{config.team_domain}.example"


def bot_object(call: Call, app: AppConfig) -> Json:
    """Describe an app's bot user as Slack does."""
    return {
        "id": app.bot_user_id,
        "team_id": call.core.config.team_id,
        "name": app.name,
        "real_name": app.name,
        "deleted": False,
        "color": "616061",
        "tz": "America/Los_Angeles",
        "tz_label": "Pacific Time",
        "tz_offset": tz_offset("America/Los_Angeles", call.core.now()),
        "profile": {
            "real_name": app.name,
            "display_name": "",
            "bot_id": app.bot_id,
            "api_app_id": app.id,
            "team": call.core.config.team_id,
            **profile_images(app.icon, call.host),
        },
        "is_bot": True,
        "is_app_user": False,
        "updated": 0,
        **({"locale": "en-US"} if call.flag("include_locale") else {}),
    }


def tz_offset(zone: str, at: float) -> int:
    """Give a zone's distance from UTC in seconds."""
    local = dt.datetime.fromtimestamp(at, zoneinfo.ZoneInfo(zone))
    offset = local.utcoffset()
    return int(offset.total_seconds()) if offset else 0


def info(call: Call) -> Json:
    """Describe a user.

    https://docs.slack.dev/reference/methods/users.info
    """
    user_id = call.required("user")
    workspace = call.core.workspace
    if user_id in workspace.users:
        return {"user": user_object(call, workspace.users[user_id])}
    if app := workspace.app_of_bot(user_id):
        return {"user": bot_object(call, app)}
    raise SlackError("user_not_found")


def list_users(call: Call) -> Json:
    """List everybody, bots included.

    https://docs.slack.dev/reference/methods/users.list
    """
    workspace = call.core.workspace
    everybody = [user_object(call, user) for user in workspace.users.values()]
    everybody += [bot_object(call, app) for app in workspace.apps.values()]
    page, cursor = page_of(call, everybody, 1000, 1000)
    return {
        "members": page,
        "cache_ts": int(call.core.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(call: Call) -> Json:
    """Find a colleague by e-mail address.

    https://docs.slack.dev/reference/methods/users.lookupByEmail
    """
    wanted = call.required("email").lower()
    for user in call.core.workspace.users.values():
        if address(call.core.config, user).lower() == wanted and not user.deleted:
            return {"user": user_object(call, user)}
    raise SlackError("users_not_found")


def get_profile(call: Call) -> Json:
    """Give the profile of somebody, by default of the app's bot.

    https://docs.slack.dev/reference/methods/users.profile.get
    """
    workspace = call.core.workspace
    user_id = call.text("user") or call.app.bot_user_id
    if user_id in workspace.users:
        return {"profile": user_object(call, workspace.users[user_id])["profile"]}
    if app := workspace.app_of_bot(user_id):
        return {"profile": bot_object(call, app)["profile"]}
    raise SlackError("user_not_found")


METHODS = (
    Method("users.lookupByEmail", lookup_by_email, "users:read.email", TIER_3),
    Method("users.profile.get", get_profile, "users.profile:read", TIER_4),
    Method("users.info", info, "users:read", TIER_4),
    Method("users.list", list_users, "users:read", TIER_2),
)
