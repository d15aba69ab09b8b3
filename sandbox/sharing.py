"""Sharing files in channels, and taking them away: the messages, and the events for apps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.files import file_object

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.errors import Json
    from sandbox.files import StoredFile
    from sandbox.workspace import Channel


def share(core: Core, host: str, channel: Channel, files: list[StoredFile], said: Json) -> Json:
    """Post a message that shows files, and tell apps of each file.

    https://docs.slack.dev/reference/events/file_shared
    """
    for file in files:
        file.shares.setdefault(channel.id, [])
    shown = [file_object(file, core.config.team_id, host) for file in files]
    content: Json = {"subtype": "file_share", "files": shown, "upload": True}
    message = happenings.post(core, channel, content | {"display_as_bot": False} | said)
    for file in files:
        file.shares[channel.id].append(message["ts"])
        event: Json = {
            "type": "file_shared",
            "file_id": file.id,
            "user_id": file.user_id,
            "file": {"id": file.id},
            "channel_id": channel.id,
            "event_ts": core.workspace.next_ts(),
        }
        happenings.emit(core, event, channel)
    return message


def delete_file(core: Core, file_id: str) -> None:
    """Delete a file; the messages that showed it say that it is gone.

    https://docs.slack.dev/reference/events/file_deleted
    """
    file = core.files.remove(file_id)
    for channel_id, stamps in file.shares.items():
        channel = core.workspace.channels[channel_id]
        for ts in stamps:
            message = channel.messages.get(ts)
            if message is not None:
                gone = {"id": file_id, "mode": "tombstone"}
                message["files"] = [
                    gone if each["id"] == file_id else each for each in message["files"]
                ]
                news = {"type": "message_changed", "channel": channel.id}
                core.live.tell(
                    happenings.audience(core, channel),
                    news | {"message": happenings.shown(channel, message)},
                )
    event_ts = core.workspace.next_ts()
    happenings.emit(core, {"type": "file_deleted", "file_id": file_id, "event_ts": event_ts})
