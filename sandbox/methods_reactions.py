"""The reactions.* methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.methods_conversations import page_of
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


def list_reactions(call: Call) -> Json:
    """List the messages that somebody reacted to, where the app's bot is; its own by default.

    https://docs.slack.dev/reference/methods/reactions.list
    """
    bot = call.app.bot_user_id
    user_id = call.text("user") or bot
    if not call.core.workspace.knows_user(user_id):
        raise SlackError("user_not_found")
    found: list[Json] = [
        {"type": "message", "channel": channel.id, "message": message}
        for channel in call.core.workspace.channels.values()
        if bot in channel.members
        for message in channel.messages.values()
        if any(user_id in each["users"] for each in message.get("reactions", []))
    ]
    found.sort(key=lambda each: float(each["message"]["ts"]), reverse=True)
    page, cursor = page_of(call, found, 100, 1000)
    return {"items": page, "response_metadata": {"next_cursor": cursor}}


METHODS = (
    Method("reactions.list", list_reactions, "reactions:read", TIER_2),
    Method("reactions.add", add, "reactions:write", TIER_3),
    Method("reactions.remove", remove, "reactions:write", TIER_2),
    Method("reactions.get", get, "reactions:read", TIER_3),
)
