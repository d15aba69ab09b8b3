"""The pins.* methods: what a channel holds on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.happenings import emit
from sandbox.rate_limits import TIER_2

if TYPE_CHECKING:
    from sandbox.workspace import Channel

PINS_MOST = 100


def _item(call: Call) -> tuple[Channel, Json]:
    channel = call.channel()
    if call.text("timestamp") is None:
        raise SlackError("no_item_specified")
    return channel, call.core.workspace.message(channel, call.text("timestamp"))


def _described(channel: Channel, ts: str) -> Json:
    pin = channel.pins[ts]
    message = channel.messages[ts] | {"pinned_to": [channel.id]}
    return {"type": "message", "channel": channel.id, "message": message, **pin}


def add(call: Call) -> Json:
    """Pin a message.

    https://docs.slack.dev/reference/methods/pins.add
    """
    channel, message = _item(call)
    if message["ts"] in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= PINS_MOST:
        raise SlackError("too_many_pins")
    pin = {"created": int(call.core.now()), "created_by": call.app.bot_user_id}
    channel.pins[message["ts"]] = pin
    _tell(call, channel, "pin_added", _described(channel, message["ts"]))
    return {}


def remove(call: Call) -> Json:
    """Take a pin away.

    https://docs.slack.dev/reference/methods/pins.remove
    """
    channel, message = _item(call)
    if message["ts"] not in channel.pins:
        raise SlackError("no_pin")
    item = _described(channel, message["ts"])
    del channel.pins[message["ts"]]
    _tell(call, channel, "pin_removed", item, has_pins=bool(channel.pins))
    return {}


def list_pins(call: Call) -> Json:
    """List what is pinned, the newest pin first.

    https://docs.slack.dev/reference/methods/pins.list
    """
    channel = call.channel()
    pinned = [ts for ts in reversed(channel.pins) if ts in channel.messages]
    return {"items": [_described(channel, ts) for ts in pinned]}


def _tell(call: Call, channel: Channel, kind: str, item: Json, **more: bool) -> None:
    event: Json = {
        "type": kind,
        "user": call.app.bot_user_id,
        "channel_id": channel.id,
        "item": item,
        "item_user": item["message"]["user"],
        "pin_count": len(channel.pins),
        "event_ts": call.core.workspace.next_ts(),
    }
    emit(call.core, event | more, channel)


METHODS = (
    Method("pins.add", add, "pins:write", TIER_2),
    Method("pins.remove", remove, "pins:write", TIER_2),
    Method("pins.list", list_pins, "pins:read", TIER_2),
)
