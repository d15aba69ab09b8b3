"""The conversations.* methods: channels, their members and their messages."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from sandbox import happenings
from sandbox.calls import HISTORY_SCOPE, READ_SCOPE, Call, Method
from sandbox.errors import Json, SlackError
from sandbox.rate_limits import TIER_2, TIER_3, TIER_4
from sandbox.timeline import is_ts

if TYPE_CHECKING:
    from sandbox.timeline import Timeline
    from sandbox.workspace import Channel

_OPEN_SCOPE = {"im": "im:write", "mpim": "mpim:write"}
_OPEN_MOST = 8
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


def _within(call: Call, timeline: Timeline) -> tuple[int, int]:
    """Find the part of a timeline that lies between `oldest` and `latest`."""
    oldest, latest = _moment(call, "oldest"), _moment(call, "latest")
    inclusive = call.flag("inclusive")
    start, end = 0, len(timeline)
    if oldest is not None:
        start = timeline.count_before(oldest) if inclusive else timeline.count_until(oldest)
    if latest is not None and float(latest) != 0:
        end = timeline.count_until(latest) if inclusive else timeline.count_before(latest)
    return start, end


def _moment(call: Call, name: str) -> str | None:
    text = call.text(name)
    if text is not None and not is_ts(text):
        raise SlackError(f"invalid_ts_{name}")
    return text


def _cursor(ts: str) -> str:
    return base64.b64encode(f"next_ts:{ts}".encode()).decode()


def _next_ts(call: Call) -> str | None:
    """Read from the cursor with which message the page begins."""
    cursor = call.text("cursor")
    if cursor is None:
        return None
    try:
        kind, _, ts = base64.b64decode(cursor, validate=True).decode().partition(":")
    except ValueError as error:
        raise SlackError("invalid_cursor") from error
    if kind != "next_ts" or not is_ts(ts):
        raise SlackError("invalid_cursor")
    return ts


def _answer(call: Call, channel: Channel, stamps: list[str], following: str | None) -> Json:
    found = [channel.messages[ts] for ts in stamps]
    if not call.flag("include_all_metadata"):
        found = [{k: v for k, v in each.items() if k != "metadata"} for each in found]
    answer: Json = {"messages": found, "has_more": following is not None}
    if following is not None:
        answer["response_metadata"] = {"next_cursor": _cursor(following)}
    return answer


def history(call: Call) -> Json:
    """List a channel's messages, newest first.

    https://docs.slack.dev/reference/methods/conversations.history
    """
    channel = call.channel(HISTORY_SCOPE)
    timeline = channel.timeline()
    start, end = _within(call, timeline)
    if next_ts := _next_ts(call):
        end = min(end, timeline.count_until(next_ts))
    begin = max(start, end - call.number("limit", 100, 999))
    following = timeline[begin - 1] if start < begin <= end else None
    return _answer(call, channel, timeline[begin:end][::-1], following) | {"pin_count": 0}


def replies(call: Call) -> Json:
    """List a thread: its first message, then the replies, oldest first.

    https://docs.slack.dev/reference/methods/conversations.replies
    """
    channel = call.channel(HISTORY_SCOPE)
    message = channel.messages.get(call.required("ts"))
    if message is None:
        raise SlackError("thread_not_found")
    thread_ts = str(message.get("thread_ts", message["ts"]))
    thread = channel.timeline(thread_ts)
    start, end = _within(call, thread)
    limit = call.number("limit", 999, 1000)
    first: list[str] = []
    if next_ts := _next_ts(call):
        start = max(start, thread.count_before(next_ts))
    elif thread_ts in channel.messages:
        # The bounds are for the replies; the first message always comes.
        first, start, limit = [thread_ts], max(start, 1), limit - 1
    stop = min(end, start + limit)
    following = thread[stop] if stop < end else None
    return _answer(call, channel, first + thread[start:stop], following)


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
