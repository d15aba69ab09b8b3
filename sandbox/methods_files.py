"""The files.* methods: the three steps of an upload, and what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.blocks import checked_blocks
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError, invalid
from sandbox.files import file_object
from sandbox.methods_chat import author, target, thread
from sandbox.rate_limits import TIER_3, TIER_4
from sandbox.sharing import delete_file, share

if TYPE_CHECKING:
    from sandbox.files import StoredFile
    from sandbox.workspace import Channel

_PAGE = 100
ALT_TEXT_MAX = 1000


def get_upload_url(call: Call) -> Json:
    """Give an address to send a file's bytes to.

    https://docs.slack.dev/reference/methods/files.getUploadURLExternal
    """
    name = call.required("filename")
    length = call.required("length")
    if not length.isascii() or not length.isdigit():
        raise invalid("invalid_arguments", ["must provide a number [json-pointer:/length]"])
    if int(length[:12]) == 0:
        raise SlackError("missing_argument")
    alt_text = call.text("alt_txt") or ""
    if len(alt_text) > ALT_TEXT_MAX:
        raise SlackError("alt_txt_too_large")
    file = call.core.files.reserve(name, int(length[:12]), call.app.bot_user_id, call.core.now())
    file.alt_text = alt_text
    return {"upload_url": f"http://{call.host}/upload/v1/{file.upload_token}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """End an upload, and share the files where the call says.

    https://docs.slack.dev/reference/methods/files.completeUploadExternal
    """
    given = call.data("files", "invalid_arguments")
    if (
        not isinstance(given, list)
        or not given
        or not all(isinstance(each, dict) for each in given)
    ):
        raise invalid("invalid_arguments", ["missing required field: files"])
    files = [_uploaded(call, each) for each in given]
    channels = [_channel(call, each) for each in _places(call)]
    said: Json = {"text": call.text("initial_comment") or ""}
    if not said["text"] and (
        blocks := checked_blocks(call.data("blocks", "invalid_blocks_format"))
    ):
        said["blocks"] = blocks
    threads = [thread(call, channel) for channel in channels]
    for file, each in zip(files, given, strict=True):
        file.complete, file.title = True, str(each.get("title") or file.name)
    for channel, where in zip(channels, threads, strict=True):
        share(call.core, call.host, channel, files, author(call) | said | where)
    return {"files": [_described(call, file) for file in files]}


def _uploaded(call: Call, given: dict[str, Any]) -> StoredFile:
    file = call.core.files.find(str(given.get("id")), complete=False)
    if file.complete or file.user_id != call.app.bot_user_id:
        raise SlackError("file_not_found")
    return file


def _places(call: Call) -> list[str]:
    named = call.text("channel_id") or call.text("channels") or ""
    return [each.strip() for each in named.split(",") if each.strip()]


def _channel(call: Call, reference: str) -> Channel:
    return target(Call(call.core, call.app, {"channel": reference}))


def _described(call: Call, file: StoredFile) -> Json:
    return file_object(file, call.core.config.team_id, call.host)


def _is_seen(call: Call, file: StoredFile) -> bool:
    """Tell whether the app's bot gave a file, or is where it is shared."""
    channels = call.core.workspace.channels
    bot = call.app.bot_user_id
    return file.user_id == bot or any(bot in channels[each].members for each in file.shares)


def info(call: Call) -> Json:
    """Describe a file.

    https://docs.slack.dev/reference/methods/files.info
    """
    file = call.core.files.find(call.required("file"))
    # One that somebody puts into an app's modal is for this app, though it is shared nowhere.
    if file.shares and not _is_seen(call, file):
        raise SlackError("file_not_found")
    return {
        "file": _described(call, file),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def list_files(call: Call) -> Json:
    """List files, newest first, in pages that are counted.

    https://docs.slack.dev/reference/methods/files.list
    """
    user, channel = call.text("user"), call.text("channel")
    found = [
        file
        for file in call.core.files
        if _is_seen(call, file)
        and (user is None or file.user_id == user)
        and (channel is None or channel in file.shares)
    ]
    count, page = call.number("count", _PAGE, 1000), call.number("page", 1, 10_000)
    pages = -(-len(found) // count)
    shown = found[(page - 1) * count : page * count]
    return {
        "files": [_described(call, file) for file in shown],
        "paging": {"count": count, "total": len(found), "page": page, "pages": pages},
    }


def delete(call: Call) -> Json:
    """Delete a file of one's own.

    https://docs.slack.dev/reference/methods/files.delete
    """
    file = call.core.files.find(call.required("file"))
    if file.user_id != call.app.bot_user_id:
        raise SlackError("cant_delete_file")
    delete_file(call.core, file.id)
    return {}


METHODS = (
    Method("files.getUploadURLExternal", get_upload_url, "files:write", TIER_4),
    Method("files.completeUploadExternal", complete_upload, "files:write", TIER_4),
    Method("files.info", info, "files:read", TIER_4),
    Method("files.list", list_files, "files:read", TIER_3),
    Method("files.delete", delete, "files:write", TIER_3),
)
