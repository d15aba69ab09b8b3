"""What happens in the workspace: a change, the events for apps, and the news for pages, together.

Both doors come here, the Web API that apps call and the control API that people act through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import Json, SlackError
from sandbox.events import CHANNEL_TYPE, hears, subscribers, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.config import AppConfig
    from sandbox.core import Core
    from sandbox.workspace import Channel


def emit(core: Core, event: Json, channel: Channel | None = None) -> None:
    """Send an event to every app that should hear of it."""
    for app in subscribers(core.workspace, core.scopes, event["type"], channel):
        emit_to(core, app, event)


def emit_to(core: Core, app: AppConfig, event: Json) -> None:
    """Send an event to one app."""
    payload = wrap(core.workspace, app, event, core.now())
    core.deliveries.in_background(core.deliveries.send(app, "events_api", payload))


def audience(core: Core, channel: Channel) -> Iterable[str]:
    """List the users whose pages show a channel."""
    return core.workspace.users if channel.kind == "channel" else channel.members


def shown(channel: Channel, message: Json) -> Json:
    """Give a message as pages get it; to be encoded before the message changes."""
    return message | {"channel": channel.id}


def post(core: Core, channel: Channel, message: Json) -> Json:
    """Put a message into a channel or a thread."""
    ts = core.workspace.next_ts()
    message = {"type": "message", **message, "ts": ts, "team": core.config.team_id}
    channel.put(message)
    _tell(core, channel, "message", message)
    if thread_ts := message.get("thread_ts"):
        core.workspace.note_reply(channel, message)
        if parent := channel.messages.get(thread_ts):
            _tell(core, channel, "message_changed", parent)
    facts: Json = {
        "channel": channel.id,
        "channel_type": CHANNEL_TYPE[channel.kind],
        "event_ts": ts,
    }
    emit(core, message | facts, channel)
    if channel.kind != "im" and "bot_id" not in message:
        for app in core.workspace.apps.values():
            is_mentioned = f"<@{app.bot_user_id}" in message["text"]
            if is_mentioned and hears(core.workspace, core.scopes, app, "app_mention", channel):
                emit_to(core, app, message | facts | {"type": "app_mention"})
    return message


def post_ephemeral(core: Core, channel: Channel, user_id: str, message: Json) -> Json:
    """Show a message to one user only."""
    ts = core.workspace.next_ts()
    message = {"type": "message", **message, "ts": ts, "ephemeral": True, "to": user_id}
    channel.ephemerals[ts] = message
    core.live.tell(
        [user_id], {"type": "message", "channel": channel.id, "message": shown(channel, message)}
    )
    return message


def change(core: Core, channel: Channel, message: Json, new: Json, editor: str) -> None:
    """Change a message in place: keys with None go away."""
    before = dict(message)
    for key, value in new.items():
        if value is None:
            message.pop(key, None)
        else:
            message[key] = value
    edited_ts = core.workspace.next_ts()
    message["edited"] = {"user": editor, "ts": edited_ts}
    if message.get("ephemeral"):
        news = {"type": "message_changed", "channel": channel.id}
        core.live.tell([message["to"]], news | {"message": shown(channel, message)})
        return
    _tell(core, channel, "message_changed", message)
    changed = {"subtype": "message_changed", "message": message, "previous_message": before}
    _emit_hidden(core, channel, changed)


def delete(core: Core, channel: Channel, message: Json) -> None:
    """Take a message away."""
    ts = message["ts"]
    gone = {"type": "message_deleted", "channel": channel.id, "ts": ts}
    if message.get("ephemeral"):
        channel.ephemerals.pop(ts, None)
        core.live.tell([message["to"]], gone)
        return
    channel.take(ts)
    core.live.tell(audience(core, channel), gone)
    thread_ts = message.get("thread_ts")
    if thread_ts and thread_ts != ts:
        core.workspace.recount_replies(channel, thread_ts)
        if parent := channel.messages.get(thread_ts):
            _tell(core, channel, "message_changed", parent)
    deleted = {"subtype": "message_deleted", "deleted_ts": ts, "previous_message": message}
    _emit_hidden(core, channel, deleted)


def react(core: Core, channel: Channel, message: Json, user_id: str, name: str) -> None:
    """Add a user's reaction to a message."""
    reactions: list[Json] = message.setdefault("reactions", [])
    found = next((each for each in reactions if each["name"] == name), None)
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if user_id in found["users"]:
        raise SlackError("already_reacted")
    found["users"].append(user_id)
    found["count"] += 1
    _reaction_changed(core, channel, message, user_id, name, "reaction_added")


def unreact(core: Core, channel: Channel, message: Json, user_id: str, name: str) -> None:
    """Take a user's reaction back."""
    reactions: list[Json] = message.get("reactions", [])
    found = next((each for each in reactions if each["name"] == name), None)
    if found is None or user_id not in found["users"]:
        raise SlackError("no_reaction")
    found["users"].remove(user_id)
    found["count"] -= 1
    if not found["users"]:
        reactions.remove(found)
    if not reactions:
        del message["reactions"]
    _reaction_changed(core, channel, message, user_id, name, "reaction_removed")


def join(core: Core, channel: Channel, user_id: str, inviter: str | None = None) -> None:
    """Let somebody into a channel."""
    if user_id in channel.members:
        return
    channel.members.append(user_id)
    core.live.tell(core.workspace.users, {"type": "channels"})
    event: Json = {
        "type": "member_joined_channel",
        "user": user_id,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "private" else "C",
        "team": core.config.team_id,
        "event_ts": core.workspace.next_ts(),
    }
    emit(core, event | ({"inviter": inviter} if inviter else {}), channel)


def tell_time(core: Core) -> None:
    """Tell pages what time it is in the workspace: its clock was moved."""
    core.live.tell(core.workspace.users, {"type": "clock", "now": core.now()})


def _tell(core: Core, channel: Channel, kind: str, message: Json) -> None:
    news = {"type": kind, "channel": channel.id, "message": shown(channel, message)}
    core.live.tell(audience(core, channel), news)


def _emit_hidden(core: Core, channel: Channel, facts: Json) -> None:
    ts = core.workspace.next_ts()
    event: Json = {
        "type": "message",
        "hidden": True,
        "channel": channel.id,
        "channel_type": CHANNEL_TYPE[channel.kind],
        "ts": ts,
        "event_ts": ts,
    }
    emit(core, event | facts, channel)


def _reaction_changed(
    core: Core, channel: Channel, message: Json, user_id: str, name: str, event_type: str
) -> None:
    core.live.tell(
        audience(core, channel),
        {
            "type": "reactions",
            "channel": channel.id,
            "ts": message["ts"],
            "reactions": message.get("reactions", []),
        },
    )
    event: Json = {
        "type": event_type,
        "user": user_id,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message["ts"]},
        "item_user": message["user"],
        "event_ts": core.workspace.next_ts(),
    }
    emit(core, event, channel)
