"""Answers to a response URL: where something was done, by the app that was asked.

https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.answering import answer_recorded
from sandbox.answers import AsciiJson
from sandbox.calls import Call
from sandbox.errors import Json, SlackError
from sandbox.methods_chat import author, content, metadata
from sandbox.web_api import read_args

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.core import Core
    from sandbox.triggers import ResponseUrl
    from sandbox.workspace import Channel

_NOT_FOUND, _BAD_REQUEST = 404, 400


async def answer_response_url(core: Core, request: Request) -> Response:
    """Take one answer, and record it."""
    record = core.recorder.begin_call("response_url", "response_url", core.now())
    token = request.path_params["token"]
    record.app = core.permissions.app_of_response_url(token)
    refusal: SlackError | None = None
    args: Json = {}
    try:
        args, record.request = await read_args(request)
    except SlackError as error:
        refusal = error

    def answer() -> Response:
        status = _NOT_FOUND
        try:
            if refusal is not None:
                raise refusal
            use = core.permissions.use_response_url(token)
            status = _BAD_REQUEST
            respond(core, use, args)
        except SlackError as error:
            record.error = error.code
            return AsciiJson(error.answer(), status)
        return AsciiJson({"ok": True})

    return await answer_recorded(core, request, record, answer)


def respond(core: Core, use: ResponseUrl, args: Json) -> None:
    """Show an answer: to the one who asked, or to the channel, or in place of the message."""
    channel = core.workspace.channels[use.channel_id]
    app = core.workspace.apps[use.app_id]
    call = Call(core, app, args)
    source = _source(channel, use)
    if call.flag("delete_original"):
        if source is None:
            raise SlackError("message_not_found")
        happenings.delete(core, channel, source)
        return
    said = content(call)
    if call.flag("replace_original") and source is not None:
        new = {"blocks": None, "attachments": None, **said}
        happenings.change(core, channel, source, new, app.bot_user_id)
        return
    if data := metadata(call):
        said["metadata"] = data
    thread_ts = call.text("thread_ts") or use.thread_ts
    if thread_ts and thread_ts in channel.messages:
        said["thread_ts"] = thread_ts
    if call.text("response_type") == "in_channel":
        happenings.post(core, channel, author(call) | said)
    else:
        happenings.post_ephemeral(core, channel, use.user_id, author(call) | said)


def _source(channel: Channel, use: ResponseUrl) -> Json | None:
    ts = use.message_ts or ""
    return channel.messages.get(ts) or channel.ephemerals.get(ts)
