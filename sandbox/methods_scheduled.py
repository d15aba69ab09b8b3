"""Messages that are sent later: chat.scheduleMessage and what goes with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.methods_chat import author, content, metadata, target, thread
from sandbox.methods_conversations import page_of
from sandbox.rate_limits import TIER_3
from sandbox.scheduled import ScheduledMessage
from sandbox.workspace import fresh_id

if TYPE_CHECKING:
    from sandbox.core import Core

FURTHEST = 120 * 86_400
_TOO_LATE_TO_DELETE = 60
_LOOK_AGAIN = 0.2


def schedule(call: Call) -> Json:
    """Post a message later.

    https://docs.slack.dev/reference/methods/chat.scheduleMessage
    """
    channel = target(call)
    said = author(call) | content(call) | thread(call, channel)
    if data := metadata(call):
        said["metadata"] = data
    text = call.required("post_at")
    if not text.isascii() or not text.isdigit():
        raise SlackError("invalid_time")
    post_at, now = int(text[:12]), call.core.now()
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FURTHEST:
        raise SlackError("time_too_far")
    waiting = ScheduledMessage(fresh_id("Q0"), call.app.id, channel.id, post_at, int(now), said)
    call.core.scheduled[waiting.id] = waiting
    call.core.deliveries.in_background(_post_when_due(call.core, waiting))
    return {
        "channel": channel.id,
        "scheduled_message_id": waiting.id,
        "post_at": post_at,
        "message": {"type": "delayed_message", **said},
    }


async def _post_when_due(core: Core, waiting: ScheduledMessage) -> None:
    # The clock of a sandbox can be moved, so that one long sleep would not do.
    while core.now() < waiting.post_at:  # noqa: ASYNC110 - a clock gives no signal
        await asyncio.sleep(min(_LOOK_AGAIN, max(waiting.post_at - core.now(), 0)))
    if core.scheduled.pop(waiting.id, None) is None:
        return
    channel = core.workspace.channels[waiting.channel_id]
    if not channel.archived and waiting.app_id not in core.workspace.revoked:
        happenings.post(core, channel, waiting.said)


def delete(call: Call) -> Json:
    """Take back a message before it is sent; not within its last minute.

    https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage
    """
    channel = call.channel(member=False)
    waiting = call.core.scheduled.get(call.required("scheduled_message_id"))
    if (
        waiting is None
        or waiting.app_id != call.app.id
        or waiting.channel_id != channel.id
        or waiting.post_at - call.core.now() < _TOO_LATE_TO_DELETE
    ):
        raise SlackError("invalid_scheduled_message_id")
    del call.core.scheduled[waiting.id]
    return {}


def list_scheduled(call: Call) -> Json:
    """List what waits, the next one first.

    https://docs.slack.dev/reference/methods/chat.scheduledMessages.list
    """
    channel = call.text("channel")
    own = [
        each
        for each in call.core.scheduled.values()
        if each.app_id == call.app.id and channel in {None, each.channel_id}
    ]
    own.sort(key=lambda each: each.post_at)
    page, cursor = page_of(call, own, 100, 1000)
    listed = [
        {
            "id": each.id,
            "channel_id": each.channel_id,
            "post_at": each.post_at,
            "date_created": each.created,
            "text": each.said["text"],
        }
        for each in page
    ]
    return {"scheduled_messages": listed, "response_metadata": {"next_cursor": cursor}}


METHODS = (
    Method("chat.scheduleMessage", schedule, "chat:write", TIER_3),
    Method("chat.deleteScheduledMessage", delete, "chat:write", TIER_3),
    Method("chat.scheduledMessages.list", list_scheduled, None, TIER_3),
)
