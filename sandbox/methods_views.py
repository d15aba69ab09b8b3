"""The views.* methods: modals and home tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sandbox.blocks import check_slack_files, checked_view
from sandbox.calls import Call, Method
from sandbox.errors import SlackError, invalid
from sandbox.rate_limits import TIER_4
from sandbox.showing import show_home, show_modal, show_replaced
from sandbox.views import view_object

if TYPE_CHECKING:
    from sandbox.errors import Json


def _view(call: Call, kind: Literal["modal", "home"]) -> Json:
    view = checked_view(call.data("view", "invalid_arguments"), kind)
    check_slack_files(view["blocks"], "/view/blocks", call.core.files)
    return view


def open_view(call: Call) -> Json:
    """Open a modal.

    https://docs.slack.dev/reference/methods/views.open
    """
    content = _view(call, "modal")
    trigger = call.core.permissions.exchange(call.required("trigger_id"), call.app.id)
    view = call.core.views.make(call.app, trigger.user_id, content)
    show_replaced(call.core, call.core.views.open(view))
    show_modal(call.core, view)
    return {"view": view_object(view)}


def push(call: Call) -> Json:
    """Put a modal on top of the open one.

    https://docs.slack.dev/reference/methods/views.push
    """
    content = _view(call, "modal")
    trigger = call.core.permissions.exchange(call.required("trigger_id"), call.app.id)
    stack = call.core.views.stack(trigger.user_id)
    if not stack or stack[-1].app_id != call.app.id:
        raise invalid("invalid_arguments", ["missing an open view to push onto"])
    view = call.core.views.make(call.app, trigger.user_id, content, under=stack[-1])
    call.core.views.push(view)
    show_modal(call.core, view)
    return {"view": view_object(view)}


def update(call: Call) -> Json:
    """Change a view that is open.

    https://docs.slack.dev/reference/methods/views.update
    """
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if bool(view_id) == bool(external_id):
        raise invalid("invalid_arguments", ["must provide one of `view_id` and `external_id`"])
    view = call.core.views.find(view_id, external_id)
    if view.app_id != call.app.id:
        raise SlackError("not_found")
    content = _view(call, view.body["type"])
    call.core.views.update(view, content, call.text("hash"))
    if view.body["type"] == "home":
        show_home(call.core, view)
    else:
        show_modal(call.core, view, updated=True)
    return {"view": view_object(view)}


def publish(call: Call) -> Json:
    """Publish a user's home tab.

    https://docs.slack.dev/reference/methods/views.publish
    """
    user_id = call.required("user_id")
    if user_id not in call.core.workspace.users:
        raise invalid("invalid_arguments", ["invalid `user_id` [json-pointer:/user_id]"])
    content = _view(call, "home")
    view = call.core.views.publish(call.app, user_id, content, call.text("hash"))
    show_home(call.core, view)
    return {"view": view_object(view)}


METHODS = (
    Method("views.open", open_view, None, TIER_4),
    Method("views.push", push, None, TIER_4),
    Method("views.update", update, None, TIER_4),
    Method("views.publish", publish, None, TIER_4),
)
