"""What an app asks about the team: team.info, bots.info, dnd.*, emoji.list, usergroups.list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.calls import Call, Method
from sandbox.errors import SlackError
from sandbox.rate_limits import TIER_2, TIER_3

if TYPE_CHECKING:
    from sandbox.errors import Json

_TEAM_INFO_MOST = 50


def team_info(call: Call) -> Json:
    """Describe the team.

    https://docs.slack.dev/reference/methods/team.info
    """
    config = call.core.config
    if call.text("team") not in {None, config.team_id}:
        raise SlackError("team_not_found")
    team = {
        "id": config.team_id,
        "name": config.team_name,
        "url": f"https://{config.team_domain}.slack.com/",
        "domain": config.team_domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    return {"team": team}


def bot_info(call: Call) -> Json:
    """Describe an app's bot; without an id, nothing.

    https://docs.slack.dev/reference/methods/bots.info
    """
    bot_id = call.text("bot")
    if bot_id is None:
        return {}
    for app in call.core.workspace.apps.values():
        if app.bot_id == bot_id:
            bot = {
                "id": bot_id,
                "app_id": app.id,
                "user_id": app.bot_user_id,
                "name": app.name,
                "deleted": app.id in call.core.workspace.revoked,
                "updated": 0,
                "icons": {},
            }
            return {"bot": bot}
    raise SlackError("bot_not_found")


# What Slack says of those who have no such times.
_NEVER_QUIET = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def _quiet(call: Call, user_id: str) -> Json:
    start, end = call.core.workspace.quiet.get(user_id, (0, 0))
    if end <= call.core.now():
        return dict(_NEVER_QUIET)
    return {"dnd_enabled": True, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


def dnd_info(call: Call) -> Json:
    """Say from when to when somebody wants not to be disturbed.

    https://docs.slack.dev/reference/methods/dnd.info
    """
    user_id = call.text("user")
    if user_id is not None and not call.core.workspace.knows_user(user_id):
        raise SlackError("user_not_found")
    return _quiet(call, user_id or call.app.bot_user_id) | {"snooze_enabled": False}


def dnd_team_info(call: Call) -> Json:
    """Say it for several.

    https://docs.slack.dev/reference/methods/dnd.teamInfo
    """
    users = [each.strip() for each in call.required("users").split(",") if each.strip()]
    if len(users) > _TEAM_INFO_MOST:
        raise SlackError("too_many_users")
    known = [each for each in users if call.core.workspace.knows_user(each)]
    return {"users": {each: _quiet(call, each) for each in known}, "cached": False}


def emoji_list(call: Call) -> Json:
    """List the team's own emoji: there are none.

    https://docs.slack.dev/reference/methods/emoji.list
    """
    return {"emoji": {}, "cache_ts": f"{call.core.now():.6f}"}


def usergroups_list(_call: Call) -> Json:
    """List the user groups: there are none.

    https://docs.slack.dev/reference/methods/usergroups.list
    """
    return {"usergroups": []}


METHODS = (
    Method("team.info", team_info, "team:read", TIER_3),
    Method("bots.info", bot_info, "users:read", TIER_3),
    Method("dnd.info", dnd_info, "dnd:read", TIER_3),
    Method("dnd.teamInfo", dnd_team_info, "dnd:read", TIER_2),
    Method("emoji.list", emoji_list, "emoji:read", TIER_2),
    Method("usergroups.list", usergroups_list, "usergroups:read", TIER_2),
)
