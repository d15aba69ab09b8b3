"""The app manifest that an admin pastes into Slack's "create from a manifest"."""

from typing import Any

# Each scope with the calls that need it; no more are asked for (DESIGN: none that is not used).
BOT_SCOPES = {
    "channels:history": "conversations.history: find a card whose answer was lost",
    "channels:join": "conversations.join: enter the public channel that a feed is added in",
    "channels:read": "conversations.info: see whether the bot is in a channel",
    "chat:write": "chat.postMessage, chat.update, chat.postEphemeral",
    "commands": "/mentions",
    "dnd:read": "dnd.teamInfo: suggest nobody who wants not to be disturbed",
    "files:read": "files.info: read the list of feeds that somebody uploads for import",
    "files:write": "files.getUploadURLExternal: exports and pictures",
    "groups:history": "conversations.history in private channels",
    "groups:read": "conversations.info of private channels",
    "im:write": "conversations.open: give a colleague the file they asked for",
    "mpim:write": "conversations.open: bring a colleague together with one who knows the place",
    "reactions:read": "reaction_added, reaction_removed",
    "reactions:write": "reactions.add: the claim emoji under each card",
    "users:read": "users.info: names and zones; who is an admin, a guest, a bot, away, or gone",
}
BOT_EVENTS = ("app_home_opened", "reaction_added", "reaction_removed", "user_change")
COMMAND = "/mentions"
# The alternatives stand between " | ", as clients that complete what one types take them apart.
USAGE_HINT = (
    "help | add URL [#channel] [rules] | watch TERM [on PLACE…] [#channel] | feeds"
    " | rules N [rules] | remove N | list [open|claimed|mine|replied|all] [page] | claim N"
    " | release N | give N @colleague [reason] | reply N | dismiss N | reopen N | person NAME"
    " | forget NAME"
    " | log [@colleague|NAME] [since DATE] [until DATE] [kind KIND…] [place PLACE] [csv]"
    " | lessons [TOPIC] | snippets | digest | map [light|dark] | tips [PLACE]"
    " | export [csv|json|xlsx] | settings [rules]"
)


def manifest(*, request_url: str | None = None) -> dict[str, Any]:
    """Build the manifest (https://docs.slack.dev/reference/app-manifest).

    Socket Mode, unless a public address for HTTP mode is given.
    """
    command: dict[str, Any] = {
        "command": COMMAND,
        "description": "Find, claim and answer what people outside say about us",
        "usage_hint": USAGE_HINT,
        "should_escape": True,
    }
    events: dict[str, Any] = {"bot_events": list(BOT_EVENTS)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if request_url:
        command["url"] = request_url
        events["request_url"] = request_url
        interactivity["request_url"] = request_url
        # Where a select asks for its options while somebody types.
        interactivity["message_menu_options_url"] = request_url
    return {
        "display_information": {
            "name": "Botschafter",
            "description": "Makes every employee an ambassador of the company",
            "background_color": "#1f4d3a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "botschafter", "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": sorted(BOT_SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
