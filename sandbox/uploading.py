"""What a colleague does with files: into a channel, or into a field of a modal."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from sandbox.errors import Json, SlackError
from sandbox.files import file_object
from sandbox.sharing import share
from sandbox.typed import encode_message

if TYPE_CHECKING:
    from sandbox.deed import Deed


async def upload_file(deed: Deed) -> Json:
    """Give a file: `name`, `content` in base64; with a `channel` it is shared there.

    `text`, `title`, `alt_txt` and `thread_ts` go with it. Gives `file` as Slack describes it, and
    the `ts` of the message that shows it.
    """
    channel = deed.channel() if deed.text("channel") else None
    name = deed.text("name").strip()
    try:
        content = base64.b64decode(deed.text("content"), validate=True)
    except (binascii.Error, ValueError):
        raise SlackError("invalid_arguments", field="content") from None
    if not name or not content:
        raise SlackError("invalid_arguments", field="content" if name else "name")
    said: Json = {
        "user": deed.user_id,
        "text": encode_message(deed.core.workspace, deed.text("text")),
    }
    if channel is not None and (thread_ts := deed.text("thread_ts")):
        deed.core.workspace.message(channel, thread_ts)
        said["thread_ts"] = thread_ts
    file = deed.core.files.reserve(name, len(content), deed.user_id, deed.core.now())
    file.content, file.complete = content, True
    file.alt_text, file.title = deed.text("alt_txt"), deed.text("title") or name
    answer: Json = {}
    if channel is not None:
        answer["ts"] = share(deed.core, deed.host, channel, [file], said)["ts"]
    return answer | {"file": file_object(file, deed.core.config.team_id, deed.host)}
