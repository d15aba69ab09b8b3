"""The conversations.* methods: channels, their members and their messages."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from sandbox import happenings
from sandbox.calls import HISTORY_SCOPE, READ_SCOPE, Call, Method
from sandbox.errors import Json, SlackError
from sandbox.rate_limits import TIER_2, TIER_3, TIER_4

if TYPE_CHECKING:
    from sandbox.workspace import Channel

_OPEN_SCOPE = {"im": "im:write", "mpim": "mpim:write"}
_OPEN_MOST = 8
_TS = re.compile(r"\d{1,16}(\.\d{1,6})?")
_KINDS = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}


def channel_object(call: Call, channel: Channel) -> Json:
    """Describe a channel as Slack does.

    https://docs.slack.dev/reference/objects/conversation-object
    """
    im = channel.kind == "im"
    described: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_im": im,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "context_team_id": call.core.config.team_id,
    }
    if im:
        peer = call.core.workspace.peer(channel, call.app.bot_user_id)
        return described | {"user": peer, "is_open": True}
    return described | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": False,
        "is_shared": False,
        "is_member": call.app.bot_user_id in channel.members,
        "num_members": len(channel.members),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }


def page_of(call: Call, items: list[Any], default: int, highest: int) -> tuple[list[Any], str]:
    """Cut one page out of a list, and give the cursor for the next."""
    limit = call.number("limit", default, highest)
    start = 0
    if cursor := call.text("cursor"):
        try:
            start = int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
        except ValueError as error:
            raise SlackError("invalid_cursor") from error
        if start < 0:
            raise SlackError("invalid_cursor")
    more = start + limit < len(items)
    following = base64.b64encode(f"next:{start + limit}".encode()).decode() if more else ""
    return items[start : start + limit], following


def _within(call: Call, messages: list[Json]) -> list[Json]:
    bounds = {}
    for name in ("oldest", "latest"):
        text = call.text(name)
        if text is not None and not _TS.fullmatch(text):
            raise SlackError(f"invalid_ts_{name}")
        bounds[name] = float(text) if text is not None else None
    oldest, latest = bounds["oldest"], bounds["latest"]
    inclusive = call.flag("inclusive")

    def fits(message: Json) -> bool:
        ts = float(message["ts"])
        after = oldest is None or ts > oldest or (inclusive and ts == oldest)
        before = latest is None or latest == 0 or ts < latest or (inclusive and ts == latest)
        return after and before

    return [message for message in messages if fits(message)]


def _messages(call: Call, messages: list[Json]) -> list[Json]:
    if call.flag("include_all_metadata"):
        return messages
    return [
        {key: value for key, value in message.items() if key != "metadata"} for message in messages
    ]


def history(call: Call) -> Json:
    """List a channel's messages, newest first.

    https://docs.slack.dev/reference/methods/conversations.history
    """
    channel = call.channel(HISTORY_SCOPE)
    newest_first = list(call.core.workspace.top_level(channel))[::-1]
    page, cursor = page_of(call, _within(call, newest_first), 100, 999)
    answer: Json = {"messages": _messages(call, page), "has_more": bool(cursor), "pin_count": 0}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def replies(call: Call) -> Json:
    """List a thread: its first message, then the replies, oldest first.

    https://docs.slack.dev/reference/methods/conversations.replies
    """
    channel = call.channel(HISTORY_SCOPE)
    message = channel.messages.get(call.required("ts"))
    if message is None:
        raise SlackError("thread_not_found")
    thread_ts = str(message.get("thread_ts", message["ts"]))
    thread = call.core.workspace.replies(channel, thread_ts)
    first = [channel.messages[thread_ts]] if thread_ts in channel.messages else []
    page, cursor = page_of(call, first + _within(call, thread), 999, 1000)
    answer: Json = {"messages": _messages(call, page), "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def info(call: Call) -> Json:
    """Describe a channel.

    https://docs.slack.dev/reference/methods/conversations.info
    """
    return {"channel": channel_object(call, call.channel(READ_SCOPE, member=False))}


def list_channels(call: Call) -> Json:
    """List the channels that the app may see.

    https://docs.slack.dev/reference/methods/conversations.list
    """
    kinds = set()
    for name in (call.text("types") or "public_channel").split(","):
        kind = _KINDS.get(name.strip())
        if kind is None:
            raise SlackError("invalid_types")
        if kind in READ_SCOPE:
            call.require_scope(READ_SCOPE[kind])
        kinds.add(kind)
    found = [
        channel_object(call, channel)
        for channel in call.core.workspace.visible_to(call.app.bot_user_id)
        if channel.kind in kinds and not (channel.archived and call.flag("exclude_archived"))
    ]
    page, cursor = page_of(call, found, 100, 1000)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def join(call: Call) -> Json:
    """Join a public channel.

    https://docs.slack.dev/reference/methods/conversations.join
    """
    channel = call.channel(member=False)
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = call.app.bot_user_id in channel.members
    happenings.join(call.core, channel, call.app.bot_user_id)
    answer: Json = {"channel": channel_object(call, channel)}
    if already:
        warning = "already_in_channel"
        answer |= {"warning": warning, "response_metadata": {"warnings": [warning]}}
    return answer


def open_direct_message(call: Call) -> Json:
    """Open the direct message with a user, or with several.

    https://docs.slack.dev/reference/methods/conversations.open
    """
    workspace = call.core.workspace
    if call.text("channel"):
        channel = call.channel()
        if channel.kind not in _OPEN_SCOPE:
            raise SlackError("method_not_supported_for_channel_type")
    else:
        users = [each.strip() for each in (call.text("users") or "").split(",") if each.strip()]
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > _OPEN_MOST:
            raise SlackError("too_many_users")
        if not set(users) <= set(workspace.users):
            raise SlackError("user_not_found")
        if any(workspace.users[each].deleted for each in users):
            raise SlackError("user_disabled")
        call.require_scope(_OPEN_SCOPE["im" if len(users) == 1 else "mpim"])
        channel = workspace.direct_message(*users, call.app.bot_user_id)
    described = channel_object(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": described}


def members(call: Call) -> Json:
    """List who is in a channel.

    https://docs.slack.dev/reference/methods/conversations.members
    """
    channel = call.channel(READ_SCOPE, member=False)
    page, cursor = page_of(call, channel.members, 100, 1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


METHODS = (
    Method("conversations.history", history, None, TIER_3),
    Method("conversations.replies", replies, None, TIER_3),
    Method("conversations.info", info, None, TIER_3),
    Method("conversations.list", list_channels, None, TIER_2),
    Method("conversations.join", join, "channels:join", TIER_3),
    Method("conversations.open", open_direct_message, None, TIER_3),
    Method("conversations.members", members, None, TIER_4),
)
