"""Submitting a modal: what the client checks itself, and what the app's answer does.

https://docs.slack.dev/surfaces/modals/#response_actions
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.blocks import checked_view
from sandbox.errors import Json, SlackError
from sandbox.files import MODAL_FILE_BYTES
from sandbox.interactions import fitting, payload_for
from sandbox.showing import show_modal, show_replaced
from sandbox.state import STATE_KEYS, each_element, state_values
from sandbox.views import view_object

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.deliveries import Answer
    from sandbox.views import View

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")
_FILES_MOST = 10


async def submit_view(core: Core, view: View, values: object) -> Json:
    """Submit a modal, and say what became of it."""
    view.values = fitting(view, values)
    if errors := missing_inputs(view):
        return {"ok": False, "error": "validation", "errors": errors}
    app = core.workspace.apps[view.app_id]
    payload = payload_for(core, app, view.user_id, "view_submission")
    payload |= {"view": view_object(view), "response_urls": []}
    answer = await core.deliveries.send(app, "interactive", payload)
    if not answer.ok:
        code = "operation_timeout" if "timeout" in answer.failed else "dispatch_failed"
        return {"ok": False, "error": code}
    try:
        return _follow(core, view, answer)
    except SlackError as error:
        # Slack's client shows "We had some trouble connecting" for an answer it cannot follow.
        return {"ok": False, "error": "invalid_response", "reason": error.answer()}


def _follow(core: Core, view: View, answer: Answer) -> Json:
    told = answer.payload if isinstance(answer.payload, dict) else {}
    action = told.get("response_action")
    app = core.workspace.apps[view.app_id]
    if action == "errors":
        errors = told.get("errors")
        block_ids = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= block_ids:
            raise SlackError("invalid_errors")
        return {"ok": False, "error": "validation", "errors": errors}
    if action == "update":
        core.views.update(view, checked_view(told.get("view"), "modal"))
        show_modal(core, view, updated=True)
        return {"ok": True, "response": "updated", "view": view_object(view)}
    if action == "push":
        content = checked_view(told.get("view"), "modal")
        pushed = core.views.make(app, view.user_id, content, under=view)
        core.views.push(pushed)
        show_modal(core, pushed)
        return {"ok": True, "response": "pushed", "view": view_object(pushed)}
    if action == "clear":
        show_replaced(core, core.views.clear(view.user_id))
    elif action is None:
        core.views.close(view)
        show_replaced(core, [view])
    else:
        raise SlackError("invalid_response_action")
    return {"ok": True, "response": "closed"}


def missing_inputs(view: View) -> dict[str, str]:
    """Say which inputs a client would not send: empty or of the wrong form, by block id."""
    values = state_values(view.body["blocks"], view.values)
    errors: dict[str, str] = {}
    for block, element in each_element(view.body["blocks"]):
        if block["type"] != "input":
            continue
        key = STATE_KEYS[element["type"]][0]
        value = values[block["block_id"]][element["action_id"]][key]
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif wrong := _wrong_form(element, value):
            errors[block["block_id"]] = wrong
    return errors


def _wrong_form(element: Json, value: object) -> str | None:
    kind, text = element["type"], str(value)
    if kind == "file_input":
        return _wrong_files(element, value)
    if kind == "number_input":
        return _wrong_number(element, text)
    if kind == "email_text_input" and not _EMAIL.fullmatch(text):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not _URL.fullmatch(text):
        return "Please enter a valid URL."
    if isinstance(value, str) and len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if isinstance(value, str) and len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    return None


def _wrong_files(element: Json, files: object) -> str | None:
    if not isinstance(files, list) or not all(isinstance(each, dict) for each in files):
        return "Please choose files."
    most = element.get("max_files", _FILES_MOST)
    if len(files) > most:
        return f"Please add {most} files at most."
    types = element.get("filetypes")
    if types and any(
        str(each.get("name")).rpartition(".")[2].lower() not in types for each in files
    ):
        return f"Please choose files of these types: {', '.join(types)}."
    sizes = [each.get("size") for each in files]
    if any(not isinstance(size, int) or size > MODAL_FILE_BYTES for size in sizes):
        return f"Please choose files of {MODAL_FILE_BYTES // 1_000_000} MB at most."
    return None


def _wrong_number(element: Json, text: str) -> str | None:
    try:
        number = float(text) if element.get("is_decimal_allowed") else int(text)
        too_low = "min_value" in element and number < float(element["min_value"])
        too_high = "max_value" in element and number > float(element["max_value"])
    except ValueError:
        return "Please enter a valid number."
    return "Please enter a number in the allowed range." if too_low or too_high else None
