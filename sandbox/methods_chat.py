"""The chat.* methods: say, change, take back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.blocks import check_slack_files, checked_blocks
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.rate_limits import SPECIAL, TIER_3, TIER_4

if TYPE_CHECKING:
    from sandbox.workspace import Channel

TEXT_MAX = 40_000
METADATA_MAX = 16_000


def content(call: Call, *, required: bool = True) -> Json:
    """Read what a message says: text, blocks, attachments."""
    text = call.text("text") or ""
    if len(text) > TEXT_MAX:
        raise SlackError("msg_too_long")
    blocks = checked_blocks(call.data("blocks", "invalid_blocks_format"))
    check_slack_files(blocks or [], "/blocks", call.core.files)
    attachments = call.data("attachments", "invalid_attachments")
    if attachments is not None and not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if required and not (text or blocks or attachments):
        raise SlackError("no_text")
    said: Json = {"text": text}
    if blocks:
        said["blocks"] = blocks
    if attachments:
        said["attachments"] = attachments
    return said


def metadata(call: Call) -> Json | None:
    """Read a message's metadata; `{}` is not the same as none.

    https://docs.slack.dev/messaging/message-metadata
    """
    data = call.data("metadata", "invalid_metadata_format")
    if data is None or data == {}:
        return data
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("event_type"), str)
        or not isinstance(data.get("event_payload"), dict)
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(data)) > METADATA_MAX:
        raise SlackError("metadata_too_large")
    return data


def thread(call: Call, channel: Channel) -> Json:
    """Read which thread a message goes to."""
    thread_ts = call.text("thread_ts")
    if thread_ts is None:
        return {}
    parent = channel.messages.get(thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    said: Json = {"thread_ts": parent.get("thread_ts", thread_ts)}
    return said | ({"subtype": "thread_broadcast"} if call.flag("reply_broadcast") else {})


def author(call: Call) -> Json:
    """Say who a bot's message is from."""
    app = call.app
    return {"user": app.bot_user_id, "bot_id": app.bot_id, "app_id": app.id}


def target(call: Call) -> Channel:
    """Find where a message goes: a channel, or a user's direct messages with the app."""
    reference = call.required("channel")
    workspace = call.core.workspace
    if reference in workspace.users:
        if workspace.users[reference].deleted:
            raise SlackError("channel_not_found")
        return workspace.direct_message(reference, call.app.bot_user_id)
    if workspace.app_of_bot(reference):
        raise SlackError("cannot_dm_bot")
    channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def post_message(call: Call) -> Json:
    """Post a message.

    https://docs.slack.dev/reference/methods/chat.postMessage
    """
    channel = target(call)
    said = content(call)
    extra = thread(call, channel)
    if data := metadata(call):
        extra["metadata"] = data
    call.core.limits.count_post(call.app.id, channel.id)
    message = happenings.post(call.core, channel, author(call) | said | extra)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def post_ephemeral(call: Call) -> Json:
    """Show a message to one user.

    https://docs.slack.dev/reference/methods/chat.postEphemeral
    """
    channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    user_id = call.required("user")
    if user_id not in channel.members:
        raise SlackError("user_not_in_channel")
    said = author(call) | content(call) | thread(call, channel)
    message = happenings.post_ephemeral(call.core, channel, user_id, said)
    return {"message_ts": message["ts"]}


def update(call: Call) -> Json:
    """Change a message of one's own.

    https://docs.slack.dev/reference/methods/chat.update
    """
    channel = call.channel(member=False)
    message = call.core.workspace.message(channel, call.required("ts"))
    if message.get("bot_id") != call.app.bot_id:
        raise SlackError("cant_update_message")
    if channel.archived:
        raise SlackError("is_archived")
    new: Json = {"blocks": None, "attachments": None, **content(call)}
    if call.args.get("text") is None:
        # Blocks alone leave the text, text alone takes the blocks away.
        del new["text"]
    data = metadata(call)
    if data is not None:
        new["metadata"] = data or None
    happenings.change(call.core, channel, message, new, call.app.bot_user_id)
    return {
        "channel": channel.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": message,
    }


def delete(call: Call) -> Json:
    """Take back a message of one's own.

    https://docs.slack.dev/reference/methods/chat.delete
    """
    channel = call.channel(member=False)
    message = call.core.workspace.message(channel, call.required("ts"))
    if message.get("bot_id") != call.app.bot_id:
        raise SlackError("cant_delete_message")
    happenings.delete(call.core, channel, message)
    return {"channel": channel.id, "ts": message["ts"]}


def get_permalink(call: Call) -> Json:
    """Give a message's address.

    https://docs.slack.dev/reference/methods/chat.getPermalink
    """
    channel = call.channel(member=False)
    message = call.core.workspace.message(channel, call.required("message_ts"))
    ts = message["ts"]
    base = f"http://{call.host}/#/archives/{channel.id}/p{ts.replace('.', '')}"
    thread_ts = message.get("thread_ts", ts)
    suffix = "" if thread_ts == ts else f"?thread_ts={thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": base + suffix}


METHODS = (
    Method("chat.postMessage", post_message, "chat:write", SPECIAL),
    Method("chat.postEphemeral", post_ephemeral, "chat:write", TIER_4),
    Method("chat.update", update, "chat:write", TIER_3),
    Method("chat.delete", delete, "chat:write", TIER_3),
    Method("chat.getPermalink", get_permalink, None, SPECIAL),
)
