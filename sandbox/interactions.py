"""What colleagues do with an app: commands, buttons, modals; the payloads, and what comes back.

https://docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from sandbox import happenings
from sandbox.calls import Call
from sandbox.errors import Json, SlackError
from sandbox.methods_chat import author, content
from sandbox.showing import toast
from sandbox.state import STATE_KEYS, elements_of, state_values
from sandbox.typed import escape_command
from sandbox.views import view_object

if TYPE_CHECKING:
    from sandbox.config import AppConfig, CommandConfig
    from sandbox.core import Core
    from sandbox.deliveries import Answer
    from sandbox.traffic import DeliveryType
    from sandbox.views import View
    from sandbox.workspace import Channel

SLACKBOT = "USLACKBOT"


def find_command(core: Core, command: str) -> tuple[AppConfig, CommandConfig] | None:
    """Find the app that a slash command belongs to."""
    for app in core.workspace.apps.values():
        if app.id in core.workspace.revoked:
            continue
        for each in app.commands:
            if each.command == command and core.scopes.allows(app, "commands"):
                return app, each
    return None


def run_command(
    core: Core, host: str, user_id: str, channel: Channel, typed: tuple[str, str]
) -> None:
    """Send a slash command to its app.

    https://docs.slack.dev/interactivity/implementing-slash-commands
    """
    command, text = typed
    found = find_command(core, command)
    if found is None:
        raise SlackError("unknown_command")
    app, config = found
    token = core.permissions.response_url(app.id, user_id, channel.id)
    team = core.config
    payload: Json = {
        "token": "sandbox",
        "team_id": team.team_id,
        "team_domain": team.team_domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": user_id,
        "user_name": core.workspace.user_name(user_id),
        "command": command,
        "text": escape_command(core.workspace, text) if config.should_escape else text,
        "api_app_id": app.id,
        "is_enterprise_install": "false",
        "response_url": f"http://{host}/response/{token}",
        "trigger_id": core.permissions.trigger(app.id, user_id),
    }
    core.deliveries.in_background(_run_command(core, app, channel, payload))


async def _run_command(core: Core, app: AppConfig, channel: Channel, payload: Json) -> None:
    answer = await core.deliveries.send(app, "slash_commands", payload)
    user_id = payload["user_id"]
    problem = _why(answer)
    if answer.ok and isinstance(answer.payload, dict) and answer.payload:
        try:
            show_answer(core, app, channel, user_id, answer.payload)
        except SlackError as error:
            problem = error.code
    if problem:
        text = f"{app.name} did not respond: {payload['command']} failed with “{problem}”."
        said = {"user": SLACKBOT, "text": text}
        happenings.post_ephemeral(core, channel, user_id, said)
        toast(core, user_id, text)


def _why(answer: Answer) -> str:
    if answer.ok:
        return ""
    return "operation_timeout" if "timeout" in answer.failed else "dispatch_failed"


def show_answer(core: Core, app: AppConfig, channel: Channel, user_id: str, answer: Json) -> None:
    """Show what an app answered to a command in its acknowledgement."""
    call = Call(core, app, answer)
    said = author(call) | content(call)
    if call.text("response_type") == "in_channel":
        happenings.post(core, channel, said)
    else:
        happenings.post_ephemeral(core, channel, user_id, said)


def payload_for(core: Core, app: AppConfig, user_id: str, kind: str) -> Json:
    """Begin an interaction's payload: who, where, with which app."""
    team = core.config
    return {
        "type": kind,
        "user": {
            "id": user_id,
            "username": core.workspace.user_name(user_id),
            "name": core.workspace.user_name(user_id),
            "team_id": team.team_id,
        },
        "api_app_id": app.id,
        "token": "sandbox",
        "trigger_id": core.permissions.trigger(app.id, user_id),
        "team": {"id": team.team_id, "domain": team.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action_of(core: Core, block: Json, element: Json, extra: Json) -> Json:
    """Describe what was done with an element; what the page says goes over what we know."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
    }
    for name in ("text", "value", "style", "placeholder"):
        if name in element and (name != "placeholder" or element["type"] in STATE_KEYS):
            action[name] = element[name]
    return action | extra | {"action_ts": core.workspace.next_ts()}


def click(
    core: Core,
    host: str,
    user_id: str,
    place: tuple[Channel, Json],
    chosen: tuple[Json, Json, Json],
) -> None:
    """Press or choose something in a message.

    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """
    channel, message = place
    block, element, extra = chosen
    app = core.workspace.app_of_bot(message["user"])
    if app is None:
        raise SlackError("app_not_found")
    ephemeral = bool(message.get("ephemeral"))
    ts, thread_ts = message["ts"], message.get("thread_ts")
    # Whoever presses a button on the first message of a thread need not have the thread open.
    answered_in = thread_ts if thread_ts != ts else None
    token = core.permissions.response_url(app.id, user_id, channel.id, ts, answered_in)
    payload = payload_for(core, app, user_id, "block_actions")
    given = channel.states.setdefault(ts, {})
    if element["type"] in STATE_KEYS:
        given.setdefault(block["block_id"], {})[element["action_id"]] = extra
    payload |= {
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
            **({"thread_ts": thread_ts} if thread_ts else {}),
        },
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "state": {"values": state_values(message["blocks"], given)},
        "response_url": f"http://{host}/response/{token}",
        "actions": [action_of(core, block, element, extra)],
    }
    if not ephemeral:
        payload["message"] = copy.deepcopy(message)
    core.deliveries.in_background(_send(core, app, user_id, "interactive", payload))


def act_in_view(
    core: Core, view: View, user_id: str, chosen: tuple[Json, Json, Json], values: Json
) -> None:
    """Press or choose something in a modal or a home tab."""
    block, element, extra = chosen
    app = core.workspace.apps[view.app_id]
    view.values = fitting(view, values)
    if element["type"] in STATE_KEYS and extra:
        view.values.setdefault(block["block_id"], {})[element["action_id"]] = extra
    payload = payload_for(core, app, user_id, "block_actions")
    payload |= {
        "container": {"type": "view", "view_id": view.body["id"]},
        "view": view_object(view),
        "actions": [action_of(core, block, element, extra)],
    }
    core.deliveries.in_background(_send(core, app, user_id, "interactive", payload))


def fitting(view: View, values: object) -> Json:
    """Keep of what was filled in what the view asks for."""
    if not isinstance(values, dict):
        return {}
    return {
        block["block_id"]: {
            element["action_id"]: copy.deepcopy(values[block["block_id"]][element["action_id"]])
            for element in elements_of(block)
            if isinstance(values[block["block_id"]].get(element["action_id"]), dict)
        }
        for block in view.body["blocks"]
        if isinstance(values.get(block["block_id"]), dict)
    }


async def _send(
    core: Core, app: AppConfig, user_id: str, kind: DeliveryType, payload: Json
) -> None:
    answer = await core.deliveries.send(app, kind, payload)
    if not answer.ok:
        toast(core, user_id, f"{app.name} did not respond ({_why(answer)}).")


def close_view(core: Core, view: View) -> None:
    """Close a modal without submitting it; what was filled in is not told.

    https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
    """
    core.views.close(view)
    core.live.tell([view.user_id], {"type": "modal_closed", "view_id": view.body["id"]})
    if not view.body["notify_on_close"]:
        return
    app = core.workspace.apps[view.app_id]
    payload = payload_for(core, app, view.user_id, "view_closed")
    del payload["trigger_id"]
    payload |= {"view": view_object(view) | {"state": {"values": {}}}, "is_cleared": False}
    core.deliveries.in_background(_send(core, app, view.user_id, "interactive", payload))


def open_home(core: Core, app: AppConfig, user_id: str) -> None:
    """Open an app's home tab.

    https://docs.slack.dev/reference/events/app_home_opened
    """
    view = core.views.home(user_id, app.id)
    if "app_home_opened" not in app.events or app.id in core.workspace.revoked:
        return
    event: Json = {
        "type": "app_home_opened",
        "user": user_id,
        "channel": core.workspace.direct_message(user_id, app.bot_user_id).id,
        "event_ts": core.workspace.next_ts(),
        "tab": "home",
    }
    happenings.emit_to(core, app, event | ({"view": view_object(view)} if view else {}))
