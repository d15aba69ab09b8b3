"""The conversations.* methods that make and change channels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox import channel_changes, happenings
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.methods_conversations import channel_object
from sandbox.rate_limits import TIER_2, TIER_3

if TYPE_CHECKING:
    from sandbox.workspace import Channel

MANAGE_SCOPE = {
    "channel": "channels:manage",
    "private": "groups:write",
    "im": "im:write",
    "mpim": "mpim:write",
}
_NAME_MAX = 80
_TOPIC_MAX = 250
_NAME = re.compile(r"[\w-]+")


def _name(call: Call) -> str:
    name = call.text("name") or ""
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > _NAME_MAX:
        raise SlackError("invalid_name_maxlength")
    if not re.search(r"\w", name):
        raise SlackError("invalid_name_punctuation")
    if not _NAME.fullmatch(name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    if any(each.name == name for each in call.core.workspace.channels.values()):
        raise SlackError("name_taken")
    return name


def _own(call: Call, *, archived: bool = False) -> Channel:
    """Find a channel that the app's bot is in, and that is no direct message."""
    channel = call.channel(MANAGE_SCOPE)
    if channel.kind in {"im", "mpim"}:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived and not archived:
        raise SlackError("is_archived")
    return channel


def create(call: Call) -> Json:
    """Make a channel; the app's bot is in it.

    https://docs.slack.dev/reference/methods/conversations.create
    """
    private = call.flag("is_private")
    call.require_scope(MANAGE_SCOPE["private" if private else "channel"])
    bot = call.app.bot_user_id
    channel = channel_changes.create(call.core, _name(call), bot, private=private)
    return {"channel": channel_object(call, channel)}


def invite(call: Call) -> Json:
    """Bring people into a channel.

    https://docs.slack.dev/reference/methods/conversations.invite
    """
    channel = _own(call)
    users = [each.strip() for each in call.required("users").split(",") if each.strip()]
    if call.app.bot_user_id in users:
        raise SlackError("cant_invite_self")
    if not all(call.core.workspace.knows_user(each) for each in users):
        raise SlackError("user_not_found")
    if all(each in channel.members for each in users):
        raise SlackError("already_in_channel")
    for user in users:
        happenings.join(call.core, channel, user, call.app.bot_user_id)
    return {"channel": channel_object(call, channel)}


def kick(call: Call) -> Json:
    """Take somebody out of a channel.

    https://docs.slack.dev/reference/methods/conversations.kick
    """
    channel = _own(call)
    user = call.required("user")
    if user == call.app.bot_user_id:
        raise SlackError("cant_kick_self")
    if user not in channel.members:
        raise SlackError("not_in_channel")
    channel_changes.leave(call.core, channel, user)
    return {"errors": {}}


def leave(call: Call) -> Json:
    """Leave a channel.

    https://docs.slack.dev/reference/methods/conversations.leave
    """
    channel = call.channel(MANAGE_SCOPE, member=False)
    if channel.kind in {"im", "mpim"}:
        raise SlackError("method_not_supported_for_channel_type")
    if call.app.bot_user_id not in channel.members:
        return {"not_in_channel": True}
    if channel.archived:
        raise SlackError("is_archived")
    if channel.members == [call.app.bot_user_id]:
        raise SlackError("last_member")
    channel_changes.leave(call.core, channel, call.app.bot_user_id)
    return {}


def set_topic(call: Call) -> Json:
    """Say what a channel speaks about now.

    https://docs.slack.dev/reference/methods/conversations.setTopic
    """
    return _describe(call, "topic")


def set_purpose(call: Call) -> Json:
    """Say what a channel is for.

    https://docs.slack.dev/reference/methods/conversations.setPurpose
    """
    return _describe(call, "purpose")


def _describe(call: Call, what: channel_changes.Description) -> Json:
    channel = _own(call)
    text = call.text(what) or ""
    if len(text) > _TOPIC_MAX:
        raise SlackError("too_long")
    channel_changes.describe(call.core, channel, call.app.bot_user_id, what, text)
    return {"channel": channel_object(call, channel), what: text}


def rename(call: Call) -> Json:
    """Give a channel another name.

    https://docs.slack.dev/reference/methods/conversations.rename
    """
    channel = _own(call)
    channel_changes.rename(call.core, channel, _name(call))
    return {"channel": channel_object(call, channel)}


def archive(call: Call) -> Json:
    """Archive a channel.

    https://docs.slack.dev/reference/methods/conversations.archive
    """
    channel = _own(call, archived=True)
    if channel.archived:
        raise SlackError("already_archived")
    channel_changes.archive(call.core, channel, call.app.bot_user_id)
    return {}


def unarchive(call: Call) -> Json:
    """Open an archived channel again.

    https://docs.slack.dev/reference/methods/conversations.unarchive
    """
    channel = _own(call, archived=True)
    if not channel.archived:
        raise SlackError("not_archived")
    channel_changes.unarchive(call.core, channel, call.app.bot_user_id)
    return {}


METHODS = (
    Method("conversations.create", create, None, TIER_2),
    Method("conversations.invite", invite, None, TIER_3),
    Method("conversations.kick", kick, None, TIER_3),
    Method("conversations.leave", leave, None, TIER_3),
    Method("conversations.setTopic", set_topic, None, TIER_2),
    Method("conversations.setPurpose", set_purpose, None, TIER_2),
    Method("conversations.rename", rename, None, TIER_2),
    Method("conversations.archive", archive, None, TIER_2),
    Method("conversations.unarchive", unarchive, None, TIER_2),
)
