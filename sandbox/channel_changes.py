"""What happens to channels: made, named, described, left, opened again; and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sandbox.happenings import emit, emit_to, post
from sandbox.workspace import Channel, fresh_id

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.errors import Json

Description = Literal["topic", "purpose"]


def create(core: Core, name: str, creator: str, *, private: bool) -> Channel:
    """Make a channel with one member.

    https://docs.slack.dev/reference/events/channel_created
    """
    kind: Literal["private", "channel"] = "private" if private else "channel"
    channel = Channel(fresh_id("G0" if private else "C0"), name, kind, [creator], int(core.now()))
    core.workspace.channels[channel.id] = channel
    _show(core)
    if not private:
        facts = _facts(channel) | {"creator": creator}
        emit(core, {"type": "channel_created", "channel": facts, **_at(core)})
    return channel


def leave(core: Core, channel: Channel, user_id: str) -> None:
    """Take somebody out of a channel; a bot that left hears of it too.

    https://docs.slack.dev/reference/events/member_left_channel
    """
    channel.members.remove(user_id)
    _show(core)
    event: Json = {
        "type": "member_left_channel",
        "user": user_id,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "private" else "C",
        "team": core.config.team_id,
    }
    emit(core, event | _at(core), channel)
    app = core.workspace.app_of_bot(user_id)
    name = "group_left" if channel.kind == "private" else "channel_left"
    if app is not None and name in app.events:
        emit_to(core, app, {"type": name, "channel": channel.id, **_at(core)})


def describe(core: Core, channel: Channel, user_id: str, what: Description, text: str) -> None:
    """Set a channel's topic or purpose; the channel is told by a message.

    https://docs.slack.dev/reference/events/message/channel_topic
    """
    if what == "topic":
        channel.topic = text
    else:
        channel.purpose = text
    _show(core)
    done = f"set the channel {what}: {text}" if text else f"cleared the channel {what}"
    said = {"user": user_id, "subtype": f"channel_{what}", "text": f"<@{user_id}> {done}"}
    post(core, channel, said | {what: text})


def rename(core: Core, channel: Channel, name: str) -> None:
    """Give a channel another name.

    https://docs.slack.dev/reference/events/channel_rename
    """
    channel.name = name
    _show(core)
    emit(core, {"type": "channel_rename", "channel": _facts(channel), **_at(core)}, channel)


def archive(core: Core, channel: Channel, user_id: str) -> None:
    """Close a channel.

    https://docs.slack.dev/reference/events/channel_archive
    """
    channel.archived = True
    _show(core)
    event = {"type": "channel_archive", "channel": channel.id, "user": user_id}
    emit(core, event | {"is_moved": 0} | _at(core), channel)


def unarchive(core: Core, channel: Channel, user_id: str) -> None:
    """Open an archived channel again.

    https://docs.slack.dev/reference/events/channel_unarchive
    """
    channel.archived = False
    _show(core)
    event = {"type": "channel_unarchive", "channel": channel.id, "user": user_id}
    emit(core, event | _at(core), channel)


def _facts(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name, "created": channel.created}


def _at(core: Core) -> Json:
    return {"event_ts": core.workspace.next_ts()}


def _show(core: Core) -> None:
    core.live.tell(core.workspace.users, {"type": "channels"})
