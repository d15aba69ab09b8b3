"""What a colleague finds in an external select: the app is asked while they type.

https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.block_elements import SUGGESTIONS
from sandbox.errors import SlackError
from sandbox.interactions import payload_for
from sandbox.views import view_object

if TYPE_CHECKING:
    from sandbox.config import AppConfig
    from sandbox.deed import Deed
    from sandbox.deliveries import Answer
    from sandbox.errors import Json
    from sandbox.workspace import Channel

EXTERNAL = {"external_select", "multi_external_select"}


async def suggest(deed: Deed) -> Json:
    """Ask the app for the options that fit what was typed; gives `options` or `option_groups`."""
    core = deed.core
    app: AppConfig | None
    if deed.text("view_id"):
        view = deed.view()
        blocks, app = view.body["blocks"], core.workspace.apps[view.app_id]
        where = {
            "container": {"type": "view", "view_id": view.body["id"]},
            "view": view_object(view),
        }
    else:
        channel = deed.channel(open_only=False)
        message = deed.message(channel)
        blocks, app = message.get("blocks", []), core.workspace.app_of_bot(message["user"])
        where = _in_message(channel, message)
    block, element, extra = deed.chosen(blocks)
    if app is None or element["type"] not in EXTERNAL:
        raise SlackError("element_not_found")
    payload = payload_for(core, app, deed.user_id, "block_suggestion")
    del payload["trigger_id"]
    payload |= where | {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": str(extra.get("value") or ""),
    }
    return _options(await core.deliveries.send(app, "interactive", payload))


def _in_message(channel: Channel, message: Json) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": bool(message.get("ephemeral")),
    }
    name = channel.name or "directmessage"
    return {"container": container, "channel": {"id": channel.id, "name": name}}


def _options(answer: Answer) -> Json:
    if not answer.ok:
        raise SlackError("operation_timeout" if "timeout" in answer.failed else "dispatch_failed")
    problems = list(SUGGESTIONS(answer.payload, ""))
    if problems or not isinstance(answer.payload, dict):
        raise SlackError("no_external_options", errors=problems)
    return dict(answer.payload)
