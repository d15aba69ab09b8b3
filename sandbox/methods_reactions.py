"""The reactions.* methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.rate_limits import TIER_2, TIER_3

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.workspace import Channel


def emoji_name(core: Core, name: str) -> str:
    """Read an emoji's name, perhaps with a skin tone; `invalid_name` when there is none."""
    bare = name.strip(":") if "::" not in name else name
    if not core.emoji.knows(bare):
        raise SlackError("invalid_name")
    return bare


def _item(call: Call) -> tuple[Channel, Json]:
    if call.text("timestamp") is None:
        raise SlackError("no_item_specified")
    channel = call.channel()
    message = call.core.workspace.message(channel, call.text("timestamp"))
    return channel, message


def add(call: Call) -> Json:
    """React to a message.

    https://docs.slack.dev/reference/methods/reactions.add
    """
    name = emoji_name(call.core, call.required("name"))
    channel, message = _item(call)
    if channel.archived:
        raise SlackError("is_archived")
    happenings.react(call.core, channel, message, call.app.bot_user_id, name)
    return {}


def remove(call: Call) -> Json:
    """Take a reaction back.

    https://docs.slack.dev/reference/methods/reactions.remove
    """
    name = emoji_name(call.core, call.required("name"))
    channel, message = _item(call)
    happenings.unreact(call.core, channel, message, call.app.bot_user_id, name)
    return {}


def get(call: Call) -> Json:
    """List a message's reactions.

    https://docs.slack.dev/reference/methods/reactions.get
    """
    channel, message = _item(call)
    return {"type": "message", "channel": channel.id, "message": message}


METHODS = (
    Method("reactions.add", add, "reactions:write", TIER_3),
    Method("reactions.remove", remove, "reactions:write", TIER_2),
    Method("reactions.get", get, "reactions:read", TIER_3),
)
