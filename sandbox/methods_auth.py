"""Who am I, and where do I connect: api.test, auth.test, apps.connections.open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.calls import Call, Method
from sandbox.errors import SlackError
from sandbox.installing import uninstall
from sandbox.rate_limits import SPECIAL, TIER_2, TIER_3, TIER_4

if TYPE_CHECKING:
    from sandbox.errors import Json


def api_test(call: Call) -> Json:
    """Say that the API answers.

    https://docs.slack.dev/reference/methods/api.test
    """
    if error := call.text("error"):
        raise SlackError(error, args=call.args)
    return {"args": call.args}


def auth_test(call: Call) -> Json:
    """Say who the token belongs to.

    https://docs.slack.dev/reference/methods/auth.test
    """
    config = call.core.config
    return {
        "url": f"https://{config.team_domain}.slack.com/",
        "team": config.team_name,
        "user": call.app.name,
        "team_id": config.team_id,
        "user_id": call.app.bot_user_id,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def auth_revoke(call: Call) -> Json:
    """Give up the token, and with it the app's place in the team.

    https://docs.slack.dev/reference/methods/auth.revoke
    """
    if call.flag("test"):
        return {"revoked": False}
    uninstall(call.core, call.app)
    return {"revoked": True}


def connections_open(call: Call) -> Json:
    """Give the address of a socket.

    https://docs.slack.dev/reference/methods/apps.connections.open
    """
    return {"url": call.core.sockets.open(call.app, call.host)}


METHODS = (
    Method("api.test", api_test, per_minute=TIER_4, token="none"),  # noqa: S106
    Method("auth.test", auth_test, per_minute=SPECIAL),
    Method("auth.revoke", auth_revoke, per_minute=TIER_3),
    # Slack says tier 1, yet lets a client reconnect more often than once a minute.
    Method(
        "apps.connections.open",
        connections_open,
        scope="connections:write",
        per_minute=TIER_2,
        token="app",  # noqa: S106
    ),
)
